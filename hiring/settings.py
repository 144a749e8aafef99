"""Every setting, each read from the environment once.

Left alone, Gatepost brings its own secrets, database, queue, files and outbox (EMBEDDED names them), which is right
for a demo and for development. Production names its own for each and refuses to start otherwise.
"""

import os
from datetime import date
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from hiring import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
env = os.environ.get


def env_flag(name, default):
    return env(name, default).lower() in {"1", "true", "yes", "on"}


def env_list(name):
    return [part.strip() for part in env(name, "").split(",") if part.strip()]


# Mode: what this copy of Gatepost is for

MODE = env("GATEPOST_MODE", "development")
if MODE not in {"demo", "development", "production"}:
    raise ImproperlyConfigured(f"GATEPOST_MODE is {MODE!r}: say demo, development or production.")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DEMO_TODAY_GIVEN = bool(env("DEMO_TODAY"))
DEMO_TODAY = date.fromisoformat(env("DEMO_TODAY")) if DEMO and env("DEMO_TODAY") else None

VAR_DIR = Path(env("GATEPOST_VAR", BASE_DIR / "var"))
HEADS_DIR = Path(env("HEADS_DIR", VAR_DIR / "heads"))  # the history's newest signatures, kept apart from the database
FAILPOINT = env("GATEPOST_FAILPOINT", "")  # where a test has this process killed (workflows/failpoints.py)
if PRODUCTION and FAILPOINT:
    raise ImproperlyConfigured("GATEPOST_FAILPOINT is for tests. Take it out.")
BROUGHT_ALONG = {
    "SECRET_KEY": "signing secret",
    "AUDIT_KEY": "audit secret",
    "FIELD_KEY": "field secret",
    "DATABASE_URL": "database",
    "REDIS_URL": "queue and cache",
    "S3_BUCKET": "folder for files",
    "EMAIL_HOST": "outbox that keeps mail",
    "CLAMD_ADDRESS": "stand-in for a virus scanner, which knows only the EICAR test file",
    "UPDATE_SERVICE_URL": "stand-in for the DBS Update Service, which makes its answers up",
}
NOT_GIVEN = [name for name in BROUGHT_ALONG if not env(name) or name in env_list("GATEPOST_BROUGHT")]
EMBEDDED = [BROUGHT_ALONG[name] for name in NOT_GIVEN]
if PRODUCTION and NOT_GIVEN:
    raise ImproperlyConfigured(f"Production never uses what Gatepost brings along. Set {', '.join(NOT_GIVEN)}.")

# Secrets: three, each for one thing, so that one lost is not all lost

SECRET_KEY = env("SECRET_KEY") or embedded.secret(VAR_DIR / "secrets", "SECRET_KEY")
AUDIT_KEY = env("AUDIT_KEY") or embedded.secret(VAR_DIR / "secrets", "AUDIT_KEY")
FIELD_KEY = env("FIELD_KEY") or embedded.secret(VAR_DIR / "secrets", "FIELD_KEY")

# Addresses

