"""People between shortlist and first day. The pages of each check are on the floor below; the verbs come last."""

from django.urls import path

from vacancies.views.hr import people, person, probation

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/probation/", probation.probations, name="probations"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:file>/probation/", probation.probation, name="probation"),
    path("people/<int:file>/probation/open/", probation.open_probation, name="open_probation"),
    path("people/<int:file>/probation/<slug:verb>/", probation.move_probation, name="move_probation"),
    path("people/<int:pk>/<slug:verb>/", person.move_person, name="move_person"),
]
