import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from checks.documents import attaching, inspecting
from checks.documents.scanning import scan_all
from checks.models import Document
from tests import story
from tests.checks.documents import files
from tests.checks.documents.clamd import Scanner
from workflows.outbox import carry_out_all


@pytest.fixture
def scanner(settings):
    """A scanner on a socket of its own, and the product told where it is."""
    server = Scanner()
    settings.CLAMD_ADDRESS, settings.CLAMD_SECONDS = server.address, 0.5
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(store):
    """No test's papers lie with another's."""


@pytest.fixture
def checks(cast):
    """The accepted candidate's checks, by code."""
    return {check.code: check for check in story.accepted(cast).clearance.checks.all()}


@pytest.fixture
def check(checks):
    return checks["right_to_work"]


@pytest.fixture
def add(cast):
    """Take a paper in: `add(check)`, or with other bytes, by somebody else."""

    def add(check, data=None, name="passport.jpg", by=None, title="Passport, photo page"):
        data = files.jpeg() if data is None else data
        looked = inspecting.inspect(data, name)
        return attaching.attach(check, by=by or cast.hr, title=title, data=data, name=name, looked=looked)

    return add


@pytest.fixture
def clean(add, scanner):
    """A paper that the scanner has let through, and whose first bytes are gone."""

    def clean(check, *args, **kwargs):
        document = add(check, *args, **kwargs)
        scan_all()
        carry_out_all()
        return fresh(document)

    return clean


def fresh(document):
    return Document.objects.select_related(*Document.locked_with).get(pk=document.pk)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def upload(data=None, name="passport.jpg", media_type="image/jpeg"):
    return SimpleUploadedFile(name, files.jpeg() if data is None else data, media_type)


def stored(store):
    """Every file that lies in the folder."""
    return sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())
