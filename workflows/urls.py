"""Addresses every floor shares: the outbox, the state map."""

from django.urls import path

from workflows.views import outbox, state_map
from workflows.views.settings import people, schools, trust

urlpatterns = [
    path("workflow/", state_map.begin, name="state_map"),
    path("workflow/<slug:machine>/", state_map.state_map, name="one_machine"),
    path("workflow/<slug:machine>/<slug:state>/", state_map.in_state, name="in_state"),
    path("messages/", outbox.letters, name="messages"),
    path("messages/unwritten/<int:pk>/write-again/", outbox.write_again, name="message_write_again"),
    path("messages/<int:pk>/", outbox.letter, name="message"),
    path("messages/<int:pk>/stop/", outbox.stop, name="message_stop"),
    path("messages/<int:pk>/it-arrived/", outbox.it_arrived, name="message_it_arrived"),
    path("messages/<int:pk>/send-again/", outbox.send_again, name="message_send_again"),
    path("messages/<int:pk>/send-to/", outbox.send_to, name="message_send_to"),
    path("settings/", trust.settings, name="settings"),
    path("settings/trust/", trust.trust, name="settings_trust"),
    path("settings/people/", people.people, name="settings_people"),
    path("settings/people/invite/", people.invite, name="invite"),
    path("settings/people/<int:pk>/end/", people.end, name="end_role"),
    path("settings/people/<int:pk>/lost-phone/", people.lost_phone, name="lost_phone"),
    path("settings/people/changes/<int:pk>/", people.role_change, name="role_change"),
    path("settings/people/changes/<int:pk>/<slug:verb>/", people.move_role_change, name="move_role_change"),
    path("settings/people/second-factors/<int:pk>/", people.reset, name="factor_reset"),
    path("settings/people/second-factors/<int:pk>/<slug:verb>/", people.move_reset, name="move_factor_reset"),
    path("settings/schools/", schools.schools, name="settings_schools"),
    path("settings/schools/new/", schools.new_school, name="new_school"),
    path("settings/schools/<int:pk>/", schools.school, name="settings_school"),
    path("settings/schools/<int:pk>/change/", schools.change_school, name="change_school"),
    path("settings/schools/<int:pk>/terms/", schools.new_term, name="new_term"),
    path("settings/schools/<int:pk>/closures/", schools.new_closure, name="new_closure"),
    path("settings/schools/<int:pk>/take-out/", schools.take_out, name="take_out"),
]
