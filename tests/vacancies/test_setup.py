"""HR writes a vacancy from nothing, page by page, and is told what is missing."""

import datetime as dt
import re

import pytest

from checks.rules import required_checks
from hiring.templatetags.dates import hour
from tests import story
from tests.api.asking import Asking
from vacancies.clearing import role_facts
from vacancies.forms.setup import ChecksForm
from vacancies.models import Vacancy
from vacancies.views.hr.setup import ADULT

THE_ROLE = {
    "engagement": "employee",
    "overnight": "no",
    "activities": ["care_supervise"],
    "contact": "direct",
    "frequency": "frequent",
    "teaching_work": "no",
}


@pytest.fixture
def hr(client, cast):
    client.force_login(cast.hr)
    return client


def begin(hr, cast, reference="REY-0200"):
    hr.post("/vacancies/new/", {"school": cast.school.pk, "reference": reference, "title": "Teaching Assistant"})
    return Vacancy.objects.get(reference=reference)


def save(hr, where, typed, **more):
    """Post to a page of the set-up with the version it was drawn with."""
    version = re.search(r'name="version" value="(\w+)"', hr.get(where).content.decode())[1]
    return hr.post(where, {"version": version, **typed, **more})


def test_new_begins_a_draft_with_its_first_event(hr, cast):
    vacancy = begin(hr, cast)
    assert (vacancy.state, vacancy.version, vacancy.last_event().verb) == ("draft", 1, "vacancy.draft")


def test_new_refuses_a_taken_reference_and_keeps_what_was_typed(hr, cast):
    begin(hr, cast)
    again = hr.post("/vacancies/new/", {"school": cast.school.pk, "reference": "REY-0200", "title": "Cook"})
    assert again.status_code == 422
    assert "This reference is taken" in again.content.decode()
    assert 'value="Cook"' in again.content.decode()


def test_new_offers_only_schools_where_the_actor_is_hr(client, cast):
    client.force_login(cast.hr_elsewhere)
    page = client.get("/vacancies/new/").content.decode()
    assert cast.other_school.name in page
    assert cast.school.name not in page
    refused = client.post("/vacancies/new/", {"school": cast.school.pk, "reference": "REY-0201", "title": "Cook"})
    assert refused.status_code == 422
    assert not Vacancy.objects.exists()


def test_new_is_not_for_a_panel_member(client, cast):
    client.force_login(cast.panel[0])
    assert client.get("/vacancies/new/").status_code == 403


def test_setup_lists_what_is_missing_and_links_to_each(hr, cast):
    page = hr.get(f"{begin(hr, cast).get_absolute_url()}setup/").content.decode()
    for sentence in ("Enter the hours a week.", "Enter the closing date and time.", "Name at least two panel members"):
        assert sentence in page
    assert "setup/dates/" in page


def test_setup_carries_a_vacancy_to_approval(hr, cast):
    vacancy = begin(hr, cast)
    base = f"{vacancy.get_absolute_url()}setup/"
    post = {
        "title": "Teaching Assistant", "summary": "Help in class.", "hours": "27.5", "weeks": "38", "contract": "Permanent",
        "posts": "1", "salary_from": "15480", "salary_to": "16120", "starts_on": "2099-09-01",
    }  # fmt: skip
    assert save(hr, f"{base}post/", post).status_code == 302
    criterion = {
        "text": "Has helped children learn", "is_essential": "yes", "weight": "2", "assessed_by": "application",
        "question": "Tell us about a time you helped a child learn.",
    }  # fmt: skip
    assert save(hr, f"{base}person-spec/", criterion).status_code == 302
    role = {
        "engagement": "employee",
        "overnight": "no",
        "activities": ["care_supervise"],
        "contact": "direct",
        "frequency": "frequent",
        "teaching_work": "no",
        "facts": ["early_years"],
    }
    assert save(hr, f"{base}checks/", role).status_code == 302
    for member in cast.panel:
        assert save(hr, f"{base}panel/", {"user": member.pk}).status_code == 302
    assert hr.get(f"{base}checks/").content.decode().count("Childcare disqualification") == 1
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    vacancy.send_for_approval(by=cast.hr)
    assert vacancy.state == "awaiting_approval"


