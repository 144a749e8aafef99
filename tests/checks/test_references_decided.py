"""What becomes of a reference: heard by phone, received on paper, verified, compared, asked about, accepted or done without."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from checks.models import RedFlag, RefereeQuestion, RefereeRequest
from hiring import clock
from tests.checks import writing_references as wrote
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message
from workflows.outbox import carry_out_all

OUTSIDERS = ["hr_elsewhere", "stranger", "candidate", "auditor"]
VERBS = [
    "tell-first", "confirm-contact", "verify-referee", "settle-red-flag", "ask-more", "take-by-phone", "take-on-paper",
    "find-unsatisfactory", "give-up", "accept-without", "come-back", "remind", "answer-more",
]  # fmt: skip


@pytest.fixture
def check(cast):
    return wrote.reference_of(cast)


@pytest.fixture
def answered(check, cast):
    return wrote.answer(check, wrote.ask(check, cast))


def page_of(check, verb=""):
    return f"{check.get_absolute_url()}{verb}/" if verb else check.get_absolute_url()


def typed(check, facts, **changed):
    """Every question of the referee's form as HR types it, and how it came."""
    pages = {
        f"{page}_{name}": text
        for page, given in wrote.ANSWERS.items()
        if isinstance(given, dict)
        for name, text in given.items()
    }
    today = clock.today()
    day = {"received_on_day": today.day, "received_on_month": today.month, "received_on_year": today.year}
    given = {name: value for name, value in facts.items() if name != "received_on"}
    return pages | wrote.RATED | given | day | {"version": check.version} | changed


def send(check, user, verb, fields):
    return wrote.browser(user).post(page_of(check, verb), {"version": wrote.fresh(check).version, **fields})


