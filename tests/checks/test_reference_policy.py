"""How a trust asks referees: settled through the door, within bounds, for those asked from then on."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from checks.models import RefereeRequest, ReferencePolicy
from hiring import clock
from tests.checks import writing_references as wrote
from workflows.blockers import Blocked, NotAllowed

AS_IT_IS = {
    "answer_in": "5", "remind_after": "3 and 6", "carry_on_after": "2", "most_reminders": "3",
    "tell_candidate_after": "7", "opens": "8", "shuts": "18", "link_days": "21", "least_tries": "3",
    "most_moves": "4", "most_midyear": "1", "instead_of": "0", "reason": "Agreed by the trustees on 2 July.",
}  # fmt: skip
PAGE = "/rules/references/change/"


def test_the_hr_manager_settles_it_by_the_page_and_everybody_who_handles_checks_reads_it(client, cast):
    client.force_login(cast.hr_manager)
    assert 'value="3 and 6"' in client.get(PAGE).content.decode()
    answer = client.post(PAGE, AS_IT_IS | {"remind_after": "2, 4 and 9", "opens": "9"})
    assert (answer.status_code, answer["Location"]) == (303, "/rules/references/")
    standing = ReferencePolicy.of(cast.trust)
    assert (standing.remind_after, standing.opens) == ([2, 4, 9], 9)
    for who in ("hr", "head", "safeguarding_lead", "auditor"):
        client.force_login(getattr(cast, who))
        page = client.get("/rules/references/").content.decode()
        assert "Referees are written to from this hour: 9:00. Reason: Agreed by the trustees" in page
        assert "Days for which a link works: 21" not in page  # it did not change
        assert "Change how referees are asked" not in page
        assert client.get(PAGE).status_code == client.post(PAGE, AS_IT_IS).status_code == 403
    assert "/rules/references/" in client.get("/rules/").content.decode()
    client.force_login(cast.panel[0])
    assert client.get("/rules/references/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"least_tries": "2"}, "Tries before a reference may be given up: from 3 to 10."),
        ({"link_days": "85"}, "No link works for more than twelve weeks."),
        ({"opens": "6"}, "Nobody is written to between 7pm and 7am."),
        ({"shuts": "20"}, "Nobody is written to between 7pm and 7am."),
        ({"most_reminders": "4"}, "After the third a person phones."),
        ({"remind_after": "6 and 3"}, "Give the days of reminders in their order, each once."),
        ({"remind_after": "0"}, "Reminded, if not begun, after this many school days: from 1 to 20."),
        ({}, "Nothing is changed. Change an answer first."),
    ],
)
def test_what_is_out_of_bounds_is_refused_and_what_was_typed_is_kept(client, cast, typed, said):
    client.force_login(cast.hr_manager)
    answer = client.post(PAGE, AS_IT_IS | typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert said in page
    assert "Agreed by the trustees on 2 July." in page
    assert not ReferencePolicy.objects.exists()


def test_what_is_missing_or_no_number_comes_back_with_a_sentence(client, cast):
    client.force_login(cast.hr_manager)
    answer = client.post(PAGE, AS_IT_IS | {"reason": "", "remind_after": "soon", "opens": "eight", "shuts": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in (
        "Give a reason.",
        "Enter numbers, such as 3 and 6",
        "Enter a whole number",
        "Enter a number for “Referees are written to until",
    ):
        assert said in page


def test_only_the_trusts_hr_manager_settles_it_and_nobody_on_an_old_copy(cast):
    for who in (cast.hr, cast.head, cast.stranger):
        with pytest.raises(NotAllowed):
            wrote.reference_policy(cast, by=who, answer_in=8)
    wrote.reference_policy(cast, answer_in=8)
    with pytest.raises(Blocked, match="Somebody changed the trust's choices"):
        wrote.reference_policy(cast, answer_in=9)
    assert not ReferencePolicy.objects.visible_to(cast.stranger).exists()


def test_those_already_asked_keep_what_held_then(cast):
    check = wrote.reference_of(cast)
    with clock.at(clock.london(dt.date(2026, 7, 6), 9)):
        check.ask(by=cast.hr)
    wrote.reference_policy(cast, least_tries=5, most_reminders=1)
    assert wrote.fresh(check).referee.policy.most_reminders == 3
    other = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    other.ask(by=cast.hr)
    assert RefereeRequest.objects.get(check_row=other).policy.least_tries == 5


def test_what_was_settled_is_never_changed_in_the_database_nor_loosened_there(cast):
    policy = wrote.reference_policy(cast, answer_in=8)
    with pytest.raises(DatabaseError, match="What a trust has settled is never changed"), transaction.atomic():
        ReferencePolicy.objects.filter(pk=policy.pk).update(answer_in=20)
    with pytest.raises(DatabaseError, match="three_tries_at_least"), transaction.atomic():
        ReferencePolicy.objects.bulk_create([ReferencePolicy(school=cast.school, state="settled", least_tries=2)])
