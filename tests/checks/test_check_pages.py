"""One check's page: the receipt, the decision, and who may read what."""

import datetime as dt

import pytest
from django.test import Client

from checks.kinds import words
from checks.models import Check, RefereeRequest
from hiring import clock
from hiring.models import Membership, Role
from tests import story
from tests.checks.evidence import good_evidence
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Message
from workflows.outbox import carry_out_all

DECLINED_FOR = "CANARY-concern-detail"


def fresh(check):
    return Check.objects.select_related("clearance__school__trust", "clearance__person", "referee").get(pk=check.pk)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def typed(**fields):
    """A form as a browser sends it: a date in three boxes."""
    sent = {}
    for name, value in fields.items():
        if isinstance(value, dt.date):
            sent |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            sent[name] = value
    return sent


@pytest.fixture
def checks(cast):
    """The accepted candidate's checks, by code and number."""
    clearance = story.accepted(cast).clearance
    return {f"{check.code} {check.number}": check for check in clearance.checks.all()}


@pytest.fixture
def search(checks):
    return checks["online_search 1"]


def searched(check, **changed):
    facts = {
        "version": check.version,
        "source": "A search engine and the local paper",
        "terms": "Amara Okonjo, Southwold",
        "outcome": "nothing_relevant",
        "evidence_on": clock.today(),
        "candidate_was_told": "yes",
        "places": ["search_engine", "news"],
        "identity_match": "sure",
    }
    return typed(**(facts | changed))


def test_record_prints_the_receipt_and_clears(cast, search):
    answer = browser(cast.hr).post(search.get_absolute_url(), searched(search), follow=True)
    assert fresh(search).state == "clear"
    page = answer.content.decode()
    assert "Searched a search engine and the local paper for Amara Okonjo, Southwold" in page
    assert "Jo Marlowe" in page


