"""Adding somebody with no vacancy: asked in plain words, shown why before it is saved, refused until clear."""

import datetime as dt

import pytest
from django.test import Client

from checks.models import Check, Clearance
from hiring import clock
from hiring.models import User
from tests import story
from tests.checks.people.telling import NO_CHILDCARE, WORK, a_volunteer, tell, volunteer, who
from workflows.blockers import Blocked, NotAllowed

SENT = {"sender": {"sent_by": "Harbour Supply"}}


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def codes(file):
    return {check.code for check in file.checks.all()}


def test_a_volunteer_is_asked_about_a_page_at_a_time_and_shown_why_before_anything_is_saved(cast):
    client = browser(cast.hr)
    answer = a_volunteer(client, cast.school)
    assert answer.url == "/people/add/check/"
    page = client.get(answer.url).content.decode()
    assert "Checks that apply, and why" in page
    assert "V.3" in page  # the rule that asks for the certificate
    assert "How often they come: Every week, or more than 3 days in any 30" in page
    assert "Left out by rule" in page
    assert not Clearance.objects.exists()
    saved = client.post(answer.url)
    assert saved.status_code == 303
    file = Clearance.objects.get()
    assert saved.url == f"/people/{file.pk}/"
    assert file.person.name == "Nell Ashby"
    assert codes(file) == {"volunteer_risk_assessment", "identity", "dbs_enhanced"}
    assert file.checks.get(code="dbs_enhanced").carries == "barred_list"
    assert file.offer_made_at <= clock.now()


def test_what_was_typed_is_forgotten_once_it_is_saved(cast):
    client = browser(cast.hr)
    a_volunteer(client, cast.school)
    client.post("/people/add/check/")
    assert client.get("/people/add/").url == "/people/add/who/"


def test_adding_may_be_thrown_away(cast):
    client = browser(cast.hr)
    a_volunteer(client, cast.school)
    assert client.get("/people/add/").url == "/people/add/check/"
    client.post("/people/add/")
    assert client.get("/people/add/").url == "/people/add/who/"


def test_a_governor_without_an_address_can_be_added(cast):
    client = browser(cast.head)
    answer = tell(
        client,
        "/people/add/",
        who=who(cast.school, engagement="governance", email="", name="Ivo Penrose", post_title="Governor"),
        office={"governance_role": "local_governor_delegated", "significant": "no"},
        work={"contact": "none", "frequency": "occasional", "overnight": "no"},
        terms={"paid": "no"},
        about={"age": "18"},
    )
    assert client.post(answer.url).status_code == 303
    file = Clearance.objects.get()
    assert file.person.email == ""
    assert codes(file) == {"governance_eligibility_declaration", "identity", "dbs_enhanced", "section_128"}
    another = volunteer(cast, name="Bea Lowry", email="")
    assert another.person != file.person


def test_nobody_signs_in_with_an_empty_address(cast):
    volunteer(cast, email="")
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key("")


def test_a_teacher_is_asked_what_only_staff_are_asked_and_unknown_is_never_safe(cast):
    client = browser(cast.hr)
    yes = {"competitive": "yes", "early": "no"}
    answer = tell(
        client,
        "/people/add/",
        who=who(cast.school, engagement="employee", post_title="Teacher"),
        work=WORK | {"activities": ["teach_train_instruct"]},
        terms=yes,
        duties={"teaching_work": "yes", "qts_required": "yes", "qualification_required": "no", "management": "no"},
        childcare=NO_CHILDCARE,
        about={
            "age": "18",
            "names_changed": "unknown",
            "rtw": "unknown",
            "lived_abroad": "unknown",
            "school_post": "no",
            "already_here": "no",
            "subscribed": "no",
        },
    )
    client.post(answer.url)
    assert {
        "name_history",
        "overseas_criminal_record",
        "overseas_teaching_standing",
        "prohibition",
        "qts_status",
    } < codes(Clearance.objects.get())


