import datetime as dt
from types import SimpleNamespace

import pytest

from hiring import clock


@pytest.fixture(autouse=True)
def story_day():
    """Friday 3 July 2026, twenty past eleven in England."""
    with clock.at(clock.london(dt.date(2026, 7, 3), 11, 20)) as instant:
        yield instant


@pytest.fixture
def check():
    """A check asked for on 24 June, on somebody whose post is regulated activity."""
    clearance = SimpleNamespace(
        regulated_activity=True,
        starts_on=dt.date(2026, 9, 1),
        person=SimpleNamespace(name="Hollis Freeman"),
        role_facts={"teaching_work": "yes", "qts_required": True, "early_years": True, "engagement": "employee"},
        opened_at=clock.london(dt.date(2026, 6, 1), 9),
        offer_made_at=clock.london(dt.date(2026, 6, 12), 9),
    )
    asked_at = clock.london(dt.date(2026, 6, 24), 9)
    facts = {"state": "waiting", "asked_at": asked_at, "required_by": "E7.1", "carries": "barred_list"}
    return SimpleNamespace(clearance=clearance, **facts)
