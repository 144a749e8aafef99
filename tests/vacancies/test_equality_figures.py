"""What is told of the equality totals: to whom, of which terms, and never a count under 5, by any way of working it out."""

import datetime as dt
import re
from collections import defaultdict
from random import Random

import pytest
from django.test import Client

from hiring import clock
from hiring.models import Membership, Role
from tests import story
from tests.vacancies.pages import questions, words
from vacancies.equality.questions import QUESTIONS
from vacancies.equality.small_numbers import FEWEST, safe, share, to_nearest_5
from vacancies.equality.terms import Term, term_of
from vacancies.models import EqualityTally

PAGE = "/reports/equality/"
LAST = Term(dt.date(2026, 4, 1))
IN_AUTUMN = clock.london(dt.date(2026, 10, 5), 9)
SIZES = {2: 60, 3: 45, 4: 34, 5: 24, 6: 18}  # the most people, by how many answers there are


def tables(answers, people):
    """Every way in which so many people may be spread over so many answers."""
    if answers == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in tables(answers - 1, people - first):
            yield (first, *rest)


@pytest.mark.slow
def test_no_hidden_count_can_be_worked_out_even_knowing_how_many_answered_and_the_rule(tally):
    """The differencing attacker: of all tables that would be told just so, each hidden count takes five values or more."""
    tried, found_out = 0, []
    for answers, most in SIZES.items():
        for people in range(FEWEST, most + 1):
            alike = defaultdict(list)
            for table in tables(answers, people):
                tried += 1
                alike[tuple(safe(table))].append(table)
            found_out += [
                (people, told, place)
                for told, possible in alike.items()
                for place, counts in enumerate(zip(*possible, strict=True))
                if told[place] is None and len(set(counts)) < FEWEST
            ]
    tally("a hidden count worked out", tried, len(found_out), "tables of two to six answers, all of them")
    assert found_out == []


def test_every_count_told_is_of_five_people_or_more_and_to_the_nearest_five():
    random = Random(20260706)
    for _ in range(20_000):
        counts = [random.choice([0, 1, 3, 4, 5, 6, 9, 30, 200]) for _ in range(random.randint(2, 9))]
        for count, told in zip(counts, safe(counts), strict=True):
            assert told is None or (count >= FEWEST and told == to_nearest_5(count) and abs(told - count) <= 2)
    assert safe([7, 8, 9]) == [5, 10, 10]
    assert safe([23, 11, 2]) == [25, 10, None], "rounding alone keeps the last unknown"
    assert safe([7, 32, 4]) == [None, 30, None], "here it would not"
    assert safe([40, 3, 12]) == [40, None, None], "the last goes with the small, or it would give it away"
    assert safe([40, 1, 2]) == [None, None, None], "and the first, while fewer than 5 stand hidden"
    assert safe([90, 0, 0, 0]) == [None] * 4, "that everybody answered alike is not told either"


def test_shares_come_from_what_is_told_of_twenty_people_or_more():
    assert [share(5, 15), share(5, 20), share(None, 80), share(40, 85)] == [None, 25, None, 47]


@pytest.mark.parametrize(
    ("day", "began", "next_began", "name"),
    [
        ((2026, 1, 1), (2026, 1, 1), (2026, 4, 1), "Spring term 2026"),
        ((2026, 3, 31), (2026, 1, 1), (2026, 4, 1), "Spring term 2026"),
        ((2026, 8, 31), (2026, 4, 1), (2026, 9, 1), "Summer term 2026"),
        ((2026, 12, 31), (2026, 9, 1), (2027, 1, 1), "Autumn term 2026"),
    ],
)
def test_terms_are_whole_months_one_after_another(day, began, next_began, name):
    term = term_of(dt.date(*day))
    assert (term.began_on, term.next.began_on, str(term)) == (dt.date(*began), dt.date(*next_began), name)
    assert term.next.previous == term
    assert term.ends_on == dt.date(*next_began) - dt.timedelta(days=1)


def said(trust, term, stage="applied", **answers):
    """So many people of one answer each, question by question: `sex={"female": 12, "male": 6}`."""
    people = max(sum(spread.values()) for spread in answers.values())
    rows = {
        question: [each for each, many in spread.items() for _ in range(many)] for question, spread in answers.items()
    }
    with clock.at(clock.london(term.began_on + dt.timedelta(days=40), 12)):
        for number in range(people):
            one = {question: row[number] for question, row in rows.items() if number < len(row)}
            EqualityTally.add(trust, stage, one)


@pytest.fixture
def autumn(cast):
    """The trust in October, with what was answered in the summer."""
    with clock.at(IN_AUTUMN):
        said(cast.trust, LAST, sex={"female": 24, "male": 11, "": 7}, ethnic_group={"white": 33, "asian": 4, "": 5})
        said(cast.trust, LAST, "shortlisted", sex={"female": 6, "male": 5, "": 5})
        said(cast.trust, LAST, "offered", sex={"female": 2, "male": 1})
        cast.browser = Client()
        cast.browser.force_login(cast.hr_manager)
        yield cast


