"""An inspection link: made by those who may, opened with a code read out, rows and nothing else, every look told."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client

from checks.models import Clearance, Inspection, InspectionView
from checks.record_exports import making
from checks.record_exports.fingerprint import in_groups
from checks.record_exports.inspecting import make_link, new_code_for
from hiring import clock
from hiring.models import Link
from tests.checks.record_exports.conftest import bytes_of, fresh, in_post, made
from tests.vacancies.crawl import Visit
from tests.vacancies.pages import questions, words
from workflows.blockers import NotAllowed
from workflows.models import Event


@pytest.fixture(autouse=True)
def _no_codes_tried():
    cache.clear()


def link(by, *schools, **facts):
    return make_link(
        by=by, schools=list(schools), **{"inspector": "Ofsted", "days": 2, "shows_leavers": False} | facts
    )


@pytest.fixture
def opened(on_record):
    """An inspector who has come in to see Reydon."""
    inspection, token, code = link(on_record.hr, on_record.school)
    return inspection, come_in(token, code)


def come_in(token, code):
    client = Client()
    assert client.post(f"/inspect/{token}/", {"code": code})["Location"] == "/inspect/record/"
    return client


def test_hr_makes_a_link_and_reads_out_the_code(on_record, client):
    fresh(client, on_record.hr)
    page = client.post("/record/inspection/", {"inspector": "Ofsted", "schools": ["reydon"], "days": "2"})
    told = words(page)
    token = re.search(r"/inspect/([\w-]{30,})/", told)[1]
    code = re.search(r'id="code">(\d{3} \d{3})<', told)[1]
    inspector = Client()
    landing = inspector.get(f"/inspect/{token}/")
    assert "Jo Marlowe has opened the record for Ofsted" in words(landing)
    assert inspector.post(f"/inspect/{token}/", {"code": code}).status_code == 302
    page = inspector.get("/inspect/record/")
    assert "Amara Okonjo-Bell" in words(page)
    assert "Callum Reeve" not in words(page)
    assert "from live records" in words(page)
    again = client.get(Inspection.objects.get().get_absolute_url())
    assert token not in words(again)
    assert code not in words(again)


def test_sending_the_same_page_twice_makes_one_link(on_record, client):
    fresh(client, on_record.hr)
    once = re.search(r'name="once" value="(\w+)"', words(client.get("/record/inspection/")))[1]
    said = {"inspector": "Ofsted", "schools": ["reydon"], "days": "2", "once": once}
    client.post("/record/inspection/", said)
    again = client.post("/record/inspection/", said, follow=True)
    assert "That link has been made already." in words(again)
    assert Inspection.objects.count() == 1


def test_neither_token_nor_code_is_kept(on_record):
    _, token, code = link(on_record.hr, on_record.school)
    with connection.cursor() as cursor:
        for table in ("hiring_link", "checks_inspection", "workflows_event"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            kept = " ".join(row[0] for row in cursor.fetchall())
            assert token not in kept
    kept_link = Link.objects.get(purpose="inspection")
    assert code not in {kept_link.code_digest, kept_link.digest}
    assert len(kept_link.code_digest) == len(kept_link.digest) == 64


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("hr", True),
        ("hr_manager", True),
        ("safeguarding_lead", True),
        ("head", False),
        ("auditor", False),
        ("hr_elsewhere", False),
        ("stranger", False),
        ("candidate", False),
    ],
)
def test_who_makes_a_link(on_record, who, may):
    if may:
        assert link(getattr(on_record, who), on_record.school)[0].state == "open"
    else:
        with pytest.raises(NotAllowed):
            link(getattr(on_record, who), on_record.school)


def test_a_head_sees_the_links_and_cannot_make_one(on_record, client):
    inspection, _, _ = link(on_record.hr, on_record.school)
    fresh(client, on_record.head)
    page = client.get("/record/inspection/")
    assert "Links are made by HR or the safeguarding lead." in words(page)
    assert client.get(inspection.get_absolute_url()).status_code == 200
    assert client.post(inspection.get_absolute_url()).status_code == 403
    assert client.get(f"{inspection.get_absolute_url()}end/").status_code == 403


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger"])
def test_a_stranger_finds_no_link(on_record, client, who):
    inspection, _, _ = link(on_record.hr, on_record.school)
    fresh(client, getattr(on_record, who))
    for path in (inspection.get_absolute_url(), f"{inspection.get_absolute_url()}end/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


@pytest.mark.parametrize(
    "given", [{"days": "6"}, {"days": "0"}, {"schools": ["kittiwake"]}, {"schools": []}, {"inspector": ""}]
)
def test_what_cannot_be_made_is_said(on_record, client, given):
    fresh(client, on_record.hr)
    page = client.post("/record/inspection/", {"inspector": "Ofsted", "schools": ["reydon"], "days": "2"} | given)
    assert page.status_code == 422
    assert Inspection.objects.count() == 0


def test_looking_at_the_link_changes_nothing(on_record):
    """R40: a mail scanner opens it a hundred times."""
    _, token, _ = link(on_record.hr, on_record.school)
    before = everything()
    for _ in range(100):
        assert Client().get(f"/inspect/{token}/").status_code == 200
    Client().head(f"/inspect/{token}/")
    assert everything() == before


def everything():
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, '|') FROM hiring_link t")
        return cursor.fetchone(), Event.objects.count(), InspectionView.objects.count()


def test_a_link_alone_opens_nothing(on_record):
    _, token, code = link(on_record.hr, on_record.school)
    client = Client()
    assert client.get("/inspect/record/").status_code == 410
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    answer = client.post(f"/inspect/{token}/", {"code": wrong})
    assert answer.status_code == 422
    assert "That is not the code." in words(answer)
    assert client.get("/inspect/record/").status_code == 410


def test_wrong_codes_are_limited_told_and_mended_by_a_new_one(on_record, client):
    inspection, token, code = link(on_record.hr, on_record.school)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    answers = [Client().post(f"/inspect/{token}/", {"code": wrong}) for _ in range(5)]
    assert "no longer works" in words(answers[-1])
    assert "no longer works" in words(Client().post(f"/inspect/{token}/", {"code": code}))
    fresh(client, on_record.hr)
    page = client.get(inspection.get_absolute_url())
    assert "Locked." in words(page)
    assert InspectionView.objects.filter(what="A wrong code").count() == 6
    page = client.post(inspection.get_absolute_url())
    new = re.search(r'id="code">(\d{3} \d{3})<', words(page))[1]
    assert come_in(token, new).get("/inspect/record/").status_code == 200


def test_the_old_code_stops_when_a_new_one_is_made(on_record):
    inspection, token, code = link(on_record.hr, on_record.school)
    new = new_code_for(inspection, by=on_record.hr)
    if new != code:
        assert Client().post(f"/inspect/{token}/", {"code": code}).status_code == 422


def test_codes_from_one_machine_are_limited_whatever_the_link(on_record):
    tokens = [link(on_record.hr, on_record.school)[1] for _ in range(8)]
    answers = [Client().post(f"/inspect/{token}/", {"code": "x1"}) for token in tokens for _ in range(4)]
    assert "Too many codes were tried from here." in words(answers[-1])


def test_ending_a_link_ends_it_at_once(on_record, client, opened):
    inspection, inspector = opened
    fresh(client, on_record.hr)
    page = client.get(f"{inspection.get_absolute_url()}end/")
    assert page.status_code == 200
    version = Inspection.objects.get().version
    client.post(f"{inspection.get_absolute_url()}end/", {"version": version})
    assert Inspection.objects.get().state == "ended"
    gone = inspector.get("/inspect/record/")
    assert gone.status_code == 410
    assert "Amara" not in words(gone)


def test_a_link_ends_with_its_days(on_record):
    with clock.at(clock.now() - dt.timedelta(days=1, hours=23)):
        _, token, code = link(on_record.hr, on_record.school)
    assert come_in(token, code).get("/inspect/record/").status_code == 200
    with clock.at(clock.now() + dt.timedelta(hours=2)):
        assert Client().post(f"/inspect/{token}/", {"code": code}).status_code == 410
    with clock.at(clock.now() - dt.timedelta(days=6)):
        link(on_record.hr, on_record.school, days=5)
    assert making.end_old_inspections() == 1


def test_a_link_ends_when_its_maker_may_no_longer_make_one(on_record, opened):
    """T27: whoever leaves takes their links with them."""
    _, inspector = opened
    on_record.hr.memberships.all().delete()
    assert inspector.get("/inspect/record/").status_code == 410


def test_every_look_is_told_with_its_time_and_device(on_record, client, opened):
    inspection, inspector = opened
    inspector.get("/inspect/record/", headers={"User-Agent": "Mozilla/5.0 (iPad) Safari/604"})
    inspector.get("/inspect/about/")
    seen = InspectionView.objects.filter(inspection=inspection)
    assert [view.what for view in seen][:1] == ["About this record"]
    assert seen[1].what.startswith("Reydon Primary, as at ")
    assert seen[1].device.startswith("Safari on an iPad, ")
    fresh(client, on_record.hr)
    page = words(client.get(inspection.get_absolute_url()))
    assert "Safari on an iPad, " in page
    assert Event.objects.filter(verb="inspection.let_in", actor_label="Ofsted").count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE checks_inspectionview SET device = 'x'", "DELETE FROM checks_inspectionview",
        "UPDATE checks_inspection SET ends_at = ends_at + interval '1 year'", "UPDATE checks_inspection SET covers = '{1}'",
        "DELETE FROM checks_inspection",
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_opened_and_who_looked(opened, sql):
    opened[1].get("/inspect/record/")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_inspector_sees_a_past_day_and_all_rows_to_print(on_record, opened):
    _, inspector = opened
    past = inspector.get("/inspect/record/", {"as_at_day": "1", "as_at_month": "1", "as_at_year": "2020"})
    assert "as at 1 January 2020" in words(past)
    assert "Nobody is on the record here" in words(past)
    assert "Bethan Frost" in words(inspector.get("/inspect/record/?rows=all"))
    wrong = inspector.get("/inspect/record/", {"as_at_day": "1", "as_at_month": "1", "as_at_year": "2999"})
    assert wrong.status_code == 422
    assert "a day that has not come" in words(wrong)


def test_an_inspector_reads_only_the_schools_named(on_record, opened):
    _, inspector = opened
    page = inspector.get("/inspect/record/?school=kittiwake")
    assert "Callum Reeve" not in words(page)
    assert "Kittiwake" not in words(page)


def test_leavers_are_shown_only_where_that_was_said(on_record, opened):
    assert "Those who have left" not in words(opened[1].get("/inspect/record/?who=leavers"))
    _, token, code = link(on_record.hr, on_record.school, shows_leavers=True)
    assert "Those who have left" in words(come_in(token, code).get("/inspect/record/"))


def test_a_past_day_shows_nobody_who_has_left_since_unless_leavers_are_shown(cast):
    """The record of last month is no way round what HR said."""
    with clock.at(clock.now() - dt.timedelta(days=40)):
        stays, leaves = in_post(cast.hr_manager, cast.school, ["Amara Okonjo-Bell", "Bethan Frost"])
    Clearance.objects.get(pk=leaves.pk).leave(
        by=cast.hr, left_on=clock.today() - dt.timedelta(days=1), reason="Moved away."
    )
    address = f"/inspect/record/?as_at={clock.today() - dt.timedelta(days=20)}"
    for shows_leavers in (False, True):
        _, token, code = link(cast.hr, cast.school, shows_leavers=shows_leavers)
        page = words(come_in(token, code).get(address))
        assert stays.person.name in page
        assert (leaves.person.name in page) == shows_leavers


def test_an_erased_file_is_shown_to_nobody(on_record):
    _, token, code = link(on_record.hr, on_record.school)
    inspector = come_in(token, code)
    assert "Bethan Frost" in words(inspector.get("/inspect/record/"))
    with connection.cursor() as cursor:  # the years until the retention job does it
        cursor.execute(
            "SET session_replication_role = replica; UPDATE checks_clearance SET erased_at = now() WHERE person_id ="
            " (SELECT id FROM hiring_user WHERE name = 'Bethan Frost'); SET session_replication_role = DEFAULT"
        )
    assert "Bethan Frost" not in words(inspector.get("/inspect/record/"))


def test_an_inspector_checks_a_copy(on_record, opened):
    from django.core.files.uploadedfile import SimpleUploadedFile

    _, inspector = opened
    export = made(on_record.hr, on_record.school)
    page = inspector.post("/inspect/verify/", {"fingerprint": in_groups(export.fingerprint)})
    assert "We made a copy with this fingerprint" in words(page)
    page = inspector.post("/inspect/verify/", {"file": SimpleUploadedFile("x.xlsx", bytes_of(export))})
    assert "it says what it said" in words(page)
    other = made(on_record.hr_manager, on_record.other_school)
    assert "We did not make this" in words(inspector.post("/inspect/verify/", {"fingerprint": other.fingerprint}))


def test_leaving_forgets_the_way_in(opened):
    _, inspector = opened
    assert inspector.get("/inspect/leave/").status_code == 405
    assert inspector.post("/inspect/leave/").status_code == 200
    assert inspector.get("/inspect/record/").status_code == 410


def test_staff_at_the_same_browser_keep_their_own_pages(on_record, opened):
    _, inspector = opened
    inspector.force_login(on_record.hr)
    assert inspector.get("/people/").status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(on_record, opened):
    from tests.checks.record_exports.conftest import in_post

    _, inspector = opened
    few = questions(inspector, "/inspect/record/")
    in_post(on_record.hr_manager, on_record.school, ["Dilys Marchetti", "Ewan Thackray", "Farida Noor"])
    assert questions(inspector, "/inspect/record/") == few


ANYTHING = {
    "pk": [1], "file": [1], "token": ["x" * 43], "reference": ["REY-0142"], "code": ["K7"], "verb": ["end", "start"],
    "criterion": ["S1"], "name": ["you"], "key": ["x"], "number": [1], "from_month": ["2020-01"], "to_month": ["2020-02"],
    "kind": ["not-found"], "machine": ["check"], "state": ["clear"], "topic": ["x"], "slug": ["x"],
}  # fmt: skip


def test_an_inspector_finds_rows_and_nothing_else_at_every_address_there_is(on_record, opened, tally):
    """Every address of the product, opened by an inspector's browser: the record's own pages, and 404 everywhere else."""
    from tests.vacancies.crawl import ARGUMENT, addresses, filled

    _, inspector = opened
    visit = Visit(inspector)
    wrong, tried = [], 0
    for pattern in addresses():
        values = {name: ANYTHING.get(name, [1]) for name in ARGUMENT.findall(pattern)}
        for path in filled(pattern, values):
            answer = inspector.get(path)
            tried += 1
            ours = path.startswith("/inspect/")
            if answer.status_code not in ({200, 405, 410} if ours else {404}):
                wrong.append((path, answer.status_code))
            visit._keep("GET", path, answer)
    tally("addresses opened as an inspector", tried, len(wrong))
    assert wrong == []
    assert tried > 150
    strangers = [on_record.hr.email, "Callum Reeve", "Kittiwake", "01632", "callum.reeve", "amara.okonjo-bell.reydon"]
    assert visit.found(strangers) == []


def test_nothing_on_an_inspectors_page_leads_out(opened):
    _, inspector = opened
    for path in ("/inspect/record/", "/inspect/about/", "/inspect/verify/", "/people/"):
        page = inspector.get(path).content.decode()
        led = set(re.findall(r'(?:href|action)="([^"#]+)"', page))
        assert {each for each in led if not each.startswith(("/inspect/", "/static/", "?"))} == set()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_an_inspector_changes_nothing(opened, method):
    _, inspector = opened
    before = Event.objects.count()
    for path in ("/people/", "/home/", "/record/export/check/", "/api/v1/vacancies", "/inspect/record/"):
        assert getattr(inspector, method)(path).status_code in {404, 405}
    assert Event.objects.count() == before


def test_the_links_of_one_inspection_open_no_other(on_record):
    first, token, code = link(on_record.hr, on_record.school)
    link(on_record.hr_manager, on_record.other_school)
    assert "Callum Reeve" not in words(come_in(token, code).get("/inspect/record/"))
    assert Link.objects.filter(purpose="inspection", subject_id=first.pk).count() == 1
