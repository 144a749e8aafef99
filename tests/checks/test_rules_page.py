"""The page “Rules in force”, and the trust's own choices through the door."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from checks.models import Clearance, RulesPolicy
from checks.rules.policy import DEFAULTS
from hiring import clock
from hiring.models import Role
from tests import story
from tests.checks.people.telling import volunteer
from tests.checks.rules.told import PERSON, ROLE
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Event

QUESTIONS = 5  # of the database, whatever the number of files
AS_IT_IS = {
    "references_min": "2",
    "overseas_months": "3",
    "overseas_years": "10",
    "overseas_adult_only": "yes",
    "online_search": "all_shortlisted",
    "prohibition_check_for_under_direction": "no",
    "retention_unsuccessful_months": "12",
    "instead_of": "0",
    "reason": "Agreed by the trustees on 2 July.",
}


def settle(cast, by=None, instead_of=0, **choices):
    by = by or cast.hr_manager
    return RulesPolicy.settle(by=by, trust=cast.trust, choices=choices, instead_of=instead_of, reason="Agreed.")


@pytest.mark.parametrize("who", ["hr", "hr_manager", "head", "safeguarding_lead", "auditor"])
def test_whoever_deals_with_checks_reads_the_rules(client, cast, who):
    client.force_login(getattr(cast, who))
    page = client.get("/rules/").content.decode()
    assert "Children&#x27;s barred list" in page
    assert "Does teaching work, whatever the job is called." in page
    assert "Education Act 2002, section 141B" in page
    assert ("Change what your trust asks" in page) is (who == "hr_manager")


def test_the_rules_are_reached_from_the_list_of_people_and_from_the_checks_that_apply(client, cast):
    client.force_login(cast.hr)
    assert 'href="/rules/"' in client.get("/people/").content.decode()
    file = file_of(cast, "Ida Marsh")
    assert 'href="/rules/?on=2026-11-30"' in client.get(f"/people/{file.pk}/applies/").content.decode()
    assert client.get("/rules/?on=2026-11-30").status_code == 200


def test_a_policy_of_no_years_says_never(client, cast):
    client.force_login(cast.hr)
    choices = {each["label"]: each["value"] for each in client.get("/rules/").context["choices"]}
    assert choices["Years after which a DBS check is looked at again"] == "Never"


def test_to_others_the_rules_do_not_exist_here(client, cast):
    client.force_login(cast.panel[0])
    assert client.get("/rules/").status_code == 404
    client.force_login(cast.candidate)
    assert client.get("/rules/").status_code == 404


def test_the_rules_are_those_of_the_day_asked_for(client, cast):
    client.force_login(cast.hr)
    before, after = (client.get(f"/rules/?on={day}").content.decode() for day in ("2026-08-31", "2026-09-01"))
    supervised = "Is unpaid, and supervised by somebody in regulated activity."
    assert "<title>Rules in force on Monday 31 August" in before
    assert (supervised in before, supervised in after) == (True, False)
    assert "Keeping children safe in education 2025" in before
    assert "Keeping children safe in education 2026" in after


def test_a_day_that_is_none_is_said_so(client, cast):
    client.force_login(cast.hr)
    answer = client.get("/rules/?on=2026-02-31")
    assert answer.status_code == 422
    assert "Enter a real date" in answer.content.decode()


def test_the_rules_take_as_many_queries_for_three_changes_as_for_one(client, cast, django_assert_num_queries):
    client.force_login(cast.hr_manager)
    client.get("/rules/")
    first = settle(cast, overseas_months=2)
    with connection.execute_wrapper(counted := Counted()):
        client.get("/rules/")
    second = settle(cast, instead_of=first.pk, overseas_months=1)
    settle(cast, instead_of=second.pk, overseas_years=15)
    with django_assert_num_queries(counted.number):
        client.get("/rules/")


class Counted:
    number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


def test_the_hr_manager_tightens_by_the_page(client, cast):
    client.force_login(cast.hr_manager)
    page = client.get("/rules/change/").content.decode()
    assert "Checks held as a MUST here" in page
    answer = client.post("/rules/change/", AS_IT_IS | {"references_min": "3", "strength": ["online_search"]})
    assert (answer.status_code, answer["Location"]) == (303, "/rules/")
    cast.trust.refresh_from_db()
    assert RulesPolicy.of(cast.trust) == {"references_min": 3, "strength": {"online_search": "must"}}
    assert cast.trust.references_min == 3
    told = client.get("/rules/").content.decode()
    assert "Reason: Agreed by the trustees on 2 July." in told
    assert "Online search" in told
    [event] = Event.objects.filter(root_type="rulespolicy")
    assert (event.verb, event.actor) == ("rulespolicy.settle", cast.hr_manager)


@pytest.mark.parametrize(
    ("loose", "said"),
    [
        ({"references_min": "0"}, "References for each appointment must be at least 1."),
        ({"overseas_months": "24"}, "Months abroad from which a further check is made must be at most 6."),
        ({"overseas_years": "2"}, "Years back for which time abroad counts must be at least 5."),
    ],
)
def test_loosening_what_may_be_a_must_is_refused_by_name_and_what_was_typed_is_kept(client, cast, loose, said):
    client.force_login(cast.hr_manager)
    answer = client.post("/rules/change/", AS_IT_IS | loose)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert said in page
    assert "may be required by law, and no trust can loosen that." in page
    assert "Agreed by the trustees on 2 July." in page
    assert not RulesPolicy.objects.exists()
    cast.trust.refresh_from_db()
    assert cast.trust.references_min == 2


def test_a_trust_decides_on_probation_sooner_and_never_later(client, cast):
    client.force_login(cast.hr_manager)
    answer = client.post("/rules/change/", AS_IT_IS | {"probation_months": "6"})
    assert answer.status_code == 409
    assert "Months within which a probation is decided must be 1 to 5." in answer.content.decode()
    assert client.post("/rules/change/", AS_IT_IS | {"probation_months": "3"}).status_code == 303
    assert RulesPolicy.of(cast.trust)["probation_months"] == 3


def test_what_is_missing_comes_back_with_a_sentence(client, cast):
    client.force_login(cast.hr_manager)
    answer = client.post("/rules/change/", AS_IT_IS | {"reason": "", "overseas_months": "many"})
    assert answer.status_code == 422
    assert "Give a reason." in answer.content.decode()
    assert "Enter a whole number" in answer.content.decode()


@pytest.mark.parametrize("who", ["hr", "head", "safeguarding_lead", "auditor"])
def test_nobody_but_the_trusts_hr_manager_changes_the_rules(client, cast, who):
    client.force_login(getattr(cast, who))
    assert client.get("/rules/change/").status_code == 403
    assert client.post("/rules/change/", AS_IT_IS | {"references_min": "3"}).status_code == 403
    with pytest.raises(NotAllowed):
        settle(cast, by=getattr(cast, who), overseas_months=1)


def test_a_manager_of_one_school_or_of_another_trust_changes_nothing(client, cast):
    here = story.person("Noor Vale", trust=cast.trust, school=cast.school, role=Role.HR_MANAGER)
    for who in (here, cast.stranger):
        with pytest.raises(NotAllowed):
            settle(cast, by=who, overseas_months=1)
    client.force_login(cast.stranger)
    settle(cast, overseas_months=1)
    assert "Agreed." not in client.get("/rules/").content.decode()
    assert RulesPolicy.objects.visible_to(cast.stranger).count() == 0


@pytest.mark.parametrize(
    "choices",
    [
        {"strength": {"identity": "should"}},
        {"palm_reading": True},
        {"online_search": "sometimes"},
        {"references_min": 0},
    ],
)
def test_the_door_refuses_what_the_page_never_offers(cast, choices):
    with pytest.raises(Blocked):
        settle(cast, **choices)


def test_a_change_that_changes_nothing_is_refused_and_so_is_one_made_on_an_old_copy(cast):
    with pytest.raises(Blocked, match="Nothing is changed"):
        settle(cast, overseas_months=DEFAULTS["overseas_months"])
    settle(cast, overseas_months=2)
    with pytest.raises(Blocked, match="Somebody changed the trust's choices"):
        settle(cast, overseas_months=1)


def test_what_only_the_trust_asked_may_be_let_go_again(cast):
    first = settle(cast, overseas_months=1)
    settle(cast, instead_of=first.pk, overseas_months=3)
    assert RulesPolicy.of(cast.trust) == {"references_min": 2}


def test_a_day_before_the_change_has_the_choices_of_that_day(client, cast):
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        settle(cast, overseas_months=1)
    client.force_login(cast.hr)
    before, after = (client.get(f"/rules/?on={day}").content.decode() for day in ("2026-07-05", "2026-07-06"))
    assert ("(your trust’s own)" in before, "(your trust’s own)" in after) == (False, True)


def test_a_file_is_derived_with_what_the_trust_asks_and_keeps_what_it_was_derived_with(cast):
    earlier = file_of(cast, "Ida Marsh")
    settle(cast, prohibition_check_for_under_direction=True, references_min=3, strength={"online_search": "must"})
    later = file_of(cast, "Otto Finch")
    asked = {check.code: check.strength for check in later.checks.all()}
    assert asked["prohibition"] == "policy"
    assert asked["online_search"] == "must"
    assert later.checks.filter(code="references").count() == 3
    assert not earlier.checks.filter(code="prohibition").exists()


def file_of(cast, name):
    cast.school.refresh_from_db()
    clearance = Clearance.open(
        by=cast.hr,
        school=type(cast.school).objects.select_related("trust").get(pk=cast.school.pk),
        person=story.person(name),
        post_title="Teaching Assistant",
        role_facts=ROLE | {"teaching_work": "under_direction"},
        person_facts=PERSON,
    )
    clearance.derive(by=cast.hr)
    return clearance


def test_what_was_settled_is_never_changed_in_the_database(cast):
    policy = settle(cast, overseas_months=1)
    with pytest.raises(DatabaseError, match="What a trust has settled is never changed"), transaction.atomic():
        RulesPolicy.objects.filter(pk=policy.pk).update(choices={})


def test_open_files_that_a_choice_asks_more_of_are_listed_and_derived_again(client, cast, django_assert_num_queries):
    stay = {"months": 2, "years_since_end": 1, "aged_18_or_over": True, "taught": False}
    staff = {"engagement": "employee", "paid": True}
    file = volunteer(cast, role=staff, person={"abroad": stay})
    client.force_login(cast.hr)
    assert "Every open file holds what is asked for now." in client.get("/rules/files/").content.decode()
    client.force_login(cast.hr_manager)
    answer = client.post("/rules/change/", AS_IT_IS | {"overseas_months": "1", "references_min": "3"})
    assert answer["Location"] == "/rules/files/"
    with django_assert_num_queries(QUESTIONS):
        page = client.get("/rules/files/").content.decode()
    assert "Nell Ashby" in page
    assert "Reference, Overseas check" in page
    for name in ("Bea Lowry", "Cal Moor"):
        volunteer(cast, role=staff, name=name, email="")
    settle(cast, instead_of=RulesPolicy.objects.latest("pk").pk, references_min=4)
    with django_assert_num_queries(QUESTIONS):
        client.get("/rules/files/")
    client.force_login(cast.auditor)
    assert client.post("/rules/files/").status_code == 403
    client.force_login(cast.hr)
    assert client.post("/rules/files/").status_code == 303
    assert file.checks.filter(code="overseas_criminal_record").count() == 0, (
        "the second choice asks of three months again"
    )
    assert file.checks.filter(code="references").count() == 4
    assert "Every open file holds" in client.get("/rules/files/").content.decode()
