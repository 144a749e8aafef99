"""Confirming the shortlist: everything in the way, and then all of it at once."""

from django.db import transaction
from django.db.models import prefetch_related_objects

from vacancies.fifty import PAGE
from vacancies.guards.line import exceptions_to_agree
from vacancies.guards.shortlist import anybody_shortlisted, codes_undecided, judgements_to_agree
from vacancies.models import Application
from vacancies.views.hr.shortlist_tables import page_of
from workflows.blockers import Blocker, Refused
from workflows.door import verdict_on
from workflows.together import Try, go_all_through
from workflows.views.preview import letters_of_many

LETTERS_SHOWN, OF_MANY = 20, 2  # of a kind; they differ in the name and the reason


def in_the_way(actor, vacancy, made):
    """Every reason against confirming: the tie, too few scorers, and what the door itself would say."""
    found = []
    if made.tie_is_open:
        codes = " and ".join(sorted(row.application.code for row in made.tied))
        text = f"{codes} tie for the last place. Choose all of them, or use the tie order."
        found.append(
            Blocker(code="shortlist.tie", text=text, owner="HR and the chair", fix="#tie", fix_label="Decide")
        )
    if not made.included:
        found.append(
            Blocker(
                code="shortlist.nobody",
                text="Nobody is above the line.",
                owner="HR and the chair",
                fix="#line",
                fix_label="Move the line",
            )
        )
    for place in made.included:
        if min((len(each.values) for each in place.standing.judgements), default=0) < 2:
            text = f"{place.code} was not scored on every point by two people. Two or more shortlist."
            found.append(Blocker(code="shortlist.too_few", text=text, owner="the panel", rule="KCSIE Part three"))
    return [*found, *verdict_on(vacancy, vacancy.confirm_shortlist.rule, actor, supposed(vacancy, made)).blockers]


def supposed(vacancy, made):
    """What the guards of confirming ask, as the plan has it, and as it will be once everybody is told."""
    codes = {place.application.pk: place.code for place in made.places}
    return {
        judgements_to_agree: {vacancy.pk: sum(len(place.standing.to_discuss) for place in made.places)},
        exceptions_to_agree: {
            vacancy.pk: sorted((codes[each.application_id], each.agreed_with.name) for each in made.pending)
        },
        codes_undecided: {vacancy.pk: []},
        anybody_shortlisted: {vacancy.pk: True},
    }


def lacking(made, reasons, shown, page):
    """A reason for everybody who is left out and has not been told. Those on other pages of the list are told together."""
    without = [place.code for place in made.left_out if not place.is_settled and not reasons[place.code]]
    for code in without:
        if code in shown:
            yield Blocker(
                code="shortlist.reason",
                text=f"Give a reason for {code}.",
                owner="HR",
                fix=f"#reason-{code}",
                fix_label="Write it",
            )
    elsewhere = [code for code in without if code not in shown]
    if elsewhere:
        yield Blocker(
            code="shortlist.reasons_elsewhere",
            text=f"Read and save the reasons on the other pages: {len(elsewhere)} have none yet, {elsewhere[0]} first.",
            owner="HR",
            fix=page_of(elsewhere[0], made, page),
            fix_label="Go there",
        )


def changed(typed, made):
    """Whether somebody moved the line or settled a tie after this page was opened."""
    if typed.get("fingerprint", "") != made.fingerprint:
        yield Blocker(
            code="shortlist.changed",
            text="The shortlist changed while you were reading. Check it as it is now, then confirm.",
            owner="",
        )


def letters_to_be_sent(actor, vacancy, made):
    """What confirming sends, to those who go on and to those who do not, by the codes on the page (two queries)."""
    going_on, left_out = _untold(made.included), _untold(made.left_out)
    prefetch_related_objects([*_shown(going_on), *_shown(left_out)], "candidate__memberships")
    prefetch_related_objects(_shown(going_on), "referees")
    groups = [
        ("that they are on the shortlist", Application.shortlist.rule, going_on),
        ("that they go no further", Application.do_not_progress.rule, left_out),
    ]
    return [_told(actor, vacancy, *group) for group in groups if group[2]]


def _untold(places):
    return [place.application for place in places if not place.is_settled]


def _shown(people):
    """Those whose letters are shown: some of those of whom this actor may know who they are."""
    return [each for each in people if each.is_known][: LETTERS_SHOWN if len(people) <= LETTERS_SHOWN else OF_MANY]


def _told(actor, vacancy, what, rule, people):
    shown, known = _shown(people), sum(each.is_known for each in people)
    for each in shown:
        each.vacancy = vacancy
    return {
        "what": what,
        "count": len(people),
        "codes": [each.code for each in people] if len(people) <= PAGE else [],
        "letters": letters_of_many(rule, shown, actor, known=shown),
        "more": known > len(shown),
        "hidden": len(people) - known,
    }


def carry_out(actor, vacancy, made, typed):
    """Those who go on, those who do not, then the vacancy, in one transaction. Returns what stood in the way, or nothing."""
    going_on = [Try(place.application) for place in made.included if not place.is_settled]
    left_out = [place for place in made.left_out if not place.is_settled]
    told = [Try(place.application, {"reason": typed[place.code]}) for place in left_out]
    try:
        with transaction.atomic():
            go_all_through(going_on, Application.shortlist.rule, by=actor)
            go_all_through(told, Application.do_not_progress.rule, by=actor)
            vacancy.confirm_shortlist(by=actor)
    except Refused as refused:
        return list(refused.blockers)
    return []
