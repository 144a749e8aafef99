import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from tests.checks.rules.told import PERSON, ROLE, WORKED

COMMAND = [sys.executable, "manage.py", "required_checks"]


def run(monkeypatch, told) -> dict:
    printed = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(told))
    call_command("required_checks", stdout=printed)
    return json.loads(printed.getvalue())


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_required_checks_prints_the_answer_to_a_worked_case(monkeypatch, case):
    answer = run(monkeypatch, json.dumps(case))

    assert answer["regulated_activity"] is case["regulated_activity"]
    assert set(case["expected_checks"]) <= {each["code"] for each in answer["required"]}
    assert all(set(each) == {"code", "strength", "rule", "source", "evidence"} for each in answer["required"])
    assert all(set(each) == {"code", "rule"} for each in answer["excluded"])
    assert answer["scr"] == case["scr"]
    assert answer["edition"] == case["role"]["start_date"]


def test_required_checks_refuses_unknown_words_by_name(monkeypatch):
    with pytest.raises(CommandError, match=r"role\.height is not a known attribute"):
        run(monkeypatch, json.dumps({"role": ROLE | {"height": 2}, "person": {}}))


@pytest.mark.parametrize("told", ["", "{", "[]", '{"role": {}}'])
def test_required_checks_refuses_what_is_no_case(monkeypatch, told):
    with pytest.raises(CommandError, match="Give"):
        run(monkeypatch, told)


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ('{"role": {}, "role": {}, "person": {}}', "role is told more than once"),
        ('{"role": {"paid": true, "paid": false}, "person": {}}', "paid is told more than once"),
        ("[" * 100_000, "recursion"),
        (
            json.dumps({"role": ROLE, "person": {}, "polcy": {}, "rol": 1}),
            "polcy is not a known part of a case\nrol is not",
        ),
    ],
)
def test_required_checks_refuses_what_could_be_read_two_ways(monkeypatch, told, named):
    with pytest.raises(CommandError) as refusal:
        run(monkeypatch, told)

    assert named in str(refusal.value)


def test_required_checks_lists_every_fault(monkeypatch):
    with pytest.raises(CommandError) as refusal:
        run(monkeypatch, json.dumps({"role": ROLE | {"phase": "nursery", "paid": 1}, "person": PERSON | {"rtw": "?"}}))

    assert len(str(refusal.value).splitlines()) == 3


def test_required_checks_reads_standard_input_and_fails_with_the_reason():
    """As it is run: the answer on standard output, the reason on standard error, and an exit code to match."""
    answered = subprocess.run(COMMAND, input=json.dumps(WORKED[0]), capture_output=True, text=True, check=False)
    refused = subprocess.run(COMMAND, input="{", capture_output=True, text=True, check=False)

    assert (answered.returncode, json.loads(answered.stdout)["regulated_activity"]) == (0, True)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("CommandError: Give one case as JSON on standard input")