@pytest.mark.parametrize(
    ("setting", "role", "asked", "left_out"),
    [
        ("academy", {"facts": ["management"]}, {"section_128"}, set()),
        ("maintained", {"facts": ["management"]}, {"identity"}, {"section_128"}),
        ("maintained", {"engagement": "self_employed"}, {"right_to_work"}, {"identity", "employment_history"}),
        ("academy", {"engagement": "casual_worker"}, {"identity", "employment_history"}, set()),
        ("academy", {"engagement": "trainee_salaried", "frequency": "one_off"}, {"barred_list"}, set()),
        ("academy", {"frequency": "one_off"}, {"dbs_enhanced"}, {"barred_list"}),
        ("academy", {"frequency": "one_off", "overnight": "yes"}, {"barred_list"}, set()),
    ],
)
def test_checks_follow_from_the_school_and_the_terms_of_the_post(cast, setting, role, asked, left_out):
    cast.school.setting = setting
    cast.school.save()
    vacancy = story.draft(cast, starts_on=dt.date(2026, 10, 1))
    form = ChecksForm(THE_ROLE | role, vacancy=vacancy)
    assert form.is_valid(), form.errors
    form.save_part()
    codes = set(required_checks(role_facts(Vacancy.objects.get(pk=vacancy.pk)), ADULT).codes)
    assert asked <= codes
    assert not codes & left_out


def test_the_terms_of_the_post_are_asked_and_locked_with_the_rest(hr, cast, open_vacancy):
    page = hr.get(f"{story.draft(cast, reference='REY-0201').get_absolute_url()}setup/checks/").content.decode()
    assert "They come as" in page
    assert "between 2am and 6am" in page
    assert hr.post(f"{open_vacancy.get_absolute_url()}setup/checks/", THE_ROLE).status_code == 403


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"assessed_by": "application", "question": ""}, "Enter what the form asks"),
        ({"is_essential": ""}, "Select essential or desirable."),
    ],
)
def test_criterion_refuses_what_could_not_be_scored(hr, cast, typed, sentence):
    good = {"text": "Kind", "is_essential": "yes", "weight": "1", "assessed_by": "interview"}
    page = save(hr, f"{begin(hr, cast).get_absolute_url()}setup/person-spec/", good | typed)
    assert page.status_code == 422
    assert sentence in page.content.decode()


def test_dates_must_run_in_order(hr, cast):
    page = save(
        hr,
        f"{begin(hr, cast).get_absolute_url()}setup/dates/",
        {"closes_day": "2099-06-26", "closes_hour": "noon", "shortlist_day": "2099-06-20", "interview_places": "5"},
    )
    assert page.status_code == 422
    assert "This is before the date above it" in page.content.decode()


def test_criteria_are_locked_once_published(hr, cast, open_vacancy):
    base = f"{open_vacancy.get_absolute_url()}setup/person-spec/"
    assert "Criteria are locked" in hr.get(base).content.decode()
    refused = hr.post(f"{base}S1/", {"do": "remove"})
    assert refused.status_code == 403
    assert open_vacancy.criteria.filter(code="S1").exists()


@pytest.mark.parametrize(
    "part", ["", "post/", "dates/", "person-spec/", "panel/", "checks/", "advert/", "choosing/", "person-spec/S1/"]
)
def test_setup_does_not_exist_for_a_stranger(client, cast, vacancy, part):
    client.force_login(cast.stranger)
    assert client.get(f"{vacancy.get_absolute_url()}setup/{part}").status_code == 404
    client.force_login(cast.hr)
    assert client.get(f"{vacancy.get_absolute_url()}setup/{part}").status_code == 200


def test_nothing_is_missing_once_the_advert_has_run(hr, cast):
    vacancy = story.scoring(cast)
    page = hr.get(f"{vacancy.get_absolute_url()}setup/").content.decode()
    assert "What is still missing" not in page
    assert "to put right" not in page


