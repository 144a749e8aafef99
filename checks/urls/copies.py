"""Copies of the record, checking one that came back, and inspection links. The verbs come last."""

from django.urls import path

from checks.api import copies as api
from checks.views.inspection import coming_in, record
from checks.views.staff import exports, inspections, one_export, verifying

COPY = "record/export/<int:pk>/"

urlpatterns = [
    path("record/export/", exports.wanted, name="record_export"),
    path("record/export/check/", exports.check, name="check_record_export"),
    path(COPY, one_export.one, name="one_record_export"),
    path(f"{COPY}download/", one_export.download, name="download_record_export"),
    path(f"{COPY}<slug:verb>/", one_export.move_export, name="move_record_export"),
    path("record/verify/", verifying.verify, name="verify_record_export"),
    path("record/inspection/", inspections.inspections, name="inspections"),
    path("record/inspection/<int:pk>/", inspections.inspection, name="inspection"),
    path("record/inspection/<int:pk>/end/", inspections.end, name="end_inspection"),
    path("api/v1/record-exports", api.Exports.as_view(), name="api_record_exports"),
    path("api/v1/record-exports/<int:pk>", api.OneExport.as_view(), name="api_record_export"),
    path("inspect/record/", record.record, name="inspected_record"),
    path("inspect/about/", record.about, name="inspected_about"),
    path("inspect/verify/", record.verify, name="inspected_verify"),
    path("inspect/leave/", coming_in.leave, name="inspection_leave"),
    path("inspect/<str:token>/", coming_in.come_in, name="inspection_link"),
]
