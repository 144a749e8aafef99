#!/usr/bin/env python
"""Run one of Gatepost's commands."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiring.settings")
    try:
        import hiring.settings  # noqa: F401 (read here, so that what is wrong with them is said once)

        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Gatepost did not start. {error}")
