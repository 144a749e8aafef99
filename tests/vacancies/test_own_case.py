"""No role lets anybody act on their own case, whichever way they come in."""

import pytest

from tests import story
from vacancies.models import Application
from workflows.blockers import NotAllowed


@pytest.fixture
def hr_applied(cast):
    """The HR officer is a candidate for the post, shortlisted like anybody."""
    cast.candidate = cast.hr_manager
    vacancy = story.interviewing(cast, cast.hr_manager)
    return vacancy.applications.get()


def test_hr_may_not_move_their_own_application(cast, hr_applied):
    for verb, details in (("invite", {"interview_at": None, "place": ""}), ("do_not_progress", {"reason": "No"})):
        with pytest.raises(NotAllowed):
            getattr(hr_applied, verb)(by=cast.hr_manager, **details)
    assert Application.objects.get(pk=hr_applied.pk).version == hr_applied.version


def test_hr_may_still_withdraw_as_a_candidate(cast, hr_applied):
    assert hr_applied.withdraw(by=cast.hr_manager).state == "withdrawn"


def test_nobody_records_evidence_on_themselves(cast, hr_applied):
    for check in hr_applied.clearance.checks.all():
        for verb in ("ask", "record", "void", "chase"):
            assert not getattr(check, verb).dry_run(by=cast.hr_manager, evidence={}, reason="x").permitted
