import pytest
from aiosmtpd.controller import Controller

from tests.services import free_port
from tests.workflows.mail import Sink


@pytest.fixture
def sink(settings):
    """A mail server of our own, and settings that send to it."""
    server = Sink(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    settings.EMAIL_BACKEND = "workflows.emails.MailServer"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
    yield server
    controller.stop()
