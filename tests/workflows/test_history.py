"""What an event keeps, how it is chained, and what is promised with it."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import connection

from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from vacancies.models import Application, Vacancy
from workflows import registry
from workflows.blockers import Blocked
from workflows.history import GENESIS, canonical, digest, fault_among, first_fault, mac
from workflows.models import Effect, Event, Note


def chain_of(root):
    return list(Event.objects.filter(root_type=root._meta.model_name, root_id=root.pk).order_by("number"))


def as_owner(sql, *values):
    """What the triggers refuse, done by somebody who switched them off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def test_an_event_says_who_did_what_to_which_record_and_when(vacancy, cast):
    with clock.at(clock.london(dt.date(2026, 7, 6), 9, 41)) as moment:
        vacancy.send_for_approval(by=cast.hr)
    event = vacancy.last_event()
    assert (event.verb, event.from_state, event.to_state) == (
        "vacancy.send_for_approval",
        "draft",
        "awaiting_approval",
    )
    assert (event.subject_type, event.subject_id, event.subject_version) == ("vacancy", vacancy.pk, 2)
    assert (event.root_type, event.root_id, event.number) == ("vacancy", vacancy.pk, 2)
    assert (event.actor_kind, event.actor, event.actor_label, event.who) == ("user", cast.hr, "", "Jo Marlowe")
    assert (event.at, event.local_time.hour, event.school) == (moment, 9, cast.school)
    assert event.details == {}


def test_an_event_is_recorded_at_the_database_clock_whatever_ours_says(vacancy, cast):
    with clock.at(clock.london(dt.date(2020, 1, 1))):
        vacancy.send_for_approval(by=cast.hr)
    event = vacancy.last_event()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now = cursor.fetchone()[0]
    assert event.local_time.date() == dt.date(2020, 1, 1)
    assert dt.timedelta(0) <= now - event.recorded_at < dt.timedelta(seconds=5)


def test_the_system_is_named_where_no_person_acted(cast):
    vacancy = story.closed(story.published(cast))
    event = vacancy.last_event()
    assert (event.actor_kind, event.actor, event.actor_label, event.who) == ("system", None, "Gatepost", "Gatepost")


def test_a_chain_starts_at_nothing_and_each_event_signs_the_one_before(vacancy, cast):
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    previous = GENESIS
    events = chain_of(vacancy)
    for place, event in enumerate(events, start=1):
        assert event.number == place
        assert event.body == canonical(event.facts())
        assert event.mac == mac(previous, event.body)
        previous = event.mac
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    assert (vacancy.history_length, vacancy.history_head) == (3, previous)


def test_another_key_makes_another_chain(vacancy, settings):
    assert first_fault(Vacancy, vacancy.pk) is None
    settings.AUDIT_KEY = "somebody else's key"
    assert first_fault(Vacancy, vacancy.pk) == (1, "the signature does not match the event and the one before it")


def test_an_event_keeps_only_the_details_its_verb_names(open_vacancy):
    event = open_vacancy.last_event()
    assert event.details == {
        name: getattr(open_vacancy, name).isoformat() for name in ("closes_at", "shortlist_by", "decision_by")
    }


def test_a_detail_is_what_was_done_and_not_what_was_asked(cast):
    """`confirm_start` without a date keeps the one agreed; the event says which."""
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head, starts_on=None)
    assert appointment.last_event().details == {"starts_on": appointment.starts_on.isoformat()}


def test_events_hold_nothing_anybody_wrote_about_a_person(cast):
    appointment = story.ready(cast)
    bodies = " ".join(Event.objects.values_list("body", flat=True))
    told = ["Amara", "Okafor", "Hill View", "boundaries", "Content with what", "referees were away", "22454", "K7 "]
    assert [word for word in told if word in bodies] == []
    assert appointment.application.full_name == "Amara Okonjo"


def test_a_reason_is_kept_apart_and_its_salted_digest_signed(vacancy, cast):
    vacancy.send_for_approval(by=cast.hr)
    vacancy.send_back(by=cast.approver, reason="  The hours went up. ")
    event = vacancy.last_event()
    assert event.note.text == "The hours went up."
    assert event.details == {"reason_digest": digest("The hours went up.", event.note.salt)}
    assert event.details["reason_digest"] != hashlib.sha256(b"The hours went up.").hexdigest()
    assert len(event.note.salt) == 32


def test_a_reason_may_be_erased_but_not_replaced(vacancy, cast):
    vacancy.send_for_approval(by=cast.hr)
    vacancy.send_back(by=cast.approver, reason="The hours went up.")
    Note.objects.update(text="I do not like her.")
    assert first_fault(Vacancy, vacancy.pk) == (3, "the reason is not the one that was given")
    Note.objects.all().delete()
    assert first_fault(Vacancy, vacancy.pk) is None


def test_no_reason_leaves_no_note(vacancy, cast):
    vacancy.send_for_approval(by=cast.hr)
    vacancy.send_back(by=cast.approver, reason="   ")
    assert not Note.objects.exists()
    assert vacancy.last_event().details == {}


