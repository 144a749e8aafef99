"""Online searches: after the shortlist, alike for everybody, off the panel, and only a question goes further."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checks.models import Check
from hiring import clock
from tests import story
from workflows.blockers import Blocked

CANARY = "CANARY-found-online"
OTHERS = "otherwise unheard-of"


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def fresh(check):
    return Check.objects.select_related("clearance__school__trust", "clearance__person").get(pk=check.pk)


@pytest.fixture
def vacancy(cast):
    return story.interviewing(cast, cast.candidate, cast.other_candidate)


def searches():
    return list(
        Check.objects.filter(code="online_search")
        .select_related("clearance__person", "clearance__school__trust")
        .order_by("clearance__application__code")
    )


def address(vacancy):
    return f"/vacancies/{vacancy.reference}/online-searches/"


def typed(*people, **shared):
    """The form as a browser sends it: the same places for all, and for each of these their own words."""
    today = clock.today()
    day = {"evidence_on_day": today.day, "evidence_on_month": today.month, "evidence_on_year": today.year}
    sent = {"places": ["search_engine", "news"], "source": "A search engine, two pages", "candidate_was_told": "yes"}
    sent |= day | shared
    for check, outcome in people:
        sent |= {
            f"p{check.pk}-terms": f"{check.clearance.person.name}, Southwold",
            f"p{check.pk}-outcome": outcome,
            f"p{check.pk}-identity_match": "sure",
        }
    return sent


def test_one_page_searches_for_everybody_and_keeps_words_and_places_of_each(cast, vacancy):
    one, other = searches()
    answer = browser(cast.hr).post(address(vacancy), typed((one, "nothing_relevant"), (other, "item_to_explore")))
    assert answer.status_code == 302
    assert [fresh(each).state for each in (one, other)] == ["clear", "to_decide"]
    for check in (one, other):
        receipt = check.receipts.get()
        assert receipt.terms == f"{check.clearance.person.name}, Southwold"
        assert receipt.facts["places"] == ["search_engine", "news"]
        assert receipt.seen_by == cast.hr
    page = browser(cast.hr).get(address(vacancy)).content.decode()
    assert "Everybody on the shortlist has been searched for." in page
    assert "Not the same for everybody" not in page


def test_it_says_who_was_searched_for_in_fewer_places(cast, vacancy):
    one, other = searches()
    browser(cast.hr).post(address(vacancy), typed((one, "nothing_relevant")))
    browser(cast.hr).post(address(vacancy), typed((other, "nothing_relevant"), places=["search_engine"]))
    page = browser(cast.hr).get(address(vacancy)).content.decode()
    assert f"{other.clearance.person.name} was not searched for in: local and national news." in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"places": []}, "Select each kind of place you looked in"),
        ({"candidate_was_told": "no"}, "Tell the candidate before you search"),
        ({"evidence_on_year": 2020}, "so it cannot have been seen for them before"),
        ({"source": ""}, "Enter which places"),
    ],
)
def test_nothing_is_recorded_until_all_is_right(cast, vacancy, changed, sentence):
    one, other = searches()
    sent = typed((one, "nothing_relevant"), (other, "nothing_relevant"), **changed)
    answer = browser(cast.hr).post(address(vacancy), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f"{one.clearance.person.name}, Southwold" in answer.content.decode()
    assert [fresh(each).state for each in (one, other)] == ["not_started", "not_started"]


def test_each_person_needs_their_own_words(cast, vacancy):
    one, _ = searches()
    answer = browser(cast.hr).post(address(vacancy), typed((one, "nothing_relevant")) | {f"p{one.pk}-terms": ""})
    assert answer.status_code == 422
    assert "Enter what you searched for and the date" in answer.content.decode()
    assert browser(cast.hr).post(address(vacancy), typed()).status_code == 422


def test_nobody_searches_before_the_shortlist(cast):
    vacancy = story.moderating(cast)
    assert browser(cast.hr).get(address(vacancy)).status_code == 404


@pytest.mark.parametrize("who", ["head", "auditor", "stranger", "hr_elsewhere", "candidate"])
def test_the_page_is_hrs(cast, vacancy, who):
    assert browser(getattr(cast, who)).get(address(vacancy)).status_code == 404


def test_whoever_interviews_does_not_search(cast, vacancy):
    story.seat(vacancy, cast.hr)
    one, _ = searches()
    page = browser(cast.hr).get(address(vacancy)).content.decode()
    assert "You sit on this panel" in page
    assert "Record these searches" not in page
    answer = browser(cast.hr).post(address(vacancy), typed((one, "nothing_relevant")))
    assert answer.status_code == 409
    assert fresh(one).state == "not_started"


def test_as_many_questions_of_the_database_for_one_as_for_three(cast):
    counts = []
    third = story.person("Oona Reed", "oona.reed@example.org")
    for people in ((cast.candidate,), (cast.candidate, cast.other_candidate, third)):
        vacancy = story.interviewing(cast, *people, reference=f"REY-{len(people)}")
        client = browser(cast.hr)
        client.get(address(vacancy))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address(vacancy)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.fixture
def raised(cast, vacancy):
    """Something was found on one of them, and is sealed."""
    one, _ = searches()
    browser(cast.hr).post(address(vacancy), typed((one, "item_to_explore")))
    finding = {
        "found": f"{CANARY} a court report of 2019 says {OTHERS} things",
        "where": f"https://{CANARY}.example",
        "bears_on": "safeguarding",
    }
    answer = browser(cast.hr).post(f"{one.get_absolute_url()}seal-finding/", finding | {"version": fresh(one).version})
    assert answer.status_code == 303
    return fresh(one)


def asked(user, check, question):
    sent = {"question": question, "version": fresh(check).version}
    return browser(user).post(f"{check.get_absolute_url()}put-to-panel/", sent)


def test_only_a_question_reaches_the_panel(cast, vacancy, raised):
    question = "Tell us about a time your conduct outside work was questioned. What did you learn?"
    assert asked(cast.hr, raised, question).status_code == 303
    for member in (cast.panel[0], cast.panel[1], cast.head):
        page = browser(member).get(f"/panel/{vacancy.reference}/").content.decode()
        assert "What did you learn?" in page
        assert raised.clearance.person.name in page
        assert CANARY not in page


def test_what_was_found_is_on_no_page_of_panel_or_candidate(cast, vacancy, raised):
    person = raised.clearance.person
    reference = vacancy.reference
    pages = {
        cast.panel[0]: [
            "/panel/",
            f"/panel/{reference}/",
            raised.get_absolute_url(),
            raised.clearance.get_absolute_url(),
        ],
        cast.head: [f"/panel/{reference}/", raised.get_absolute_url(), raised.clearance.get_absolute_url()],
        person: ["/my/", f"/my/{reference}/"],
        cast.hr: [raised.get_absolute_url(), address(vacancy), f"/vacancies/{reference}/history/"],
    }
    for user, paths in pages.items():
        for path in paths:
            assert CANARY not in browser(user).get(path, follow=True).content.decode(), (user.name, path)


def test_a_question_that_quotes_the_finding_or_asks_nothing_is_refused(cast, raised):
    quoting = asked(cast.hr, raised, f"A court report of 2019 says {OTHERS} things: is it true?")
    assert quoting.status_code == 422
    assert "Ask in other words" in quoting.content.decode()
    assert asked(cast.hr, raised, "Beware of this one.").status_code == 422
    assert not raised.interview_questions.exists()


def test_the_head_who_interviews_does_not_open_it_and_hr_does(cast, raised):
    sent = {"version": raised.version, "reason": "To word the question."}
    shut = browser(cast.head).post(f"{raised.get_absolute_url()}open-sealed/", sent)
    assert "You sit on the panel" in shut.content.decode()
    assert CANARY not in shut.content.decode()
    assert CANARY in browser(cast.hr).post(f"{raised.get_absolute_url()}open-sealed/", sent).content.decode()
    assert fresh(raised).last_event().note.text == "To word the question."


def test_it_is_asked_about_before_it_is_decided(cast, raised):
    with pytest.raises(Blocked, match="Nobody has talked it over"):
        raised.clear(by=cast.hr, reason="Nothing in it.")
    evidence = {"source": "the interview", "terms": "", "evidence_on": clock.today(), "discussed_by": "Ruth Calloway"}
    raised.talk_over(by=cast.hr, said="It was another person of that name.", evidence=evidence)
    assert fresh(raised).clear(by=cast.hr, reason="It was somebody else.").state == "clear"


def dropped(user, check, **sent):
    return browser(user).post(f"{check.get_absolute_url()}discard-finding/", sent | {"version": fresh(check).version})


def test_what_does_not_bear_on_the_post_is_dropped_and_its_words_go_at_once(cast, vacancy, raised):
    lead = cast.safeguarding_lead
    assert "Drop what was found" in browser(lead).get(raised.get_absolute_url()).content.decode()
    assert dropped(cast.hr, raised, why="not_them").status_code == 409, "whoever searched does not drop it alone"
    assert dropped(cast.head, raised, why="not_them").status_code in {403, 409}, "nor anybody who interviews"
    for wrong in ({}, {"why": "no_bearing"}, {"why": "no_bearing", "tested": ["suitability"]}, {"why": CANARY}):
        assert dropped(lead, raised, **wrong).status_code == 422
    tested = ["suitability", "safeguarding", "legality", "reputation"]
    assert dropped(lead, raised, why="no_bearing", tested=tested).status_code == 303
    assert fresh(raised).state == "clear"
    assert list(raised.sealed_words.values_list("words", flat=True)) == [None]
    sentence = raised.receipts.last().sentence
    assert "Something was found and dropped: it bears on none of what we look for" in sentence
    for member in (cast.panel[0], cast.head):
        page = browser(member).get(f"/panel/{vacancy.reference}/").content.decode()
        assert "dropped" not in page
    with pytest.raises(Blocked):
        fresh(raised).put_to_panel(by=cast.hr, question="What did you learn?")
