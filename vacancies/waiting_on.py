"""What is left of somebody's checks, told to that person: who has each and what would help. Never what was found."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from checks.documents.kept_copies import copy_of
from checks.kinds import KINDS
from checks.models import Check, Clearance, Subscription

YOURS = "Your turn"
IN_HAND = "We are finishing this. There is nothing you need to do."
NOT_BEGUN = "We have not started these yet. There is nothing you need to do."
WITH_US = {"to_decide", "concern"}
DECLARED = [code for code, each in KINDS.items() if each.is_a_declaration]


def checks_left(clearance):
    """What is not clear, in words that would be the same whatever had been found: first what is theirs to do (one query)."""
    checks = list(clearance.checks.select_related("referee").exclude(state="clear"))
    waiting = [_waiting(check) for check in checks if check.state == "waiting" and not _is_yours(check)]
    in_hand = [check.title for check in checks if check.state in WITH_US]
    yours = [_to_name(check) for check in checks if _is_yours(check)]
    not_begun = [check.title for check in checks if check.state == "not_started" and not _is_yours(check)]
    waiting = [*yours, *sorted(waiting, key=lambda each: each["word"] != YOURS)]
    if in_hand:
        waiting.append({"names": in_hand, "sentence": IN_HAND, "word": "With us", "mark": "wait"})
    if not_begun:
        waiting.append({"names": not_begun, "sentence": NOT_BEGUN, "word": "Not started", "mark": "none"})
    return waiting


def _is_yours(check):
    """Whether a reference stands still until the candidate names somebody else."""
    return check.code == "references" and hasattr(check, "referee") and check.referee.is_candidates_turn


def _to_name(check):
    why = check.referee.turned_down_why or f"{check.referee.name} cannot give a reference. Name somebody else."
    words = {"names": [_named(check)], "sentence": why, "word": YOURS, "mark": "wait"}
    return words | {"replace_url": _replaced_at(check)}


def _replaced_at(check):
    """Where the candidate names another referee, if one is wanted and the post has pages of theirs."""
    wanted = check.code == "references" and hasattr(check, "referee") and check.referee.wants_another
    return reverse("replace_referee", args=[check.clearance.reference]) if wanted and check.clearance.reference else ""


def to_answer(application):
    """What the person themselves is asked to declare, before there is any offer (one query)."""
    if not application.clearance_id:
        return []
    waiting = application.clearance.checks.filter(state="waiting", code__in=DECLARED)
    return [_waiting(check) for check in waiting]


def asked_of(person):
    """What this person is asked to declare or to tell, for whichever post or without any vacancy (two queries)."""
    mine = Check.objects.visible_to(person).filter(clearance__person=person.pk, state="waiting", code__in=DECLARED)
    waiting = [_waiting(check) for check in mine.exclude(clearance__state="closed").order_by("pk")]
    files = Clearance.objects.filter(person=person.pk, erased_at=None)
    return [*waiting, *(_subscription(file) for file in to_be_asked(files).order_by("pk"))]


def _waiting(check):
    return {
        "names": [_named(check)],
        "sentence": check.kind.candidate_sentence,
        "word": YOURS if check.kind.holder == "candidate" else "Waiting",
        "mark": "wait",
        "replace_url": _replaced_at(check),
        "since": check.asked_at,
        "answer_url": reverse("my_declaration", args=[check.pk]) if check.kind.is_a_declaration else "",
        "send_url": reverse("my_papers", args=[check.pk]) if copy_of(check.code).from_candidate else "",
    }


def subscription_of(clearance):
    """After an offer, until a new certificate is applied for: whether they are on the Update Service, unless they have said."""
    files = Clearance.objects.filter(pk=clearance.pk) if clearance else Clearance.objects.none()
    return [_subscription(file) for file in to_be_asked(files)]


def to_be_asked(files):
    awaited = Check.objects.filter(clearance=OuterRef("pk"), code="dbs_enhanced", state="not_started")
    said = Subscription.objects.filter(clearance=OuterRef("pk"))
    return files.filter(Exists(awaited), ~Exists(said), state="open").exclude(offer_made_at=None)


def _subscription(file):
    return {
        "names": ["Are you on the DBS Update Service?"],
        "sentence": "If you are, and agree to a look at your certificate’s status, we may not need a new one.",
        "word": YOURS,
        "mark": "wait",
        "since": file.offer_made_at,
        "answer_url": reverse("my_subscription", args=[file.pk]),
    }


def _named(check):
    referee = getattr(check, "referee", None)
    return f"{check.title}, from {referee.name}" if referee else check.title


def referees_of(application):
    """What has happened with each referee, from not contacted to answered (one or two queries)."""
    if application.clearance_id:
        checks = application.clearance.checks.filter(code="references").select_related("referee")
        asked = [_told(check) for check in checks if hasattr(check, "referee")]
        if asked:
            return asked
    return [{"name": each.name, "words": "We have not contacted them."} for each in application.referees.all()]


def _told(check):
    """One referee: where that stands, and where to name another when they cannot."""
    return {"name": check.referee.name, "words": _reference(check), "replace_url": _replaced_at(check)}


def _reference(check):
    if check.referee.named_at and check.referee.answered_at is None:
        return f"You named {check.referee.named['name']} instead. We are finding out who they are."
    if check.referee.declined_at:
        return "They cannot give a reference. Name somebody else."
    if check.referee.undelivered_at:
        return "Our letter to them did not arrive. Give us another address, or name somebody else."
    if check.state == "not_started":
        return "We have not contacted them."
    if check.state == "waiting":
        return "We have asked them. They have not answered yet. A reminder from you may help."
    return "They have answered."
