"""A link to choose a password by: for whoever begins, and whoever forgot. It dies when it is used."""

from django.urls import reverse


def way_to_a_password(user):
    """The path of a fresh link, good for as long as `PASSWORD_RESET_TIMEOUT` and for one new password."""
    from allauth.account.forms import default_token_generator  # it needs every app to be there
    from allauth.account.utils import user_pk_to_url_str

    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)
