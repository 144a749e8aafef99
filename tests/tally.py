"""What the proofs counted, printed at the end of every run: how much was tried, and how often it went wrong."""

import pytest

COUNTED = []


@pytest.fixture
def tally(request):
    """`tally("offer against offer", 300, 0)` adds a line to the end of the run, whichever worker ran the test."""

    def note(name, tried, violations=0, more=""):
        line = f"{name}: tried {tried}, violations {violations}{f' ({more})' if more else ''}"
        request.node.user_properties.append(("counted", line))

    return note


def pytest_runtest_logreport(report):
    if report.when == "teardown":
        COUNTED.extend(line for name, line in report.user_properties if name == "counted")


def pytest_terminal_summary(terminalreporter):
    if COUNTED:
        terminalreporter.section("counted")
        for line in COUNTED:
            terminalreporter.write_line(line)
