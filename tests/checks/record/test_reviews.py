"""Spot checks: chance draws, a second person looks, and nobody signs off their own work."""

import pytest
from django.db import IntegrityError, transaction

from checks.models import Look, Review
from checks.models.review import drawn
from checks.record.spot_check import draw
from tests.checks.record.scene import in_post
from workflows.blockers import Blocked, NotAllowed


@pytest.fixture
def people(cast):
    """Four people in post, brought across by the HR manager."""
    return [in_post(cast, name) for name in ("Ada Wroe", "Bruno Fitch", "Cora Nash", "Dilys Snape")]


def look_of(review, place=0):
    return Look.objects.select_related(*Look.locked_with).filter(review=review)[place]


def test_the_draw_is_kept_and_can_be_made_again(cast, people):
    review = draw(cast.hr, [cast.school], 2)
    event = review.events().get()
    assert (review.drawn_from, review.looks.count(), review.drawn_by) == (4, 2, cast.hr)
    assert event.details == {"covers": [cast.school.pk], "seed": review.seed, "size": 2, "drawn_from": 4}
    again = drawn([file.pk for file in people], review.seed, 2)
    assert [look.clearance_id for look in review.looks.all()] == again


def test_two_draws_do_not_fall_alike_for_ever(cast, people):
    assert len({tuple(draw(cast.hr, [cast.school], 2).looks.values_list("clearance_id")) for _ in range(12)}) > 1


def test_asking_for_more_than_there_are_draws_everybody(cast, people):
    assert draw(cast.hr, [cast.school], 50).looks.count() == 4


def test_nobody_can_be_drawn_from_an_empty_record(cast):
    with pytest.raises(Blocked, match="Nobody is on the record"):
        draw(cast.hr, [cast.school], 2)


def test_whoever_recorded_it_does_not_look_at_it(cast, people):
    review = draw(cast.hr, [cast.school], 1)
    with pytest.raises(Blocked, match="You recorded"):
        look_of(review).agree(by=cast.hr_manager)
    look_of(review).agree(by=cast.head)
    assert look_of(review).looked_by == cast.head


def test_whoever_recorded_them_does_not_sign(cast, people):
    review = draw(cast.hr, [cast.school], 1)
    look_of(review).agree(by=cast.head)
    with pytest.raises(Blocked, match="Somebody else must sign"):
        review.sign_off(by=cast.hr_manager, conclusion="All well.")
    review.sign_off(by=cast.safeguarding_lead, conclusion="All well.")
    assert (review.state, review.signed_by) == ("signed", cast.safeguarding_lead)


def test_it_is_not_signed_while_somebody_is_left(cast, people):
    review = draw(cast.hr, [cast.school], 2)
    look_of(review).agree(by=cast.head)
    with pytest.raises(Blocked, match="1 person has not been looked at"):
        review.sign_off(by=cast.head, conclusion="All well.")
    look_of(review, 1).differ(by=cast.head, note="The passport ends a year earlier.")
    review.sign_off(by=cast.head, conclusion="One date was put right.")
    with pytest.raises(Blocked):
        look_of(review).agree(by=cast.head)


def test_a_difference_must_be_said(cast, people):
    look = look_of(draw(cast.hr, [cast.school], 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        look.differ(by=cast.head, note="")


@pytest.mark.parametrize("who", ["auditor", "approver", "candidate", "stranger", "hr_elsewhere"])
def test_the_wrong_role_neither_draws_nor_looks_nor_signs(cast, people, who):
    actor = getattr(cast, who)
    review = draw(cast.hr, [cast.school], 1)
    with pytest.raises(NotAllowed):
        look_of(review).agree(by=actor)
    with pytest.raises(NotAllowed):
        Review.objects.get().sign_off(by=actor, conclusion="All well.")
    with pytest.raises((NotAllowed, Blocked)):
        draw(actor, [cast.school], 1)


def test_whom_it_fell_on_is_never_changed(cast, people):
    review = draw(cast.hr, [cast.school], 1)
    for change in ({"seed": "0" * 32}, {"size": 9}, {"drawn_by": cast.head}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.update(clearance=people[0] if review.looks.get().clearance_id != people[0].pk else people[1])


def test_from_the_page_of_the_draw_to_the_signature(client, cast, people):
    client.force_login(cast.head)
    assert client.post("/record/reviews/new/", {"size": "0"}).status_code == 422
    answer = client.post("/record/reviews/new/", {"size": "1"})
    review = Review.objects.get()
    assert answer.headers["Location"] == review.get_absolute_url()
    look = look_of(review)
    page = client.get(look.get_absolute_url()).content.decode()
    assert look.clearance.person.name in page
    assert "Recorded later from the old record" in page
    assert client.post(f"{look.get_absolute_url()}differ/", {"note": "", "version": 1}).status_code == 422
    answer = client.post(f"{look.get_absolute_url()}differ/", {"note": "No passport in the folder.", "version": 1})
    assert answer.status_code == 303
    page = client.get(review.get_absolute_url()).content.decode()
    assert "No passport in the folder." in page
    answer = client.post(f"{review.get_absolute_url()}sign-off/", {"conclusion": "Asked again.", "version": 1})
    assert answer.status_code == 303
    assert "Signed off" in client.get("/record/reviews/").content.decode()


def test_a_stranger_finds_no_spot_check(client, cast, people):
    review = draw(cast.hr, [cast.school], 1)
    for who in (cast.stranger, cast.hr_elsewhere, cast.candidate, cast.panel[0]):
        client.force_login(who)
        assert client.get(review.get_absolute_url()).status_code == 404
        assert client.get(look_of(review).get_absolute_url()).status_code == 404


def test_nobody_looks_at_their_own_row(client, cast, people):
    from hiring.models import Membership, Role

    review = draw(cast.hr, [cast.school], 4)
    look = look_of(review)
    Membership.objects.create(user=look.clearance.person, trust=cast.trust, school=cast.school, role=Role.HEAD)
    client.force_login(look.clearance.person)
    assert client.get(look.get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        look_of(review).agree(by=type(cast.hr).objects.get(pk=look.clearance.person_id))