@pytest.mark.parametrize(
    ("engagement", "pages", "wanted"),
    [
        (
            "agency_supply",
            SENT | {"about": {"age": "18", "told_of_content": "unknown"}},
            {"agency_written_confirmation", "identity_on_arrival", "agency_certificate_copy"},
        ),
        (
            "contractor_staff",
            SENT | {"terms": {"temporary": "yes"}, "about": {"age": "18"}},
            {"identity_on_arrival", "employer_assurance"},
        ),
        (
            "professional_visitor",
            {"terms": {"paid": "yes"}, "about": {"age": "18"}},
            {"identity_on_arrival", "employer_assurance"},
        ),
        (
            "trainee_fee_funded",
            SENT | {"terms": {"paid": "no"}, "about": {"age": "18"}},
            {"itt_provider_confirmation", "identity_on_arrival"},
        ),
        (
            "work_experience",
            {"terms": {"paid": "no"}, "about": {"age": "15"}},
            {"young_person_risk_assessment", "escort_or_supervise"},
        ),
    ],
)
def test_each_kind_of_person_is_asked_only_what_applies(cast, engagement, pages, wanted):
    client = browser(cast.hr)
    answer = tell(client, "/people/add/", who=who(cast.school, engagement=engagement), work=WORK, **pages)
    client.post(answer.url)
    assert codes(Clearance.objects.get()) == wanted


def test_supervision_is_asked_only_of_days_on_which_it_counted(cast):
    client = browser(cast.hr)
    tell(client, "/people/add/", who=who(cast.school, starts_on=dt.date(2027, 1, 11)), work=WORK)
    assert "Until 31 August 2026" not in client.get("/people/add/terms/").content.decode()
    client.post("/people/add/")
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        tell(client, "/people/add/", who=who(cast.school, starts_on=dt.date(2026, 7, 8)), work=WORK)
        assert "Until 31 August 2026" in client.get("/people/add/terms/").content.decode()


def test_somebody_at_work_already_is_shown_as_at_work_with_what_is_missing(cast):
    client = browser(cast.hr)
    a_volunteer(client, cast.school, here_already="yes", starts_on=clock.today() - dt.timedelta(days=30))
    page = client.get(client.post("/people/add/check/").url).content.decode()
    assert "At work with 3 checks missing" in page
    assert "Start blocked" not in page