def test_reference_by_phone_is_the_same_form_written_down_and_confirmed_in_writing(check, cast):
    form = wrote.browser(cast.hr).get(page_of(check, "take-by-phone")).content.decode()
    for question in ("Is this right?", "Are you completely satisfied", "I read the answers back", "Whom you spoke to"):
        assert question in form
    answer = send(check, cast.hr, "take-by-phone", typed(check, wrote.ON_THE_PHONE))
    assert answer.status_code == 303, answer.content.decode()
    check = wrote.fresh(check)
    assert (check.state, check.holder) == ("to_decide", "HR")
    assert check.referee.heard_by == cast.hr
    assert check.referee.said["employment"]["duties"].startswith("Worked with families")
    carry_out_all()
    letter = Message.objects.get(kind="check.take_by_phone")
    assert letter.to_email == check.referee.email
    assert "Worked with families" not in letter.body
    page = wrote.browser(cast.hr).get(page_of(check)).content.decode()
    for words in ("By phone, on our form, written down by Jo Marlowe", "01632 960777", "We called them"):
        assert words in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": ""}, "Enter a phone number we can call"),
        ({"number": "01632 960321"}, "That is the number the candidate gave"),
        ({"number_from": ""}, "Enter where you found the number yourself"),
        ({"read_back": ""}, "Read the answers back"),
        ({"suitability_satisfied": ""}, "Select yes or no"),
        ({"concerns_concern": "yes"}, "Say what the concern is"),
        ({"you_known_since": "soon"}, "Enter a month and year"),
    ],
)
def test_reference_by_phone_refuses_what_is_missing_and_keeps_what_was_typed(check, cast, changed, sentence):
    RefereeRequest.objects.filter(check_row=check).update(phone="01632 960321")
    answer = send(check, cast.hr, "take-by-phone", typed(check, wrote.ON_THE_PHONE, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Worked with families and small children" in page
    assert wrote.fresh(check).state == "not_started"


def test_consent_holds_for_the_phone_as_well(check, cast):
    RefereeRequest.objects.filter(check_row=check).update(may_contact="tell_me_first")
    with pytest.raises(Blocked, match="Tell them, then wait a day"):
        wrote.fresh(check).take_by_phone(by=cast.hr, answers=wrote.answers(), provenance=wrote.ON_THE_PHONE)


def test_reference_on_paper_says_how_it_came_and_where_it_is(check, cast):
    wrote.ask(check, cast)
    fields = typed(wrote.fresh(check), wrote.ON_PAPER, came="email", came_from="sam@elsewhere.example")
    assert send(check, cast.hr, "take-on-paper", fields).status_code == 303
    check = wrote.fresh(check)
    assert check.referee.route == "on_paper"
    assert check.referee.provenance["filed"] == "HR cabinet, drawer 2"
    assert "other_address" in wrote.codes(check)
    page = wrote.browser(cast.hr).get(page_of(check)).content.decode()
    assert "HR cabinet, drawer 2" in page
    assert "It came from sam@elsewhere.example; we had written to sam.okafor@hillview.example." in page


def test_differences_become_tasks_settled_one_by_one_with_a_note(check, cast):
    RefereeRequest.objects.filter(check_row=check).update(candidate_reason="Moved to Norfolk with my children.")
    job = {"agrees": "no", "job_title": "Nursery assistant", "from_month": "2016-09", "to_month": "2022-03"}
    said = wrote.answers(
        employment=job | {"leaving": "We agreed a settlement.", "again": "no", "again_why": "Late a lot."}
    )
    check = wrote.answer(check, wrote.ask(check, cast), said)
    assert wrote.codes(check) == {
        "new_domain", "job_title", "started", "left", "leaving", "not_again", "settlement",
    }  # fmt: skip
    page = wrote.browser(cast.hr).get(page_of(check)).content.decode()
    for words in ("Differs", "Read both", "Left: the referee says March 2022; the application says now.", "To settle"):
        assert words in page
    flag = check.referee.red_flags.get(code="left")
    assert send(check, cast.hr, "settle-red-flag", {"flag": "left", "reason": ""}).status_code == 422
    note = "She left in March 2022 and wrote the wrong year; the payslip agrees."
    assert send(check, cast.hr, "settle-red-flag", {"flag": "left", "reason": note}).status_code == 303
    flag.refresh_from_db()
    assert (flag.settled_by, flag.note) == (cast.hr, note)
    assert note in wrote.browser(cast.hr).get(page_of(check)).content.decode()
    assert {"references.flag.left"}.isdisjoint(wrote.why_not_clear(check, cast))
    assert {"references.flag.started", "references.flag.leaving"} <= set(wrote.why_not_clear(check, cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        RedFlag.objects.filter(pk=flag.pk).update(note="Nothing.")


def test_word_about_children_is_a_concern_for_those_who_decide_alone(check, cast):
    canary = "CANARY what was seen"
    said = wrote.answers(suitability={"satisfied": "no", "satisfied_why": canary})
    check = wrote.answer(check, wrote.ask(check, cast), said)
    assert (check.state, check.holder) == ("concern", "the headteacher or the safeguarding lead")
    carry_out_all()
    told = Message.objects.filter(kind="check.raise_concern")
    assert {each.to_email for each in told} == {cast.head.email, cast.safeguarding_lead.email}
    assert not any(canary in each.body + each.subject for each in Message.objects.all())
    flag = check.referee.red_flags.get(code="satisfied")
    with pytest.raises(Blocked, match="about the safety of children"):
        check.settle_red_flag(by=cast.hr, flag=flag, reason="It is nothing.")
    with pytest.raises(NotAllowed):
        check.ask_more(by=cast.hr, question="What happened?")
    assert canary not in wrote.browser(cast.hr).get(page_of(check)).content.decode()
    assert canary in wrote.browser(cast.safeguarding_lead).get(page_of(check)).content.decode()
    check.settle_red_flag(by=cast.safeguarding_lead, flag=flag, reason="Spoke to her; it was about spelling.")
    assert wrote.fresh(check).referee.red_flags.get(code="satisfied").settled_at


def test_call_back_says_whom_on_which_number_from_where_and_what(answered, cast):
    wanting = wrote.CALLED | {"confirmed": ["post"]}
    refused = send(answered, cast.hr, "verify-referee", wanting)
    assert refused.status_code == 422
    assert "Ask them whether they gave this reference" in refused.content.decode()
    assert send(answered, cast.hr, "verify-referee", wrote.CALLED).status_code == 303
    page = wrote.browser(cast.head).get(page_of(answered)).content.decode()
    for words in ("Ada Finch, office manager", "01632 960777", "They gave this reference themselves", "Called back"):
        assert words in page


def test_school_that_answers_by_a_teacher_needs_its_head(answered, cast):
    RefereeRequest.objects.filter(check_row=answered).update(organisation="Kestrel Lane School")
    refused = send(answered, cast.hr, "verify-referee", wrote.CALLED)
    assert "Have the headteacher confirm it" in refused.content.decode()
    heads = wrote.CALLED | {"how": "heads_office", "confirmed": ["wrote", "head"]}
    assert send(answered, cast.hr, "verify-referee", heads).status_code == 303
    assert "references.no_head" not in wrote.why_not_clear(answered, cast)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"shows": ""}, "Enter the address or domain it shows"),
        ({"shows": "gmail.com"}, "That is not sam.okafor@hillview.example"),
        ({"where": ""}, "Enter the page you looked at or the number you called"),
        ({"in_post": ""}, "Select what it shows"),
        ({"source": "switchboard", "shows": "", "where": "01632 960321"}, "That is the number the candidate gave"),
    ],
)
def test_address_is_confirmed_from_somewhere_else_or_not_at_all(check, cast, changed, sentence):
    RefereeRequest.objects.filter(check_row=check).update(phone="01632 960321")
    refused = send(check, cast.hr, "confirm-contact", wrote.FOUND | {"in_post": "yes"} | changed)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert wrote.fresh(check).referee.contact_confirmed_at is None


