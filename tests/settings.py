"""The product's own settings, with what makes tests quick and quiet."""

from hiring.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
SECOND_FACTOR_REQUIRED = False  # tests/hiring/test_sign_in.py turns it on; elsewhere people simply are signed in
MEDIA_ROOT = VAR_DIR / "test-files"  # noqa: F405
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
# A question that never ends, or a lock nobody gives up, fails its own test and stands in nobody else's way
DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=60s -c statement_timeout=120s"  # noqa: F405
