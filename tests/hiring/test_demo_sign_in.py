import sys
from importlib import import_module

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import clear_url_caches, path, reverse

import hiring.urls


@pytest.fixture
def demo(settings, cast):
    """The demo's page, on an address that exists only for this test."""
    settings.DEMO = True
    settings.SECOND_FACTOR_REQUIRED = True
    module = import_module("hiring.demo_sign_in")
    before = list(hiring.urls.urlpatterns)
    hiring.urls.urlpatterns += [
        path("demo/", module.choose, name="demo"),
        path("demo/<int:pk>/", module.sign_in, name="demo_sign_in"),
    ]
    clear_url_caches()
    yield cast
    hiring.urls.urlpatterns[:] = before
    clear_url_caches()
    del sys.modules["hiring.demo_sign_in"]


def test_the_demo_lists_staff_in_the_order_of_their_roles_and_then_candidates(client, demo):
    page = client.get("/demo/")
    staff = [row["part"] for row in page.context["staff_people"]]
    assert staff[0].startswith("HR officer")
    assert demo.candidate in [row["person"] for row in page.context["candidates"]]
    for row in page.context["staff_people"] + page.context["candidates"]:
        assert reverse("demo_sign_in", args=[row["person"].pk]) in page.content.decode()


def test_one_press_comes_in_without_a_password_or_second_factor(client, demo):
    assert client.post(reverse("demo_sign_in", args=[demo.hr.pk])).url == "/home/"
    assert client.session["_auth_user_id"] == str(demo.hr.pk)
    assert client.get("/nowhere/").status_code == 404


def test_a_candidate_comes_in_to_their_own_page(client, demo):
    assert client.post(reverse("demo_sign_in", args=[demo.candidate.pk])).url == "/my/"


def test_looking_at_the_address_signs_nobody_in(client, demo):
    assert client.get(reverse("demo_sign_in", args=[demo.hr.pk])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_nobody_comes_in_who_is_not_there(client, demo):
    assert client.post("/demo/999999/").status_code == 404


def test_a_session_of_the_demo_is_worth_nothing_outside_it(client, demo, settings):
    client.post(reverse("demo_sign_in", args=[demo.hr.pk]))
    settings.DEMO = False
    assert client.get("/nowhere/").url == reverse("mfa_activate_totp")


def test_the_module_refuses_to_be_imported_outside_the_demo():
    sys.modules.pop("hiring.demo_sign_in", None)
    with pytest.raises(ImproperlyConfigured, match="in demo mode only"):
        import_module("hiring.demo_sign_in")


def test_signing_in_links_to_the_demo_only_in_the_demo(client, demo, settings):
    assert "/demo/" in client.get("/sign-in/").content.decode()
