"""The single central record."""

from django.urls import path

from checks.views.staff.record import by_school, dates, due, gaps, listing, reviews

urlpatterns = [
    path("record/", listing.record, name="record"),
    path("record/gaps/", gaps.gaps, name="record_gaps"),
    path("record/due/", due.due, name="record_due"),
    path("record/dates/", dates.dates, name="record_dates"),
    path("record/schools/", by_school.by_school, name="record_by_school"),
    path("record/reviews/", reviews.reviews, name="record_reviews"),
    path("record/reviews/new/", reviews.pick, name="record_pick"),
    path("record/reviews/<int:pk>/", reviews.review, name="record_review"),
    path("record/reviews/<int:review>/people/<int:pk>/", reviews.look, name="record_look"),
    path("record/reviews/<int:review>/people/<int:pk>/<slug:verb>/", reviews.move_look, name="move_look"),
    path("record/reviews/<int:pk>/<slug:verb>/", reviews.move_review, name="move_review"),
]
