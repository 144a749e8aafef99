"""Questions asked of the database by more than one page, each in a fixed number of queries. Handed objects; imports no models."""

from collections import defaultdict

from django.db.models import F, Max, Min, Prefetch, Q, prefetch_related_objects

from vacancies.scoring import standings
from vacancies.shortlisting import plan

AGREED = {"agreed__isnull": False, "agreed__replaced_at": None}  # what was agreed before and replaced does not count
JUDGED = ("submitted", "shortlisted", "invited", "interviewed", "offered", "not_progressing")


def matrix(vacancy):
    """The panel's standings for a vacancy whose seal is open (five queries). Raises ValueError while it is sealed."""
    if not vacancy.seal_is_open:
        raise ValueError("Scores are sealed until every panel member has submitted.")
    applications = list(vacancy.applications.exclude(submitted_at=None).exclude(state="withdrawn").order_by("code"))
    return standings(applications, vacancy.scored_criteria, _scores(vacancy), _agreed(vacancy), vacancy.pass_mark)


def _scores(vacancy):
    """(application id, criterion id) -> the sitting members' values, in the order of the panel."""
    values = defaultdict(list)
    rows = vacancy.criteria.filter(
        scores__value__isnull=False, scores__scorecard__panel_member__stood_down_at=None
    ).values_list("scores__application", "pk", "scores__value")
    for application, criterion, value in rows.order_by("scores__scorecard__panel_member"):
        values[application, criterion].append(value)
    return values


def _agreed(vacancy):
    rows = vacancy.criteria.filter(**AGREED).values_list("agreed__application", "pk", "agreed__value")
    return {(application, criterion): value for application, criterion, value in rows}


def plan_of(vacancy):
    """The shortlist as it stands: the line, the tie at it, and who is out of order because two people say so (eight queries)."""
    rows = matrix(vacancy)
    exceptions = vacancy.applications.model._meta.get_field("line_exceptions").related_model.objects
    standing = exceptions.filter(undone_at=None).select_related("criterion", "decided_by", "agreed_with")
    people = [row.application for row in rows]
    prefetch_related_objects(people, Prefetch("line_exceptions", standing, to_attr="out_of_order"))
    made = [each for person in people for each in person.out_of_order]
    agreed = {each.application_id: each for each in made if each.agreed_at}
    decisions = list(vacancy.tie_decisions.all())
    result = plan(rows, vacancy.interview_places, vacancy.tie_order, decisions, agreed)
    result.pending = [each for each in made if not each.agreed_at]
    return result


def left_to_discuss(criteria, applications=None):
    """The judgements members saw differently and have not agreed, as (vacancy id, application id, criterion code); two queries.

    The same test as `scoring.Judgement.needs_talk`, put to the database so that it stays quick with many applicants.
    """
    only = {} if applications is None else {"scores__application__in": applications}
    given = criteria.filter(
        scores__value__isnull=False,
        scores__scorecard__panel_member__stood_down_at=None,
        scores__application__state__in=JUDGED,
        **only,
    )
    spread = given.values("vacancy_id", "vacancy__pass_mark", "scores__application", "pk", "code", "is_essential")
    spread = spread.annotate(lowest=Min("scores__value"), highest=Max("scores__value")).order_by()
    split = Q(is_essential=True, lowest__lt=F("vacancy__pass_mark"), highest__gte=F("vacancy__pass_mark"))
    apart = list(spread.filter(Q(highest__gte=F("lowest") + 2) | split))
    agreed = set(criteria.filter(**AGREED).values_list("agreed__application", "pk")) if apart else set()
    return [
        (row["vacancy_id"], row["scores__application"], row["code"])
        for row in apart
        if (row["scores__application"], row["pk"]) not in agreed
    ]
