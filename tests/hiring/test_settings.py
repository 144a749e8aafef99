import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from hiring import embedded
from tests.production import PRODUCTION

BASE_DIR = Path(__file__).resolve().parents[2]
BROUGHT_ALONG = [
    "SECRET_KEY",
    "AUDIT_KEY",
    "FIELD_KEY",
    "DATABASE_URL",
    "REDIS_URL",
    "S3_BUCKET",
    "EMAIL_HOST",
    "CLAMD_ADDRESS",
]


def load(*command, **environment):
    """Start Gatepost afresh with this environment and nothing else; what it says and whether it started."""
    clean = {"PATH": os.environ["PATH"], **environment}
    command = command or ("-c", "import django; django.setup(); print('started')")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "hiring.settings", **clean},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_production_starts_with_everything_given():
    assert load(**PRODUCTION) == (0, "started\n")


@pytest.mark.slow
@pytest.mark.parametrize("name", BROUGHT_ALONG)
def test_production_refuses_to_bring_along(name, tmp_path):
    status, said = load(**{**PRODUCTION, name: "", "GATEPOST_VAR": str(tmp_path / "var")})
    assert status != 0
    assert f"Production never uses what Gatepost brings along. Set {name}." in said
    assert not (tmp_path / "var").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"GATEPOST_MODE": "live"}, "GATEPOST_MODE is 'live': say demo, development or production."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"AUDIT_KEY": "short"}, "AUDIT_KEY is too short"),
        ({"FIELD_KEY": "short"}, "FIELD_KEY is too short"),
        ({"FIELD_KEY": "x" * 44}, "FIELD_KEY must be 32 random bytes in base64"),
        ({"FIELD_KEY": "not-base64-" * 5}, "FIELD_KEY is not base64"),
        ({"AUDIT_KEY": PRODUCTION["SECRET_KEY"]}, "SECRET_KEY, AUDIT_KEY and FIELD_KEY must differ"),
        ({"SECRET_KEY": PRODUCTION["FIELD_KEY"]}, "SECRET_KEY, AUDIT_KEY and FIELD_KEY must differ"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "hiring.example,*"}, "ALLOWED_HOSTS must name"),
        ({"SITE_URL": "http://hiring.example"}, "SITE_URL must begin with https://"),
        ({"SITE_URL": ""}, "SITE_URL must begin with https://"),
        ({"EMAIL_USE_TLS": "no"}, "EMAIL_USE_TLS must stay on"),
        ({"S3_ENDPOINT_URL": "http://files.example"}, "S3_ENDPOINT_URL must begin with https://"),
        ({"DEMO_TODAY": "2026-07-06"}, "DEMO_TODAY is for the demo"),
        ({"DATABASE_URL": "database.example"}, "DATABASE_URL is not an address of PostgreSQL"),
    ],
)
def test_production_refuses(wrong, says):
    status, said = load(**{**PRODUCTION, **wrong})
    assert status != 0
    assert says in said


def test_production_says_everything_wrong_at_once():
    _status, said = load(**{**PRODUCTION, "SECRET_KEY": "a", "AUDIT_KEY": "b", "SITE_URL": "", "ALLOWED_HOSTS": "*"})
    assert said.count("is too short") == 2
    assert "SITE_URL must" in said
    assert "ALLOWED_HOSTS must" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEBUG", True, "DEBUG shows secrets"),
        ("SECOND_FACTOR_REQUIRED", False, "SECOND_FACTOR_REQUIRED must stay on"),
        ("SESSION_COOKIE_SECURE", False, "over https only"),
        ("CSRF_COOKIE_SECURE", False, "over https only"),
        ("SECURE_SSL_REDIRECT", False, "over https only"),
        ("ACCOUNT_RATE_LIMITS", False, "passwords can be guessed"),
    ],
)
def test_production_refuses_what_no_environment_can_set(name, value, says):
    code = (
        "from django.conf import settings; from hiring.deploy_checks import refuse_unsafe; "
        f"settings.{name} = {value!r}; refuse_unsafe(settings)"
    )
    status, said = load("-c", code, **PRODUCTION)
    assert status != 0
    assert says in said


def test_a_command_says_what_is_wrong_in_one_sentence():
    status, said = load("manage.py", "migrate", **{**PRODUCTION, "SITE_URL": "http://hiring.example"})
    assert status == 1
    assert said.startswith("Gatepost did not start. Production refuses these settings:\nSITE_URL must")
    assert "Traceback" not in said


def test_one_press_sign_in_cannot_be_imported_in_production():
    status, said = load("-c", "import django; django.setup(); import hiring.demo_sign_in", **PRODUCTION)
    assert status != 0
    assert "One-press sign-in exists in demo mode only." in said


@pytest.mark.parametrize("mode", ["production", "development"])
def test_the_demo_has_no_address_outside_the_demo(mode):
    code = (
        "import django; django.setup(); from django.urls import NoReverseMatch, resolve, reverse\n"
        "for ask in (lambda: reverse('demo'), lambda: resolve('/demo/'), lambda: resolve('/demo/1/')):\n"
        "    try: ask()\n"
        "    except Exception as error: print(type(error).__name__)\n"
    )
    status, said = load("-c", code, **{**PRODUCTION, "GATEPOST_MODE": mode})
    assert (status, said.split()) == (0, ["NoReverseMatch", "Resolver404", "Resolver404"])


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    first = embedded.secret(tmp_path / "secrets", "AUDIT_KEY")
    assert embedded.secret(tmp_path / "secrets", "AUDIT_KEY") == first
    assert embedded.secret(tmp_path / "secrets", "SECRET_KEY") != first
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "secrets").iterdir()} == {0o600}
    assert sorted(path.name for path in (tmp_path / "secrets").iterdir()) == ["AUDIT_KEY", "SECRET_KEY"]


def test_two_processes_that_start_together_share_one_secret(tmp_path):
    code = f"from hiring import embedded; print(embedded.secret({str(tmp_path / 'new')!r}, 'FIELD_KEY'))"
    racing = [
        subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in racing}) == 1


def test_a_database_that_does_not_start_says_so_in_one_sentence(tmp_path):
    (tmp_path / "postgres").write_text("not a folder")
    with pytest.raises(ImproperlyConfigured, match=r"did not start: .*give one of your own in DATABASE_URL"):
        embedded.database_url(tmp_path / "postgres")


def test_a_process_killed_outright_is_forgotten(tmp_path):
    gone = subprocess.Popen(["true"])
    gone.wait()
    users = tmp_path / "users.json"
    users.write_text(f"[{gone.pid}, {os.getpid()}]")
    embedded.forget_the_dead(users)
    assert users.read_text() == f"[{os.getpid()}]"


def test_every_page_is_shut_to_strange_scripts_and_frames(client, db):
    policy = client.get("/sign-in/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_the_state_machine_library_that_turned_agpl_is_absent():
    with pytest.raises(PackageNotFoundError):
        version("django-fsm")
