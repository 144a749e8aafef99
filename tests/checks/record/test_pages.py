"""The pages of the record: who may read them, what they show, and what they never show."""

import datetime as dt
import re

import pytest

from hiring import clock
from hiring.models import Membership, Role
from tests.checks.record.scene import check_of, in_post

PAGES = ["/record/", "/record/gaps/", "/record/due/", "/record/dates/", "/record/schools/", "/record/reviews/"]
CANARY = "Canary 4711 offence"


def read(client, who, page="/record/", status=200):
    client.force_login(who)
    answer = client.get(page)
    assert answer.status_code == status, (who, page)
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_hr_the_head_the_safeguarding_lead_and_the_auditor_read_it(client, cast, page):
    for who in (cast.hr, cast.hr_manager, cast.head, cast.safeguarding_lead, cast.auditor):
        read(client, who, page)


@pytest.mark.parametrize("page", [*PAGES, "/record/reviews/new/"])
def test_to_everybody_else_it_does_not_exist(client, cast, page):
    in_post(cast)
    for who in (*cast.panel, cast.candidate, cast.approver):
        assert "Ada Wroe" not in read(client, who, page, status=404)
    client.logout()
    assert client.get(page).status_code == 302


def test_another_trust_sees_none_of_it(client, cast):
    in_post(cast, without=["identity"])
    for page in PAGES:
        assert "Ada Wroe" not in read(client, cast.stranger, page)


def test_a_head_sees_their_own_school_and_no_other(client, cast):
    in_post(cast, "Ada Wroe")
    in_post(cast, "Cora Nash", school=cast.other_school)
    page = read(client, cast.head)
    assert "Ada Wroe" in page
    assert "Cora Nash" not in page
    assert cast.other_school.name not in page
    everything = read(client, cast.safeguarding_lead)
    assert "Ada Wroe" in everything
    assert "Cora Nash" in everything


def test_the_way_to_it_is_in_the_navigation_of_those_who_may(client, cast):
    assert 'href="/record/"' in read(client, cast.hr, "/home/")
    assert 'href="/record/"' not in read(client, cast.panel[0], "/home/")


def test_a_gap_says_who_has_it_how_long_and_how_to_put_it_right(client, cast):
    with clock.at(clock.now() - dt.timedelta(days=12)):
        gap = check_of(in_post(cast, without=["identity"]), "identity")
    page = read(client, cast.hr, "/record/gaps/")
    for words in ("Ada Wroe", "Identity", "HR", "12 days", f"{gap.get_absolute_url()}ask/", "record-historic/"):
        assert words in page, words
    assert 'class="cell--missing"' in read(client, cast.hr)


def test_without_gaps_the_page_says_when_it_looked(client, cast):
    in_post(cast)
    page = read(client, cast.hr, "/record/gaps/")
    assert "No gaps." in page
    assert re.search(r"Looked up [^.]*\d:\d\d", page)


def test_what_runs_out_soon_is_listed_by_its_day(client, cast):
    in_post(cast, permitted_to=clock.today() + dt.timedelta(days=40))
    assert "Ada Wroe" in read(client, cast.hr, "/record/due/")
    assert "Ada Wroe" not in read(client, cast.hr, "/record/due/?days=30")


def test_nobody_is_offered_their_own_gap(client, cast):
    file = in_post(cast, without=["identity"])
    Membership.objects.create(user=file.person, trust=cast.trust, school=cast.school, role=Role.HR_OFFICER)
    page = read(client, file.person, "/record/gaps/")
    assert "Somebody else deals with your own file." in page
    assert "record-historic" not in page


@pytest.mark.parametrize(
    "asked",
    ["?kind=nobody", "?gaps=<b>", "?column=x&state=y", "?on=tomorrow", "?on=2999-01-01", "?page=-4", "?page=zz"],
)
def test_a_value_nobody_offered_asks_for_nothing(client, cast, asked):
    in_post(cast)
    assert "Ada Wroe" in read(client, cast.hr, f"/record/{asked}")


def test_those_who_started_since_a_day_are_found_and_the_filter_says_so(client, cast):
    """What an inspector asks first: who is new since the last inspection."""
    in_post(cast, "Ada Wroe")
    in_post(cast, "Bruno Fitch", since=dt.date(2024, 1, 8))
    client.force_login(cast.hr)
    page = client.get("/record/?since=2024-01-08").content.decode()
    assert "Bruno Fitch" in page
    assert "Ada Wroe" not in page
    assert "Started since Monday 8 January 2024" in page
    assert "1 person" in page
    assert "Enter a real date" in client.get("/record/?since=2024-02-31").content.decode()


def test_a_filter_that_fits_nobody_offers_to_be_cleared(client, cast):
    in_post(cast)
    page = read(client, cast.hr, "/record/?q=zzz")
    assert "Nobody on the record fits these filters." in page
    assert "Take out a copy" not in page


def test_a_day_to_come_is_refused_and_the_record_of_now_is_shown(client, cast):
    in_post(cast)
    page = read(client, cast.hr, f"/record/?on={clock.today() + dt.timedelta(days=1)}")
    assert "That day has not come yet. This is the record as it is now" in page
    assert "Ada Wroe" in page


def test_a_past_day_says_that_it_is_past(client, cast):
    in_post(cast)
    day = clock.today() - dt.timedelta(days=3)
    page = read(client, cast.hr, f"/record/?on={day.isoformat()}")
    assert "as it stood at the end of" in page
    assert "Ada Wroe" not in page


def test_nothing_of_a_certificate_or_a_concern_reaches_any_page(client, cast):
    """What somebody typed as a reason, and the number of a certificate, stay with the check."""
    file = in_post(cast, without=["dbs_enhanced"])
    check = check_of(file, "dbs_enhanced")
    check.record(by=cast.hr, evidence=good_with_content(check))
    check.raise_concern(by=cast.head, reason=CANARY)
    for who in (cast.hr, cast.head, cast.safeguarding_lead, cast.auditor):
        for page in PAGES:
            told = read(client, who, page).lower()
            for word in (CANARY.lower(), "000000004711", "seen_content", "something on it", "concern"):
                assert word not in told, (who, page, word)


def good_with_content(check):
    from tests.checks.evidence import good_evidence

    return {**good_evidence(check), "certificate_number": "000000004711", "outcome": "seen_content"}


@pytest.mark.parametrize("page", [*PAGES, "/record/?gaps=some", "/record/?q=a"])
def test_every_page_costs_the_same_at_one_row_and_at_three(client, cast, page, django_assert_max_num_queries):
    in_post(cast, "Ada Wroe", without=["identity"], permitted_to=clock.today() + dt.timedelta(days=20))
    read(client, cast.hr, page)
    with django_assert_max_num_queries(12) as one:
        client.get(page)
    for name in ("Bruno Fitch", "Cora Nash"):
        in_post(cast, name, without=["identity"], permitted_to=clock.today() + dt.timedelta(days=20))
    with django_assert_max_num_queries(12) as three:
        client.get(page)
    assert len(one) == len(three)
