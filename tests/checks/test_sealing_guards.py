"""Each guard of what is sealed and corrected: what it stops, and in which words. The pages are in test_declarations."""

import pytest

from checks import sealing_guards as guards
from checks.models import Check, Hold
from hiring import clock
from tests import story
from tests.checks.evidence import good_evidence
from workflows.transitions import Move


def told(guard, check, by=None, **details):
    return [blocker.text for blocker in guard(check, Move(by=by, at=clock.now(), details=details))]


def the(code):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(code=code)


@pytest.fixture
def file(cast):
    return story.accepted(cast, role_facts=story.PASTORAL | {"teaching_work": "yes"}).clearance


@pytest.fixture
def search(cast, file):
    """A search that raised something."""
    check = the("online_search")
    return check.record(by=cast.hr, evidence=good_evidence(check, outcome="item_to_explore"))


def test_something_is_sealed(cast, search):
    assert told(guards.something_is_sealed, search) == ["There is nothing sealed with online search."]
    search.seal("found", {"found": "x"}, cast.hr)
    assert told(guards.something_is_sealed, search) == []


def test_the_interview_is_arranged(file):
    check = the("self_declaration")
    assert told(guards.the_interview_is_arranged, check) == []
    check.clearance.interview_at = None
    assert told(guards.the_interview_is_arranged, check) == [
        "The self-declaration stays sealed until Amara Okonjo is invited to interview."
    ]
    check.clearance.reference = ""
    assert told(guards.the_interview_is_arranged, check) == [], "nobody is interviewed where there is no vacancy"


def test_the_reader_does_not_interview(cast, search):
    assert told(guards.the_reader_does_not_interview, search, by=cast.hr) == []
    assert "You sit on the panel" in told(guards.the_reader_does_not_interview, search, by=cast.head)[0]
    assert told(guards.the_reader_does_not_interview, the("identity"), by=cast.head) == []


def test_it_is_an_online_search(search):
    assert told(guards.it_is_an_online_search, search) == []
    assert told(guards.it_is_an_online_search, the("identity")) == ["Identity is not put to a panel."]


def test_it_raised_something(search):
    assert told(guards.it_raised_something, search) == []
    assert told(guards.it_raised_something, the("identity")) == [
        "Identity raised nothing to talk over. Record first that it did."
    ]


def test_it_may_be_talked_over(search):
    assert told(guards.it_may_be_talked_over, search) == []
    assert told(guards.it_may_be_talked_over, the("identity")) == ["Identity is not talked over at an interview."]


def test_what_was_raised_is_talked_over(cast, search):
    assert "Nobody has talked it over" in told(guards.what_was_raised_is_talked_over, search)[0]
    search.seal("found", {"found": "x"}, cast.hr)
    facts = {"source": "the interview", "terms": "", "evidence_on": clock.today()}
    search.talk_over(by=cast.hr, said="It was not me.", evidence=facts)
    assert told(guards.what_was_raised_is_talked_over, search) == []


def test_somebody_else_searched(cast, search):
    assert "You searched and found it" in told(guards.somebody_else_searched, search, by=cast.hr)[0]
    assert told(guards.somebody_else_searched, search, by=cast.safeguarding_lead) == []


def test_the_panel_was_not_asked(cast, search):
    assert told(guards.the_panel_was_not_asked, search) == []
    search.interview_questions.create(text="What did you learn?", worded_by=cast.hr)
    assert "A question about it is with the panel" in told(guards.the_panel_was_not_asked, search)[0]


def test_nothing_holds_the_words(cast, search):
    assert told(guards.nothing_holds_the_words, search) == []
    Hold.place(by=cast.safeguarding_lead, school=cast.school, person=cast.candidate, reason="A claim.")
    assert "is held and may not be removed" in told(guards.nothing_holds_the_words, search)[0]


def test_nothing_bars_them(cast, file):
    check = the("prohibition")
    assert told(guards.nothing_bars_them, check) == []
    check.record(by=cast.hr, evidence=good_evidence(check, outcome="prohibited"))
    assert told(guards.nothing_bars_them, check) == [
        "Prohibition from teaching: prohibited from teaching. No decision here can lift that. Only newer evidence can."
    ]


def test_they_are_out_of_scope(cast, file):
    check = the("childcare_disqualification")
    assert told(guards.they_are_out_of_scope, check) == []
    facts = {"source": "her answer", "terms": "", "evidence_on": clock.today(), "outcome": "redeployed"}
    check.record(by=cast.hr, evidence=facts)
    assert "still looks after young children" in told(guards.they_are_out_of_scope, check)[0]


def test_a_concern_stays_open(cast, file):
    check = the("childcare_disqualification")
    facts = {"source": "her answer", "terms": "", "evidence_on": clock.today(), "outcome": "disqualified"}
    check.record(by=cast.hr, evidence=facts)
    assert told(guards.a_concern_stays_open, check) == []
    assert told(guards.a_concern_stays_open, check, evidence={"outcome": "waiver_applied"}) == []
    assert (
        "There is a concern" in told(guards.a_concern_stays_open, check, evidence={"outcome": "not_disqualified"})[0]
    )


def test_somebody_else_voids_it(cast, file):
    check = story.clear(the("identity"), cast)
    assert "You recorded this yourself" in told(guards.somebody_else_voids_it, check, by=cast.hr)[0]
    assert told(guards.somebody_else_voids_it, check, by=cast.head) == []
