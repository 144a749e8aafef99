"""How long things are kept, and holds."""

from django.urls import path

from checks.views.staff import retention

urlpatterns = [
    path("retention/", retention.retention, name="retention"),
    path("retention/holds/<int:pk>/", retention.hold, name="hold"),
    path("retention/holds/<int:pk>/<slug:verb>/", retention.move_hold, name="move_hold"),
    path("people/<int:file>/hold/", retention.place_hold, name="place_hold"),
]