def test_setup_asks_a_fixed_number_of_questions(hr, cast, django_assert_num_queries):
    vacancy = story.draft(cast)
    hr.get(f"{vacancy.get_absolute_url()}setup/person-spec/")
    with django_assert_num_queries(6):
        hr.get(f"{vacancy.get_absolute_url()}setup/person-spec/")


def test_the_second_of_two_is_told_who_was_first_and_keeps_what_they_typed(hr, cast, client, vacancy):
    """E-016, on a page drawn before somebody else saved it."""
    where = f"{vacancy.get_absolute_url()}setup/post/"
    drawn = re.search(r'name="version" value="(\w+)"', hr.get(where).content.decode())[1]
    typed = {"title": "Pastoral Lead", "contract": "Permanent", "posts": "1", "hours": "31"}
    assert save(hr, where, typed).status_code == 302
    changed_at = Vacancy.objects.get().set_up_at
    client.force_login(cast.hr_manager)
    mine = typed | {"title": "Pastoral Worker", "version": drawn}
    page = client.post(where, mine)
    assert page.status_code == 409
    said = f"Jo Marlowe changed this at {hour(changed_at)}. Check the new version, then save yours again."
    assert said in page.content.decode()
    assert 'value="Pastoral Worker"' in page.content.decode()
    assert Vacancy.objects.get().title == "Pastoral Lead"
    fresh = re.search(r'name="version" value="(\w+)"', page.content.decode())[1]
    assert client.post(where, mine | {"version": fresh}).status_code == 302
    assert Vacancy.objects.get().title == "Pastoral Worker"


def test_a_page_that_does_not_say_its_version_is_never_up_to_date(hr, vacancy):
    where = f"{vacancy.get_absolute_url()}setup/"
    for path, typed in (("person-spec/S1/", {"do": "remove"}), ("panel/", {"remove": vacancy.panel.first().pk})):
        assert hr.post(f"{where}{path}", typed).status_code == 409
    assert (vacancy.criteria.count(), vacancy.panel.count()) == (7, 3)
    assert save(hr, f"{where}person-spec/S2/", {"do": "up"}).status_code == 302
    assert [each.code for each in vacancy.criteria.all()][:2] == ["S2", "S1"]
    assert save(hr, f"{where}person-spec/S2/", {"do": "remove"}).status_code == 302
    assert Vacancy.objects.get().tie_order == ["S1"]


def test_pass_mark_and_tie_order_are_set_before_the_advert_and_locked_with_it(hr, cast, vacancy):
    where = f"{vacancy.get_absolute_url()}setup/choosing/"
    refused = save(hr, where, {"pass_mark": "1", "tie_order": "S9"})
    assert "S9 is not scored from the application." in refused.content.decode()
    assert save(hr, where, {"pass_mark": "1", "tie_order": "s2, S4"}).status_code == 302
    vacancy = Vacancy.objects.get()
    assert (vacancy.pass_mark, vacancy.tie_order) == (1, ["S2", "S4"])
    asking = Asking(cast.hr)
    put = f"vacancies/{vacancy.reference}/setup/choosing"
    body = {"pass_mark": "3", "tie_order": "S1"}
    assert asking.call("PUT", put, body, If_Match=asking.tag(f"vacancies/{vacancy.reference}")).status_code == 200
    vacancy = Vacancy.objects.get()
    assert (vacancy.pass_mark, vacancy.tie_order) == (3, ["S1"])
    vacancy.send_for_approval(by=cast.hr)
    vacancy.approve(by=cast.approver)
    vacancy.publish(by=cast.hr)
    assert save(hr, where, {"pass_mark": "1", "tie_order": ""}).status_code == 403
    answer = asking.call("PUT", put, body, If_Match=asking.tag(f"vacancies/{vacancy.reference}"))
    assert "Pass mark and ties cannot change now" in answer.json()["detail"]
