"""How candidates come in: an e-mail address, then a link that is opened by pressing a button."""

from django.urls import path

from hiring.views import links

urlpatterns = [
    path("in/", links.ask, name="candidate_sign_in"),
    path("in/sent/", links.sent, name="candidate_link_sent"),
    path("in/<str:token>/", links.come_in, name="come_in"),
    path("in/<str:token>/again/", links.again, name="link_again"),
]
