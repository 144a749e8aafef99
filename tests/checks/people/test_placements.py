"""One person at several schools: one file, a row at each, the duties at both put to the rules, the verbs with the home school."""

import datetime as dt

import pytest

from checks.duties_together import together
from checks.models import Clearance, Placement
from checks.record.rows import Record
from checks.record.tally import by_school
from hiring import clock
from hiring.models import Membership, Role
from tests import story
from tests.api.asking import Asking
from tests.checks.people.telling import as_if_committed, at_work, sent, volunteer
from tests.checks.people.test_adding import browser, codes
from workflows.blockers import Blocked, NotAllowed

WRAPAROUND = {"later_years_childcare": True}


def fresh(file):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk)


def also_at(file, cast, *, place=None, from_on=None, by=None, **duties):
    return Placement.add(
        by=by or cast.hr,
        clearance=fresh(file),
        place=place or cast.other_school,
        from_on=from_on or clock.today(),
        role_facts=duties,
    )


@pytest.fixture
def file(cast):
    return at_work(cast)


@pytest.fixture
def head_there(cast):
    """The headteacher of the other school, who has no role at the first."""
    user = story.person("Halina Voss", "halina.voss@example.org")
    Membership.objects.create(user=user, trust=cast.trust, school=cast.other_school, role=Role.HEAD)
    return user


def rows(actor, **how):
    return [(row.name, row.school.name, bool(row.kept_by)) for row in Record(actor, **how)]


def test_a_row_at_each_school_and_one_file(cast, file, head_there):
    home, there = cast.school, cast.other_school
    assert rows(head_there) == []
    also_at(file, cast)
    assert rows(cast.hr_manager, schools=[there]) == [("Nell Ashby", there.name, True)]
    assert rows(cast.hr_manager, schools=[home]) == [("Nell Ashby", home.name, False)]
    assert sorted(rows(cast.hr_manager)) == sorted(rows(cast.hr_manager, schools=[home, there]))
    assert len(rows(cast.hr_manager)) == 2
    assert rows(head_there) == [("Nell Ashby", there.name, True)]
    counted = by_school(Record(cast.hr_manager).files(), clock.today())
    assert {(school, people) for school, people, _gaps in counted} == {(home.name, 1), (there.name, 1)}
    assert "File kept by" in browser(head_there).get("/record/").content.decode()


