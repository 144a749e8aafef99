"""A reference as HR works with it: who is asked and how we know them, what they sent, and what is left to look into."""

from checks.forms.heard import ADDRESSED, CALLERS, CAME
from checks.forms.referees import CONFIRMED
from checks.forms.reference import STEPS
from checks.reading import compared, edition_of, raises_a_question, reasons_beside, shown, without_concerns
from checks.referees import is_free_mail
from checks.reminders import pause_of

ASKING = (
    "tell_first",
    "ask",
    "remind",
    "chase",
    "confirm_contact",
    "correct_referee",
    "take_by_phone",
    "take_on_paper",
    "answer_more",
    "come_back",
    "give_up",
)
DECIDING = (
    "clear",
    "ask_more",
    "settle_red_flag",
    "verify_referee",
    "confirm_contact",
    "find_unsatisfactory",
    "go_on_waiting",
    "raise_concern",
    "accept_without",
    "void",
)
NAMED = ("take_named", "turn_down_named")
CAME_LABELS = {
    "caller": ("Who called", dict(CALLERS)),
    "spoke_to": ("Spoke to", {}),
    "number": ("Number called", {}),
    "number_from": ("Number found", {}),
    "came": ("How it came", dict(CAME)),
    "came_from": ("Sent from", {}),
    "addressed_to": ("Written to", dict(ADDRESSED)),
    "received_on": ("Received", {}),
    "filed": ("Kept", {}),
    "safeguards": ("Done without it, with", {}),
}


def read_ahead(check):
    """What the page and every guard read of a reference, at once."""
    referee = getattr(check, "referee", None) if check.code == "references" else None
    if referee is not None:
        referee.read_ahead()


def verbs(check):
    """Which moves a reference's page offers before and after it is in; None for any other check."""
    if check.code != "references":
        return None
    if named_instead(check):
        return (*NAMED, *ASKING), [name for name in DECIDING if name != "confirm_contact"]
    if check.state in {"to_decide", "concern"}:
        return [name for name in ASKING if name != "confirm_contact"], DECIDING
    return ASKING, [name for name in DECIDING if name != "confirm_contact"]


def named_instead(check):
    """Whom the candidate named in this referee's place, while HR has yet to look into it."""
    referee = getattr(check, "referee", None)
    return referee.named if referee is not None and referee.named_at and referee.answered_at is None else {}


def around(check, reads):
    """What the page of a reference says beyond what every check says."""
    if check.code != "references":
        return {"referee": None, "past_references": []}
    past = check.past_referees.select_related("verified_by", "heard_by").with_parts()
    return {"referee": _referee(check, reads), "past_references": [reference(each, reads) for each in past]}


def _referee(check, reads):
    asked = getattr(check, "referee", None)
    if asked is None:
        return None
    undecided = check.state in {"to_decide", "concern"}
    return {
        "asked": asked,
        "contact": _contact(asked),
        "confirmed": _confirmed(asked),
        "unconfirmed": asked.contact_confirmed_at is None and check.state != "clear",
        "unverified": undecided and asked.verified_at is None and asked.answered_at is not None,
        "verification": _verification(asked),
        "letter_goes_at": asked.goes_at if check.state == "waiting" and asked.letter_waits else None,
        "named": _named(check),
        "paused": pause_of(asked) if check.state == "waiting" else "",
        "reference": reference(asked, reads) if asked.answered_at else None,
        "safeguards": asked.provenance.get("safeguards", ""),
    }


def _contact(asked):
    note = "A personal address: phone to verify" if is_free_mail(asked.email) else ""
    rows = [
        {"label": "Name", "value": asked.name},
        {"label": "Job", "value": f"{asked.position}, {asked.organisation}"},
        {"label": "Knows them as", "value": asked.relationship},
        {"label": "E-mail", "value": asked.email, "code": True},
        {"label": "Phone the candidate gave", "value": asked.phone, "missing": "No number given"},
        {"label": "May be contacted", "value": asked.get_may_contact_display()},
    ]
    if asked.speaks_for_id:
        rows.append({"label": "Speaks for", "value": f"{asked.speaks_for}: {asked.speaks_for.why}"})
    return [*rows, {"label": "Note", "value": note}] if note else rows


def _named(check):
    """Whom the candidate names, as HR reads it before looking for themselves."""
    named = named_instead(check)
    when = dict(type(check.referee).MayContact.choices)
    return (
        [
            {"label": "Name", "value": named["name"]},
            {"label": "Job", "value": f"{named['position']}, {named['organisation']}"},
            {"label": "Knows them as", "value": named["relationship"]},
            {"label": "E-mail", "value": named["email"], "code": True},
            {"label": "Phone the candidate gave", "value": named["phone"], "missing": "No number given"},
            {"label": "May be contacted", "value": when.get(named["may_contact"], "")},
            *(
                [{"label": "Note", "value": "A personal address: phone to verify"}]
                if is_free_mail(named["email"])
                else []
            ),
        ]
        if named
        else []
    )


def _confirmed(asked):
    if asked.contact_confirmed_at is None:
        return ""
    shows = f", which shows {asked.contact_shows}" if asked.contact_shows else ""
    return f"{asked.get_contact_source_display()}: {asked.contact_where}{shows}."


def _verification(asked):
    if asked.verified_at is None:
        return []
    labels = dict(CONFIRMED)
    rows = [
        ("How", asked.get_verified_how_display()),
        ("Spoke to", asked.verified_with),
        ("Number called", asked.verified_number),
        ("Number found", asked.verified_source),
        ("They confirmed", "; ".join(labels.get(each, each) for each in asked.verified_what)),
        ("Note", asked.verified_note),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def reference(asked, reads):
    """What a referee sent, beside what the candidate wrote. Facts of a concern only for those who decide."""
    said = asked.said
    told = said if reads else without_concerns(said)
    check_of = asked if asked.check_row else _borrowed(asked)
    pages = [
        (title, form(referee=check_of), told.get(name, {})) for name, (title, form) in STEPS.items() if name in told
    ]
    flags = list(asked.red_flags.all())
    return {
        "asked": asked,
        "came": _came(asked),
        "compared": compared(asked, said),
        "reasons": reasons_beside(asked, said),
        "open_flags": [flag for flag in flags if flag.settled_at is None],
        "settled_flags": [flag for flag in flags if flag.settled_at],
        "look_at": raises_a_question(said),
        "pages": [{"title": title, "rows": shown(form, typed, edition_of(said))} for title, form, typed in pages],
        "questions": [_question(each, reads or not raises_a_question(said)) for each in asked.questions.all()],
        "signed": said.get("signed", ""),
    }


def _came(asked):
    rows = [
        (label, choices.get(asked.provenance[name], asked.provenance[name]))
        for name, (label, choices) in CAME_LABELS.items()
        if asked.provenance.get(name)
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _question(each, reads):
    answer = each.answer if reads else "There is an answer here. The headteacher or the safeguarding lead can read it."
    return {
        "question": each.question if reads else "A question about the safety of children.",
        "asked_by": each.asked_by.name,
        "asked_at": each.asked_at,
        "answer": answer if each.answered_at else "",
        "answered_at": each.answered_at,
        "heard_by": each.heard_by.name if each.heard_by else "",
    }


def _borrowed(asked):
    """A reference set aside still needs the check it belonged to, for the person's name in the questions."""
    asked.check_row = asked.set_aside_from
    return asked
