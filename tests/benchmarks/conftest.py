import pytest

LINES = []


@pytest.fixture
def figures():
    """Collects lines for the table at the end of the run."""
    return LINES.append


def pytest_terminal_summary(terminalreporter):
    if LINES:
        terminalreporter.section("median / p95, ours against the same by hand, in the same run")
        for line in LINES:
            terminalreporter.write_line(str(line))
