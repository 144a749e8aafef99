"""The guide's examples run as they are printed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from hiring import links
from hiring.models import Link, Token
from tests import story
from tests.services import missing

GUIDE = Path(__file__).resolve().parents[2] / "docs/api.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(), re.DOTALL)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_example_of_the_guide_runs(cast, live_server, tally):
    if not shutil.which("curl"):
        missing("curl", "apt-get install curl")
    story.submitted(story.published(cast), cast.candidate)
    known = {
        "SITE": live_server.url,
        "TOKEN": Token.objects.for_staff(cast.hr, "Guide")[1],
        "CANDIDATE_TOKEN": Token.objects.for_candidate(cast.candidate)[1],
        "LINK": links.mint(Link.Purpose.CANDIDATE, cast.candidate.email, user=cast.candidate)[1],
        "VACANCY": "REY-0142",
        "SCHOOL": str(cast.school.pk),
        "NEW": "REY-0150",
    }
    said = [
        subprocess.run(["bash", "-euc", block], env=os.environ | known, capture_output=True, text=True, check=False)
        for block in BLOCKS
    ]
    failed = [(block, each.stdout, each.stderr) for block, each in zip(BLOCKS, said, strict=True) if each.returncode]
    tally("examples of the guide", len(BLOCKS), len(failed))
    assert failed == []
    assert '"token"' in said[1].stdout
    assert '"/problems/transition-blocked"' in said[-1].stdout
