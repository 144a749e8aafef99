"""What must be true of a decision between the opened scores and the shortlist."""

from workflows.blockers import Blocker


def it_is_a_judgement_of_this_vacancy(vacancy, move):
    """What is agreed was scored here, for somebody who applied here."""
    said = move.details
    people = vacancy.applications.exclude(submitted_at=None).exclude(state="withdrawn")
    applied = "applicant" not in said or people.filter(pk=said["applicant"]).exists()
    asked = "criterion" not in said or any(each.pk == said["criterion"] for each in vacancy.scored_criteria)
    if not (applied and asked):
        text = "Choose an applicant and a criterion of this vacancy."
        yield Blocker(code="line.no_judgement", text=text, owner="HR and the chair")


def the_tie_can_be_parted_so(vacancy, move):
    """Somebody ties at the line, and the order fixed before the advert is used only where it parts them."""
    made = vacancy.plan()
    if not made.tied:
        text = "Nobody ties for the last place, so there is nothing to settle."
        yield Blocker(code="line.no_tie", text=text, owner="")
    elif move.details.get("how") == "order" and not made.order_parts:
        text = "The order fixed before the advert does not part them. Interview all of them, or move the line."
        yield Blocker(code="line.order_does_not_part", text=text, owner="HR and the chair")


def nobody_is_out_of_order_for_this(vacancy, move):
    """One exception for one person, about a criterion of this vacancy."""
    yield from it_is_a_judgement_of_this_vacancy(vacancy, move)
    if "applicant" in move.details and vacancy.exception_of(move.details["applicant"]):
        text = "They are out of order already. Undo that first."
        yield Blocker(code="line.exception_stands", text=text, owner="HR and the chair")


def somebody_else_is_named(vacancy, move):
    """It takes two people, so the second is not the first (I11)."""
    if move.details.get("colleague") == move.by.pk:
        text = "Someone else must agree with you. Name a colleague on the panel or in HR."
        yield Blocker(code="line.two_people", text=text, owner="a colleague")


def they_were_asked_to_agree(vacancy, move):
    """The named colleague agrees for themselves, signed in; nobody does it for them (I11)."""
    if "applicant" not in move.details:
        return
    made = vacancy.exception_of(move.details["applicant"])
    if made is None or made.agreed_at is not None:
        yield Blocker(code="line.nothing_to_agree", text="Nothing waits for anybody to agree.", owner="")
    elif move.by.kind != "user" or made.agreed_with_id != move.by.pk:
        text = f"Only {made.agreed_with.name}, who was asked, can agree to this."
        yield Blocker(code="line.not_asked", text=text, owner=made.agreed_with.name, since=made.decided_at)


def its_exception_stands(vacancy, move):
    if "applicant" in move.details and vacancy.exception_of(move.details["applicant"]) is None:
        yield Blocker(code="line.no_exception", text="They stand in order, so there is nothing to undo.", owner="")


def exceptions_to_agree(vacancies):
    """Of each, `(code, who was asked)` for everybody still in whose exception one person made alone (one query each)."""
    return {each.pk: _to_agree(each) for each in vacancies}


def _to_agree(vacancy):
    waiting = vacancy.applications.filter(line_exceptions__undone_at=None, line_exceptions__agreed_at=None)
    named = waiting.exclude(line_exceptions=None).exclude(state="withdrawn").order_by("code")
    return list(named.values_list("code", "line_exceptions__agreed_with__name"))


def every_exception_is_agreed(vacancy, move):
    """An exception that one person made alone is none yet."""
    for code, name in move.asked_once(exceptions_to_agree, vacancy):
        text = f"{name} has yet to agree that {code} is taken out of order. Ask them, or undo it."
        yield Blocker(code="line.exception_waits", text=text, owner=name, fix="#exceptions", fix_label="See it")
