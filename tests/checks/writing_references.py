"""References as tests want them: a referee's answers, what HR writes down, and how somebody was called back."""

import datetime as dt
import json
import re

from django.test import Client

from checks.models import Check, RefereeRequest, ReferencePolicy
from hiring import clock, links
from hiring.actors import Guest
from workflows.models import Message
from workflows.outbox import carry_out_all

ANSWERS = {
    "you": {
        "name": "Sam Okafor", "position": "Manager", "organisation": "Hill View Nursery",
        "capacity": "line_manager", "known_since": "2015-09",
    },
    "employment": {
        "agrees": "yes", "job_title": "", "from_month": "", "to_month": "",
        "duties": "Worked with families and small children every day.", "leaving": "A post nearer home.",
        "again": "yes", "again_why": "",
    },
    "suitability": {"satisfied": "yes", "satisfied_why": ""},
    "conduct": {
        "disciplinary": "no", "disciplinary_facts": "", "allegations": "no", "allegations_facts": "",
        "referred": "no", "referred_facts": "",
    },
    "concerns": {"concern": "no", "concern_facts": ""},
    "signed": "Sam Okafor", "edition": 2,
}  # fmt: skip
CALLED = {"how": "call_back", "source": "The nursery's own website", "number": "01632 960777",
          "spoke_to": "Ada Finch, office manager", "confirmed": ["wrote", "post", "dates"]}  # fmt: skip
FOUND = {"source": "website", "where": "hillview.example/contact", "shows": "hillview.example"}
ON_THE_PHONE = {
    "caller": "we_called", "spoke_to": "Sam Okafor", "number": "01632 960777",
    "number_from": "The nursery's own website", "read_back": True,
}  # fmt: skip
RATED = {f"role_rating_S{number}": "cannot_say" for number in (1, 2, 3, 4)}  # as the phone form asks it
ON_PAPER = {
    "came": "post", "came_from": "", "addressed_to": "us", "received_on": "2026-07-06", "filed": "HR cabinet, drawer 2",
}  # fmt: skip


def fresh(check):
    return Check.objects.select_related(*Check.locked_with).get(pk=check.pk)


def answers(**changed):
    """Good answers, some pages changed."""
    return {
        page: given | changed.get(page, {}) if isinstance(given, dict) else given for page, given in ANSWERS.items()
    }


def reference_of(cast, number=1):
    """The first reference of an accepted candidate."""
    from tests import story

    return fresh(story.accepted(cast).clearance.checks.get(code="references", number=number))


def ask(check, cast):
    """Ask, and come in by the link in the letter: the guest who did."""
    check.ask(by=cast.hr)
    return guest_of(check)


def guest_of(check):
    carry_out_all()
    letter = Message.objects.filter(to_email=check.referee.email, body__contains="/r/").latest("id")
    return Guest(links.find(re.search(r"/r/([\w-]+)/", letter.body)[1]), name=check.referee.name)


def answer(check, guest, said=None, *, after=dt.timedelta(minutes=9), **signals):
    """The referee sends the form, so long after opening it."""
    RefereeRequest.objects.filter(check_row=check).update(opened_at=clock.now() - after)
    check = fresh(check)
    said = said or answers()
    evidence = {
        "source": said["you"]["name"], "terms": "", "outcome": "received", "evidence_on": clock.today(),
        "capacity": said["you"]["capacity"], "route": "our_form",
    }  # fmt: skip
    check.answer(by=guest, evidence=evidence, answers=json.dumps(said), **signals)
    return fresh(check)


def make_sure(check, cast):
    """Everything HR does to know whose it is."""
    check.confirm_contact(by=cast.hr, **FOUND)
    check.verify_referee(by=cast.hr, **CALLED)
    return fresh(check)


def settle_all(check, by):
    """Every red flag, one by one, with a note."""
    for flag in check.referee.red_flags.filter(settled_at=None):
        check.settle_red_flag(by=by, flag=flag, reason="Asked about it, and it is explained.")
    return fresh(check)


def codes(check):
    return set(check.referee.red_flags.values_list("code", flat=True))


def why_not_clear(check, cast):
    """What stands in the way of accepting it, in the head's eyes."""
    return [each.code for each in fresh(check).clear.dry_run(by=cast.head, reason="Reads well.").blockers]


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def reference_policy(cast, by=None, **choices):
    """The trust settles how referees are asked."""
    facts = {"trust": cast.trust, "choices": choices, "instead_of": 0, "reason": "Agreed."}
    return ReferencePolicy.settle(by=by or cast.hr_manager, **facts)
