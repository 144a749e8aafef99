"""Describing a post before it is advertised: the same short forms as on the set-up pages."""

import secrets

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.response import Response

from checks.api.people import why
from checks.api.people_serializers import RequiredChecksOut
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, query
from hiring.api.problems import Problem
from hiring.permissions import is_hr
from vacancies.api import finding, told
from vacancies.api.serializers import ColleagueOut, CriterionOut, SeatOut, VacancyOut
from vacancies.api.versions import of_vacancy
from vacancies.forms.setup import FORMS, CriterionForm, PanelForm, form_of
from vacancies.models import PanelMember
from vacancies.setting_up import PARTS, add_criterion, changed, hold, may_change, why_locked
from vacancies.views.hr.applies import answer_for
from workflows.api import versions
from workflows.api.description import IF_MATCH, ONCE
from workflows.api.fields import filled
from workflows.api.repeats import once, together
from workflows.api.shapes import of_fields

SHAPES = {part: of_fields(form.base_fields) for part, form in FORMS.items()}


def held(request, reference, part):
    """The vacancy, locked until the change is made, if this part of it may still change and this actor may change it."""
    vacancy = hold(finding.one(finding.vacancies(request), reference=reference))
    if not is_hr(vacancy, request.actor):
        raise Problem("not-allowed", f"Only HR can change this: {PARTS[part].lower()}.")
    versions.demand(request, of_vacancy(vacancy))
    if not may_change(vacancy, part, request.actor):
        raise Problem("transition-blocked", why_locked(vacancy, part), blockers=[])
    return vacancy


class Part(Endpoint):
    """One part of the set-up, replaced as a whole."""

    access = staff_token
    part = None

    def put(self, request, reference):
        query(request, Nothing)
        return together(lambda: self.replace(request, reference))

    def replace(self, request, reference):
        vacancy = held(request, reference, self.part)
        filled(form_of(self.part, vacancy), request.data).save_part()
        changed(vacancy, request.actor)
        fresh = finding.one(finding.vacancies(request), pk=vacancy.pk)
        return Response(VacancyOut(told.vacancy_whole(fresh, staff=True)).data, headers={"ETag": of_vacancy(fresh)})


def part_endpoint(part):
    described = extend_schema(
        operation_id=f"vacancy_set_up_{part}",
        summary=PARTS[part],
        parameters=[IF_MATCH],
        request={"application/json": SHAPES[part]},
        responses={200: VacancyOut},
    )
    view = type(f"Part{part.title()}", (Part,), {"part": part})
    return extend_schema_view(put=described)(view).as_view()


class Criteria(Endpoint):
    """The person specification."""

    access = staff_token

    @extend_schema(
        operation_id="vacancy_add_criterion",
        parameters=[ONCE, IF_MATCH],
        request={"application/json": of_fields(CriterionForm.base_fields)},
        responses={201: CriterionOut},
    )
    def post(self, request, reference):
        """Add one line to the person specification."""
        query(request, Nothing)
        return once(request, lambda: self.add(request, reference))

    def add(self, request, reference):
        vacancy = held(request, reference, "person-spec")
        criterion = filled(CriterionForm, request.data).save(commit=False)
        add_criterion(vacancy, criterion)
        changed(vacancy, request.actor)
        return Response(
            CriterionOut(told.criterion(criterion)).data, status=201, headers={"ETag": of_vacancy(vacancy)}
        )


class Panel(Endpoint):
    """Who scores."""

    access = staff_token

    @extend_schema(
        operation_id="vacancy_add_to_panel",
        parameters=[ONCE, IF_MATCH],
        request={"application/json": of_fields(PanelForm.base_fields)},
        responses={201: SeatOut},
    )
    def post(self, request, reference):
        """Add somebody to the panel."""
        query(request, Nothing)
        return once(request, lambda: self.add(request, reference))

    def add(self, request, reference):
        vacancy = held(request, reference, "panel")
        form = filled(lambda data: PanelForm(data, vacancy=vacancy), request.data)
        seat = PanelMember.objects.create(vacancy=vacancy, seed=secrets.token_hex(16), **form.cleaned_data)
        changed(vacancy, request.actor)
        facts = {
            "user": seat.user_id,
            "name": seat.user.name,
            "is_chair": seat.is_chair,
            "trained_on": seat.trained_on,
        }
        return Response(SeatOut(facts).data, status=201, headers={"ETag": of_vacancy(vacancy)})

    @extend_schema(operation_id="vacancy_panel", responses=SeatOut(many=True))
    def get(self, request, reference):
        """Who sits on the panel."""
        query(request, Nothing)
        vacancy = finding.one(finding.vacancies(request), reference=reference)
        seats = vacancy.panel.sitting().select_related("user").order_by("pk")
        facts = [
            {"user": s.user_id, "name": s.user.name, "is_chair": s.is_chair, "trained_on": s.trained_on} for s in seats
        ]
        return Response(SeatOut(facts, many=True).data, headers={"ETag": of_vacancy(vacancy)})


class RequiredOfThePost(Endpoint):
    """The checks that apply to the post, and why: for an adult new to the trust."""

    access = staff_token

    @extend_schema(operation_id="vacancy_required_checks", responses=RequiredChecksOut)
    def get(self, request, reference):
        query(request, Nothing)
        vacancy = finding.one(finding.vacancies(request), reference=reference)
        answer = answer_for(vacancy)
        if answer is None:
            raise Problem("transition-blocked", "Say what the role does, and when it begins.", blockers=[])
        return Response(RequiredChecksOut(why(answer)).data)


class Colleagues(Endpoint):
    """Who could be asked to sit on the panel."""

    access = staff_token

    @extend_schema(operation_id="vacancy_colleagues", responses=ColleagueOut(many=True))
    def get(self, request, reference):
        query(request, Nothing)
        vacancy = finding.one(finding.vacancies(request), reference=reference)
        if not is_hr(vacancy, request.actor):
            raise Problem("not-allowed", "Only HR chooses the panel.")
        people = PanelForm(vacancy=vacancy).fields["user"].queryset
        return Response(ColleagueOut(people, many=True).data)
