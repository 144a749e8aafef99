"""The addresses of staff sign-in: of allauth's pages only these, so nobody signs up or changes an address."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from django.urls import path, re_path
from django.views.generic import RedirectView

from hiring.access import public, signed_in

coming_in = public("This is how people come in.")
by_letter = RedirectView.as_view(pattern_name="account_reset_password")  # who has no password yet is written to
lost_password = public("Somebody who lost a password cannot sign in first.")

urlpatterns = [
    path("sign-in/", coming_in(account.login), name="account_login"),
    path("sign-in/code/", coming_in(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-in/shut/", coming_in(account.account_inactive), name="account_inactive"),
    path("sign-in/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", signed_in(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("sign-out/", coming_in(account.logout), name="account_logout"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/first/", signed_in(by_letter), name="account_set_password"),
    path("password/forgotten/", lost_password(account.password_reset), name="account_reset_password"),
    path("password/forgotten/sent/", lost_password(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        lost_password(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed/",
        lost_password(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", signed_in(second_factor.index), name="mfa_index"),
    path("second-factor/app/", signed_in(app.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", signed_in(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
