"""What must be true before anybody is shortlisted or goes no further, and before the shortlist is confirmed."""

from django.db.models import Count

from vacancies.guards.scoring import every_scorecard_is_sealed
from vacancies.guards.words import KCSIE
from vacancies.queries import left_to_discuss
from workflows.blockers import Blocker


def scores_are_open(application, move):
    """Nobody is turned down or shortlisted on scores still under seal."""
    vacancy = application.vacancy
    if vacancy.state != "cancelled" and not vacancy.seal_is_open:
        yield from every_scorecard_is_sealed(vacancy, move)
        if vacancy.state != "scoring":
            text = f"{vacancy} is at “{vacancy.state_words}”. Applications are decided after scoring."
            yield Blocker(code="vacancy.not_scored", text=text, owner="HR", fix=vacancy.get_absolute_url())


def two_people_scored(application, move):
    """Two or more people shortlist (KCSIE Part three)."""
    if not application.vacancy.seal_is_open:
        return
    scorers = move.asked_once(how_many_scored, application) or 0
    if scorers < 2:
        text = f"{application} was scored by {scorers} of the panel. Two people or more shortlist."
        yield Blocker(code="application.too_fewhow_many_scored", text=text, owner="the panel", rule=KCSIE)


def how_many_scored(applications):
    """How many of the panel scored each (one query)."""
    rows = type(applications[0]).objects.filter(pk__in=[each.pk for each in applications])
    given = rows.filter(scores__value__isnull=False, scores__scorecard__state="sealed").order_by()
    return dict(given.values_list("pk").annotate(Count("scores__scorecard", distinct=True)))


def disagreements_are_settled_for_this(application, move):
    """The panel has agreed on this person wherever members saw it differently."""
    if not application.vacancy.seal_is_open:
        return
    codes = move.asked_once(left_to_agree, application)
    if codes:
        yield Blocker(
            code="application.moderation",
            text=f"The panel has yet to agree {application} on {', '.join(sorted(codes))}.",
            owner="the panel",
            since=application.vacancy.seal_opened_at,
            fix=f"{application.vacancy.get_absolute_url()}moderation/",
        )


def left_to_agree(applications):
    """The criteria still to agree for each (one query)."""
    codes = {}
    for _, application, code in left_to_discuss(applications[0].vacancy.criteria.all(), applications):
        codes.setdefault(application, []).append(code)
    return codes


def judgements_to_agree(vacancies):
    """How many judgements each panel has yet to agree (one query each)."""
    return {each.pk: len(left_to_discuss(each.criteria.all())) for each in vacancies}


def disagreements_are_settled(vacancy, move):
    """Where members saw it differently, the panel has talked and agreed."""
    if not vacancy.seal_is_open:
        return
    left = move.asked_once(judgements_to_agree, vacancy)
    if left:
        text = f"Agree {left} more score{'' if left == 1 else 's'} before the shortlist."
        yield Blocker(
            code="vacancy.moderation",
            text=text,
            owner="the panel",
            since=vacancy.seal_opened_at,
            fix=f"{vacancy.get_absolute_url()}moderation/",
        )


def codes_undecided(vacancies):
    """The codes of those whom nobody has decided on (one query each)."""
    return {
        each.pk: list(each.applications.filter(state="submitted").order_by("code").values_list("code", flat=True))
        for each in vacancies
    }


def every_applicant_is_decided(vacancy, move):
    """Nobody is left between shortlisted and not progressing."""
    codes = move.asked_once(codes_undecided, vacancy)
    if codes:
        text = f"Decide {len(codes)} more: {', '.join(codes)}."
        yield Blocker(code="vacancy.undecided", text=text, owner="HR", fix=f"{vacancy.get_absolute_url()}shortlist/")


def anybody_shortlisted(vacancies):
    """Whether each has anybody on its shortlist (one query each)."""
    return {each.pk: each.applications.filter(state="shortlisted").exists() for each in vacancies}


def somebody_is_shortlisted(vacancy, move):
    if not move.asked_once(anybody_shortlisted, vacancy):
        text = "Nobody is shortlisted. Shortlist somebody, or cancel the vacancy."
        yield Blocker(
            code="vacancy.empty_shortlist", text=text, owner="HR", fix=f"{vacancy.get_absolute_url()}shortlist/"
        )