def test_what_follows_is_promised_with_the_event_and_never_without_it(cast, monkeypatch):
    monkeypatch.setattr(registry, "_effects", {})
    registry.effect("vacancy.send_for_approval")(lambda occasion: None)
    vacancy = story.draft(cast)
    vacancy.criteria.update(question="")
    with pytest.raises(Blocked):
        vacancy.send_for_approval(by=cast.hr)
    assert not Effect.objects.exists()
    vacancy.criteria.update(question="Tell us about it.")
    vacancy.send_for_approval(by=cast.hr)
    promised = Effect.objects.get()
    assert (promised.event, promised.status) == (vacancy.last_event(), "waiting")
    assert promised.kind.endswith("test_history.<lambda>")
    assert promised.available_at == vacancy.last_event().at


def test_each_of_several_alike_has_its_own_effects(cast, monkeypatch):
    monkeypatch.setattr(registry, "_effects", {})
    registry.effect("scorecard.deal")(lambda occasion: None)
    vacancy = story.scoring(cast)
    assert Effect.objects.count() == vacancy.panel.count() == 3


def test_a_record_tells_its_own_history_newest_first(open_vacancy, cast):
    application = story.submitted(open_vacancy, cast.candidate)
    assert [event.verb for event in application.events()] == ["application.submit", "application.start"]
    assert [event.verb for event in open_vacancy.events()][:2] == ["vacancy.publish", "vacancy.approve"]
    assert chain_of(open_vacancy)[-1].verb == "application.submit"


def test_the_story_leaves_every_chain_whole(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    appointment.stand_down(by=cast.head, reason="A question was raised.")
    for check in appointment.clearance.checks.filter(code="online_search"):
        check.void(by=cast.hr, reason="Recorded for somebody else.")
    roots = [(Vacancy, appointment.vacancy_id), (type(appointment.clearance), appointment.clearance_id)]
    assert [first_fault(model, pk) for model, pk in roots] == [None, None]


FAULTS = {
    "an event is missing": ("DELETE FROM workflows_event WHERE id = %s", 2, "event 2 is missing"),
    "a column is changed": (
        "UPDATE workflows_event SET verb = 'vacancy.approve' WHERE id = %s", 2, "the columns do not say what was signed",
    ),
    "a body is changed": (
        "UPDATE workflows_event SET body = replace(body, 'draft', 'drift') WHERE id = %s",
        2, "the signature does not match the event and the one before it",
    ),
    "a signature is changed": (
        "UPDATE workflows_event SET mac = reverse(mac) WHERE id = %s",
        2, "the signature does not match the event and the one before it",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "number", "words"), FAULTS.values(), ids=FAULTS)
def test_the_first_bad_row_is_named(vacancy, cast, sql, number, words):
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    as_owner(sql, chain_of(vacancy)[number - 1].pk)
    assert first_fault(Vacancy, vacancy.pk) == (number, words)


def test_a_shortened_chain_is_found_only_by_the_head_kept_outside(vacancy, cast):
    """Whoever can switch off the triggers can cut the end off and mend the root; the published head tells."""
    vacancy.send_for_approval(by=cast.hr)
    published = {2: Vacancy.objects.get(pk=vacancy.pk).history_head}
    first, last = chain_of(vacancy)
    as_owner("DELETE FROM workflows_event WHERE id = %s", last.pk)
    assert first_fault(Vacancy, vacancy.pk) == (2, "the chain does not end where the record says it does")
    as_owner(
        "UPDATE vacancies_vacancy SET history_length = 1, history_head = %s, state = 'draft', version = 1", first.mac
    )
    assert first_fault(Vacancy, vacancy.pk) is None
    assert first_fault(Vacancy, vacancy.pk, published) == (2, "a longer history was published outside the database")


def test_a_published_head_is_a_prefix_of_what_came_after(vacancy, cast):
    published = {1: Vacancy.objects.get(pk=vacancy.pk).history_head}
    vacancy.send_for_approval(by=cast.hr)
    assert first_fault(Vacancy, vacancy.pk, published) is None
    assert first_fault(Vacancy, vacancy.pk, {}) is None
    assert first_fault(Vacancy, vacancy.pk, {1: "f" * 64}) == (1, "the head published outside the database is another")


def test_an_empty_history_has_no_fault():
    assert fault_among([], (0, GENESIS)) is None
    assert fault_among([], (1, "f" * 64)) == (1, "the chain does not end where the record says it does")


def test_what_is_signed_is_every_column_and_reads_the_same_after_storage(cast):
    story.ready(cast)
    signed = {"id", "body", "mac"} | set(json.loads(Event.objects.first().body)) - {"details"}
    assert signed == {field.attname for field in Event._meta.concrete_fields}
    for event in Event.objects.all():
        assert event.body == canonical(event.facts())


def test_history_is_scoped_to_the_school(cast):
    story.scoring(cast)
    assert Event.objects.visible_to(cast.hr).exists()
    assert not Event.objects.visible_to(cast.stranger).exists()
    assert not Event.objects.visible_to(cast.hr_elsewhere).exists()
    assert Application.objects.visible_to(cast.hr).exists()
    assert Event.objects.visible_to(SYSTEM).count() == Event.objects.count()
