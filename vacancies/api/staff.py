"""What staff read and move: vacancies, applications, offers."""

from django.db.models import Q
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from checks.models import Clearance
from hiring.api.access import anybody, staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from hiring.api.problems import Problem
from vacancies.api import finding, told
from vacancies.api.serializers import (
    ApplicationOut,
    ApplicationPage,
    ApplicationsAsked,
    AuditOut,
    VacanciesAsked,
    VacancyOut,
    VacancyPage,
)
from vacancies.api.versions import of_vacancy
from vacancies.forms.setup import NewVacancy
from vacancies.models import Vacancy
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.description import ONCE
from workflows.api.fields import filled
from workflows.api.moves import BASE, Move, actions_on, address_of
from workflows.api.paging import page
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut
from workflows.api.shapes import of_fields
from workflows.models import Event

same_on_api(r"^/vacancies/([^/]+)/", rf"{BASE}/vacancies/\1")
ADVERTS = "Adverts are for everybody; with a staff token, the vacancies of one's own schools."


def lines(found, serializer, line):
    """The items of a page, in their shape."""
    return serializer([line(each) for each in found], many=True).data


class Vacancies(Endpoint):
    """Jobs that take applications now; with a staff token, every vacancy of one's own schools."""

    access = anybody(ADVERTS)

    @extend_schema(parameters=[VacanciesAsked], responses=VacancyPage)
    def get(self, request):
        asked = query(request, VacanciesAsked)
        staff = finding.is_staff(request)
        rows = finding.vacancies(request)
        rows = rows if staff else rows & Vacancy.objects.advertised()
        rows = finding.since(rows, asked.get("updated_since"))
        return page(
            request,
            rows,
            asked,
            lambda found: VacancyPage(
                {"items": [told.vacancy_line(each, staff) for each in found], "next": None, "previous": None}
            ).data["items"],
        )

    @extend_schema(
        operation_id="vacancy_draft",
        parameters=[ONCE],
        request={"application/json": of_fields(NewVacancy.base_fields)},
        responses={201: VacancyOut},
    )
    def post(self, request):
        """Draft a vacancy: somebody is needed; the post is being described."""
        query(request, Nothing)
        if not finding.is_staff(request):
            raise Problem("not-allowed" if request.auth else "not-signed-in")
        return once(request, lambda: self.draft(request))

    def draft(self, request):
        form = filled(lambda data: NewVacancy(data, by=request.actor), request.data)
        vacancy = Vacancy.draft(by=request.actor, **form.cleaned_data)
        vacancy.updated_at = vacancy.latest_event.at
        headers = {"Location": address_of(vacancy), "ETag": of_vacancy(vacancy)}
        return Response(VacancyOut(told.vacancy_whole(vacancy, staff=True)).data, status=201, headers=headers)


class OneVacancy(Endpoint):
    """One job, whole."""

    access = anybody(ADVERTS)

    @extend_schema(responses=VacancyOut)
    def get(self, request, reference):
        query(request, Nothing)
        vacancy = finding.one(finding.vacancies(request), reference=reference)
        staff = finding.is_staff(request)
        headers = {"ETag": of_vacancy(vacancy)} if staff else None
        return Response(VacancyOut(told.vacancy_whole(vacancy, staff)).data, headers=headers)


class VacancyActions(Endpoint):
    """What could be done with a vacancy: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, reference):
        query(request, Nothing)
        vacancy = finding.one(finding.vacancies(request), reference=reference)
        return Response(actions_on(vacancy, request.actor), headers={"ETag": of_vacancy(vacancy)})


class Applications(Endpoint):
    """Applications that were sent, as far as one may read them one by one."""

    access = staff_token

    @extend_schema(parameters=[ApplicationsAsked], responses=ApplicationPage)
    def get(self, request):
        asked = query(request, ApplicationsAsked)
        rows = finding.applications(request)
        if asked.get("vacancy"):
            rows = rows.filter(vacancy__reference=asked["vacancy"])
        rows = finding.since(rows, asked.get("updated_since"))
        return page(
            request,
            rows,
            asked,
            lambda found: ApplicationPage(
                {"items": [told.application_line(each) for each in found], "next": None, "previous": None}
            ).data["items"],
        )


class OneApplication(Endpoint):
    """One application, with its offer and its file of checks by id."""

    access = staff_token

    @extend_schema(responses=ApplicationOut)
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.applications(request), pk=pk)
        facts = told.application_whole(application, request.actor)
        return Response(ApplicationOut(facts).data, headers={"ETag": versions.of_record(application)})


class ApplicationActions(Endpoint):
    """What could be done with an application, and with its offer: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.applications(request), pk=pk)
        offer = finding.appointments(request).filter(application=application).first()
        could = actions_on(application, request.actor) + (actions_on(offer, request.actor) if offer else [])
        return Response(could, headers={"ETag": versions.of_record(application)})


class Audit(Endpoint):
    """What happened to an application, its offer and its checks, in the order of their chains."""

    access = staff_token

    @extend_schema(responses=AuditOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        application = finding.one(finding.applications(request), pk=pk)
        about = Q(subject_type="application", subject_id=application.pk)
        offer = getattr(application, "appointment", None)
        if offer:
            about |= Q(subject_type="appointment", subject_id=offer.pk)
        if Clearance.objects.visible_to(request.actor).filter(pk=application.clearance_id).exists():
            about |= Q(root_type="clearance", root_id=application.clearance_id)
        told_of = Event.objects.filter(about).exclude(subject_type="probation")
        events = told_of.select_related("actor").order_by("id")
        return Response(AuditOut([told.audit(each) for each in events], many=True).data)


class MoveVacancy(Move):
    access = staff_token
    called = "vacancy"

    def find(self, request, reference):
        return finding.one(finding.vacancies(request), reference=reference)

    def version_of(self, record):
        return of_vacancy(record)


class MoveApplication(Move):
    access = staff_token
    called = "application"

    def find(self, request, pk):
        return finding.one(finding.applications(request), pk=pk)
