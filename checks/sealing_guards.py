"""What must be true before sealed words are opened, put to a panel or decided upon."""

from checks.guards import newest, result_of
from checks.panels import interviews
from checks.verifying import who_looked
from workflows.blockers import Blocker

TALKED_OVER = {  # what a kind raised that is heard before it is judged, and the outcome that says it was
    "self_declaration": ({"matter_declared", "prefers_to_talk", "declined"}, "discussed"),
    "online_search": ({"item_to_explore"}, "explored"),
}
IN_SCOPE = ("early_years", "later_years_childcare", "manages_childcare")
RAISED = sorted(outcome for raised, _ in TALKED_OVER.values() for outcome in raised)


def within(title):
    """A title within a sentence: only its first letter is made small, for it may name a country."""
    return f"{title[0].lower()}{title[1:]}"


def something_is_sealed(check, move):
    """There is nothing to open where nothing was said, or where the words have been removed."""
    if not check.sealed_words.standing().exists():
        text = f"There is nothing sealed with {within(check.title)}."
        yield Blocker(code=f"{check.code}.nothing_sealed", text=text)


def the_interview_is_arranged(check, move):
    """B3: a self-declaration is not read before there is an interview to prepare (KCSIE Part three, self-declaration)."""
    clearance = check.clearance
    if check.code == "self_declaration" and clearance.reference and clearance.interview_at is None:
        text = f"The self-declaration stays sealed until {clearance.person.name} is invited to interview."
        yield Blocker(
            code="self_declaration.sealed",
            text=text,
            owner="HR",
            fix=clearance.get_absolute_url(),
            rule=check.kind.stage_source,
        )


def the_reader_does_not_interview(check, move):
    """B5, G06: who searches and what was found stay off the panel; only a question reaches it."""
    if check.code != "online_search":
        return
    evidence = move.details.get("evidence")
    searched = evidence and who_looked(check, evidence, move.by)
    people = {each.pk: each for each in (move.by, *([searched.person] if searched else ()))}
    for reader in (each for each in people.values() if interviews(check.clearance, each)):
        whose = "You sit" if reader.pk == move.by.pk else f"{reader.label} sits"
        text = f"{whose} on the panel for {check.clearance.person.name}. Somebody who does not sit on it does this."
        yield Blocker(code="online_search.on_the_panel", text=text, owner="HR", rule=check.kind.stage_source)


def it_is_an_online_search(check, move):
    """Only what a search found is put to a panel, and only as a question."""
    if check.code != "online_search":
        text = f"{check.title} is not put to a panel."
        yield Blocker(code=f"{check.code}.not_for_a_panel", text=text)


def it_raised_something(check, move):
    """There is something to seal, to ask about or to talk over only where the receipt says so."""
    if not check.receipts.filter(voided_at=None, outcome__in=RAISED).exists():
        text = f"{check.title} raised nothing to talk over. Record first that it did."
        yield Blocker(code=f"{check.code}.nothing_found", text=text, owner="HR", fix=check.get_absolute_url())


def it_may_be_talked_over(check, move):
    """What is talked over with the person is what they declared, or what a search raised."""
    if check.code not in {"self_declaration", "online_search"}:
        text = f"{check.title} is not talked over at an interview."
        yield Blocker(code=f"{check.code}.not_talked_over", text=text)


def what_was_raised_is_talked_over(check, move):
    """A declaration, or the wish to talk instead, is heard before it is judged (KCSIE Part three); so is what a search raised."""
    if check.code in TALKED_OVER:
        raised, heard = TALKED_OVER[check.code]
        live = set(check.receipts.filter(voided_at=None).values_list("outcome", flat=True))
        if live & raised and heard not in live:
            text = f"Nobody has talked it over with {check.clearance.person.name} yet. Record what was said first."
            fix = f"{check.get_absolute_url()}talk-over/"
            yield Blocker(code=f"{check.code}.not_talked_over", text=text, owner="the headteacher", fix=fix)


def the_panel_was_not_asked(check, move):
    """Once a question is with the panel the finding has been used, and is heard out rather than dropped."""
    if check.interview_questions.exists():
        text = "A question about it is with the panel. Talk it over with the person instead of dropping it."
        yield Blocker(
            code="online_search.put_to_panel", text=text, owner="HR", fix=f"{check.get_absolute_url()}talk-over/"
        )


def somebody_else_searched(check, move):
    """Whoever searched does not also settle alone that what they found goes no further."""
    raised = check.receipts.filter(voided_at=None, outcome="item_to_explore").last()
    if raised is not None and raised.is_by(move.by):
        text = "You searched and found it. Somebody else in HR or the safeguarding lead decides whether it is dropped."
        yield Blocker(code="online_search.own_finding", text=text, owner="HR or the safeguarding lead")


def nothing_holds_the_words(check, move):
    """A legal hold keeps everything on a person until two people have let it go."""
    from checks.models.hold import Hold

    yield from Hold.blockers_on(check.clearance.person_id, check.school)


def nothing_bars_them(check, move):
    """I3: no decision here lifts a bar, or makes of bad news good; only newer evidence does."""
    latest = newest(check)
    if latest is not None and result_of(check, latest) == "concern":
        found = check.kind.outcomes[latest.outcome].label.lower()
        text = f"{check.title}: {found}. No decision here can lift that. Only newer evidence can."
        yield Blocker(
            code=f"{check.code}.bars", text=text, owner="nobody here", since=latest.at, rule=check.kind.stage_source
        )


def they_are_out_of_scope(check, move):
    """Somebody moved away from young children is clear once the facts of their post say so (SI 2018/794)."""
    latest = check.receipts.filter(voided_at=None).last() if check.code == "childcare_disqualification" else None
    role = check.clearance.role_facts
    if latest is not None and latest.outcome == "redeployed" and any(role.get(each) for each in IN_SCOPE):
        text = "The post still looks after young children. Change the facts of the post first; then it is asked for no more."
        fix = f"{check.clearance.get_absolute_url()}facts/"
        yield Blocker(code=f"{check.code}.in_scope", text=text, owner="HR", fix=fix, rule=check.kind.stage_source)


def a_concern_stays_open(check, move):
    """While a concern is open only what carries it on is recorded; what somebody raised is never recorded away."""
    if check.state != "concern":
        return
    outcome = (move.details.get("evidence") or {}).get("outcome")
    carries_on = check.kind.goes_on_with
    if not carries_on or (outcome and (outcome not in carries_on or _clears_what_was_raised(check, outcome))):
        text = f"There is a concern about {within(check.title)}. It is decided, or voided by somebody else, before anything is recorded."
        yield Blocker(code=f"{check.code}.concern", text=text, owner=check.holder, since=check.held_since)


def _clears_what_was_raised(check, outcome):
    """Whether this would make good what no receipt says was bad."""
    latest = newest(check)
    adverse = latest is not None and result_of(check, latest) == "concern"
    return check.kind.outcomes[outcome].result == "clear" and not adverse


def somebody_else_voids_it(check, move):
    """T5: where a check may not be waived, whoever recorded it does not correct it alone."""
    latest = check.receipts.filter(voided_at=None).last()
    if check.kind.two_people and latest is not None and latest.is_by(move.by):
        text = "You recorded this yourself. Ask somebody else to void it, with your reason."
        yield Blocker(code=f"{check.code}.own_receipt", text=text, owner="the headteacher or HR", since=latest.at)
