"""One check on one person. Its verbs come last."""

from django.urls import path

from checks.views.staff import check, early_start, sealed, teachers, update_service

ONE = "people/<int:file>/checks/<int:pk>/"

EARLY = "people/<int:file>/exception/"

urlpatterns = [
    path("people/teachers/", teachers.teachers, name="teachers"),
    path(EARLY, early_start.early_starts, name="early_starts"),
    path(f"{EARLY}<int:pk>/", early_start.early_start, name="early_start"),
    path(f"{EARLY}<int:pk>/<slug:verb>/", early_start.move_early_start, name="move_early_start"),
    path(ONE, check.check, name="check"),
    path(f"{ONE}open-sealed/", sealed.open_sealed, name="open_sealed"),
    path(f"{ONE}update-service/", update_service.look, name="update_service"),
    path(f"{ONE}<slug:verb>/", check.move_check, name="move_check"),
]