def body(page):
    """The page without the key of its own forms."""
    return re.sub(r'value="\w{64}"', "", words(page))


def cells(page, title):
    """The rows of one question's table, each as the texts of its cells."""
    figure = next(each for each in page.context["figures"] if each["table"]["caption"].startswith(title))
    return {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in figure["table"]["rows"]}


def test_trust_hr_reads_counts_and_shares_and_nothing_under_five(autumn):
    page = autumn.browser.get(PAGE)
    assert page.context["in_words"] == [
        "Applied: about 40 people answered.",
        "Shortlisted: about 15 people answered.",
        "Offered: fewer than 5 people answered.",
    ]
    assert cells(page, "Sex") == {
        "Female": ["25 (62%)", "5", "Not shown"],
        "Male": ["10 (25%)", "5", "Not shown"],
        "Prefer not to say, or left blank": ["5 (12%)", "5", "Not shown"],
    }
    assert cells(page, "Ethnic group")["White"][0] == "35 (88%)"
    assert [row[0] for row in cells(page, "Ethnic group").values()].count("Not shown") == 5
    assert "Sex: the largest share shown is “Female”, 62% of those who applied" in words(page)
    assert "62%, about 25 people" in words(page), "the drawing says what the table says"
    assert all(each["width"] <= 340 for each in page.context["figures"]), "a phone shows all of it"
    assert "4 people" not in words(page)


def test_only_terms_that_are_over_are_read_and_no_address_asks_for_less(autumn):
    now = term_of(clock.today())
    said(autumn.trust, now, sex={"female": 50, "male": 50})
    said(autumn.trust, LAST.previous, sex={"female": 9, "male": 8, "": 7})
    page = autumn.browser.get(PAGE)
    assert [each["label"] for each in page.context["terms"]] == ["Summer term 2026", "Spring term 2026"]
    assert page.context["term"] == LAST
    assert "Autumn term 2026 is shown from 1 January 2027" in words(page)
    earlier = autumn.browser.get(f"{PAGE}?term=2026-01")
    assert earlier.context["term"] == LAST.previous
    for asked in (
        f"term={now.slug}",
        "term=2026-04-15",
        "vacancy=REY-0142",
        "school=reydon",
        "stage=offered",
        "term=x",
    ):
        assert body(autumn.browser.get(f"{PAGE}?{asked}")) == body(page), asked
    with clock.at(clock.london(now.next.began_on, 9)):
        assert autumn.browser.get(PAGE).context["term"] == now


def test_page_does_not_change_while_a_term_goes_on(autumn):
    before = body(autumn.browser.get(PAGE))
    said(autumn.trust, term_of(clock.today()), sex={"male": 1})
    assert body(autumn.browser.get(PAGE)) == before


def test_only_trust_hr_and_auditors_read_it_and_only_of_their_trust(autumn):
    allowed = {"hr_manager": True, "auditor": True, "stranger": True}
    for who in ("hr", "head", "safeguarding_lead", "approver", "candidate", "hr_elsewhere", *allowed):
        client = Client()
        client.force_login(getattr(autumn, who))
        page = client.get(PAGE)
        assert page.status_code == (200 if who in allowed else 404), who
        if who == "stranger":
            assert page.context["figures"] == []
            assert "No figures yet." in words(page)
        listed = client.get("/vacancies/")
        assert (PAGE in words(listed)) == (who in allowed), who
    of_one_school = story.person("Hal Dow")
    Membership.objects.create(user=of_one_school, trust=autumn.trust, school=autumn.school, role=Role.HR_MANAGER)
    client = Client()
    client.force_login(of_one_school)
    assert client.get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_page_asks_the_database_the_same_for_one_term_and_for_three(autumn):
    once = questions(autumn.browser, PAGE)
    said(autumn.trust, LAST.previous, sex={"female": 30})
    said(autumn.trust, LAST.previous.previous, sex={"female": 30})
    assert questions(autumn.browser, PAGE) == once
    assert once <= 6


def test_page_says_where_nobody_was_asked_enough(cast, client):
    client.force_login(cast.hr_manager)
    assert "No figures yet." in words(client.get(PAGE))
    with clock.at(IN_AUTUMN):
        said(cast.trust, LAST, sex={"female": 3})
        page = client.get(PAGE)
        assert "too few answers to draw" in words(page)
        assert "<svg viewBox" not in words(page).partition("<main")[2]


def test_every_question_has_the_answers_of_all_and_prefer_not_to_say():
    for question in QUESTIONS:
        assert question.choices[-1] == ("rather_not", "Prefer not to say")
        assert len({key for key, _ in question.choices}) == len(question.choices)
