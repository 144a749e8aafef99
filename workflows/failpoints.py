"""Places where a test may have this process killed outright. Nothing happens at any of them unless settings name one."""

import os
import signal

from django.conf import settings


def reach(point):
    """Die here, as if by `kill -9`, when this is the place named; otherwise nothing at all."""
    if point == settings.FAILPOINT:
        os.kill(os.getpid(), signal.SIGKILL)