def test_address_confirmed_before_asking_raises_no_flag_and_dies_with_a_new_address(check, cast):
    assert send(check, cast.hr, "confirm-contact", wrote.FOUND | {"in_post": "no"}).status_code == 303
    check = wrote.fresh(check)
    assert check.referee.contact_confirmed_by == cast.hr
    assert wrote.codes(check) == {"post_not_shown"}
    check = wrote.answer(check, wrote.ask(check, cast))
    assert "new_domain" not in wrote.codes(check)
    other = wrote.fresh(check.clearance.checks.get(code="references", number=2))
    other.confirm_contact(by=cast.hr, **(wrote.FOUND | {"shows": "brightside.example"}))
    kept = {name: getattr(other.referee, name) for name in ("name", "organisation", "position", "relationship")}
    wrote.fresh(other).correct_referee(by=cast.hr, reason="Moved.", email="lena@elsewhere.example", **kept)
    assert wrote.fresh(other).referee.contact_confirmed_at is None


def test_question_goes_back_by_the_same_kind_of_link_and_the_answer_is_kept(answered, cast):
    answered.confirm_contact(by=cast.hr, **wrote.FOUND)
    asked = "Was the sanction about children?"
    assert send(answered, cast.hr, "ask-more", {"question": asked}).status_code == 303
    check = wrote.fresh(answered)
    assert (check.state, check.holder) == ("waiting", "Sam Okafor")
    carry_out_all()
    letter = Message.objects.get(kind="check.ask_more")
    assert asked not in letter.body
    token = re.search(r"/r/([\w-]+)/", letter.body)[1]
    client = Client()
    assert client.post(f"/r/{token}/")["Location"] == "/reference/"
    assert client.get("/reference/you/")["Location"] == "/reference/question/"
    assert asked in client.get("/reference/question/").content.decode()
    assert client.post("/reference/question/", {"answer": ""}).status_code == 422
    assert client.post("/reference/question/", {"answer": "No, about time-keeping."})["Location"] == "/reference/sent/"
    assert client.get("/reference/question/").status_code == 410
    assert wrote.fresh(check).state == "to_decide"
    assert "No, about time-keeping." in wrote.browser(cast.hr).get(page_of(check)).content.decode()
    assert wrote.fresh(check).referee.said == wrote.ANSWERS
    with pytest.raises(IntegrityError), transaction.atomic():
        RefereeQuestion.objects.update(answer="Yes.")


def test_question_may_be_answered_on_the_phone_and_not_be_about_health(answered, cast):
    refused = send(answered, cast.hr, "ask-more", {"question": "How many days was she off sick?"})
    assert refused.status_code == 422
    assert "Equality Act 2010, section 60" in refused.content.decode()
    answered.ask_more(by=cast.hr, question="What were her duties?")
    assert send(answered, cast.hr, "answer-more", {"answer": "She ran the baby room."}).status_code == 303
    page = wrote.browser(cast.hr).get(page_of(answered)).content.decode()
    assert "by phone to Jo Marlowe" in page


def test_form_is_not_sent_twice_when_a_question_opens_the_link_again(answered, cast):
    answered.ask_more(by=cast.hr, question="What were her duties?")
    check, guest = wrote.fresh(answered), wrote.guest_of(answered)
    with pytest.raises(Blocked, match="has already answered"):
        wrote.answer(check, guest, wrote.answers(employment={"leaving": "Something else."}))
    with pytest.raises(Blocked, match="has already answered"):
        check.decline(by=guest)