def test_a_wrong_answer_comes_back_with_a_sentence_and_what_was_typed(cast):
    client = browser(cast.hr)
    typed = who(cast.school, starts_on=clock.today() - dt.timedelta(days=2))
    answer = client.post("/people/add/who/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "That day has passed." in page
    assert "Nell Ashby" in page
    assert client.get("/people/add/check/").url == "/people/add/who/"


def test_an_address_known_by_another_name_is_not_taken_for_the_same_person(cast):
    answer = browser(cast.hr).post("/people/add/who/", who(cast.school, email=cast.candidate.email))
    assert answer.status_code == 422
    assert "We know this address by another name." in answer.content.decode()


def test_somebody_known_is_one_person_with_a_further_file(cast):
    first = volunteer(cast)
    second = volunteer(cast, post_title="Trip helper")
    assert first.person == second.person
    answer = browser(cast.hr).post("/people/add/who/", who(cast.school))
    assert "has a file for this post" in answer.content.decode()


def test_nobody_adds_themselves(cast):
    answer = browser(cast.hr).post("/people/add/who/", who(cast.school, name=cast.hr.name, email=cast.hr.email))
    assert "That is you." in answer.content.decode()
    with pytest.raises(NotAllowed):
        volunteer(cast, name=cast.hr.name, email=cast.hr.email)


def test_an_empty_answer_opens_no_file(cast):
    """Somebody who moves to the same duties for the same employer stays on the file they have."""
    moved = {"engagement": "employee", "paid": True}
    had = {
        "same_employer": True,
        "break_days": 0,
        "was_regulated_activity": True,
        "was_teaching_work": "no",
        "was_management": False,
        "was_childcare_in_scope": False,
    }
    with pytest.raises(Blocked, match="No rule asks for a new check"):
        volunteer(cast, role=moved, person={"internal": had})
    assert not Clearance.objects.exists()


def test_only_hr_and_heads_add_people_and_only_at_their_own_schools(cast):
    for outsider in (cast.panel[0], cast.auditor, cast.approver):
        assert browser(outsider).get("/people/add/who/").status_code == 403
    assert browser(cast.candidate).get("/people/add/who/").status_code == 404
    assert Client().get("/people/add/who/").status_code == 302
    answer = browser(cast.hr_elsewhere).post("/people/add/who/", who(cast.school))
    assert answer.status_code == 422
    with pytest.raises(NotAllowed):
        volunteer(cast, by=cast.stranger)


def test_work_begins_only_when_every_check_is_clear(cast):
    file = volunteer(cast)
    with pytest.raises(Blocked) as refused:
        file.rely_on(by=cast.hr)
    assert len(refused.value.blockers) == 3
    client = browser(cast.hr)
    page = client.get(f"/people/{file.pk}/rely-on/").content.decode()
    assert "blocked by 3 things" in page
    answer = client.post(f"/people/{file.pk}/rely-on/", {"version": Clearance.objects.get(pk=file.pk).version})
    assert answer.status_code == 409
    for check in file.checks.all():
        story.clear(check, cast)
    file = Clearance.objects.get(pk=file.pk)
    assert "Record that work begins" in client.get(file.get_absolute_url()).content.decode()
    answer = client.post(f"/people/{file.pk}/rely-on/", {"version": file.version})
    assert answer.status_code == 303
    file = Clearance.objects.get(pk=file.pk)
    assert file.state == "relied_on"
    assert file.began_on == clock.today()


def test_nobody_begins_before_the_day_whose_rules_were_read(cast):
    file = volunteer(cast, starts_on=clock.today() + dt.timedelta(days=9))
    for check in file.checks.all():
        story.clear(check, cast)
    with pytest.raises(Blocked, match="The first day is planned for"):
        Clearance.objects.get(pk=file.pk).rely_on(by=cast.hr)


def test_whoever_begins_later_than_planned_is_judged_by_the_rules_of_that_day(cast):
    """Supervised until 31 August 2026; begins in September, when supervision counts no more."""
    with clock.at(clock.london(dt.date(2026, 8, 27), 9)):
        file = volunteer(cast, role={"supervised": True})
        assert codes(file) == {"volunteer_risk_assessment", "identity"}
        for check in file.checks.all():
            story.clear(check, cast)
    with clock.at(clock.london(dt.date(2026, 9, 3), 9)):
        with pytest.raises(Blocked) as refused:
            Clearance.objects.get(pk=file.pk).rely_on(by=cast.hr)
        [blocker] = refused.value.blockers
        assert blocker.code == "dbs_enhanced.newly_asked"
        assert "Enhanced DBS certificate with the children's barred list" in blocker.text


def test_a_file_from_a_vacancy_begins_only_on_its_appointment(cast):
    file = story.ready(cast).clearance
    with pytest.raises(Blocked, match="Record it on the appointment"):
        Clearance.objects.get(pk=file.pk).rely_on(by=cast.hr)


def test_a_list_that_a_certificate_in_hand_does_not_carry_is_a_check_of_its_own(cast):
    file = volunteer(
        cast, role={"engagement": "governance", "governance_role": "trustee", "contact": "none", "activities": []}
    )
    story.clear(file.checks.get(code="dbs_enhanced"), cast)
    Clearance.objects.get(pk=file.pk).derive(
        by=cast.hr, role_facts={"activities": ["care_supervise"], "contact": "direct"}
    )
    assert Check.objects.get(clearance=file, code="barred_list").state == "not_started"


def test_the_pages_ask_as_much_of_the_database_for_one_as_for_three(cast, django_assert_max_num_queries):
    client = browser(cast.hr)
    for number in range(3):
        file = volunteer(cast, email=f"p{number}@example.org", name=f"Person {number}")
        with django_assert_max_num_queries(30):
            client.get(file.get_absolute_url())
        with django_assert_max_num_queries(14):
            client.get(f"{file.get_absolute_url()}applies/")
