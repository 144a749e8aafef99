"""Each guard of a role, a second factor, a school and its days: what it lets through, and what it says when it does not."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator

from hiring import clock
from hiring.models import Closure, Membership, Role, School, Term
from tests import story
from tests.proofs.machines import rules_of
from workflows.guards import roles, second_factor, setup
from workflows.models import FactorReset, RoleChange, SetupChange
from workflows.transitions import Move


def told(guard, record, by=None, at=None):
    return [blocker.text for blocker in guard(record, Move(by=by, at=at or clock.now()))]


@pytest.fixture
def admin(cast):
    return story.person("Priya Nair", role=Role.ADMINISTRATOR, trust=cast.trust)


@pytest.fixture
def as_head(cast, admin):
    """The head of the school is to be its head, or no longer."""
    return RoleChange(school=cast.school, person=cast.head, role=Role.HEAD, asked_by=admin)


@pytest.fixture
def as_keeper(cast, admin):
    """The trust's only administrator."""
    return RoleChange(
        school=cast.school, trust_wide=True, person=admin, role=Role.ADMINISTRATOR, asked_by=cast.hr_manager
    )


@pytest.fixture
def lost_phone(cast, admin):
    return FactorReset(school=cast.school, person=cast.hr, asked_by=admin, asked_at=clock.now())


@pytest.mark.parametrize("guard", sorted({each.__name__ for rule in rules_of("workflows") for each in rule.guards}))
def test_every_guard_has_its_test(guard):
    assert callable(globals().get(f"test_{guard}"))


def test_it_is_somebody_elses_role(cast, admin, as_head):
    assert told(roles.it_is_somebody_elses_role, as_head, admin) == []
    assert told(roles.it_is_somebody_elses_role, as_head, cast.head) == [
        "Nobody gives a role to themselves. Ask another administrator."
    ]


def test_they_do_not_hold_it_yet(as_head):
    assert told(roles.they_do_not_hold_it_yet, as_head) == ["Ruth Calloway is Headteacher at Reydon Primary already."]
    as_head.trust_wide = True
    assert told(roles.they_do_not_hold_it_yet, as_head) == []


def test_they_hold_it_now(cast, as_head):
    assert told(roles.they_hold_it_now, as_head) == []
    as_head.school = cast.other_school
    assert told(roles.they_hold_it_now, as_head) == ["Ruth Calloway is not Headteacher at Kittiwake Academy any more."]


def test_an_administrator_is_the_whole_trusts(as_head, as_keeper):
    guard = roles.an_administrator_is_the_whole_trusts
    assert told(guard, as_head) == told(guard, as_keeper) == []
    as_keeper.trust_wide = False
    assert told(guard, as_keeper) == ["An administrator is for the whole trust. Choose the whole trust."]


def test_nobody_else_need_agree(cast, admin, as_head):
    guard = roles.nobody_else_need_agree
    assert told(guard, as_head, admin) == ["Headteacher is a role that two people give. Dev Khatri must agree."]
    as_head.role = Role.PANEL_MEMBER
    assert told(guard, as_head, admin) == []
    as_head.role = Role.HEAD
    Membership.objects.filter(user=cast.hr_manager).delete()
    assert told(guard, as_head, admin) == []


def test_a_second_person_agrees(cast, admin, as_head):
    assert told(roles.a_second_person_agrees, as_head, cast.hr_manager) == []
    assert told(roles.a_second_person_agrees, as_head, admin) == [
        "Priya Nair asked for this. Somebody else must agree."
    ]


def test_an_administrator_stays(cast, as_head, as_keeper):
    guard = roles.an_administrator_stays
    only = ["Priya Nair is the only administrator. Give somebody else the role first."]
    assert told(guard, as_head) == []
    story.person("Quentin Far", role=Role.ADMINISTRATOR, trust=cast.far_school.trust)
    assert told(guard, as_keeper) == only
    second = story.person("Sol Two", role=Role.ADMINISTRATOR, trust=cast.trust)
    assert told(guard, as_keeper) == []
    second.is_active = False
    second.save()
    assert told(guard, as_keeper) == only