def test_unsatisfactory_is_the_heads_word_and_stays_a_concern(answered, cast):
    with pytest.raises(NotAllowed):
        answered.find_unsatisfactory(by=cast.hr, reason="Poor.")
    answered.find_unsatisfactory(by=cast.head, reason="It says nothing of her work with children.")
    check = wrote.fresh(answered)
    assert check.state == "concern"
    assert check.receipts.last().outcome == "unsatisfactory"
    assert not check.clearance.gate().is_open


def gave_up(check, cast):
    check.ask(by=cast.hr)
    for _ in range(2):
        check.chase(by=cast.hr, reason="Nobody answers.")
    check.give_up(by=cast.hr, tried="A letter on the 1st, calls on the 3rd and the 6th.")
    return wrote.fresh(check)


def test_reference_that_cannot_be_had_is_done_without_by_the_head_in_writing(check, cast):
    clearance = check.clearance
    clearance.role_facts["early_years"] = False
    type(clearance).objects.filter(pk=clearance.pk).update(role_facts=clearance.role_facts)
    with pytest.raises(Blocked, match="0 of 3 tries are on record"):
        check.give_up(by=cast.hr, tried="I tried.")
    check = gave_up(check, cast)
    assert (check.state, check.holder) == ("to_decide", "the headteacher")
    with pytest.raises(Blocked, match="There is no reference here to accept"):
        check.clear(by=cast.head, reason="Fine.")
    for who in (cast.hr, cast.safeguarding_lead, cast.hr_manager):
        with pytest.raises(NotAllowed):
            check.accept_without(by=who, reason="Fine.", safeguards="None.")
    words = {"reason": "The nursery closed; the second referee knew her there.", "safeguards": "Weekly supervision."}
    assert send(check, cast.head, "accept-without", words | {"safeguards": ""}).status_code == 422
    assert send(check, cast.head, "accept-without", words).status_code == 303
    assert wrote.fresh(check).state == "clear"
    page = wrote.browser(cast.head).get(page_of(check)).content.decode()
    assert "Done without a reference" in page
    assert "Weekly supervision." in page


def test_nobody_does_without_in_early_years(check, cast):
    check = gave_up(check, cast)
    with pytest.raises(Blocked, match="in early years, where a reference must be had"):
        check.accept_without(by=cast.head, reason="Fine.", safeguards="Weekly supervision.")


def test_another_referee_is_asked_about_their_own_job_and_speaks_for_no_other(check, cast):
    entered = {"name": "Odile Marsh", "email": "odile@harbour.example", "position": "Owner", "relationship": "Manager"}
    check.correct_referee(by=cast.hr, reason="Sam has left.", organisation="The Harbour Café", **entered)
    referee = wrote.fresh(check).referee
    assert (referee.speaks_for, referee.candidate_job_title, referee.candidate_from) == (None, "", "")
    nursery = check.clearance.employers.get()
    fields = entered | {
        "organisation": "Hill View Nursery", "speaks_for": nursery.pk, "may_contact": "any_time", "reason": "She was there.",
    }  # fmt: skip
    assert send(check, cast.hr, "correct-referee", fields).status_code == 303
    referee = wrote.fresh(check).referee
    assert (referee.speaks_for, referee.candidate_job_title) == (nursery, "Family support worker")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_of_a_reference_exists_for_outsiders(cast, who, answered):
    client = wrote.browser(getattr(cast, who))
    for verb in VERBS:
        assert client.get(page_of(answered, verb)).status_code == 404, verb
        assert client.post(page_of(answered, verb)).status_code == 404, verb


@pytest.mark.parametrize(
    "verb", ["ask-more", "verify-referee", "take-by-phone", "take-on-paper", "give-up", "confirm-contact"]
)
def test_safeguarding_lead_looks_and_does_not_do_hrs_part(answered, cast, verb):
    assert wrote.browser(cast.safeguarding_lead).get(page_of(answered, verb)).status_code == 403


def test_page_of_a_reference_asks_the_same_whatever_is_in_it(answered, cast, django_assert_max_num_queries):
    client = wrote.browser(cast.hr)
    client.get(page_of(answered))
    with django_assert_max_num_queries(12) as one:
        client.get(page_of(answered))
    for number in range(3):
        answered.referee.red_flags.create(
            code=f"more_{number}", sentence="Look at this.", settled_by=cast.hr, settled_at=clock.now()
        )
        answered.referee.questions.create(
            question="What?", asked_by=cast.hr, heard_by=cast.hr, answer="That.", answered_at=clock.now()
        )
    with django_assert_max_num_queries(len(one)):
        client.get(page_of(answered))
