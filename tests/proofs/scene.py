"""What a machine of random moves needs: a world in the past, everybody in it, and something to say for every verb."""

import datetime as dt
import inspect
import json
from types import SimpleNamespace

from checks.models import Check, Clearance, Concern, EarlyStart, RedFlag
from checks.models.content_decision import FACTORS
from hiring import clock, links
from hiring.actors import NOBODY, SYSTEM, Guest
from hiring.models import User
from tests import story
from tests.checks import writing_references
from tests.checks.dbs import early as early_start
from tests.checks.evidence import good_evidence
from vacancies.models import Application, Appointment, Probation, Scorecard, Vacancy

MODELS = [Vacancy, Application, Scorecard, Appointment, Clearance, Check, EarlyStart, Concern, Probation]
BY_A_CHANGE_OF_FACTS = {"check.let_go", "check.require_again"}  # what they need is never typed
VERBS = [
    rule for model in MODELS for rule in model.rules() if not rule.opens and rule.event not in BY_A_CHANGE_OF_FACTS
]
REFEREE = {
    "name": "Odile Marsh", "email": "odile.marsh@hillview.example", "organisation": "Hill View Nursery",
    "position": "Deputy", "relationship": "Line manager",
}  # fmt: skip


def told(now):
    """Two vacancies at once: one with an offer accepted and its checks to do, one just advertised with two drafts."""
    with clock.at(now):
        cast = story.people()
        vacancy = story.interviewed(cast, cast.candidate, cast.other_candidate)
        application = vacancy.applications.get(candidate=cast.candidate)
        terms = {"starts_on": clock.today(), "salary": "22454.09", "reply_by": clock.today() + dt.timedelta(days=7)}
        application.offer(by=cast.head, **terms)
        Appointment.objects.get().accept(by=cast.candidate)
        advertised = story.published(cast, reference="REY-0143", may_close_early=True)
        late = [story.person("Idris Vane", "idris@example.org"), story.person("Tamsin Yeo", "tamsin@example.org")]
        for candidate in late:
            story.filled_in(advertised, candidate)
        for member in advertised.panel.all():
            member.declare()
        referee = application.clearance.checks.filter(code="references").first().referee
        link, _ = links.mint("referee", referee.email, subject_id=referee.pk)
    people = [cast.hr, cast.hr_manager, cast.head, cast.safeguarding_lead, cast.approver, cast.auditor, *cast.panel]
    people += [cast.candidate, cast.other_candidate, *late, cast.hr_elsewhere, cast.stranger]
    return SimpleNamespace(cast=cast, everybody=[*people, Guest(link=link, name="Sam Okafor"), SYSTEM, NOBODY])


def read(model, pk):
    return model.objects.select_related(*model.locked_with).get(pk=pk)


def words_for(rule, record, knob):
    """Something for each thing this verb asks, good or bad by the turn of a knob."""
    today, now = clock.today(), clock.now()
    said = {
        "reason": "It was talked over.",
        "place": "The library",
        "seat": _one_of(getattr(record, "panel", None), knob),
        "criterion": _one_of(getattr(record, "criteria", None), knob),
        "colleague": _one_of(User.objects.filter(panel_places__vacancy=record.pk), knob),
        "how": ("everybody", "order")[knob % 2],
        "places": knob % 4,
        "value": knob % 4,
        "applicant": _one_of(getattr(record, "applications", None), knob),
        "salary": "22454.09",
        "starts_on": today + dt.timedelta(days=knob % 7 - 3),
        "reply_by": today + dt.timedelta(days=knob % 5),
        "remind_on": today + dt.timedelta(days=2),
        "interview_at": now + dt.timedelta(days=2),
        "closes_at": now + dt.timedelta(hours=24 + knob % 3),
        "held_on": today,
        "week": (6, 12, 18, None)[knob % 4],
        "met_by": "Sunil Bhatt",
        "agreed": "Settling in well.",
        "until": today + dt.timedelta(days=knob % 400),
        "recommendation": ("appoint", "reserve", "not_appoint")[knob % 3],
        "safeguarding": "Spoke well about boundaries.",
        "without_references": ("", "The referees were away.")[knob % 2],
        "needs_decision": bool(knob % 2),
        "review_on": today + dt.timedelta(days=knob % 18),
        "measures": "Always with the class teacher.",
        "decision": ("suitable", "unsuitable")[knob % 2],
        "factors": [code for code, _ in FACTORS],
        "heard_on": today,
        "reasons": "Weighed with the person.",
        "left_on": today - dt.timedelta(days=knob % 3),
        "said": "Explained in full.",
        "found": "A post of years ago.",
        "bears_on": "conduct",
        "where": "The old record",
        "seen_on": today - dt.timedelta(days=knob % 900),
        "rule": "its_time_was_up",
        "born_on": today - dt.timedelta(days=365 * (17 + knob % 30)),
        "subscribed": bool(knob % 2),
        "signed_name": "Amara Okonjo",
        "to_name": "Harbour Supply",
        "to_email": "checks@harbour.example",
        "may_contact": ("any_time", "after_offer", "tell_me_first")[knob % 3],
        "original_seen_on": today,
        "seen_by_name": "Jo Marlowe",
        "workforce": "child",
        "level": "enhanced",
        "children_barred_list": bool(knob % 2),
        "destroyed_on": today,
        "why": ("not_them", "no_bearing")[knob % 2],
        **REFEREE,
        **(of_a_reference(rule, record, knob) if rule.model is Check else {}),
    }
    if "evidence" in inspect.signature(rule.body).parameters:
        said["evidence"] = evidence(record, knob)
    return {name: said[name] for name in inspect.signature(rule.body).parameters if name in said}


def _one_of(rows, knob):
    """The number of one of these, or of nobody."""
    pks = [*rows.order_by("pk").values_list("pk", flat=True), 0] if rows is not None else [0]
    return pks[knob % len(pks)]


def of_a_reference(rule, record, knob):
    """What is said of a referee: found, called back, written down, asked about, settled and done without."""
    flags = RedFlag.objects.filter(referee__check_row=record)
    worries = {} if knob % 4 else {"concerns": {"concern": "yes", "concern_facts": "Shouted at a child."}}
    route = (writing_references.ON_THE_PHONE, writing_references.ON_PAPER)[knob % 2]
    said = writing_references.answers(**worries)
    return writing_references.CALLED | {
        "source": "website",
        "where": "hillview.example/contact",
        "answers": json.dumps(said) if rule.name == "answer" else said,
        "provenance": route,
        "flag": flags.order_by("settled_at", "pk").last(),
        "question": "What were their duties?",
        "answer": "They ran the baby room.",
        "tried": "A letter and two calls.",
        "safeguards": "Weekly supervision.",
    }


def safeguards(cast, knob):
    """An early start written well, or with a supervisor or a day that will not do."""
    today = clock.today()
    return early_start.WRITTEN | {
        "starts_on": today + dt.timedelta(days=knob % 3),
        "review_on": today + dt.timedelta(days=4 + knob % 14),
        "supervisor": (cast.panel[0], cast.panel[1], cast.hr_elsewhere)[knob % 7 % 3],
    }


def evidence(check, knob):
    """Good evidence, or the same with another outcome, or good for a few days only, or run out already."""
    good = good_evidence(check)
    if knob % 3 == 0:
        return good
    if check.code == "right_to_work":
        return good | {
            "outcome": "limited_until",
            "permission_ends_on": clock.today() + dt.timedelta(days=knob % 9 - 4),
        }
    outcomes = sorted(check.kind.outcomes)
    return good | {"outcome": outcomes[knob % len(outcomes)]}