DEBUG = False
SITE_URL = env("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ([] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
BEHIND_PROXY = env_flag("BEHIND_PROXY", "no")  # one that sets X-Forwarded-For and X-Forwarded-Proto itself
ROOT_URLCONF = "hiring.urls"
WSGI_APPLICATION = "hiring.wsgi.application"

# Parts

INSTALLED_APPS = [
    "hiring",
    "workflows",
    "checks",
    "vacancies",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "knox",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hiring.null_bytes.NoNullBytes",
    "hiring.sign_in.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "checks.views.inspection.access.NothingElse",
]

# Database: PostgreSQL everywhere. Web processes keep a pool; workers and commands open what they need

DATABASE_URL = env("DATABASE_URL") or embedded.database_url(VAR_DIR / "postgres")
DATABASE_POOL_SIZE = int(env("DATABASE_POOL_SIZE", "0"))


def database(url):
    try:
        where = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL is not an address of PostgreSQL: write it as postgresql://name:password@host:5432/database."
        ) from error
    options = {key: value for key, value in where.items() if key not in {"dbname", "user", "password", "host", "port"}}
    if DATABASE_POOL_SIZE:
        options["pool"] = {"min_size": 1, "max_size": DATABASE_POOL_SIZE, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": where.get("dbname", ""),
        "USER": where.get("user", ""),
        "PASSWORD": where.get("password", ""),
        "HOST": where.get("host", ""),
        "PORT": where.get("port", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Queue and cache: Redis, or a folder and this process's memory

REDIS_URL = env("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
REDIS_QUEUE_OPTIONS = {
    # Without the two unacked settings, work held by a killed worker does not come back for minutes.
    "visibility_timeout": 60,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 5,
    # A page must not wait for a queue that is away: left alone it tries for six seconds, and with a frozen one for ever.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "socket_connect_timeout": 1,
    "socket_timeout": 3,
}
CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_QUEUE_OPTIONS if REDIS_URL else embedded.queue_options(VAR_DIR / "queue")
CELERY_IMPORTS = [  # beside each floor's own tasks.py
    "checks.dbs_tasks",
    "checks.documents.tasks",
    "checks.record_exports.tasks",
]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"


def every(seconds, task):
    # A turn the worker was too busy to take is dropped: the next one does the same work.
    return {"task": task, "schedule": seconds, "options": {"expires": max(seconds, 30)}}


def at_night(task):
    # By name, so that each night has one run; a worker that was down then takes the next night's.
    return {"task": task, "schedule": crontab(hour=2, minute=30), "options": {"expires": 3 * 3600}}


CELERY_BEAT_SCHEDULE = {
    "scan what was uploaded": every(5, "checks.documents.tasks.scan_papers"),
    "let go of bytes nobody may open": every(3600, "checks.documents.tasks.let_go_of_papers"),
    "carry the outbox": every(5, "workflows.tasks.deliver"),
    "publish the heads of the history": every(300, "workflows.tasks.publish_heads"),
    "let go what is past its time": at_night("workflows.tasks.let_go"),
    "ask for what the law has come to ask": at_night("checks.rules_moved_tasks.ask_what_is_new"),
    "forget answers to programs": every(3600, "workflows.tasks.forget_answers"),
    "make the copies of the record that wait": every(60, "checks.record_exports.tasks.make_waiting"),
    "take away what is over": every(300, "checks.record_exports.tasks.take_away"),
    "chase referees": every(300, "checks.tasks.chase_referees"),
    "close vacancies on time": every(60, "vacancies.tasks.close_on_time"),
    "own up to missed promises": every(60, "vacancies.tasks.own_up"),
    "let offers lapse": every(60, "vacancies.tasks.let_offers_lapse"),
    "hold starts whose checks have come open": every(60, "vacancies.tasks.hold_starts"),
    "stop early starts that no longer hold": every(60, "checks.dbs_tasks.stop_early_starts"),
    "look at the checks of people at work": every(60, "checks.work_tasks.look_at_who_is_at_work"),
    "stand down whoever may not be at work": every(60, "vacancies.tasks.stop_work"),
    "ask the Update Service": every(60, "checks.dbs_tasks.ask_update_service"),
}

# People and sign-in

AUTH_USER_MODEL = "hiring.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # an address is unique whatever its capitals, which that check cannot see
AUTHENTICATION_BACKENDS = ["hiring.sign_in.KnownWithTheirRoles"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
ACCOUNT_ADAPTER = "hiring.sign_in.StaffAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "hiring.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gatepost"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs themselves up: an administrator wrote the address down
SECOND_FACTOR_REQUIRED = True

# API

REST_FRAMEWORK = {
    "NUM_PROXIES": int(BEHIND_PROXY),
    "DEFAULT_AUTHENTICATION_CLASSES": ["hiring.api.tokens.TokenOfOurs"],
    "DEFAULT_PERMISSION_CLASSES": ["hiring.api.access.ScopeOpens"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["hiring.api.reading.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "workflows.api.description.Described",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_VERSIONING_CLASS": None,
    "EXCEPTION_HANDLER": "workflows.api.problems.answer",
    "COERCE_DECIMAL_TO_STRING": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
KNOX_TOKEN_MODEL = "hiring.Token"  # noqa: S105 - the name of a model
REST_KNOX = {"TOKEN_PREFIX": "gp_", "AUTH_HEADER_PREFIX": "Bearer"}
API_CALLS_A_MINUTE = 600  # for one token, or one address without a token
SPECTACULAR_SETTINGS = {
    "TITLE": "Gatepost",
    "DESCRIPTION": "Follow an application, or move one: the same verbs, permissions and gates as the pages.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["workflows.api.description.finish"],
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

# Pages

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hiring.page.around",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [path for path in [BASE_DIR / "build" / "static"] if path.is_dir()]
WHITENOISE_USE_FINDERS = MODE == "development"
WHITENOISE_AUTOREFRESH = MODE == "development"

# Files: an S3 bucket, or a folder

S3_BUCKET = env("S3_BUCKET", "")
S3_ENDPOINT_URL = env("S3_ENDPOINT_URL") or None
S3_REGION = env("S3_REGION", "eu-west-2")
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": f"hiring.storage.{'BucketStorage' if S3_BUCKET else 'FolderStorage'}"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "development"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

UPLOAD_BYTES = 12 * 1024 * 1024  # a whole request; what one paper may weigh is in checks/documents/limits.py
FILE_UPLOAD_HANDLERS = [
    "hiring.uploads.NotTooMuch",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Virus scanner: clamd, or a stand-in that is none

CLAMD_ADDRESS = env("CLAMD_ADDRESS", "")  # tcp://host:3310 or unix:/run/clamav/clamd.ctl
CLAMD_SECONDS = float(env("CLAMD_SECONDS", "30"))  # for each step; what takes longer is not known, so not clean

# Mail: a mail server, or the outbox page and nowhere else

EMAIL_HOST = env("EMAIL_HOST", "")
EMAIL_PORT = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", "yes")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "workflows.emails.MailServer" if EMAIL_HOST else "workflows.emails.KeptBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Gatepost <recruitment@gatepost.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_LEASE_SECONDS = int(env("MAIL_LEASE_SECONDS", "60"))  # how long a worker may hold a letter and say nothing

# The DBS Update Service, such as https://secure.crbonline.gov.uk; without it a stand-in makes answers up and says so

UPDATE_SERVICE_URL = env("UPDATE_SERVICE_URL", "").rstrip("/")

# Law whose day is not known: when the six-month limit of employment tribunals begins (Employment Rights Act 2025, s. 152)

SIX_MONTH_TRIBUNAL_LIMIT_FROM = date.fromisoformat(day) if (day := env("SIX_MONTH_TRIBUNAL_LIMIT_FROM")) else None

# Where the trust keeps the whole list of what disqualifies a governor, trustee or member, as its declaration names it

GOVERNANCE_GROUNDS = env("GOVERNANCE_GROUNDS", "the letter we sent with this")

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Safety in the browser

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True

# Logs: one JSON object a line, with a request id and no personal data

DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_CELERY_ENABLED = True
LOG_LEVEL = env("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "hiring.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
