"""Coming in, and everything under /api/ that is nothing."""

from django.urls import path, re_path

from hiring.api import coming_in
from hiring.api.endpoint import NotFound
from hiring.views import problems, tokens

urlpatterns = [
    path("api/v1/sign-in-links", coming_in.AskForLink.as_view(), name="api_sign_in_links"),
    path("api/v1/token", coming_in.TakeToken.as_view(), name="api_token"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("problems/", problems.every, name="problems"),
    path("problems/<slug:kind>", problems.one, name="problem"),
]

nothing_here = [re_path(r"^api(?:/.*)?$", NotFound.as_view(), name="api_not_found")]