def test_record_refused_keeps_what_was_typed(cast, search):
    answer = browser(cast.hr).post(search.get_absolute_url(), searched(search, terms="", source="The library paper"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter what you searched for and the date" in page
    assert "The library paper" in page
    assert fresh(search).state == "not_started"


def test_what_is_wrong_with_a_receipt_is_said_at_the_top_of_the_page_it_comes_back_to(cast, search):
    page = browser(cast.hr).get(search.get_absolute_url()).content.decode()
    assert f'method="post" action="{search.get_absolute_url()}"' in page


def test_receipt_says_its_dates_as_people_write_them(cast, checks):
    check = checks["identity 1"]
    evidence = good_evidence(check)
    check.record(by=cast.hr, evidence=evidence)
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert evidence["born_on"].isoformat() not in page
    assert f"<dd>{words.day(evidence['born_on'])}</dd>" in page


def test_only_whoever_may_decide_is_asked_to(cast, checks):
    check = checks["self_declaration 1"]
    check.record(by=cast.hr, evidence={**good_evidence(check), "outcome": "prefers_to_talk"})
    assert "decide-title" not in browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "decide-title" in browser(cast.head).get(check.get_absolute_url()).content.decode()


def test_record_on_a_stale_page_says_who_was_first_and_keeps_what_was_typed(cast, search):
    version = search.version
    story.clear(search, cast)
    answer = browser(cast.hr_manager).post(search.get_absolute_url(), searched(search, version=version))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jo Marlowe moved" in page
    assert fresh(search).receipts.count() == 1


def test_void_leaves_both_receipts_to_be_read(cast, search):
    story.clear(search, cast)
    fresh(search).void(by=cast.head, reason="Searched the wrong name.")
    story.clear(fresh(search), cast)
    page = browser(cast.hr).get(search.get_absolute_url()).content.decode()
    assert page.count('<article class="receipt') == 2
    assert "<s>" in page
    assert "Searched the wrong name." in page


def test_concern_is_told_to_exist_and_read_only_by_those_who_decide(cast, checks):
    check = checks["identity 1"]
    check.ask(by=cast.hr)
    check.raise_concern(by=cast.head, reason=DECLINED_FOR)
    told = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert DECLINED_FOR not in told
    assert "There is a concern here. It is held by the headteacher or the safeguarding lead" in told
    gate = browser(cast.hr).get(check.clearance.get_absolute_url()).content.decode()
    assert DECLINED_FOR not in gate
    assert "Concern to decide" in gate
    for decider in (cast.head, cast.safeguarding_lead):
        assert DECLINED_FOR in browser(decider).get(check.get_absolute_url()).content.decode()


def test_hr_neither_settles_a_concern_nor_voids_it_away(cast, checks):
    check = checks["identity 1"]
    check.ask(by=cast.hr)
    check.raise_concern(by=cast.hr, reason="Two names.")
    for verb in ("clear", "void"):
        with pytest.raises(NotAllowed):
            getattr(fresh(check), verb)(by=cast.hr, reason="It is nothing.")
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert f"{check.get_absolute_url()}clear/" not in page
    assert f"{check.get_absolute_url()}void/" not in page


def test_later_evidence_does_not_clear_what_is_to_be_decided(cast, checks):
    check = fresh(checks["employment_history 1"])
    evidence = good_evidence(check)
    check.record(by=cast.hr, evidence={**evidence, "outcome": "gap_unexplained"})
    check.record(by=cast.hr, evidence=evidence)
    assert check.state == "to_decide"


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger", "candidate"])
def test_check_does_not_exist_for_outsiders(cast, checks, who):
    answer = browser(getattr(cast, who)).get(checks["identity 1"].get_absolute_url())
    assert answer.status_code == 404


def test_panel_member_reads_no_check(cast, checks):
    for member in cast.panel:
        for check in checks.values():
            assert browser(member).get(check.get_absolute_url()).status_code == 404


def test_nobody_looks_into_their_own_file_from_the_staff_side(cast, checks):
    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.HR_OFFICER)
    client = browser(cast.candidate)
    check = checks["references 1"]
    assert client.get(check.get_absolute_url()).status_code == 404
    assert client.get(check.clearance.get_absolute_url()).status_code == 404
    assert "Amara Okonjo" not in client.get("/people/").content.decode().partition("<main")[2]


def test_candidate_answers_no_check_but_their_own_declarations(cast, checks):
    for check in map(fresh, checks.values()):
        check.ask(by=cast.hr)
        if check.kind.is_a_declaration:
            continue
        with pytest.raises(NotAllowed):
            check.answer(by=cast.candidate, evidence={"outcome": "any"}, needs_decision=False)


def test_ask_waits_for_the_offer_when_the_candidate_said_so(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    application.referees.update(may_contact="after_offer")
    application.shortlist(by=cast.hr)
    check = fresh(application.clearance.checks.get(code="references", number=1))
    with pytest.raises(Blocked, match="before an offer") as refused:
        check.ask(by=cast.hr)
    assert refused.value.blockers[0].rule == "G07"
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "asked us not to contact Sam Okafor before an offer" in page


def test_ask_waits_a_day_after_the_candidate_is_told(cast):
    vacancy = story.moderating(cast)
    application = vacancy.applications.get()
    application.referees.update(may_contact="tell_me_first")
    application.shortlist(by=cast.hr)
    check = fresh(application.clearance.checks.get(code="references", number=1))
    with pytest.raises(Blocked, match="Tell them, then wait a day"):
        check.ask(by=cast.hr)
    client = browser(cast.hr)
    client.get(f"{check.get_absolute_url()}tell-first/")
    assert fresh(check).referee.told_candidate_at is None
    client.post(f"{check.get_absolute_url()}tell-first/", {"version": check.version})
    carry_out_all()
    letter = Message.objects.get(kind="referee.tell_first")
    assert letter.to_email == cast.candidate.email
    with pytest.raises(Blocked, match="less than a day ago"):
        fresh(check).ask(by=cast.hr)
    yesterday = clock.now() - dt.timedelta(hours=24)
    RefereeRequest.objects.filter(check_row=check).update(told_candidate_at=yesterday)
    fresh(check).ask(by=cast.hr)
    assert fresh(check).state == "waiting"


def test_correct_referee_kills_the_old_link_and_writes_to_the_new_address(cast, checks):
    from hiring import links

    check = fresh(checks["references 1"])
    check.ask(by=cast.hr)
    carry_out_all()
    _link, token = links.mint("referee", check.referee.email, subject_id=check.referee.pk)
    details = {
        "name": "Sam Okafor",
        "email": "s.okafor@hillview.example",
        "phone": "",
        "organisation": "Hill View Nursery",
    }
    more = {"position": "Manager", "relationship": "Line manager", "reason": "The office gave us the right address."}
    more["may_contact"] = "any_time"
    fields = {**details, **more, "version": check.version}
    answer = browser(cast.hr).post(f"{check.get_absolute_url()}correct-referee/", fields)
    assert answer.status_code == 303
    assert links.find(token) is None
    carry_out_all()
    newest = Message.objects.filter(kind="check.ask.referee").order_by("-id").first()
    assert newest.to_email == "s.okafor@hillview.example"
    assert "correct_referee" in {event.verb.partition(".")[2] for event in fresh(check).events()}


def test_correct_referee_refuses_the_candidates_own_address(cast, checks):
    check = fresh(checks["references 1"])
    fields = {"name": "A", "email": "Amara.Okonjo@example.org", "organisation": "B", "position": "C"}
    fields |= {"relationship": "D", "reason": "E", "version": check.version}
    answer = browser(cast.hr).post(f"{check.get_absolute_url()}correct-referee/", fields)
    assert answer.status_code == 422
    assert "the candidate’s own address" in answer.content.decode()


def test_every_check_page_opens_for_those_who_deal_with_it(cast, checks, django_assert_max_num_queries):
    for who in (cast.hr, cast.head, cast.safeguarding_lead):
        client = browser(who)
        for check in checks.values():
            with django_assert_max_num_queries(12):
                assert client.get(check.get_absolute_url()).status_code == 200
