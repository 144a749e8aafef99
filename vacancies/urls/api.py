"""The story on the API."""

from django.urls import path, register_converter

from checks.models import Clearance
from vacancies.api import candidates, form, my_equality, my_referees, offers, probations, scoring, setting_up, staff
from vacancies.models import Application, Appointment, Probation, Scorecard, Vacancy
from workflows.api.moves import endpoint_of, offered


class Reference:
    """A vacancy's reference, such as REY-0142."""

    regex = "[A-Za-z0-9-]{1,20}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Reference, "reference")
API = "api/v1/"
VACANCY, APPLICATION = f"{API}vacancies/<reference:reference>", f"{API}applications/<int:pk>"
APPOINTMENT, SCORECARD = f"{API}appointments/<int:pk>", f"{API}scorecards/<int:pk>"
PROBATION = f"{API}probations/<int:pk>"
MINE = f"{API}me/applications/<int:pk>"


def moves(base, model, endpoint, only=None):
    """One address for each verb a program can make."""
    return [
        path(f"{base}/transitions/{rule.name}", endpoint_of(endpoint, rule))
        for rule in offered(model)
        if only is None or rule.name in only
    ]


urlpatterns = [
    path(f"{API}vacancies", staff.Vacancies.as_view(), name="api_vacancies"),
    path(VACANCY, staff.OneVacancy.as_view(), name="api_vacancy"),
    path(f"{VACANCY}/required-checks", setting_up.RequiredOfThePost.as_view()),
    path(f"{VACANCY}/actions", staff.VacancyActions.as_view()),
    path(f"{VACANCY}/criteria", setting_up.Criteria.as_view()),
    path(f"{VACANCY}/panel", setting_up.Panel.as_view()),
    path(f"{VACANCY}/colleagues", setting_up.Colleagues.as_view()),
    *[path(f"{VACANCY}/setup/{part}", setting_up.part_endpoint(part)) for part in setting_up.FORMS],
    path(f"{VACANCY}/applications", candidates.Start.as_view()),
    *moves(VACANCY, Vacancy, staff.MoveVacancy),
    path(f"{API}applications", staff.Applications.as_view(), name="api_applications"),
    path(APPLICATION, staff.OneApplication.as_view(), name="api_application"),
    path(f"{APPLICATION}/actions", staff.ApplicationActions.as_view()),
    path(f"{APPLICATION}/audit", staff.Audit.as_view()),
    *moves(APPLICATION, Application, staff.MoveApplication),
    path(APPOINTMENT, offers.OneAppointment.as_view(), name="api_appointment"),
    path(f"{APPOINTMENT}/actions", offers.AppointmentActions.as_view()),
    *moves(APPOINTMENT, Appointment, offers.MoveAppointment),
    path(f"{APPOINTMENT}/probation", probations.OpenOne.as_view(), name="api_open_probation"),
    path(f"{API}probations", probations.Probations.as_view(), name="api_probations"),
    path(PROBATION, probations.OneProbation.as_view(), name="api_probation"),
    path(f"{PROBATION}/actions", probations.ProbationActions.as_view()),
    *moves(PROBATION, Probation, probations.MoveProbation),
    path(f"{API}scorecards", scoring.Scorecards.as_view(), name="api_scorecards"),
    path(SCORECARD, scoring.MyScorecard.as_view(), name="api_scorecard"),
    path(f"{SCORECARD}/actions", scoring.ScorecardActions.as_view()),
    path(f"{SCORECARD}/declaration", scoring.Declaration.as_view()),
    path(f"{SCORECARD}/scores", scoring.Scores.as_view()),
    *moves(SCORECARD, Scorecard, scoring.MoveScorecard),
    path(f"{API}me/applications", candidates.MyApplications.as_view(), name="api_my_applications"),
    path(MINE, candidates.MyApplication.as_view(), name="api_my_application"),
    path(f"{MINE}/form", form.MyForm.as_view()),
    path(f"{MINE}/timeline", candidates.MyTimeline.as_view()),
    path(f"{MINE}/actions", candidates.MyActions.as_view()),
    path(f"{MINE}/offer", candidates.MyOffer.as_view()),
    path(f"{MINE}/equality", my_equality.MyEquality.as_view()),
    path(f"{MINE}/referees", my_referees.MyReferees.as_view()),
    path(f"{MINE}/referees/transitions/name_another", endpoint_of(my_referees.MoveMyReference, my_referees.RULE)),
    *moves(MINE, Application, candidates.MoveMine, only=candidates.VERBS),
    *moves(f"{MINE}/offer", Appointment, candidates.MoveMyOffer, only=candidates.OFFER_VERBS),
    *moves(f"{MINE}/file", Clearance, candidates.MoveMyFile, only=candidates.FILE_VERBS),
]
