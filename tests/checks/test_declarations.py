"""What people declare of themselves: asked after the shortlist, on their own page, sealed, opened with a reason, talked over."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from checks import sealing_guards as guards
from checks.forms.declarations import CHILDCARE, SOCIAL_CARE
from checks.gate_lines import line_on
from checks.models import Check, Clearance, SealedWords
from hiring import clock
from hiring.actors import SYSTEM
from tests import story
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message
from workflows.outbox import carry_out_all

CANARY = "CANARY-sealed-declaration"
GOVERNS = {"directed": "no", "barred_from_governing": "no", "signed_name": "Oona Reed", "is_true": "on"}
WHY = "To prepare the interview tomorrow."


def fresh(check):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(pk=check.pk)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def the(code):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(code=code)


@pytest.fixture
def asked(cast):
    """A shortlisted candidate has been asked for their self-declaration."""
    story.interviewing(cast)
    check = the("self_declaration")
    check.ask(by=cast.hr)
    return fresh(check)


def address(check):
    return f"/my/checks/{check.pk}/"


def said(**changed):
    answers = {"unspent": "no", "unprotected": "no", "social_care": "no", "childcare": "no", "barred": "no"}
    return answers | {"signed_name": "Amara Okonjo", "is_true": "on"} | changed


@pytest.fixture
def declared(cast, asked):
    """They declared something."""
    answer = browser(cast.candidate).post(address(asked), said(unspent="yes", unspent_words=CANARY))
    assert answer.status_code == 302
    return fresh(asked)


@pytest.fixture
def invited(cast, declared):
    """And there is an interview to prepare."""
    declared.clearance.application.invite(by=cast.hr, interview_at=clock.now(), place="The library")
    return fresh(declared)


def opened(user, check, **changed):
    sent = {"version": fresh(check).version, "reason": WHY} | changed
    return browser(user).post(f"{check.get_absolute_url()}open-sealed/", sent)


def test_the_letter_leads_to_the_persons_own_page(cast, asked, mailoutbox):
    carry_out_all()
    page = browser(cast.candidate).get(address(asked))
    assert page.status_code == 200
    assert "Do you have any unspent convictions" in page.content.decode()
    short = browser(cast.candidate).get(f"/my/{asked.clearance.reference}/self-declaration/")
    assert short.url == address(asked)


@pytest.mark.parametrize("who", ["other_candidate", "hr", "head", "stranger"])
def test_nobody_else_finds_the_page(cast, asked, who):
    assert browser(getattr(cast, who)).get(address(asked)).status_code == 404


def test_nobody_is_asked_before_it_is_sent(cast):
    story.interviewing(cast)
    assert browser(cast.candidate).get(address(the("self_declaration"))).status_code == 404


def test_spent_matters_are_asked_only_where_a_certificate_would_show_them(cast, asked):
    in_contact = browser(cast.candidate).get(address(asked)).content.decode()
    assert "not protected" in in_contact
    assert "Youth cautions, reprimands and warnings are never automatically disclosed" in in_contact
    assert "The DBS filtering guide (28 October 2023)" in in_contact
    facts = asked.clearance.role_facts | {"contact": "none", "activities": [], "early_years": False}
    type(asked.clearance).objects.filter(pk=asked.clearance_id).update(role_facts=facts, regulated_activity=False)
    out_of_sight = browser(cast.candidate).get(address(asked)).content.decode()
    assert "not protected" not in out_of_sight
    assert "barred from working with children" not in out_of_sight
    assert "children&#x27;s social care" not in out_of_sight


@pytest.mark.parametrize("fact", ["early_years", "later_years_childcare", "manages_childcare"])
def test_childcare_is_asked_only_where_the_post_is_in_its_scope(cast, asked, fact):
    def page_where(**facts):
        role = asked.clearance.role_facts | dict.fromkeys(CHILDCARE, False) | facts
        type(asked.clearance).objects.filter(pk=asked.clearance_id).update(role_facts=role)
        return browser(cast.candidate).get(address(asked)).content.decode()

    assert "Childcare (Disqualification) Regulations 2018" in page_where(**{fact: True})
    assert "Childcare (Disqualification) Regulations 2018" not in page_where()


@pytest.mark.parametrize("name", ["social_care", "childcare"])
def test_each_question_in_scope_is_answered_and_a_yes_goes_to_the_head(cast, asked, name):
    page = browser(cast.candidate)
    missing = page.post(address(asked), said(**{name: ""}))
    assert (missing.status_code, fresh(asked).state) == (422, "waiting")
    wordless = page.post(address(asked), said(**{name: "yes"}))
    assert "Tell us in your own words, or ask to talk instead" in wordless.content.decode()
    page.post(address(asked), said(**{name: "yes", f"{name}_words": CANARY}))
    assert (fresh(asked).state, fresh(asked).receipts.get().outcome) == ("to_decide", "matter_declared")


def test_whoever_answered_the_older_edition_is_not_asked_again(cast, asked):
    """The edition of 1 September 2026 did not ask of children's social care or of childcare."""
    older = {"Do you have any unspent convictions or conditional cautions?": "No", "Wording of": "1 September 2026"}
    told = {"source": "our form, on their own page", "terms": "", "signed": "yes"}
    told |= {"outcome": "nothing_declared", "evidence_on": clock.today()}
    asked.answer(by=cast.candidate, evidence=told, needs_decision=False, answers=json.dumps(older))
    page = browser(cast.candidate).get(address(asked)).content.decode()
    assert "You sent this on" in page
    assert "social care" not in page
    assert (fresh(asked).state, json.loads(SealedWords.objects.get().words)) == ("clear", older)


