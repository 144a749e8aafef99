"""A large field is read fifty people at a time, so that no page of it grows with it."""

from tests.benchmarks.judged_crowd import five_by_thirteen, settle

LONGEST = 100_000  # bytes of HTML of a list (docs/speed.md)


def test_matrix_and_shortlist_of_a_hundred_and_twenty_stay_small(cast, client, monkeypatch, tally):
    """Five members, thirteen criteria; the letters, the reasons and the form for exceptions are on the page as well."""
    vacancy = five_by_thirteen(cast, 120, monkeypatch)
    client.force_login(cast.hr)
    matrix = client.get(f"{vacancy.get_absolute_url()}moderation/matrix/")
    settle(vacancy, cast.hr)
    shortlist = client.get(f"{vacancy.get_absolute_url()}shortlist/")
    assert shortlist.context["letters"]
    for name, page in (("matrix", matrix), ("shortlist with its letters", shortlist)):
        tally(f"bytes of the {name}, 50 of 120 people", len(page.content))
        assert page.context["pager"]["text"] == "1 to 50 of 120"
        assert len(page.content) < LONGEST, name