def test_the_other_school_reads_row_and_file_and_the_home_school_keeps_the_verbs(cast, file, head_there):
    url = file.get_absolute_url()
    assert browser(head_there).get(url).status_code == 404
    placement = also_at(file, cast)
    reader = browser(head_there)
    assert "Nell Ashby" in reader.get(url).content.decode()
    assert reader.get(placement.get_absolute_url()).status_code == 200
    assert reader.get(f"{url}facts/check/").status_code == 403
    assert reader.get(f"{url}also-works-at/").status_code == 403
    assert reader.get(file.checks.first().get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        fresh(file).stop_relying(by=head_there, reason="Not mine to say.")
    with pytest.raises(NotAllowed):
        placement.end(by=head_there, to_on=clock.today(), reason="Not mine to say.")
    for outsider in (cast.stranger, cast.panel[0]):
        assert browser(outsider).get(placement.get_absolute_url()).status_code == 404


def test_duties_at_both_are_put_to_the_rules_and_what_is_new_is_asked_at_work(cast, file):
    also_at(file, cast, **WRAPAROUND)
    new = fresh(file).checks.get(code="childcare_disqualification")
    assert new.after_start
    assert fresh(file).gate().title == "At work with 1 check missing, since today"
    [row] = Record(cast.hr_manager, schools=[cast.other_school])
    assert [gap.code for gap in row.gaps] == ["childcare_disqualification"]


def test_before_the_first_day_the_gate_shuts(cast):
    file = volunteer(cast)
    for check in file.checks.all():
        story.clear(check, cast)
    also_at(file, cast, **WRAPAROUND)
    with pytest.raises(Blocked, match="Childcare"):
        fresh(file).rely_on(by=cast.hr)


def test_the_same_work_elsewhere_asks_for_nothing_new(cast, file):
    had, facts = codes(file), fresh(file).facts
    also_at(file, cast, setting="academy")
    assert codes(fresh(file)) == had
    assert fresh(file).facts == facts


def test_management_in_an_academy_counts_though_the_home_school_is_maintained():
    here = {"setting": "maintained", "management": True, "supervised": True, "activities": ["other_school_work"]}
    there = {"setting": "academy", "supervised": False, "activities": ["care_supervise"], "contact": "direct"}
    assert together(here | {"contact": "none"}, there) == {
        "setting": "academy",
        "management": True,
        "supervised": False,
        "activities": ["other_school_work", "care_supervise"],
        "contact": "direct",
    }


def test_ended_it_is_in_the_past_there_and_nothing_asked_for_is_dropped(cast, head_there):
    there = [cast.other_school]
    began = clock.today() - dt.timedelta(days=60)
    with clock.at(clock.london(began, 9)):
        file = at_work(cast)
        placement = also_at(file, cast, **WRAPAROUND)
        as_if_committed()
    ended_on = began + dt.timedelta(days=30)
    with clock.at(clock.london(ended_on, 17)):
        placement.end(by=cast.hr, to_on=ended_on, reason="The post there is filled.")
    assert rows(cast.hr_manager, schools=there) == []
    assert rows(head_there) == []
    assert len(rows(cast.hr_manager)) == 1
    [left] = Record(cast.hr_manager, schools=there, who="leavers")
    assert left.left_on == ended_on
    assert rows(cast.hr_manager, schools=there, on=began + dt.timedelta(days=10)) == [
        ("Nell Ashby", cast.other_school.name, True)
    ]
    assert rows(cast.hr_manager, schools=there, on=began - dt.timedelta(days=1)) == []
    assert "childcare_disqualification" in codes(fresh(file))


def test_only_hr_or_the_head_of_the_home_school_says_where_they_work_and_of_nobody_who_left(cast, file):
    with pytest.raises(NotAllowed):
        also_at(file, cast, by=cast.safeguarding_lead)
    file.leave(by=cast.hr, left_on=clock.today(), reason="Moved away.")
    with pytest.raises(Blocked, match="the file is closed"):
        also_at(file, cast)


def test_the_pages(cast, file):
    client, url = browser(cast.hr), file.get_absolute_url()
    assert client.post(f"{url}also-works-at/", {}).status_code == 422
    said = sent(place=cast.other_school.pk, from_on=clock.today(), setting="academy", more=["wraparound"])
    assert client.post(f"{url}also-works-at/", said).status_code == 303
    page = client.get(url).content.decode()
    assert "Other schools" in page
    assert "childcare_disqualification" in codes(fresh(file))
    placement = Placement.objects.get()
    assert "breakfast" in client.get(placement.get_absolute_url()).content.decode().lower()
    ending = f"{placement.get_absolute_url()}end/"
    assert client.post(ending, sent(to_on=clock.today(), reason="")).status_code == 422
    said = sent(to_on=clock.today(), reason="The post there is filled.")
    client.post(ending, {**said, "version": placement.version})
    assert Placement.objects.get().state == "ended"


def test_by_the_api(cast, file):
    hr, today = Asking(cast.hr), clock.today().isoformat()
    said = {"place": cast.other_school.pk, "from_on": today, "setting": "academy", "more": ["wraparound"]}
    made = hr.post(f"people/{file.pk}/placements", said)
    assert made.status_code == 201, made.content
    where = f"placements/{made.json()['id']}"
    assert hr.get(f"people/{file.pk}").json()["placements"][0]["school"] == cast.other_school.slug
    assert [each["school"] for each in Asking(cast.hr_manager).get("record").json()["items"]] != []
    ended = hr.post(f"{where}/transitions/end", {"to_on": today, "reason": "Filled."}, If_Match=hr.tag(where))
    assert ended.json()["state"] == "ended"


def test_the_record_asks_no_more_of_three_at_two_schools_than_of_one(cast, file, django_assert_max_num_queries):
    also_at(file, cast)
    client = browser(cast.hr_manager)
    client.get("/record/")
    with django_assert_max_num_queries(12) as one:
        client.get("/record/")
    for number in (2, 3):
        also_at(at_work(cast, name=f"Helper {number}", email=f"helper{number}@example.org"), cast)
    with django_assert_max_num_queries(12) as three:
        client.get("/record/")
    assert len(one) == len(three)
