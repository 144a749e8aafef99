"""People with no vacancy: adding them, what the rules were told of them, and what went wrong. Verbs come last."""

from django.urls import path

from checks.views.staff import adding, concerns, facts, incidents, said

ONE, IN_FILE = "people/<int:pk>/", "people/<int:file>/"

urlpatterns = [
    path("people/add/", adding.begin, name="add_person"),
    path("people/add/check/", adding.check, name="add_person_check"),
    path("people/add/<slug:key>/", adding.page, name="add_person_page"),
    path(f"{ONE}applies/", facts.applies, name="checks_that_apply"),
    path(f"{ONE}before/", said.before, name="said_before_beginning"),
    path(f"{ONE}date-of-birth/", facts.birthday, name="correct_birthday"),
    path(f"{ONE}facts/", facts.begin, name="facts"),
    path(f"{ONE}facts/check/", facts.check, name="facts_check"),
    path(f"{ONE}facts/<slug:key>/", facts.page, name="facts_page"),
    path(f"{IN_FILE}changes/<int:pk>/", facts.change, name="facts_change"),
    path(f"{IN_FILE}changes/<int:pk>/<slug:verb>/", facts.move_change, name="move_facts_change"),
    path(f"{IN_FILE}concerns/<int:pk>/", concerns.concern, name="concern"),
    path(f"{IN_FILE}concerns/<int:pk>/<slug:verb>/", concerns.move_concern, name="move_concern"),
    path(f"{ONE}incident/", incidents.record, name="record_incident"),
    path(f"{IN_FILE}incidents/<int:pk>/", incidents.incident, name="incident"),
    path(f"{IN_FILE}incidents/<int:pk>/<slug:verb>/", incidents.move_incident, name="move_incident"),
]
