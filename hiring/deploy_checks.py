"""What production must have right before it serves anybody. Everything wrong is said at once."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from hiring import encryption

SECRETS = ("SECRET_KEY", "AUDIT_KEY", "FIELD_KEY")
LONG_ENOUGH = 32  # characters


def refuse_unsafe(settings):
    """Stop the process when production is set up in a way that would put people at risk."""
    if settings.PRODUCTION and (found := problems(settings)):
        raise ImproperlyConfigured("\n".join(["Production refuses these settings:", *found]))


def problems(settings):
    """Every unsafe setting as a sentence that says what to do."""
    return [sentence for check in CHECKS for sentence in check(settings)]


def secrets_are_strong(settings):
    for name in SECRETS:
        if len(getattr(settings, name)) < LONG_ENOUGH:
            yield f"{name} is too short: make it {LONG_ENOUGH} random characters or more."


def secrets_differ(settings):
    if len({getattr(settings, name) for name in SECRETS}) < len(SECRETS):
        yield "SECRET_KEY, AUDIT_KEY and FIELD_KEY must differ, so that one lost is not all lost."


def field_key_works(settings):
    try:
        for key in settings.FIELD_KEY.split(","):
            encryption.decode_key(key)
    except ImproperlyConfigured as error:
        yield str(error)


def hosts_are_named(settings):
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the addresses Gatepost answers to; * lets anybody write its links."


def links_are_private(settings):
    if not settings.SITE_URL.startswith("https://"):
        yield "SITE_URL must begin with https://: it goes into the links candidates and referees are sent."


def nothing_travels_in_the_clear(settings):
    if not settings.EMAIL_USE_TLS:
        yield "EMAIL_USE_TLS must stay on: letters hold personal details."
    if urlsplit(settings.UPDATE_SERVICE_URL).scheme != "https":
        yield "UPDATE_SERVICE_URL must begin with https://: it carries certificate numbers, names and dates of birth."
    if settings.S3_ENDPOINT_URL and urlsplit(settings.S3_ENDPOINT_URL).scheme != "https":
        yield "S3_ENDPOINT_URL must begin with https://: it carries people's documents."


def time_is_real(settings):
    if settings.DEMO_TODAY_GIVEN:
        yield "DEMO_TODAY is for the demo: in production the date is today's."


def nothing_is_switched_off(settings):
    if settings.DEBUG:
        yield "DEBUG shows secrets on error pages: switch it off."
    if not settings.SECOND_FACTOR_REQUIRED:
        yield "SECOND_FACTOR_REQUIRED must stay on."
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SECURE_SSL_REDIRECT):
        yield "Cookies and pages must go over https only."
    if getattr(settings, "ACCOUNT_RATE_LIMITS", None) is False:
        yield "ACCOUNT_RATE_LIMITS must stay on, or passwords can be guessed."


CHECKS = [
    secrets_are_strong,
    secrets_differ,
    field_key_works,
    hosts_are_named,
    links_are_private,
    nothing_travels_in_the_clear,
    time_is_real,
    nothing_is_switched_off,
]
