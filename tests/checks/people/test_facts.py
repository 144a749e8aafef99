"""Facts change: the difference is shown before it is saved, less is asked only when two people say so, nothing vanishes."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from checks.differences import Difference
from checks.forms.facts.gathering import with_the_status
from checks.forms.facts.person import UpdateService
from checks.models import Check, Clearance, FactsChange
from hiring import clock
from tests import story
from tests.checks.people.telling import ADULT, at_work, tell, volunteer
from tests.checks.people.test_adding import browser, codes
from workflows.blockers import Blocked, NotAllowed

CLUB = {"early_years": "no", "later_years_childcare": "yes", "manages_childcare": "no"}


def fresh(file):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk)


def change(file, by, *, role=None, person=None, reason="She told us on Monday.", **more):
    """Propose, and make it at once when it asks for no less."""
    file = fresh(file)
    made = FactsChange.propose(
        by=by,
        clearance=file,
        role_facts=file.role_facts | (role or {}),
        person_facts=file.person_facts | (person or {}),
        reason=reason,
        **more,
    )
    return made if made.is_lighter else made.make(by=by)


@pytest.fixture
def file(cast):
    return volunteer(cast)


def test_the_difference_is_shown_before_it_is_saved_with_a_reason(cast, file):
    client, base = browser(cast.hr), f"/people/{file.pk}/facts/"
    assert "The same checks apply." in client.get(f"{base}check/").content.decode()
    tell(client, base, childcare=CLUB)
    page = client.get(f"{base}check/").content.decode()
    assert "Would be asked for" in page
    assert "V.8" in page
    assert "childcare_disqualification" not in codes(file)
    assert client.post(f"{base}check/", {"reason": ""}).status_code == 422
    assert client.post(f"{base}check/", {"reason": "She helps at breakfast club now."}).status_code == 303
    assert "childcare_disqualification" in codes(file)
    assert fresh(file).role_facts["later_years_childcare"] is True
    assert FactsChange.objects.get().state == "made"


def test_a_new_check_shuts_the_gate_of_somebody_still_to_begin(cast, file):
    for check in file.checks.all():
        story.clear(check, cast)
    assert fresh(file).gate().is_open
    change(file, cast.hr, role={"later_years_childcare": True})
    with pytest.raises(Blocked, match="Childcare"):
        fresh(file).rely_on(by=cast.hr)


def test_less_is_asked_for_only_when_a_second_person_agrees(cast, file):
    client, base = browser(cast.hr), f"/people/{file.pk}/facts/"
    tell(
        client,
        base,
        work={
            "activities": ["other_school_work"],
            "contact": "opportunity",
            "frequency": "one_off",
            "overnight": "no",
        },
    )
    page = client.get(f"{base}check/").content.decode()
    assert "Would no longer be asked for" in page
    assert "Somebody else must agree" in page
    client.post(f"{base}check/", {"reason": "She comes once, for the fair."})
    proposed = FactsChange.objects.get()
    assert proposed.state == "proposed"
    assert codes(fresh(file)) == {"volunteer_risk_assessment", "identity", "dbs_enhanced"}
    with pytest.raises(Blocked, match="Somebody else must agree"):
        FactsChange.objects.get().make(by=cast.hr)
    assert "Agree or not: fewer checks for Nell Ashby" in browser(cast.head).get("/home/").content.decode()
    assert "Agree or not" not in client.get("/home/").content.decode()
    FactsChange.objects.get().make(by=cast.head)
    gone = Check.objects.get(clearance=file, code="dbs_enhanced")
    assert gone.state == "let_go"
    assert gone.required_by == "V.3"
    shown = browser(cast.hr).get(file.get_absolute_url()).content.decode()
    assert "No longer asked for" in shown
    assert "Enhanced DBS certificate" in shown
    applies = browser(cast.hr).get(f"{file.get_absolute_url()}applies/").content.decode()
    assert "agreed by Ruth Calloway" in applies


def test_a_change_may_be_set_aside_and_then_nothing_has_changed(cast, file):
    proposed = change(file, cast.hr, role={"frequency": "one_off", "activities": ["other_school_work"]})
    before = fresh(file).facts
    FactsChange.objects.get(pk=proposed.pk).set_aside(by=cast.head, reason="She still comes every week.")
    assert fresh(file).facts == before
    assert not Check.objects.filter(state="let_go").exists()


def test_a_change_overtaken_by_another_is_not_made(cast, file):
    lighter = change(file, cast.hr, role={"frequency": "one_off", "activities": ["other_school_work"]})
    change(file, cast.hr, role={"later_years_childcare": True})
    with pytest.raises(Blocked, match="The facts have changed since"):
        FactsChange.objects.get(pk=lighter.pk).make(by=cast.head)


def test_what_was_let_go_is_asked_for_again_when_the_facts_change_back(cast, file):
    was = fresh(file).role_facts
    lighter = change(file, cast.hr, role={"frequency": "one_off", "activities": ["other_school_work"]})
    FactsChange.objects.get(pk=lighter.pk).make(by=cast.head)
    back = change(file, cast.hr, role=was)
    assert back.let_go == [["escort_or_supervise", "V.6"]]  # so it takes two people again
    FactsChange.objects.get(pk=back.pk).make(by=cast.head)
    assert Check.objects.get(clearance=file, code="dbs_enhanced").state == "not_started"


def test_a_concern_is_never_let_go(cast, file):
    check = file.checks.get(code="identity")
    story.clear(check, cast)
    other = file.checks.get(code="dbs_enhanced")
    other.record(by=cast.hr, evidence=story.evidence_for(other) | {"outcome": "seen_content"})
    Check.objects.get(pk=other.pk).raise_concern(by=cast.head, reason="It must be talked through.")
    lighter = change(file, cast.hr, role={"frequency": "one_off", "activities": ["other_school_work"]})
    FactsChange.objects.get(pk=lighter.pk).make(by=cast.head)
    assert Check.objects.get(pk=other.pk).state == "concern"


def test_time_abroad_and_a_new_name_are_asked_about(cast):
    teacher = volunteer(cast, role={"engagement": "employee", "paid": True, "teaching_work": "yes"})
    stay = {"months": 14, "years_since_end": 2, "aged_18_or_over": True, "taught": True}
    made = change(teacher, cast.hr, person={"abroad": stay, "names_changed": True})
    assert {code for code, _ in made.added} == {
        "name_history",
        "overseas_criminal_record",
        "overseas_teaching_standing",
    }


def test_a_new_check_at_work_leaves_the_start_and_shows_loudly_what_is_missing(cast):
    file = at_work(cast)
    assert file.state == "relied_on"
    change(file, cast.hr, role={"later_years_childcare": True}, post_title="Reading volunteer and breakfast club")
    file = fresh(file)
    assert file.state == "relied_on"
    new = file.checks.get(code="childcare_disqualification")
    assert new.after_start
    gate = file.gate()
    assert gate.status == "blocked"
    assert gate.title == "At work with 1 check missing, since today"
    home = browser(cast.hr).get("/home/").content.decode()
    assert "Nell Ashby is at work with 1 check missing" in home
    assert "Nell Ashby" in browser(cast.hr).get("/people/").content.decode()
    story.clear(new, cast)
    assert fresh(file).gate().status == "ready"
    assert "is at work with" not in browser(cast.hr).get("/home/").content.decode()


def test_supervision_that_ended_on_1_september_2026_brings_the_certificate(cast):
    with clock.at(clock.london(dt.date(2026, 6, 8), 9)):
        file = at_work(cast, role={"supervised": True})
        assert codes(file) == {"volunteer_risk_assessment", "identity"}
    with clock.at(clock.london(dt.date(2026, 9, 1), 9)):
        client = browser(cast.hr)
        page = client.get(f"/people/{file.pk}/facts/check/").content.decode()
        assert "this is regulated activity, and was not" in page
        client.post(f"/people/{file.pk}/facts/check/", {"reason": "The supervision exemption ended today."})
        file = fresh(file)
        assert "dbs_enhanced" in codes(file)
        assert file.checks.get(code="dbs_enhanced").carries == "barred_list"
        assert file.gate().title == "At work with 1 check missing, since today"


def test_promotion_at_work_asks_only_for_what_is_new_and_lets_nothing_go(cast):
    staff = {"engagement": "employee", "paid": True, "activities": ["teach_train_instruct"], "teaching_work": "yes"}
    file = at_work(cast, role=staff)
    promoted = change(file, cast.hr, role={"management": True}, post_title="Deputy head")
    assert promoted.added == [["section_128", "I.8"]]
    assert promoted.let_go == []
    assert fresh(file).post_title == "Deputy head"
    assert fresh(file).person_facts["internal"]["was_teaching_work"] == "yes"


def test_nobody_stands_down_and_returns_round_a_new_check(cast):
    file = at_work(cast)
    change(file, cast.hr, role={"later_years_childcare": True})
    fresh(file).stop_relying(by=cast.head, reason="Until it is done.")
    with pytest.raises(Blocked, match="Childcare"):
        fresh(file).rely_on(by=cast.head)


def test_only_hr_and_the_head_change_facts_and_a_stranger_sees_nothing(cast, file):
    url = f"/people/{file.pk}/facts/check/"
    assert browser(cast.safeguarding_lead).get(url).status_code == 403
    assert browser(cast.auditor).get(url).status_code == 403
    for outsider in (cast.stranger, cast.panel[0], cast.hr_elsewhere):
        assert browser(outsider).get(url).status_code == 404
        assert browser(outsider).get(f"/people/{file.pk}/applies/").status_code == 404
    assert browser(cast.auditor).get(f"/people/{file.pk}/applies/").status_code == 200
    with pytest.raises(NotAllowed):
        change(file, cast.stranger, role={"management": True})
    lighter = change(file, cast.hr, role={"frequency": "one_off", "activities": ["other_school_work"]})
    assert browser(cast.stranger).get(lighter.get_absolute_url()).status_code == 404
    assert browser(cast.head).get(lighter.get_absolute_url()).status_code == 200
    assert browser(cast.auditor).get(f"{lighter.get_absolute_url()}make/").status_code == 403


def test_a_file_of_a_vacancy_changes_the_same_way(cast):
    file = story.accepted(cast).clearance
    made = change(file, cast.hr, role={"management": True})
    assert made.added == [["section_128", "E10"]]


def test_nobody_changes_a_file_that_is_over(cast):
    file = at_work(cast)
    file.leave(by=cast.hr, left_on=clock.today(), reason="Moved away.")
    assert browser(cast.hr).get(f"/people/{file.pk}/facts/check/").status_code == 403
    with pytest.raises(Blocked, match="the file is closed"):
        change(file, cast.hr, role={"later_years_childcare": True})


def test_a_difference_of_nothing_is_said_to_be_nothing(cast, file):
    assert Difference(fresh(file), file.role_facts, ADULT).is_nothing


def at_once(sql, args):
    with connection.cursor() as cursor:
        cursor.execute(sql, args)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(sql, *args):
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        at_once(sql, args)
    return str(told.value)


def test_the_database_refuses_what_goes_round_two_people(cast, file):
    lighter = change(file, cast.hr, role={"frequency": "one_off", "activities": ["other_school_work"]})
    one = file.checks.get(code="dbs_enhanced").pk
    assert "two people" in refused("UPDATE checks_check SET state = 'let_go' WHERE id = %s", one)
    assert "never changed" in refused("UPDATE checks_factschange SET is_lighter = false WHERE id = %s", lighter.pk)
    made = "UPDATE checks_factschange SET state = 'made', agreed_by_id = proposed_by_id WHERE id = %s"
    assert "second person" in refused(made, lighter.pk)
    assert "never deleted" in refused("DELETE FROM checks_factschange WHERE id = %s", lighter.pk)


def test_the_database_says_itself_what_was_asked_for_at_work(cast):
    file = at_work(cast)
    first = file.checks.first().pk
    assert "never changed" in refused("UPDATE checks_check SET after_start = true WHERE id = %s", first)
    change(file, cast.hr, role={"later_years_childcare": True})
    new = file.checks.get(code="childcare_disqualification")
    story.clear(new, cast)
    assert refused("UPDATE checks_check SET state = 'waiting' WHERE id = %s", new.pk)


STAFF = {"engagement": "employee", "paid": True, "activities": ["teach_train_instruct"], "teaching_work": "yes"}
STAY = {"months": 14, "years_since_end": 0, "aged_18_or_over": True, "taught": True}


@pytest.mark.parametrize(
    ("person", "news", "added"),
    [
        ({"names_changed": True}, {}, [["name_history", "I.11"], ["identity", "I.10"]]),
        ({"rtw": "time_limited"}, {}, [["rtw_follow_up", "I.12"]]),
        ({"abroad": STAY}, {}, [["overseas_criminal_record", "I.13"], ["overseas_teaching_standing", "I.14"]]),
        ({}, {}, []),
    ],
)
def test_what_becomes_different_about_somebody_at_work_opens_its_check(cast, person, news, added):
    file = at_work(cast, role=STAFF)
    made = change(file, cast.hr, person=person, **news)
    assert (made.added, made.let_go) == (added, [])
    file = fresh(file)
    assert file.state == "relied_on"
    assert {(line.check.code, line.check.after_start) for line in file.gate().lines} == {
        (code, True) for code, _rule in added
    }


def test_a_second_new_name_is_seen_like_the_first(cast):
    file = at_work(cast, role=STAFF, person={"names_changed": True})
    client, base = browser(cast.hr), f"/people/{file.pk}/facts/"
    about = {"age": "18", "names_changed": "yes", "rtw": "british_or_irish", "lived_abroad": "no", "school_post": "no"}
    about |= {"already_here": "no", "subscribed": "no", "new_name": "yes"}
    tell(client, base, about=about)
    assert "Would be asked for" in client.get(f"{base}check/").content.decode()
    assert client.post(f"{base}check/", {"reason": "Her marriage certificate came."}).status_code == 303
    assert [check.title for check in file.checks.filter(number=2).exclude(code="references").order_by("code")] == [
        "Identity, once more",
        "Former names, once more",
    ]
    for check in file.checks.filter(state="not_started"):
        story.clear(check, cast)
    assert fresh(file).gate().is_open
    assert change(file, cast.hr).added == []


def test_a_new_name_before_the_start_shuts_the_gate_until_it_is_seen(cast):
    file = story.ready(cast).clearance
    made = change(file, cast.hr, person={"names_changed": True})
    assert made.added == [["name_history", "E3.1"], ["identity", "E1.1"]]
    again = file.checks.get(code="identity", number=2)
    story.clear(file.checks.get(code="name_history"), cast)
    with pytest.raises(Blocked, match="Identity, once more"):
        fresh(file).appointment.confirm_start(by=cast.head)
    story.clear(again, cast)
    assert fresh(file).gate().is_open


def lived(number, country, first, last="", taught="no"):
    parts = {"country": country, "from": first, "until": last, "taught": taught}
    return {f"{part}_{number}": value for part, value in parts.items()}


ABOUT = {"age": "18", "names_changed": "no", "rtw": "british_or_irish", "lived_abroad": "yes", "school_post": "no"}
ABOUT |= {"already_here": "no", "subscribed": "no"}


def overseas(file):
    rows = file.checks.filter(code__startswith="overseas").order_by("code", "number")
    return [(check.code, check.about) for check in rows]


def test_each_country_somebody_lived_in_is_asked_about_and_checked(cast):
    file = volunteer(cast, role=STAFF)
    client, base = browser(cast.hr), f"/people/{file.pk}/facts/"
    tell(client, base, about=ABOUT)
    page = client.get(f"{base}abroad/").content.decode()
    assert "Country 3" in page
    assert "There is a problem" not in page, "nobody has been asked yet"
    assert "Country 4" not in page
    two = lived(1, "france", "9 2019", "8 2021", "yes") | lived(2, "Chile", "1 2022", "6 2022")
    more = client.post(f"{base}abroad/", two | {"aged_18_or_over": "yes", "do": "another"})
    assert more["Location"] == f"{base}abroad/"
    page = client.get(f"{base}abroad/").content.decode()
    assert "Country 5" in page
    assert 'value="france"' in page
    wrong = client.post(f"{base}abroad/", two | lived(3, "", "1 2023") | {"aged_18_or_over": "yes"})
    assert wrong.status_code == 422
    assert "Enter the country" in wrong.content.decode()
    tell(client, base, abroad=two | {"aged_18_or_over": "yes"})
    assert client.post(f"{base}check/", {"reason": "She told us."}).status_code == 303
    assert overseas(file) == [
        ("overseas_criminal_record", "France"),
        ("overseas_criminal_record", "Chile"),
        ("overseas_teaching_standing", "France"),
    ]
    stay = fresh(file).person_facts["abroad"]
    assert (stay["months"], stay["taught"], stay["aged_18_or_over"]) == (30, True, True)


def test_one_country_more_is_one_line_more_and_a_line_without_a_country_gets_its_name(cast):
    file = volunteer(cast, role=STAFF, person={"abroad": STAY | {"taught": False}})
    assert overseas(file) == [("overseas_criminal_record", "")]
    france = {"name": "France", "from": "2019-09", "months": 14, "until": None, "taught": False}
    japan = {"name": "Japan", "from": "2019-09", "months": 14, "until": "2020-10-01", "taught": False}
    change(file, cast.hr, countries=[france])
    assert overseas(file) == [("overseas_criminal_record", "France")]
    made = change(file, cast.hr, countries=[japan, france])
    assert made.added == [["overseas_criminal_record", "E12"]]
    assert overseas(file) == [("overseas_criminal_record", "France"), ("overseas_criminal_record", "Japan")]
    assert change(file, cast.hr, countries=[france]).added == []


@pytest.mark.parametrize(("free", "asked"), [("yes", True), ("unknown", True), ("no", False), ("", None)])
def test_whether_a_subscription_is_a_volunteers_free_one_is_asked(free, asked):
    typed = {"free_as_volunteer": free, "consent": "yes", "original_seen": "yes", "workforce": "child"}
    form = UpdateService(typed | {"level": "enhanced", "barred_list": "yes"})
    if asked is None:
        assert "free_as_volunteer" in form.errors
        return
    assert form.is_valid(), form.errors
    held = form.person()["update_service"]
    assert held["free_as_volunteer"] is asked
    looked = held | {"status": "BLANK_NO_NEW_INFO"}
    assert with_the_status(form.person(), looked)["update_service"] == looked
    del looked["free_as_volunteer"]  # as it was kept before this was asked
    assert (with_the_status(form.person(), looked)["update_service"]["status"] is None) is asked
