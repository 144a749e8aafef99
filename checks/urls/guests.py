"""The referee's link, and the form behind it. Once open, the address no longer holds the key."""

from django.urls import path

from checks.views.guests import coming_in, form, question, ways_out

urlpatterns = [
    path("r/sent/", coming_in.link_sent, name="reference_link_sent"),
    path("r/<str:token>/", coming_in.come_in, name="reference_link"),
    path("r/<str:token>/again/", coming_in.again, name="reference_link_again"),
    path("reference/", form.start, name="reference"),
    path("reference/check/", form.check, name="reference_check"),
    path("reference/sent/", form.sent, name="reference_sent"),
    path("reference/question/", question.question, name="reference_question"),
    path("reference/decline/", ways_out.decline, name="reference_decline"),
    path("reference/not-me/", ways_out.not_me, name="reference_not_me"),
    path("reference/later/", ways_out.later, name="reference_later"),
    path("reference/<slug:name>/", form.page, name="reference_page"),
]
