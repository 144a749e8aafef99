from vacancies.models.answers import Answer, GapExplanation, HistoryEntry, Qualification, Referee
from vacancies.models.application import Application
from vacancies.models.appointment import Appointment
from vacancies.models.criterion import Criterion
from vacancies.models.equality import EqualityTally
from vacancies.models.interview import Interview
from vacancies.models.panel import Conflict, PanelMember
from vacancies.models.probation import Probation, ProbationReview
from vacancies.models.scorecard import AgreedScore, Score, Scorecard
from vacancies.models.shortlist import LineException, TieDecision
from vacancies.models.vacancy import Vacancy

__all__ = [
    "AgreedScore",
    "Answer",
    "Application",
    "Appointment",
    "Conflict",
    "Criterion",
    "EqualityTally",
    "GapExplanation",
    "HistoryEntry",
    "Interview",
    "LineException",
    "PanelMember",
    "Probation",
    "ProbationReview",
    "Qualification",
    "Referee",
    "Score",
    "Scorecard",
    "TieDecision",
    "Vacancy",
]