def test_an_answer_now_says_which_edition_it_answers(cast, asked):
    browser(cast.candidate).post(address(asked), said())
    kept = json.loads(SealedWords.objects.get().words)
    assert kept["Wording of"] == "30 November 2026"
    assert kept[SOCIAL_CARE] == "No"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"unspent": ""}, "Choose an answer to “Do you have any unspent convictions or conditional cautions?”"),
        ({"unspent": "yes"}, "Tell us in your own words, or ask to talk instead"),
        ({"signed_name": ""}, "Enter your full name to sign it"),
        ({"is_true": ""}, "Tick to say that it is true and complete"),
    ],
)
def test_a_declaration_half_made_comes_back_as_typed(cast, asked, changed, sentence):
    answer = browser(cast.candidate).post(address(asked), said(unprotected="yes", unprotected_words=CANARY) | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert CANARY in answer.content.decode()
    assert fresh(asked).state == "waiting"


def test_nothing_declared_is_clear_and_the_receipt_says_only_that(cast, asked):
    browser(cast.candidate).post(address(asked), said())
    check = fresh(asked)
    assert check.state == "clear"
    assert "Nothing declared" in check.receipts.get().sentence


def test_they_may_rather_talk(cast, asked):
    answer = browser(cast.candidate).post(
        address(asked), {"would_rather_talk": "on", "signed_name": "Amara Okonjo", "is_true": "on"}
    )
    assert answer.status_code == 302
    assert fresh(asked).receipts.get().outcome == "prefers_to_talk"
    assert "would rather talk about it than write" in fresh(asked).receipts.get().sentence
    assert fresh(asked).state == "to_decide"


@pytest.mark.parametrize("outcome", ["prefers_to_talk", "declined"])
def test_whoever_did_not_write_is_talked_to_before_anything_is_decided(cast, asked, outcome):
    told = {"source": "a call to us", "terms": "", "signed": "no", "outcome": outcome, "evidence_on": clock.today()}
    asked.record(by=cast.hr, evidence=told)
    with pytest.raises(Blocked, match="Nobody has talked it over with Amara Okonjo yet"):
        fresh(asked).clear(by=cast.head, reason="They seem fine.")
    asked.clearance.application.invite(by=cast.hr, interview_at=clock.now(), place="The library")
    talk = {"source": "a talk with Ruth Calloway", "terms": "", "evidence_on": clock.today()}
    talk |= {"discussed_by": "Ruth Calloway", "discussed_on": clock.today()}
    fresh(asked).talk_over(by=cast.head, said="Nothing to tell.", evidence=talk)
    assert fresh(asked).clear(by=cast.head, reason="Heard, and content.").state == "clear"


def test_what_was_declared_is_sealed_in_the_database_and_on_every_page(cast, invited):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM checks_sealedwords")
        (kept,) = cursor.fetchone()
        cursor.execute("SELECT string_agg(facts::text || sentence, '') FROM checks_receipt")
        (receipts,) = cursor.fetchone()
        cursor.execute("SELECT string_agg(body, '') FROM workflows_event")
        (events,) = cursor.fetchone()
    assert CANARY not in kept + receipts + events
    reference = invited.clearance.reference
    pages = [
        (cast.candidate, [address(invited), "/my/", f"/my/{reference}/"]),
        (cast.panel[0], ["/panel/", f"/panel/{reference}/", invited.get_absolute_url()]),
        (cast.hr, [invited.get_absolute_url(), invited.clearance.get_absolute_url(), "/people/", "/home/"]),
        (cast.head, [invited.get_absolute_url(), f"/panel/{reference}/"]),
        (cast.auditor, [invited.clearance.get_absolute_url()]),
    ]
    for user, paths in pages:
        for path in paths:
            assert CANARY not in browser(user).get(path, follow=True).content.decode(), (user.name, path)


def test_it_stays_sealed_until_there_is_an_interview(cast, declared):
    answer = opened(cast.head, declared)
    assert "stays sealed until Amara Okonjo is invited to interview" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    with pytest.raises(Blocked):
        fresh(declared).open_sealed(by=cast.head, reason=WHY)


@pytest.mark.parametrize("who", ["head", "safeguarding_lead"])
def test_those_with_the_right_open_it_with_a_reason_that_the_history_keeps(cast, invited, who):
    user = getattr(cast, who)
    answer = opened(user, invited)
    assert answer.status_code == 200
    assert CANARY in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    event = fresh(invited).last_event()
    assert (event.verb, event.actor, event.note.text) == ("check.open_sealed", user, WHY)
    shown = browser(cast.safeguarding_lead).get(invited.get_absolute_url()).content.decode()
    assert user.name in shown
    assert WHY in shown
    assert CANARY not in shown


def test_opening_asks_why_first(cast, invited):
    assert CANARY not in browser(cast.head).get(f"{invited.get_absolute_url()}open-sealed/").content.decode()
    answer = opened(cast.head, invited, reason="")
    assert answer.status_code == 422
    assert CANARY not in answer.content.decode()
    assert opened(cast.head, invited, version=0).status_code == 409


@pytest.mark.parametrize(("who", "status"), [("hr", 403), ("hr_manager", 403), ("auditor", 404), ("stranger", 404)])
def test_nobody_else_opens_it(cast, invited, who, status):
    answer = opened(getattr(cast, who), invited)
    assert answer.status_code == status
    assert CANARY not in answer.content.decode()
    assert not fresh(invited).events().filter(verb="check.open_sealed").exists()


def test_it_is_talked_over_before_it_is_decided(cast, invited):
    with pytest.raises(Blocked, match="Nobody has talked it over with Amara Okonjo yet"):
        invited.clear(by=cast.head, reason="Long ago.")
    today = clock.today()
    typed = {"discussed_on_day": today.day, "discussed_on_month": today.month, "discussed_on_year": today.year}
    typed |= {"version": invited.version, "discussed_by": "Ruth Calloway", "said": CANARY + "-talk"}
    answer = browser(cast.head).post(f"{invited.get_absolute_url()}talk-over/", typed)
    assert answer.status_code == 303
    check = fresh(invited)
    assert "Ruth Calloway talked the self-declaration over with them" in check.receipts.last().sentence
    assert check.clear(by=cast.head, reason="Long ago, and told openly.").state == "clear"
    assert CANARY + "-talk" in opened(cast.head, check).content.decode()


def test_hr_does_not_decide_what_was_declared(cast, invited):
    with pytest.raises(NotAllowed):
        invited.clear(by=cast.hr, reason="Fine.")


def test_voiding_sets_the_words_aside_and_they_are_never_changed(cast, invited):
    words = SealedWords.objects.get()
    for change in (
        {"said_by_label": "Somebody"},
        {"words": json.dumps({"x": "y"})},
        {"check_row_id": the("identity").pk},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SealedWords.objects.filter(pk=words.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        words.delete()
    invited.void(by=cast.head, reason="It came from somebody else.")
    assert not fresh(invited).sealed_words.standing().exists()
    words.refresh_from_db()
    words.erase()
    assert SealedWords.objects.get().words is None


def test_childcare_is_about_the_person_and_nobody_they_live_with(cast):
    story.accepted(cast)
    check = the("childcare_disqualification")
    check.ask(by=cast.hr)
    page = browser(cast.candidate).get(address(check)).content.decode()
    assert "2018" in page
    assert "2009" not in page
    assert "We do not ask about anybody you live with" in page
    answer = {"disqualified": "no", "signed_name": "Amara Okonjo", "is_true": "on"}
    browser(cast.candidate).post(address(check), answer)
    assert fresh(check).state == "clear"


def test_a_yes_on_childcare_goes_to_the_head_and_a_bar_is_lifted_only_by_ofsted(cast):
    story.accepted(cast)
    check = the("childcare_disqualification")
    check.ask(by=cast.hr)
    answer = {"disqualified": "yes", "disqualified_words": CANARY, "signed_name": "Amara Okonjo", "is_true": "on"}
    browser(cast.candidate).post(address(check), answer)
    check = fresh(check)
    assert (check.state, check.holder) == ("to_decide", "the headteacher")
    told = {"source": "Ofsted's letter", "terms": "", "evidence_on": clock.today()}
    check.record(by=cast.hr, evidence=told | {"outcome": "disqualified"})
    with pytest.raises(Blocked, match="Only newer evidence can"):
        fresh(check).clear(by=cast.head, reason="We need her.")
    check = fresh(check).record(by=cast.hr, evidence=told | {"outcome": "waiver_applied", "applied_on": clock.today()})
    assert check.state == "concern"
    with pytest.raises(Blocked, match="Only newer evidence can"):
        fresh(check).clear(by=cast.head, reason="Ofsted will say yes.")
    carry_out_all()
    letters = Message.objects.filter(subject__startswith="Not with young children meanwhile")
    assert {cast.head.email, cast.hr.email} <= set(letters.values_list("to_email", flat=True))
    assert "hey do not do this work meanwhile." in line_on(fresh(check), clock.today()).next_step
    fresh(check).record(by=cast.hr, evidence=told | {"outcome": "waiver_refused", "waiver_dated_on": clock.today()})
    fresh(check).record(by=cast.hr, evidence=told | {"outcome": "waiver_appealed", "appealed_on": clock.today()})
    with pytest.raises(Blocked, match="Only newer evidence can"):
        fresh(check).clear(by=cast.head, reason="The Tribunal will say yes.")
    assert not check.clearance.gate().is_open
    granted = {"outcome": "waiver_granted", "held_to": ["Never alone with children", "Not in the nursery"]}
    check = fresh(check).record(by=cast.hr, evidence=told | granted)
    assert check.state == "to_decide"
    assert fresh(check).clear(by=cast.head, reason="The waiver covers this work.").state == "clear"
    detail = line_on(fresh(check), clock.today()).detail
    assert "Under Ofsted's waiver: Never alone with children; Not in the nursery." in detail
    fresh(check).void(by=cast.head, reason="It was another’s letter.")
    assert fresh(check).conditions == []


def test_whoever_is_moved_away_from_young_children_is_clear_once_their_post_says_so(cast):
    story.accepted(cast)
    check = the("childcare_disqualification")
    told = {"source": "her answer", "terms": "", "evidence_on": clock.today()}
    check.record(by=cast.hr, evidence=told | {"outcome": "disqualified"})
    fresh(check).record(by=cast.hr, evidence=told | {"outcome": "redeployed"})
    with pytest.raises(Blocked, match="The post still looks after young children"):
        fresh(check).clear(by=cast.head, reason="She works in the office now.")
    scope = dict.fromkeys(guards.IN_SCOPE, False)
    check.clearance.role_facts.update(scope)
    assert list(guards.they_are_out_of_scope(check, None)) == []


def test_a_concern_is_never_recorded_away(cast):
    story.accepted(cast)
    check = the("childcare_disqualification")
    told = {"source": "her answer", "terms": "", "evidence_on": clock.today()}
    check.record(by=cast.hr, evidence=told | {"outcome": "disqualified"})
    with pytest.raises(Blocked, match="There is a concern about childcare"):
        fresh(check).record(by=cast.hr, evidence=told | {"outcome": "not_disqualified"})


def test_the_tracker_leads_to_what_is_theirs_to_declare(cast, asked):
    page = browser(cast.candidate).get(f"/my/{asked.clearance.reference}/").content.decode()
    assert "For you to do" in page
    assert f'href="{address(asked)}"' in page
    browser(cast.candidate).post(address(asked), said(unspent="yes", unspent_words=CANARY))
    after = browser(cast.candidate).get(f"/my/{asked.clearance.reference}/").content.decode()
    assert "For you to do" not in after
    assert "You sent this on" in browser(cast.candidate).get(address(asked)).content.decode()


def test_the_words_go_once_the_certificate_is_decided_and_that_they_were_said_stays(cast, asked):
    from workflows.retention import job

    browser(cast.candidate).post(address(asked), said())
    application = asked.clearance.application
    application.invite(by=cast.hr, interview_at=clock.now(), place="The library")
    facts = {
        "held_on": clock.today(),
        "recommendation": "appoint",
        "safeguarding": "Well.",
        "without_references": "Away.",
    }
    application.record_interview(by=cast.hr, **facts)
    application.offer(by=cast.head, starts_on=clock.today(), salary="22454.09", reply_by=clock.today())
    assert not [due for rule, due in job.what_is_due().due if rule.code == "self_declaration"]
    story.clear(the("dbs_enhanced"), cast)
    assert [rule.code for rule, _ in job.what_is_due().due] == ["self_declaration"]
    job.run(by_label="A test")
    words = SealedWords.objects.get()
    assert words.words is None
    assert words.said_by_label == "Amara Okonjo"
    assert fresh(asked).state == "clear"


def test_a_question_goes_with_its_file_and_not_before(cast, asked):
    from checks.models import InterviewQuestion

    question = InterviewQuestion.objects.create(check_row=asked, text="What did you learn?", worded_by=cast.hr)
    for undo in (question.delete, lambda: InterviewQuestion.objects.update(text="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            undo()
    asked.clearance.application.do_not_progress(by=cast.hr, reason="Others were closer to the post.")
    file = type(asked.clearance).objects.get(pk=asked.clearance_id).erase(by=SYSTEM, rule="file_not_appointed")
    assert not InterviewQuestion.objects.exists()
    with pytest.raises(Blocked, match="This file was erased"):
        file.reopen(by=SYSTEM)


def test_somebody_with_no_vacancy_finds_it_among_their_own(cast):
    facts = {"setting": "academy", "engagement": "governance", "governance_role": "trustee", "title": "Trustee"}
    role = story.PASTORAL | facts | {"start_date": clock.today().isoformat(), "early_years": False}
    person = {"age_at_start": 40, "names_changed": False, "rtw": "british_or_irish", "agency_dbs_has_disclosure": None}
    person |= dict.fromkeys(("abroad", "previous_school_post", "internal", "update_service"))
    trustee = story.person("Oona Reed", "oona.reed@example.org")
    file = Clearance.open(
        by=cast.hr, school=cast.school, person=trustee, post_title="Trustee", role_facts=role, person_facts=person
    )
    file.derive(by=cast.hr)
    check = the("governance_eligibility_declaration")
    check.ask(by=cast.hr)
    assert f'href="{address(check)}"' in browser(trustee).get("/my/").content.decode()
    asked = browser(trustee).get(address(check)).content.decode()
    assert "Are you under a section 128 direction?" in asked
    assert "The whole list is in the letter we sent with this." in asked
    answer = browser(trustee).post(address(check), GOVERNS | {"barred": "no"})
    assert answer.status_code == 302, answer.content.decode()
    assert fresh(check).state == "clear"
    assert address(check) not in browser(trustee).get("/my/").content.decode()
    assert address(check) not in browser(cast.candidate).get("/my/").content.decode()
