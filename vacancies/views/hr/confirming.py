"""Confirming the shortlist: everything in the way, and then all of it at once."""

from django.db import transaction
from django.db.models import prefetch_related_objects

from vacancies.models import Application
from vacancies.pipeline import PAGE
from workflows.blockers import Blocker, Refused
from workflows.together import Try, go_all_through
from workflows.views.preview import letters_of_many

MET_BY_CONFIRMING = {"vacancy.undecided", "vacancy.empty_shortlist"}


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
    said = vacancy.confirm_shortlist.dry_run(by=actor).blockers
    return [*found, *(each for each in said if each.code not in MET_BY_CONFIRMING)]


def lacking(made, typed):
    """A reason for everybody who is left out and has not been told."""
    for place in made.left_out:
        if not place.is_settled and not typed[place.code]:
            yield Blocker(
                code="shortlist.reason",
                text=f"Give a reason for {place.code}.",
                owner="HR",
                fix=f"#reason-{place.code}",
                fix_label="Write it",
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
    """What confirming sends, to those who go on and to those who do not, by the codes on the page (two more queries each)."""
    groups = [
        ("that they are on the shortlist", Application.shortlist.rule, made.included),
        ("that they go no further", Application.do_not_progress.rule, made.left_out),
    ]
    return [_told(actor, vacancy, *group) for group in groups if any(not place.is_settled for place in group[2])]


def _told(actor, vacancy, what, rule, places):
    people = [place.application for place in places if not place.is_settled]
    shown = people[:PAGE]
    prefetch_related_objects(shown, "candidate__memberships", "referees")
    for each in shown:
        each.vacancy = vacancy
    return {
        "what": what,
        "count": len(people),
        "codes": [each.code for each in people],
        "letters": letters_of_many(rule, shown, actor),
        "more": len(people) > len(shown),
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
