"""The application form by JSON: what is written so far, and changes to it, checked by the forms of the pages."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from hiring.api.access import candidate_token
from hiring.api.endpoint import Endpoint, Nothing, only, query
from hiring.api.problems import Problem, invalid
from vacancies.api import finding
from vacancies.api.candidate_serializers import FormOut
from vacancies.api.sections import SECTIONS, shape
from vacancies.api.versions import of_candidates
from vacancies.employment_history import unexplained_gaps
from vacancies.models import Application
from vacancies.months import month_text
from vacancies.tracker import track
from vacancies.views.candidates.finding import PARTS, hold, why_closed
from vacancies.views.candidates.sections import name_person
from workflows.api import versions
from workflows.api.description import IF_MATCH
from workflows.api.repeats import together

SENT = "You have sent this application, so it can no longer change."


def whole(application):
    """Everything written so far."""
    plain = {"details", "adjustments", "declarations", "right_to_work", "education"}
    return FormOut(
        {
            **dict.fromkeys(plain, application),
            "qualifications": application.qualifications.all(),
            "history": application.history.all(),
            "history_is_complete": application.history_is_complete,
            "gaps": application.gaps.all(),
            "gaps_to_explain": [ends(gap.span) for gap in unexplained_gaps(application)],
            "questions": [{"code": each.code, "question": each.question} for each in asked(application)],
            "answers": {each.criterion.code: each.text for each in application.answers.select_related("criterion")},
            "referees": application.referees.all(),
            "saved_at": application.saved_at,
        }
    ).data


def ends(span):
    return {"from_month": month_text(span.first), "to_month": month_text(span.last)}


def asked(application):
    return [each for each in application.vacancy.scored_criteria if each.question]


class MyForm(Endpoint):
    """The application form as written so far, and what it asks."""

    access = candidate_token

    @extend_schema(operation_id="my_form", responses=FormOut)
    def get(self, request, pk):
        query(request, Nothing)
        return self.answer(finding.one(finding.my_applications(request).prefetch_related(*PARTS), pk=pk))

    @extend_schema(
        operation_id="my_form_save",
        parameters=[IF_MATCH],
        request={"application/json": shape()},
        responses=FormOut,
    )
    def patch(self, request, pk):
        """Save some sections; those not named stay as they are. A list is replaced: send `id` with what is to stay."""
        query(request, Nothing)
        return together(lambda: self.save(request, pk))

    def save(self, request, pk):
        application = finding.one(finding.my_applications(request), pk=pk)
        hold(application)
        refuse_shut(application)
        versions.demand(request, of_candidates(application, track(application)))
        given = only(request.data, SECTIONS)
        errors = [
            each for name, section in SECTIONS.items() if name in given for each in section(application, given[name])
        ]
        if errors:
            raise invalid(errors)
        name_person(application)
        return self.answer(finding.one(finding.my_applications(request).prefetch_related(*PARTS), pk=pk))

    def answer(self, application):
        return Response(whole(application), headers={"ETag": of_candidates(application, track(application))})


def refuse_shut(application):
    """A form that was sent, or whose job has closed, does not change."""
    if application.state == Application.State.WITHDRAWN:
        raise Http404
    words = SENT if application.state != Application.State.DRAFT else why_closed(application)
    if words:
        raise Problem("transition-blocked", words, blockers=[{"code": "application.shut", "text": words}])
