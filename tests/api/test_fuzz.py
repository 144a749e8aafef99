"""Every operation of the description, called with what it allows and what it does not: nothing breaks, nothing surprises."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hiring.models import Token
from tests import story
from tests.api.test_matrix import a_change, a_concern, an_incident
from vacancies.models import Application

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
OPENED_BY = {
    "staff": "^/api/v1/(vacancies|applications|appointments|people|checks|changes|concerns|incidents|scorecards)",
    "candidate": "^/api/v1/(me/|token|sign-in-links|vacancies$|vacancies/[{]reference[}](/applications)?$)",
}
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "5")
# Well-formed input may still be refused, by a rule of law or by the state a record is in.
REFUSALS = "[400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429]"
NOT_ASKED = "positive_data_acceptance,object_level_authorization"
# Thirty kinds of receipt, and a reference's every question: each edge of each takes longer than all the rest
MANY_EDGES = (
    "check_record",
    "check_see_again",
    "check_take_by_phone",
    "check_take_on_paper",
    "person_add",
    "person_change_facts",
)
# Every move goes through the same view; what each form asks for is fuzzed, and its edges when somebody asks for them
ONE_DOOR = 'include-path-regex = "/transitions/"'
SUMMARY = re.compile(r"(\d+) generated(?:, (\d+) found)?")


@pytest.fixture
def world(cast):
    """Somebody ready to start, a job open to applications with one begun, and a panel that scores."""
    appointment = story.ready(cast)
    open_job = story.published(cast, reference="REY-0143")
    begun = story.filled_in(open_job, cast.candidate)
    scoring = story.scoring(cast, cast.other_candidate, reference="REY-0144")
    return {
        "vacancies": open_job.reference,
        "me/applications": begun.pk,
        "applications": Application.objects.get(vacancy=scoring).pk,
        "appointments": appointment.pk,
        "people": appointment.clearance_id,
        "checks": appointment.clearance.checks.first().pk,
        "changes": a_change(cast, appointment.clearance).pk,
        "concerns": a_concern(cast, appointment.clearance).pk,
        "incidents": an_incident(cast, appointment.clearance).pk,
        "scorecards": scoring.panel.first().scorecard.pk,
    }


def settings_for(world, folder):
    """Most calls are about records that exist."""
    lines = ["[checks]", f"negative_data_rejection.expected-statuses = {REFUSALS}"]
    for place, name in world.items():
        part, value = ("reference", f'"{name}"') if place == "vacancies" else ("id", name)
        lines += [
            "[[operations]]",
            f'include-path-regex = "^/api/v1/{place}/[{{]"',
            f'parameters = {{ "path.{part}" = {value} }}',
        ]
    if "FUZZ_EXAMPLES" not in os.environ:
        places = [f'include-operation-id = "{name}"' for name in MANY_EDGES] + [ONE_DOOR]
        for place in places:
            lines += ["[[operations]]", place, "phases.coverage.enabled = false"]
    path = folder / "schemathesis.toml"
    path.write_text("\n".join(lines))
    return path


def fuzz(who, key, world, server, folder):
    """Run the fuzzer in its own process; what it said, and whether all held."""
    fuzzer = [
        Path(sys.executable).parent / "schemathesis", "--config-file", settings_for(world, folder), "run",
        ROOT / "docs/api/openapi.yaml", "--url", server, "--header", f"Authorization: Bearer {key}",
        "--max-examples", EXAMPLES, "--phases", "examples,coverage,fuzzing", "--exclude-checks", NOT_ASKED,
        "--include-path-regex", OPENED_BY[who], "--exclude-operation-id", "delete_token",
        "--continue-on-failure", "--no-shrink", "--suppress-health-check", "all", "--seed", "1", "--no-color",
    ]  # fmt: skip
    known = {"SCHEMATHESIS_HOOKS": "tests.api.knows_versions", "FUZZ_TOKEN": key, "FUZZ_SERVER": server}
    command = [str(part) for part in fuzzer]
    return subprocess.run(command, cwd=ROOT, env=os.environ | known, capture_output=True, text=True, check=False)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("who", ["staff", "candidate"])
def test_every_operation_holds_against_a_fuzzer(who, cast, world, live_server, tmp_path, tally):
    tokens = Token.objects
    _token, key = tokens.for_staff(cast.hr, "Fuzz") if who == "staff" else tokens.for_candidate(cast.candidate)
    done = fuzz(who, key, world, live_server.url, tmp_path)
    found = SUMMARY.search(done.stdout)
    tally(f"fuzzing the API with a {who} token", found[1] if found else 0, int((found and found[2]) or 0))
    assert done.returncode == 0, done.stdout[-20000:] + done.stderr[-2000:]
