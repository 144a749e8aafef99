"""The WSGI entry point the web server loads."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from hiring import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")

application = get_wsgi_application()
embedded.announce(settings.EMBEDDED)
