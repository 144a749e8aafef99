"""/workflow/: each machine with how many records are where, as far as this person may see."""

import re

import pytest
from django.conf import settings

from tests import story
from workflows.machines import machines

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_counts_are_of_what_the_person_may_see(cast, client):
    story.scoring(cast, cast.candidate, cast.other_candidate)
    for who, there in ((cast.hr, True), (cast.hr_elsewhere, False), (cast.stranger, False)):
        client.force_login(who)
        page = client.get("/workflow/", follow=True).content.decode()
        assert ('href="/workflow/vacancy/scoring/"' in page) is there
        page = client.get("/workflow/application/").content.decode()
        assert ('href="/workflow/application/submitted/"' in page) is there
        page = client.get("/workflow/scorecard/").content.decode()
        assert ('href="/workflow/scorecard/open/">Being scored</a>' in page) is there


def test_every_machine_has_a_page_that_leads_to_the_others_and_is_light(cast, client):
    client.force_login(cast.hr)
    for machine in machines():
        page = client.get(f"/workflow/{machine.key}/").content.decode()
        assert page.count("<svg width=") == 1
        assert f'href="/workflow/{machine.key}/" aria-current="page">{machine.title}</a>' in page
        assert all(f'href="/workflow/{each.key}/"' in page for each in machines())
        assert len(page.encode()) < 60_000, machine.key


def test_a_state_lists_its_records_and_what_can_happen_from_it(cast, client):
    vacancy = story.scoring(cast)
    client.force_login(cast.hr)
    page = client.get("/workflow/vacancy/scoring/").content.decode()
    assert f'href="{vacancy.get_absolute_url()}"' in page
    assert "<strong>Open the seal</strong>, by Gatepost itself." in page
    client.force_login(cast.stranger)
    assert "None that you can see." in client.get("/workflow/vacancy/scoring/").content.decode()


def test_what_is_no_machine_or_no_state_is_not_found(cast, client):
    client.force_login(cast.hr)
    assert client.get("/workflow/vacancy/teleported/").status_code == 404
    assert client.get("/workflow/wages/paid/").status_code == 404
    assert client.get("/workflow/wages/").status_code == 404


def test_candidates_and_strangers_do_not_see_the_map(cast, client):
    assert client.get("/workflow/").status_code == 302
    client.force_login(cast.candidate)
    assert client.get("/workflow/").status_code == 404
    assert client.get("/workflow/vacancy/draft/").status_code == 404
    assert client.get("/workflow/application/").status_code == 404


def test_the_map_costs_the_same_whatever_there_is(cast, client, django_assert_max_num_queries):
    client.force_login(cast.hr)
    with django_assert_max_num_queries(6) as one:
        client.get("/workflow/vacancy/")
    story.scoring(cast, cast.candidate, cast.other_candidate)
    with django_assert_max_num_queries(6) as more:
        client.get("/workflow/vacancy/")
    assert len(more) == len(one)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_map_has_no_axe_violation_and_fits_the_screen(transactional_db, client, page, live_server, width, scheme):
    cast = story.people()
    story.scoring(cast)
    client.force_login(cast.hr)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for path in ("/workflow/", "/workflow/vacancy/scoring/"):
        page.goto(live_server.url + path)
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(live_server.url + "/workflow/")
    page.get_by_role("link", name=re.compile(r"^Scoring\s*1 now$")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/workflow/vacancy/scoring/")