def test_they_have_a_second_factor(cast, lost_phone):
    guard = second_factor.they_have_a_second_factor
    assert told(guard, lost_phone) == [
        "Jo Marlowe has no authenticator app set up. They are asked to when they sign in."
    ]
    Authenticator.objects.create(user=cast.hr, type="totp", data={})
    assert told(guard, lost_phone) == []


def test_nobody_asked_already(cast, admin, lost_phone):
    assert told(second_factor.nobody_asked_already, lost_phone) == []
    Authenticator.objects.create(user=cast.hr, type="totp", data={})
    first = FactorReset.ask(by=admin, trust=cast.trust, person=cast.hr, reason="Rang.")
    assert told(second_factor.nobody_asked_already, lost_phone) == ["Priya Nair has asked for this already."]
    assert told(second_factor.nobody_asked_already, first) == []


def test_a_second_person_takes_it_away(cast, admin, lost_phone):
    guard = second_factor.a_second_person_takes_it_away
    assert told(guard, lost_phone, cast.hr_manager) == []
    assert told(guard, lost_phone, admin) == ["Priya Nair asked for this. Somebody else must do it."]


def test_they_have_had_a_day_to_object(lost_phone):
    guard, until = second_factor.they_have_had_a_day_to_object, lost_phone.asked_at + dt.timedelta(hours=24)
    assert told(guard, lost_phone, at=until) == []
    assert told(guard, lost_phone, at=until - dt.timedelta(seconds=1)) == [
        "Jo Marlowe was written to and has 24 hours to say that this is a mistake."
    ]


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("urn", "12", "The URN is six digits, as in Get Information about Schools."),
        ("urn", "900001", "Another school has the URN 900001 already. Look it up again."),
        ("age_from", 12, "The youngest age must not be over the oldest."),
        ("name", "reydon PRIMARY", "The trust has a school called reydon PRIMARY already."),
    ],
)
def test_the_school_is_as_the_register_has_it(cast, field, wrong, sentence):
    school = School(trust=cast.trust, name="Gull Point Primary", urn="900077", age_from=4, age_to=11)
    change = SetupChange(school=school)
    assert told(setup.the_school_is_as_the_register_has_it, change) == []
    setattr(school, field, wrong)
    assert told(setup.the_school_is_as_the_register_has_it, change) == [sentence]


@pytest.fixture
def writing(cast):
    """What is about to be written of a school that has one term, and a day in it closed."""
    autumn = {"starts_on": dt.date(2026, 9, 1), "ends_on": dt.date(2026, 12, 18)}
    Term.objects.create(school=cast.school, name="Autumn", **autumn)
    Closure.objects.create(school=cast.school, day_on=dt.date(2026, 10, 23), reason="Inset day")
    return lambda **values: SetupChange(school=cast.school, values=values)


def test_something_changes():
    assert told(setup.something_changes, SetupChange(values={"hub": "Fen"})) == []
    assert told(setup.something_changes, SetupChange(values={})) == ["Nothing is changed. Change an answer first."]


def test_the_term_is_one_of_its_own(writing):
    guard = setup.the_term_is_one_of_its_own
    assert told(guard, writing(starts_on="2026-12-19", ends_on="2027-03-26")) == []
    assert told(guard, writing(starts_on="2027-03-26", ends_on="2027-01-05")) == [
        "A term cannot end before it begins."
    ]
    assert told(guard, writing(starts_on="2026-12-18", ends_on="2027-03-26")) == [
        "Autumn lies in those dates already. Take it out first."
    ]


def test_the_school_is_open_that_day(writing):
    guard = setup.the_school_is_open_that_day
    assert told(guard, writing(day_on="2026-11-02")) == []
    assert told(guard, writing(day_on="2026-10-23")) == ["The school is closed that day already."]
    assert told(guard, writing(day_on="2026-08-01")) == ["That day is in no term of this school. Add the term first."]
