"""The gate on the right day: what the rules of the first day ask, what must still be good on it, and what each kind blocks."""

import datetime as dt

import pytest
from django.test import Client

from checks.kinds import KINDS
from checks.models import Check, Clearance
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Token
from tests import story
from tests.checks.evidence import good_evidence
from tests.checks.people.telling import VOLUNTEER, as_if_committed, volunteer
from tests.checks.rules.test_policy_guards import settled
from vacancies.models import Appointment
from workflows.blockers import Blocked

A_DAY = dt.timedelta(days=1)
AUGUST, SEPTEMBER = dt.date(2026, 8, 27), dt.date(2026, 9, 3)
CERTIFICATE = "Enhanced DBS certificate with the children's barred list"


def on(day):
    return clock.at(clock.london(day, 9))


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def main(answer):
    return answer.content.decode().partition("<main")[2].replace("&#x27;", "'")


def fresh(record):
    return type(record).objects.select_related(*type(record).locked_with).get(pk=record.pk)


def gate_by_api(cast, file):
    _token, key = Token.objects.for_staff(cast.hr, "Gate")
    return Client().get(f"/api/v1/people/{file.pk}/gate", headers={"authorization": f"Bearer {key}"}).json()


def every_surface_says(cast, file, name):
    """Page, list, API, home and the verbs, each of which once said Ready."""
    hr = browser(cast.hr)
    page = main(hr.get(file.get_absolute_url()))
    assert "Start blocked by 1 check" in page
    assert name in page
    assert f"{file.get_absolute_url()}derive/" in page
    told = gate_by_api(cast, file)
    assert [(line["name"], line["condition"], line["check"]) for line in told["lines"]] == [
        (name, "newly_asked", None)
    ]
    assert (told["status"], told["lines"][0]["holder"]) == ("blocked", "HR")
    assert "Blocked by 1" in main(hr.get("/people/"))
    assert file.person.name in main(hr.get("/people/?standing=blocked"))
    assert file.person.name not in main(hr.get("/people/?standing=ready"))
    assert f"1 check on {file.person.name}" in main(hr.get("/home/")) or "1 check in the way" in main(hr.get("/home/"))


def test_a_dated_rule_that_moved_shuts_the_gate_everywhere_and_asking_for_it_opens_the_check(cast):
    with on(AUGUST):
        file = volunteer(cast, role={"supervised": True})
        for check in file.checks.all():
            story.clear(check, cast)
        assert fresh(file).gate().status == "ready"
    with on(SEPTEMBER):
        every_surface_says(cast, fresh(file), CERTIFICATE)
        verdict = fresh(file).rely_on.dry_run(by=cast.hr)
        assert [each.code for each in verdict.blockers] == ["dbs_enhanced.newly_asked"]
        [line] = fresh(file).gate().lines
        assert (line.since, line.held_since) == ("since Tue 1 September", clock.london(dt.date(2026, 9, 1)))
        page = f"{file.get_absolute_url()}derive/"
        assert browser(cast.hr).get(page).status_code == 200
        version = fresh(file).version
        assert browser(cast.hr).post(page, {"version": version}).status_code == 303
        assert fresh(file).gate().newly_asked == []
        assert Check.objects.get(clearance=file, code="dbs_enhanced").carries == "barred_list"


def test_a_choice_of_the_trust_shuts_the_gate_of_an_offer_everywhere(cast):
    role = story.PASTORAL | {"teaching_work": "under_direction"}
    appointment = story.ready(cast, role_facts=role)
    assert appointment.is_unconditional
    settled(cast.hr_manager, cast.trust, prohibition_check_for_under_direction=True)
    every_surface_says(cast, appointment.clearance, KINDS["prohibition"].title)
    assert fresh(appointment).is_unconditional is False
    verdict = fresh(appointment).confirm_start.dry_run(by=cast.head)
    assert [each.code for each in verdict.blockers] == ["prohibition.newly_asked"]


@pytest.mark.parametrize(
    ("offered_for", "postponed_to", "role", "named"),
    [
        (AUGUST, SEPTEMBER, VOLUNTEER | {"supervised": True}, "dbs_enhanced"),
        (
            dt.date(2026, 9, 28),
            dt.date(2026, 10, 2),
            story.PASTORAL | {"engagement": "self_employed", "setting": "maintained"},
            "right_to_work",
        ),
    ],
)
def test_a_start_put_off_into_another_edition_needs_what_that_asks(cast, offered_for, postponed_to, role, named):
    with on(offered_for):
        appointment = story.ready(cast, role_facts=role, starts_on=offered_for + A_DAY)
        assert named not in appointment.clearance.checks.values_list("code", flat=True)
        assert appointment.confirm_start.dry_run(by=cast.head).allowed
        with pytest.raises(Blocked) as refused:
            appointment.confirm_start(by=cast.head, starts_on=postponed_to)
        assert [each.code for each in refused.value.blockers] == [f"{named}.newly_asked"]
        file = fresh(appointment.clearance)
        file.derive(by=cast.hr, role_facts={"start_date": postponed_to.isoformat()})
        story.clear(file.checks.get(code=named), cast)
        confirmed = fresh(appointment).confirm_start(by=cast.head)
        assert (confirmed.starts_on, fresh(file).edition_on) == (postponed_to, postponed_to)


