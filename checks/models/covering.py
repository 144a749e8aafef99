from functools import cached_property

from django.db.models import Q

from hiring.models import School, ScopedQuerySet


class CoversSchoolsQuerySet(ScopedQuerySet):
    """Records about several schools of one trust: seen only by those who may see every one of them."""

    to_trust, to_school = "school__trust", "school"

    def within_reach_of(self, user):
        held = [each for each in user.all_memberships if self.roles is None or each.role in self.roles]
        trusts = {each.trust_id for each in held if not each.school_id}
        schools = sorted({each.school_id for each in held if each.school_id})
        return Q(school__trust_id__in=trusts) | Q(covers__contained_by=schools)

    def about_any_of(self, schools):
        """Those that cover at least one of these schools, by their ids."""
        return self.filter(covers__overlap=list(schools))


class CoversSchools:
    """A record about several schools: `covers` lists their ids, `school` is the first of them."""

    @cached_property
    def schools(self):
        """The schools it covers, by name."""
        return list(School.objects.filter(pk__in=self.covers).select_related("trust").order_by("name"))

    @property
    def school_names(self):
        return ", ".join(school.name for school in self.schools)
