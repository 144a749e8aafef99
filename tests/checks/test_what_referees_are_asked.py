"""The questions of the second edition, posts that only a referee tells of, unusual moves, and the whole form by phone."""

import json

import pytest

from checks import posts_held
from checks.forms.heard import ByPhone, OnPaper
from checks.models import Clearance, RefereeRequest, ReferencePolicy
from checks.reading import unanswered
from hiring import clock
from tests.checks import writing_references as wrote


@pytest.fixture
def check(cast):
    return wrote.reference_of(cast)


def page_of(check, user):
    return wrote.browser(user).get(check.get_absolute_url()).content.decode()


def test_a_referral_or_leaving_over_safeguarding_is_for_those_who_decide(check, cast):
    said = wrote.answers(conduct={"referred": "yes", "referred_facts": "Left under a settlement in May 2022."})
    check = wrote.answer(check, wrote.ask(check, cast), said)
    assert check.state == "concern"
    assert check.referee.red_flags.get(code="referred").for_deciders
    assert "Left under a settlement" in page_of(check, cast.head)
    assert "Left under a settlement" not in page_of(check, cast.hr)


@pytest.mark.parametrize("question", ["satisfied", "disciplinary", "allegations", "referred", "concern"])
def test_a_question_about_children_left_blank_is_a_task(check, cast, question):
    page = {"satisfied": "suitability", "concern": "concerns"}.get(question, "conduct")
    check = wrote.answer(check, wrote.ask(check, cast), wrote.answers(**{page: {question: ""}}))
    flag = check.referee.red_flags.get(code=f"{question}_blank")
    assert flag.sentence.startswith("It says nothing on ")
    assert f"references.flag.{flag.code}" in wrote.why_not_clear(check, cast)


def test_what_was_sent_before_a_question_was_asked_stays_as_it_was(check, cast):
    """The first edition carried no number, and had no question about referrals."""
    said = wrote.answers()
    del said["edition"], said["conduct"]["referred"], said["conduct"]["referred_facts"]
    check = wrote.answer(check, wrote.ask(check, cast), said)
    assert "referred_blank" not in wrote.codes(check)
    page = page_of(check, cast.head)
    assert "Is any disciplinary sanction" in page
    assert "left a post over a safeguarding matter" not in page
    assert unanswered(said) == []
    assert unanswered(said | {"edition": 2}) == ["referred"]


def test_the_phone_form_is_the_whole_form_and_cannot_say_is_an_answer(check, cast):
    form = wrote.browser(cast.hr).get(f"{check.get_absolute_url()}take-by-phone/").content.decode()
    assert form.count("I cannot say") == len(check.referee.criteria) == 4
    codes = [code for code, _text in check.referee.criteria]
    typed = typed_by_phone(check)
    refused = ByPhone(typed | {f"role_rating_{codes[0]}": ""}, record=check)
    assert refused.errors[f"role_rating_{codes[0]}"] == ["Select an answer. “I cannot say” is an answer"]
    answer = wrote.browser(cast.hr).post(f"{check.get_absolute_url()}take-by-phone/", typed)
    assert answer.status_code == 303
    said = wrote.fresh(check).referee.said
    assert (said["role"][f"rating_{codes[0]}"], said["edition"]) == ("cannot_say", 2)
    assert "role" not in OnPaper(record=check).pages


def typed_by_phone(check):
    pages = {
        f"{page}_{name}": text
        for page, given in wrote.ANSWERS.items()
        if isinstance(given, dict)
        for name, text in given.items()
    }
    return pages | wrote.RATED | wrote.ON_THE_PHONE | {"read_back": "on", "version": check.version}


def post(organisation, from_month, to_month="", *, kind="work", abroad=False):
    facts = {"organisation": organisation, "title": "Assistant", "from_month": from_month, "to_month": to_month}
    return facts | {"kind": kind, "with_children": True, "abroad": abroad}


def test_the_file_keeps_the_posts_the_candidate_told_and_lets_them_go_with_it(check):
    posts = check.clearance.posts_held
    assert "Hill View Nursery" in {each["organisation"] for each in posts}
    assert {each["kind"] for each in posts} <= {"work", "voluntary"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"employment": {"duties": "Came to us from Marsh Lane Primary School, and ran the breakfast club."}}, "Marsh Lane Primary School"),
        ({"employment": {"leaving": "Left for St Bede’s Academy in Norwich."}}, "St Bede’s Academy"),
    ],
)  # fmt: skip
def test_a_post_that_only_the_referee_tells_of_is_a_task(check, cast, said, told):
    check = wrote.answer(check, wrote.ask(check, cast), wrote.answers(**said))
    assert told in check.referee.red_flags.get(code="post_left_out").sentence


def test_a_referee_from_a_place_the_application_does_not_show_is_a_task(check, cast):
    RefereeRequest.objects.filter(check_row=check).update(
        candidate_job_title="", candidate_from="", organisation="Wren Fold Nursery"
    )
    job = {"job_title": "Nursery assistant", "from_month": "2014-02", "to_month": "2014-11"}
    said = wrote.answers(you={"organisation": "Wren Fold Nursery"}, employment=job)
    check = wrote.answer(wrote.fresh(check), wrote.ask(wrote.fresh(check), cast), said)
    flag = check.referee.red_flags.get(code="post_left_out")
    assert "Nursery assistant, Wren Fold Nursery, from February 2014" in flag.sentence


def test_places_the_application_shows_and_our_own_school_are_none(check, cast):
    said = wrote.answers(
        employment={"duties": "Ran groups at the Nursery in Hill View, visited Reydon Primary School, and the Primary School."}
    )  # fmt: skip
    assert "post_left_out" not in wrote.codes(wrote.answer(check, wrote.ask(check, cast), said))


def test_unusual_moves_are_told_once_in_a_file_and_by_the_numbers_the_trust_settled(check, cast):
    year = clock.today().year
    posts = [
        post("Oak Primary", f"{year - 6}-09", f"{year - 3}-02"),
        post("Ash Primary", f"{year - 3}-03", f"{year - 2}-11"),
        post("Elm Primary", f"{year - 2}-12", f"{year - 1}-07"),
        post("Colegio del Mar", f"{year - 1}-09", abroad=True),
    ]
    Clearance.objects.filter(pk=check.clearance_id).update(posts_held=posts)
    other = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    check = wrote.answer(wrote.fresh(check), wrote.ask(wrote.fresh(check), cast))
    flag = check.referee.red_flags.get(code="moves_midyear")
    assert "Oak Primary to Ash Primary, March" in flag.sentence
    assert "Elm Primary to Colegio del Mar, September" in flag.sentence
    assert not flag.for_deciders
    assert "moves_midyear" not in wrote.codes(wrote.answer(other, wrote.ask(other, cast)))
    file = Clearance(posts_held=posts)
    assert [code for code, _ in posts_held.moves(file, ReferencePolicy(most_moves=2))] == [
        "many_moves",
        "moves_midyear",
    ]
    assert list(posts_held.moves(file, ReferencePolicy(most_midyear=3))) == []
    assert list(posts_held.moves(Clearance(posts_held=posts[:1]), ReferencePolicy())) == []


def test_answers_are_kept_with_their_edition(check, cast):
    check = wrote.answer(check, wrote.ask(check, cast))
    assert json.loads(check.referee.answers)["edition"] == 2
