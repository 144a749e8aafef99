"""Checks on the API."""

from django.urls import path

from checks.api import concerns, documents, early_starts, files_behind, people, record, reference_policy, views
from checks.models import Check, Clearance, Concern, Document, EarlyStart, FactsChange, Incident
from workflows.api.moves import endpoint_of, offered

CHECK, PERSON = "api/v1/checks/<int:pk>", "api/v1/people/<int:pk>"
DOCUMENT = "api/v1/documents/<int:pk>"
CHANGE, INCIDENT = "api/v1/changes/<int:pk>", "api/v1/incidents/<int:pk>"
CONCERN = "api/v1/concerns/<int:pk>"
EARLY = "api/v1/early-starts/<int:pk>"

urlpatterns = [
    path(f"{PERSON}/gate", views.GateOf.as_view(), name="api_gate"),
    path("api/v1/record", record.RecordRows.as_view(), name="api_record"),
    path("api/v1/record/gaps", record.RecordGaps.as_view(), name="api_record_gaps"),
    path("api/v1/reference-policy", reference_policy.HowRefereesAreAsked.as_view(), name="api_reference_policy"),
    path("api/v1/rules/files", files_behind.FilesBehind.as_view(), name="api_files_behind"),
    path("api/v1/people", people.People.as_view(), name="api_people"),
    path(PERSON, people.OnePerson.as_view(), name="api_person"),
    path(f"{PERSON}/required-checks", people.RequiredChecks.as_view(), name="api_required_checks"),
    path(f"{PERSON}/actions", people.FileActions.as_view(), name="api_person_actions"),
    path(f"{PERSON}/date-of-birth", people.CorrectedBirthday.as_view(), name="api_correct_birthday"),
    path(f"{PERSON}/changes", people.Changes.as_view(), name="api_changes"),
    path(f"{PERSON}/incidents", people.Incidents.as_view(), name="api_incidents"),
    *[
        path(
            f"{PERSON}/transitions/{verb}",
            endpoint_of(views.MoveFile, Clearance.rule_of(verb)),
            name=f"api_clearance_{verb}",
        )
        for verb in people.VERBS
    ],
    path(CHANGE, people.OneChange.as_view(), name="api_change"),
    path(f"{CHANGE}/actions", people.ChangeActions.as_view(), name="api_change_actions"),
    *[
        path(f"{CHANGE}/transitions/{rule.name}", endpoint_of(people.MoveChange, rule), name=f"api_change_{rule.name}")
        for rule in offered(FactsChange)
    ],
    path(INCIDENT, people.OneIncident.as_view(), name="api_incident"),
    path(f"{INCIDENT}/actions", people.IncidentActions.as_view(), name="api_incident_actions"),
    *[
        path(
            f"{INCIDENT}/transitions/{rule.name}",
            endpoint_of(people.MoveIncident, rule),
            name=f"api_incident_{rule.name}",
        )
        for rule in offered(Incident)
    ],
    path(f"{PERSON}/concerns", concerns.Concerns.as_view(), name="api_concerns"),
    path(CONCERN, concerns.OneConcern.as_view(), name="api_concern"),
    path(f"{CONCERN}/actions", concerns.ConcernActions.as_view(), name="api_concern_actions"),
    *[
        path(
            f"{CONCERN}/transitions/{rule.name}",
            endpoint_of(concerns.MoveConcern, rule),
            name=f"api_concern_{rule.name}",
        )
        for rule in offered(Concern)
    ],
    path(f"{PERSON}/early-starts", early_starts.EarlyStarts.as_view(), name="api_early_starts"),
    path(EARLY, early_starts.OneEarlyStart.as_view(), name="api_early_start"),
    path(f"{EARLY}/actions", early_starts.EarlyStartActions.as_view(), name="api_early_start_actions"),
    *[
        path(
            f"{EARLY}/transitions/{rule.name}",
            endpoint_of(early_starts.MoveEarlyStart, rule),
            name=f"api_early_start_{rule.name}",
        )
        for rule in offered(EarlyStart)
    ],
    path(CHECK, views.OneCheck.as_view(), name="api_check"),
    path(f"{CHECK}/documents", documents.Documents.as_view(), name="api_documents"),
    path(DOCUMENT, documents.OneDocument.as_view(), name="api_document"),
    path(f"{DOCUMENT}/actions", documents.DocumentActions.as_view(), name="api_document_actions"),
    path(f"{DOCUMENT}/link", documents.LinkTo.as_view(), name="api_document_link"),
    path(
        f"{DOCUMENT}/transitions/remove",
        endpoint_of(documents.MoveDocument, Document.rule_of("remove")),
        name="api_document_remove",
    ),
    path(f"{CHECK}/actions", views.CheckActions.as_view(), name="api_check_actions"),
    *[
        path(f"{CHECK}/transitions/{rule.name}", endpoint_of(views.MoveCheck, rule), name=f"api_check_{rule.name}")
        for rule in offered(Check)
    ],
]
