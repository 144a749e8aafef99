"""People between shortlist and first day. The pages of each check are on the floor below; the verbs come last."""

from django.urls import path

from vacancies.views.hr import people, person

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/<slug:verb>/", person.move_person, name="move_person"),
]
