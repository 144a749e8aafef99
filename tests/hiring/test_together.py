"""Short lists of different records come in one question, each record as it would have been read alone."""

from django.db.models import Count, Window

from hiring.models import Few, Membership, School, read_together


def test_lists_of_different_records_are_one_question(cast, django_assert_num_queries):
    here, by = Membership.objects.filter(trust=cast.trust), cast.hr_manager
    assert by.all_memberships
    with django_assert_num_queries(1):
        found = read_together(
            schools=Few(School.objects.visible_to(by), "name trust__name", order=("name",)),
            roles=Few(here, "role trained_on user__name school__name", most=3, more={"of_all": Window(Count("pk"))}),
            none=Few(School.objects.none(), "name"),
        )
        told = {(each.name, each.trust.name) for each in found["schools"]}
    assert told == {(each.name, cast.trust.name) for each in cast.trust.schools.all()}
    assert found["none"] == []
    assert len(found["roles"]) == 3
    for each in found["roles"]:
        alone = Membership.objects.get(pk=each.pk)
        assert (each, each.role, each.trained_on, each.user.name) == (
            alone,
            alone.role,
            alone.trained_on,
            alone.user.name,
        )
        assert each.of_all == here.count()
        assert (each.school and each.school.name) == (alone.school and alone.school.name)


def test_what_was_not_named_is_read_when_asked_for(cast, django_assert_num_queries):
    [found] = read_together(schools=Few(School.objects.filter(pk=cast.school.pk), "name"))["schools"]
    with django_assert_num_queries(1):
        assert found.urn == cast.school.urn