def test_an_offer_and_a_confirmation_read_the_rules_for_their_own_first_day(cast):
    appointment = story.ready(cast)
    file, today = fresh(appointment.clearance), clock.today()
    assert (file.starts_on, file.edition_on, file.role_facts["start_date"]) == (today, today, today.isoformat())
    later = today + 9 * A_DAY
    appointment.confirm_start(by=cast.head, starts_on=later)
    file = fresh(file)
    assert (file.starts_on, file.edition_on, file.role_facts["start_date"]) == (later, later, later.isoformat())


def test_permission_that_ends_before_the_first_day_keeps_the_start_shut(cast):
    appointment = story.accepted(cast)
    ends_on = clock.today() + 10 * A_DAY
    for check in appointment.clearance.checks.exclude(code="right_to_work"):
        story.clear(check, cast)
    check = Check.objects.select_related("clearance__school__trust").get(code="right_to_work")
    until = {"outcome": "limited_until", "method": "share_code", "document": "", "share_code": "W12345678"}
    check.record(by=cast.hr, evidence=good_evidence(check, **until, permission_ends_on=ends_on.isoformat()))
    assert fresh(appointment).confirm_start.dry_run(by=cast.head, starts_on=ends_on - 3 * A_DAY).allowed
    with pytest.raises(Blocked) as refused:
        fresh(appointment).confirm_start(by=cast.head, starts_on=ends_on + A_DAY)
    assert [each.code for each in refused.value.blockers] == ["right_to_work.expired"]
    assert "and they begin after that" in refused.value.blockers[0].text


def test_what_is_only_for_the_first_day_holds_the_start_and_not_the_confirmation(cast):
    appointment = story.accepted(cast)
    appointment.clearance.derive(by=cast.hr, person_facts={"age_at_start": 17})
    for check in appointment.clearance.checks.exclude(code="young_person_risk_assessment"):
        story.clear(check, cast)
    page = main(browser(cast.head).get(appointment.get_absolute_url()))
    assert "Start blocked by 1 check" in page
    assert "the start can be confirmed before it is clear" in page
    assert "You can confirm the start now. It can be recorded when the check above is clear." in page
    assert f"Confirm {cast.candidate.name}’s start" in main(browser(cast.head).get("/home/"))
    [line] = gate_by_api(cast, appointment.clearance)["lines"]
    assert (line["code"], line["blocks"]) == ("young_person_risk_assessment", ["start"])
    fresh(appointment).confirm_start(by=cast.head)
    as_if_committed()
    assert Appointment.objects.get().must_be_confirmed_anew is False
    with pytest.raises(Blocked, match="Young person"):
        fresh(appointment).start(by=cast.hr)


def test_another_first_day_is_confirmed_anew(cast):
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    later = clock.today() + 5 * A_DAY
    Clearance.objects.get(pk=appointment.clearance_id).derive(by=cast.hr, role_facts={"start_date": later.isoformat()})
    assert fresh(appointment).must_be_confirmed_anew
    reopened = fresh(appointment).reopen(by=SYSTEM)
    assert reopened.first_day == later
    assert reopened.confirm_start(by=cast.head).starts_on == later


def test_nobody_begins_on_a_day_that_was_put_off(cast):
    """The worker may be away: the start asks by itself whether the day is still the one that was confirmed."""
    appointment = story.ready(cast)
    appointment.confirm_start(by=cast.head)
    later = clock.today() + 20 * A_DAY
    fresh(appointment.clearance).derive(by=cast.hr, role_facts={"start_date": later.isoformat()})
    with pytest.raises(Blocked) as refused:
        fresh(appointment).start(by=cast.hr)
    assert [each.code for each in refused.value.blockers] == ["appointment.another_day"]


def test_one_reference_more_shuts_the_gate_of_an_offer_everywhere(cast):
    appointment = story.ready(cast)
    settled(cast.hr_manager, cast.trust, references_min=3)
    every_surface_says(cast, appointment.clearance, "Reference 3")
    verdict = fresh(appointment).confirm_start.dry_run(by=cast.head)
    assert [each.code for each in verdict.blockers] == ["references.3.newly_asked"]
    fresh(appointment.clearance).derive(by=cast.hr)
    [line] = fresh(appointment.clearance).gate().lines
    assert (line.name, line.condition) == ("Reference 3", "not_started")


def test_another_country_that_comes_to_count_shuts_the_gate(cast):
    appointment = story.accepted(cast)
    file = fresh(appointment.clearance)
    france = {"name": "France", "months": 8, "from": "2025-01", "until": "2025-08-01", "taught": False}
    spain = {"name": "Spain", "months": 8, "from": "2013-06", "until": "2014-01-01", "taught": False}
    file.has_lived_in([france, spain])
    abroad = {"months": 8, "years_since_end": 1, "aged_18_or_over": True, "taught": False}
    fresh(file).derive(by=cast.hr, person_facts={"abroad": abroad})
    assert [each.about for each in file.checks.filter(code="overseas_criminal_record")] == ["France"]
    assert "Spain" not in " ".join(each.text for each in fresh(file).gate().blockers)
    settled(cast.hr_manager, cast.trust, overseas_years=15)
    [line] = fresh(file).gate().newly_asked
    assert (line.check.code, line.check.about, line.check.number) == ("overseas_criminal_record", "Spain", 2)
    fresh(file).derive(by=cast.hr)
    assert file.checks.get(about="Spain").state == "not_started"
    assert fresh(file).gate().newly_asked == []
