"""Who may give a role, keep a school and let somebody start afresh; and what stands in the way."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from hiring import clock
from hiring.models import Closure, Membership, Role, School, Term, Token
from tests import story
from workflows import outbox
from workflows.guards import second_factor
from workflows.models import Event, FactorReset, Message, RoleChange, SetupChange
from workflows.transitions import Blocked, NotAllowed

SCHOOL = {
    "name": "Gull Point Primary",
    "urn": "900077",
    "hub": "Coast",
    "phase": "primary",
    "age_from": 4,
    "age_to": 11,
}


@pytest.fixture
def admin(cast):
    return story.person("Priya Nair", role=Role.ADMINISTRATOR, trust=cast.trust)


@pytest.fixture
def far_admin(cast):
    return story.person("Quentin Far", role=Role.ADMINISTRATOR, trust=cast.far_school.trust)


def asked(cast, **more):
    what = {"trust": cast.trust, "school": None, "name": "Nell Ford", "email": "nell.ford@aldercoast.example"}
    return what | {"role": Role.SAFEGUARDING_LEAD} | more


def codes(refused):
    return {each.code for each in refused.value.blockers}


def has_app(person):
    return Authenticator.objects.create(user=person, type="totp", data={})


def written_to():
    outbox.carry_out_all()
    return sorted(Message.objects.values_list("to_name", "kind"))


# Roles


def test_give_lets_a_panel_member_in_at_once(cast, admin):
    change = RoleChange.give(
        by=admin, **asked(cast, role=Role.PANEL_MEMBER, school=cast.school, trained_on=story.TRAINED)
    )
    member = Membership.objects.get(user=change.person)
    assert (member.role, member.school, member.trained_on) == ("panel_member", cast.school, story.TRAINED)
    assert written_to() == [("Nell Ford", "rolechange.give")]
    assert change.last_event().who == "Priya Nair"


def test_give_of_a_deciding_role_names_who_must_agree(cast, admin):
    with pytest.raises(Blocked) as refused:
        RoleChange.give(by=admin, **asked(cast))
    assert codes(refused) == {"role.two_people"}
    assert "Dev Khatri must agree" in str(refused.value)
    assert not Membership.objects.filter(user__name="Nell Ford").exists()


def test_agree_of_a_second_person_gives_the_role_and_tells_everybody_who_keeps_the_trust(cast, admin):
    change = RoleChange.propose(by=admin, **asked(cast))
    assert not change.person.memberships.exists()
    with pytest.raises(NotAllowed):
        change.agree(by=cast.hr)
    change.agree(by=cast.hr_manager)
    assert change.person.memberships.get().role == "safeguarding_lead"
    assert written_to() == [
        ("Dev Khatri", "rolechange.give.others"), ("Dev Khatri", "rolechange.propose"), ("Nell Ford", "rolechange.give"),
    ]  # fmt: skip


def test_agree_is_not_for_whoever_asked_nor_for_whom_it_is_about(cast, admin):
    with pytest.raises(Blocked) as refused:
        RoleChange.propose(by=admin, **asked(cast)).agree(by=admin)
    assert codes(refused) == {"role.one_person"}
    about_dev = asked(cast, email=cast.hr_manager.email, role=Role.HEAD, school=cast.school)
    with pytest.raises(NotAllowed):
        RoleChange.propose(by=admin, **about_dev).agree(by=cast.hr_manager)


def test_turn_down_gives_nothing(cast, admin):
    change = RoleChange.propose(by=admin, **asked(cast))
    change.turn_down(by=cast.hr_manager, reason="We do not know them.")
    assert (change.state, Membership.objects.filter(user=change.person).count()) == ("not_given", 0)


def test_the_only_one_who_keeps_a_trust_may_let_the_second_in(cast, admin):
    Membership.objects.filter(user=cast.hr_manager).delete()
    assert RoleChange.give(by=admin, **asked(cast, role=Role.ADMINISTRATOR)).state == "given"
    with pytest.raises(Blocked):
        RoleChange.give(by=admin, **asked(cast, email="third@aldercoast.example"))


def test_nobody_gives_themselves_a_role(cast, admin):
    for verb in (RoleChange.give, RoleChange.propose):
        with pytest.raises(NotAllowed):
            verb(by=admin, **asked(cast, email=admin.email, role=Role.HEAD, school=cast.school))
    assert admin.memberships.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleChange.objects.bulk_create([RoleChange(school=cast.school, person=admin, asked_by=admin, role="head")])


def test_hr_seats_a_panel_member_at_their_own_school_and_gives_nothing_else(cast):
    panel = asked(cast, role=Role.PANEL_MEMBER, school=cast.school)
    assert RoleChange.give(by=cast.hr, **panel).state == "given"
    for wrong in (
        {"role": Role.HEAD, "school": cast.school}, {"school": cast.other_school, "role": Role.PANEL_MEMBER},
        {"role": Role.PANEL_MEMBER}, {"role": Role.HR_MANAGER},
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            RoleChange.give(by=cast.hr, **asked(cast, email="another@aldercoast.example", **wrong))


def test_end_takes_sessions_tokens_and_the_panels_link_at_once(cast, admin, client):
    vacancy = story.scoring(cast)
    member = cast.panel[0]
    client.force_login(member)
    assert client.get(f"/panel/{vacancy.reference}/").status_code == 200
    Token.objects.for_staff(member, "payroll")
    what = {"trust": cast.trust, "school": cast.school, "person": member, "role": Role.PANEL_MEMBER}
    RoleChange.end(by=admin, **what, reason="Left the governing body.")
    assert client.get(f"/panel/{vacancy.reference}/").status_code != 200
    assert not Token.objects.filter(user=member).exists()
    client.force_login(member)  # they may still come in, as somebody who could apply
    assert client.get(f"/panel/{vacancy.reference}/").status_code == 404
    assert ("Sunil Bhatt", "rolechange.end") in written_to()


def test_end_leaves_the_trust_an_administrator(cast, admin):
    second = story.person("Sol Two", role=Role.ADMINISTRATOR, trust=cast.trust)
    what = {"trust": cast.trust, "school": None, "person": second, "role": Role.ADMINISTRATOR, "reason": "Left."}
    with pytest.raises(NotAllowed):
        RoleChange.end(by=second, **what)
    RoleChange.end(by=admin, **what)
    with pytest.raises(Blocked) as refused:
        RoleChange.end(by=admin, **what)
    assert "role.not_held" in codes(refused)


def test_the_database_holds_two_people_to_it(cast, admin):
    change = RoleChange.propose(by=admin, **asked(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleChange.objects.filter(pk=change.pk).update(state="given", agreed_by=admin)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        RoleChange.objects.filter(pk=change.pk).update(needs_two=False)


# Schools and their days


def test_a_school_is_added_changed_and_told_who_did(cast, admin):
    made = SetupChange.add_school(by=admin, trust=cast.trust, values=SCHOOL)
    assert (made.school.slug, made.school.trust) == ("gull-point-primary", cast.trust)
    SetupChange.change_school(
        by=admin, school=School.objects.get(pk=made.school_id), values={**SCHOOL, "has_nursery": True}
    )
    assert School.objects.get(pk=made.school_id).has_nursery
    kept = Event.objects.filter(root_type="setupchange").order_by("id")
    assert [each.details["values"] for each in kept] == [SCHOOL, {"has_nursery": True}]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"urn": "12"}, "setup.urn"), ({"urn": "900001"}, "setup.urn_taken"), ({"age_from": 12}, "setup.ages"), ({"name": "reydon PRIMARY"}, "setup.name_taken")],
)  # fmt: skip
def test_no_school_is_added_that_is_not_as_the_register_has_it(cast, admin, wrong, code):
    with pytest.raises(Blocked) as refused:
        SetupChange.add_school(by=admin, trust=cast.trust, values=SCHOOL | wrong)
    assert codes(refused) == {code}
    assert School.objects.count() == 3


def test_a_term_and_a_closure_come_and_go(cast, admin):
    SetupChange.add_term(
        by=admin, school=cast.school, name="Autumn", starts_on=dt.date(2026, 9, 1), ends_on=dt.date(2026, 12, 18)
    )
    SetupChange.add_closure(by=admin, school=cast.school, day_on=dt.date(2026, 10, 23), reason="Inset day")
    assert (Term.objects.count(), Closure.objects.count()) == (1, 1)
    SetupChange.remove_closure(by=admin, closure=Closure.objects.get())
    SetupChange.remove_term(by=admin, term=Term.objects.get())
    assert (Term.objects.count(), Closure.objects.count()) == (0, 0)
    assert Event.objects.filter(root_type="setupchange").count() == 4


def test_only_the_trusts_own_administrator_writes_it_down(cast, admin, far_admin):
    for actor in (cast.hr, cast.hr_manager, cast.head, far_admin, cast.stranger, cast.candidate):
        with pytest.raises(NotAllowed):
            SetupChange.change_school(by=actor, school=School.objects.get(pk=cast.school.pk), values={"hub": "Fen"})
        with pytest.raises(NotAllowed):
            RoleChange.propose(by=actor, **asked(cast))
    SetupChange.change_trust(by=admin, trust=cast.trust, values={"name": cast.trust.name, "phone": "01632 960199"})
    cast.trust.refresh_from_db()
    assert cast.trust.phone == "01632 960199"


# A lost phone


def test_take_away_needs_a_second_person_and_a_day(cast, admin, client):
    has_app(cast.hr)
    client.force_login(cast.hr)
    with clock.at(clock.now() - second_factor.NOTICE):
        reset = FactorReset.ask(by=admin, trust=cast.trust, person=cast.hr, reason="Rang from the office.")
    assert written_to() == [("Dev Khatri", "factorreset.ask.others"), ("Jo Marlowe", "factorreset.ask")]
    with pytest.raises(Blocked) as refused, clock.at(clock.now() - dt.timedelta(minutes=1)):
        reset.take_away(by=cast.hr_manager)
    assert codes(refused) == {"factor.notice"}
    with pytest.raises(Blocked) as refused:
        reset.take_away(by=admin)
    assert codes(refused) == {"factor.one_person"}
    reset.take_away(by=cast.hr_manager)
    assert not Authenticator.objects.exists()
    assert client.get("/home/").status_code == 302


def test_stop_leaves_the_app_as_it_is(cast, admin):
    has_app(cast.hr)
    reset = FactorReset.ask(by=admin, trust=cast.trust, person=cast.hr, reason="Rang.")
    reset.stop(by=cast.hr_manager, reason="The phone is found.")
    assert Authenticator.objects.count() == 1
