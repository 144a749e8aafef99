"""The optional equality answers of the story's people, and of those who applied in the term before it."""

import datetime as dt

from hiring import clock
from vacancies.equality import answering
from vacancies.equality.terms import term_of
from vacancies.models import EqualityTally

# Of twenty people, how many give each answer; the rest would rather not say
OF_TWENTY = {
    "age": {"16_to_24": 3, "25_to_34": 6, "35_to_44": 5, "45_to_54": 3, "55_to_64": 2},
    "sex": {"female": 13, "male": 6},
    "ethnic_group": {"asian": 3, "black": 2, "mixed": 1, "white": 12},
    "disability": {"yes": 3, "no": 15},
    "religion": {"none": 9, "christian": 6, "muslim": 2, "hindu": 1},
    "sexual_orientation": {"straight": 15, "gay_or_lesbian": 1, "bisexual": 1},
}
LAST_TERM = {"applied": 92, "shortlisted": 41, "offered": 12}
HAS_YET_TO_ANSWER = {"Amara Okonjo"}


def answers_of(number):
    """What the person of this number says; each question turns at its own pace, so that no two answers go together."""
    said = {}
    for place, (question, of_twenty) in enumerate(OF_TWENTY.items()):
        row = [answer for answer, people in of_twenty.items() for _ in range(people)]
        at = (number * (1, 3, 7, 9, 11, 13)[place] + place) % 20
        said[question] = row[at] if at < len(row) else ""
    return said


def answer(application):
    """On the page after sending, as most do; who applied on paper was not asked here."""
    if application.full_name not in HAS_YET_TO_ANSWER and not application.from_paper:
        answering.answer(application, answers_of(application.pk))


def tell_last_term(trust):
    """Of the term before only these totals are told: whose answers they were is nowhere, here as in any trust."""
    last = term_of(clock.today()).previous
    with clock.at(clock.london(last.began_on + dt.timedelta(days=30), 12)):
        for stage, people in LAST_TERM.items():
            for number in range(people):
                EqualityTally.add(trust, stage, answers_of(number))
