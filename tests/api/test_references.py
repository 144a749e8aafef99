"""What staff do with a reference over the API: the same verbs, the same forms, the same refusals."""

import pytest

from tests.checks import writing_references as wrote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def check(transactional_db):
    from tests import story

    cast = story.people()
    check = wrote.reference_of(cast)
    check.cast = cast
    return check


def said(**changed):
    """The referee's answers as one flat object, as the description shows it."""
    pages = {page: given for page, given in wrote.ANSWERS.items() if isinstance(given, dict)}
    return (
        {f"{page}_{name}": text for page, given in pages.items() for name, text in given.items() if text}
        | wrote.RATED
        | changed
    )


def problems(answer):
    assert answer.status_code == 400, answer.text
    return {each["pointer"]: each["detail"] for each in answer.json()["errors"]}


def test_program_takes_a_reference_by_phone_verifies_it_and_settles_it(check, client_of):
    hr, head, path = client_of(check.cast.hr), client_of(check.cast.head), f"checks/{check.pk}"
    heard = said(**wrote.ON_THE_PHONE)
    refused = hr.try_move(path, "take_by_phone", heard | {"number": "", "concerns_concern": "yes"})
    assert set(problems(refused)) == {"/number", "/concerns_concern_facts"}
    assert hr.move(path, "take_by_phone", heard)["state"] == "to_decide"
    shut = head.try_move(path, "clear", {"reason": "Reads well."})
    assert shut.status_code == 409
    codes = {each["code"] for each in shut.json()["blockers"]}
    assert {"references.not_verified", "references.address_unconfirmed", "references.flag.new_domain"} <= codes
    assert set(problems(hr.try_move(path, "confirm_contact", wrote.FOUND))) == {"/in_post"}
    hr.move(path, "confirm_contact", wrote.FOUND | {"in_post": "no"})
    hr.move(path, "verify_referee", wrote.CALLED)
    hr.move(path, "settle_red_flag", {"flag": "post_not_shown", "reason": "The office says she began in May."})
    assert head.move(path, "clear", {"reason": "Called back, and the dates agree."})["state"] == "clear"


def test_program_asks_more_and_writes_down_the_answer(check, client_of):
    hr, path = client_of(check.cast.hr), f"checks/{check.pk}"
    hr.move(path, "take_by_phone", said(**wrote.ON_THE_PHONE))
    assert "/question" in problems(hr.try_move(path, "ask_more", {"question": "Was she often off sick?"}))
    assert hr.move(path, "ask_more", {"question": "What were her duties?"})["state"] == "waiting"
    assert hr.move(path, "answer_more", {"answer": "She ran the baby room."})["state"] == "to_decide"


@pytest.mark.parametrize(("who", "status"), [("hr_elsewhere", 404), ("stranger", 404), ("auditor", 404)])
def test_program_of_an_outsider_does_not_know_of_it(check, client_of, who, status):
    outsider = client_of(getattr(check.cast, who))
    for verb in ("take_by_phone", "verify_referee", "settle_red_flag", "ask_more", "give_up", "accept_without"):
        answer = outsider.post(f"checks/{check.pk}/transitions/{verb}", {}, If_Match='"1"')
        assert answer.status_code == status, (verb, answer.text)
