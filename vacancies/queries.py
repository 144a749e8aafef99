"""Questions asked of the database by more than one page, each in a fixed number of queries. Handed objects; imports no models."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from vacancies.scoring import standings
from vacancies.shortlisting import plan

AGREED = {"agreed__isnull": False, "agreed__replaced_at": None}  # what was agreed before and replaced does not count
JUDGED = ("submitted", "shortlisted", "invited", "interviewed", "offered", "not_progressing")


def matrix(vacancy, people=None, scores=None, agreed=None):
    """The panel's standings for a vacancy whose seal is open (four queries). Raises ValueError while it is sealed.

    people: the rows of `judged` with whatever else a page wants of them. scores: what `given` says, and agreed: by the
    same key the value, where a page has read them.
    """
    if not vacancy.seal_is_open:
        raise ValueError("Scores are sealed until every panel member has submitted.")
    return standings(
        list(judged(vacancy) if people is None else people),
        vacancy.scored_criteria,
        {key: values for key, (_, values) in (given(vacancy) if scores is None else scores).items()},
        _agreed(vacancy) if agreed is None else agreed,
        vacancy.pass_mark,
    )


def judged(vacancy):
    """Whoever is in the matrix: everybody who applied and has not withdrawn."""
    return vacancy.applications.exclude(submitted_at=None).exclude(state="withdrawn").order_by("code")


def given(vacancy):
    """(application id, criterion id) -> the sitting members and the values they gave, in the order of the panel."""
    rows = vacancy.criteria.filter(
        scores__value__isnull=False, scores__scorecard__panel_member__stood_down_at=None
    ).order_by()
    in_order = {"order_by": "scores__scorecard__panel_member"}
    told = rows.values_list("scores__application", "pk").annotate(
        members=ArrayAgg("scores__scorecard__panel_member", **in_order), values=ArrayAgg("scores__value", **in_order)
    )
    return {(application, criterion): (members, values) for application, criterion, members, values in told}


def _agreed(vacancy):
    rows = vacancy.criteria.filter(**AGREED).values_list("agreed__application", "pk", "agreed__value")
    return {(application, criterion): value for application, criterion, value in rows}


def plan_of(vacancy, people=None):
    """The shortlist as it stands: the line, the tie at it, and who is out of order because two people say so (six queries)."""
    rows = matrix(vacancy, people)
    exceptions = vacancy.applications.model._meta.get_field("line_exceptions").related_model.objects
    standing = exceptions.filter(undone_at=None).select_related("criterion", "decided_by", "agreed_with")
    prefetch_related_objects(
        [row.application for row in rows], Prefetch("line_exceptions", standing, to_attr="out_of_order")
    )
    made = [each for row in rows for each in row.application.out_of_order]
    agreed = {each.application_id: each for each in made if each.agreed_at}
    decisions = list(vacancy.tie_decisions.all())
    result = plan(rows, vacancy.interview_places, vacancy.tie_order, decisions, agreed)
    result.pending = [each for each in made if not each.agreed_at]
    return result


def left_to_discuss(criteria, applications=None):
    """The judgements members saw differently and have not agreed, as (vacancy id, application id, criterion code); one query."""
    apart = seen_apart(criteria, {} if applications is None else {"scores__application__in": applications})
    return [(row["vacancy_id"], row["scores__application"], row["code"]) for row in apart]


def seen_apart(criteria, only):
    """The same test as `scoring.Judgement.needs_talk`, put to the database so that it stays quick with many applicants."""
    agreed = criteria.model._meta.get_field("agreed").related_model.objects.filter(
        application=OuterRef("scores__application"), criterion=OuterRef("pk"), replaced_at=None
    )
    given = criteria.filter(
        ~Exists(agreed),
        scores__value__isnull=False,
        scores__scorecard__panel_member__stood_down_at=None,
        scores__application__state__in=JUDGED,
        **only,
    )
    spread = given.values("vacancy_id", "vacancy__pass_mark", "scores__application", "pk", "code", "is_essential")
    spread = spread.annotate(lowest=Min("scores__value"), highest=Max("scores__value")).order_by()
    split = Q(is_essential=True, lowest__lt=F("vacancy__pass_mark"), highest__gte=F("vacancy__pass_mark"))
    return spread.filter(Q(highest__gte=F("lowest") + 2) | split)


def as_judged(vacancy):
    """In SQL, of each application: how many of the panel scored it, and the criteria on which the panel has yet to agree."""
    cards = vacancy.panel.model._meta.get_field("scorecard").related_model.objects.filter(state="sealed").order_by()
    scored = cards.filter(scores__application=OuterRef("pk"), scores__value__isnull=False).values("state")
    apart = seen_apart(vacancy.criteria.all(), {"scores__application": OuterRef("pk")})
    return {
        "scorers": Coalesce(Subquery(scored.annotate(number=Count("pk", distinct=True)).values("number")), 0),
        "left": ArraySubquery(apart.values("code")),
    }
