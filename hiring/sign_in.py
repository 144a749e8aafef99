"""How staff come in: an e-mail address, a password and a second factor. Nobody signs themselves up."""

import time

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.urls import reverse

from hiring import encryption
from hiring.models import Membership

PLACE = "mfa_authenticator.data"
IN_THE_DEMO = "signed_in_with_one_press"
ALWAYS_OPEN = ("/sign-in/", "/sign-out/", "/password/", "/second-factor/", "/static/")


class KnownWithTheirRoles(AuthenticationBackend):
    """Who is signed in, read together with their roles and whether they have an authenticator app: every page needs them."""

    def get_user(self, user_id):
        app = Authenticator.objects.filter(user=OuterRef("user"), type=Authenticator.Type.TOTP)
        roles = Membership.objects.filter(user=user_id).select_related("user", "trust", "school")
        held = list(roles.annotate(has_an_app=Exists(app)))
        user = held[0].user if held else super().get_user(user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        user.all_memberships = held
        user.has_an_app = held[0].has_an_app if held else None  # not asked for candidates, who need none
        return user


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; there is no page to make one's own."""

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app):
        """A password given to sign in counts for the next minutes, so nobody types it twice to set up their app."""
        return not signed_in_just_now(self.request)

    def get_login_redirect_url(self, request):
        """Whoever has no work here but is signed in came to apply."""
        return super().get_login_redirect_url(request) if works_here(request.user) else reverse("my_applications")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The shared secret of an authenticator app is kept where the database cannot read it."""

    def encrypt(self, text):
        return encryption.seal(text, PLACE)

    def decrypt(self, encrypted_text):
        return encryption.unseal(encrypted_text, PLACE)

    def can_delete_authenticator(self, authenticator):
        """Staff may replace a lost app through an administrator, but never go without one."""
        return not (settings.SECOND_FACTOR_REQUIRED and works_here(authenticator.user))


class SecondFactorMiddleware:
    """Staff without a second factor are asked to set one up before they see anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SECOND_FACTOR_REQUIRED and lacks_second_factor(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


def lacks_second_factor(request):
    """Whether this is a signed-in member of staff who has yet to set up an authenticator app."""
    if request.path.startswith(ALWAYS_OPEN) or not works_here(request.user):
        return False
    if settings.DEMO and request.session.get(IN_THE_DEMO):
        return False
    known = getattr(request.user, "has_an_app", None)
    return not (is_mfa_enabled(request.user, [Authenticator.Type.TOTP]) if known is None else known)


def signed_in_just_now(request):
    """Whether this session proved who it is, by password or code, in the last few minutes."""
    proofs = get_authentication_records(request, request.user)
    return any(time.time() - proof["at"] < account_settings.REAUTHENTICATION_TIMEOUT for proof in proofs)


def works_here(user):
    """Staff, as against candidates, who sign in by a link and own no password."""
    return user.is_authenticated and (user.works_here or user.is_superuser)
