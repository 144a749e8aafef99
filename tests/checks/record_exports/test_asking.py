"""Taking a copy out: two steps, a reason, a fresh sign-in, who may, and what is kept of it."""

import datetime as dt
import re

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from checks.forms.exports import FILTERS, WantedForm
from checks.models import Export
from checks.record_exports import document, making
from checks.views.staff.record.finder import GAPS, Finder
from hiring import clock
from hiring.actors import SYSTEM
from tests.checks.record_exports.conftest import asked, bytes_of, fresh, made
from tests.vacancies.pages import questions, words
from workflows.blockers import Blocked, NotAllowed
from workflows.models import Event

CHOICE = {"schools": ["reydon"], "format": "xlsx"}
PLACES = ["/record/export/", "/record/verify/", "/record/inspection/"]


def test_a_copy_is_asked_for_in_two_steps_made_and_fetched(on_record, client):
    fresh(client, on_record.hr)
    first = client.get("/record/export/")
    assert first.status_code == 200
    assert 'action="/record/export/check/"' in words(first)
    second = client.get("/record/export/check/", CHOICE)
    assert "Jo Marlowe and the time, on every sheet and page" in words(second)
    assert Export.objects.count() == 0
    answer = client.post("/record/export/check/", {**CHOICE, "reason": "Ofsted is here."})
    export = Export.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, export.get_absolute_url())
    waiting = client.get(export.get_absolute_url())
    assert '<meta http-equiv="refresh" content="5">' in words(waiting)
    assert making.make_waiting() == 1
    ready = client.get(export.get_absolute_url())
    assert "2 rows" in words(ready)
    assert "http-equiv" not in words(ready)
    fetched = client.post(
        f"{export.get_absolute_url()}download/", headers={"User-Agent": "Mozilla (Windows) Firefox/1"}
    )
    held = b"".join(fetched.streaming_content)
    assert held == bytes_of(Export.objects.get())
    assert fetched["Content-Disposition"].startswith("attachment; filename=")
    assert fetched["Cache-Control"] == "no-store"
    event = Event.objects.filter(verb="export.download").get()
    assert (event.actor, event.details["device"]) == (on_record.hr, "Firefox on Windows")
    assert "Firefox on Windows" in words(client.get(export.get_absolute_url()))


def test_a_reason_is_needed_and_what_was_chosen_is_kept(on_record, client):
    fresh(client, on_record.hr)
    answer = client.post("/record/export/check/", {**CHOICE, "reason": " "})
    assert answer.status_code == 422
    assert "Say what this copy is for." in words(answer)
    assert 'name="schools" value="reydon"' in words(answer)
    assert Export.objects.count() == 0


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"schools": []}, "Choose an answer to “Schools”."),
        ({"schools": ["kittiwake"]}, "not one of the available choices"),
        ({"as_at_day": "1", "as_at_month": "1", "as_at_year": "2999"}, "a day that has not come"),
        ({"as_at_day": "31", "as_at_month": "2", "as_at_year": "2026"}, "Enter a real date"),
        ({"format": "docx"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_chosen_is_said_by_its_field(on_record, client, choice, sentence):
    fresh(client, on_record.hr)
    answer = client.get("/record/export/check/", CHOICE | choice)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_the_second_step_without_the_first_leads_to_the_first(on_record, client):
    fresh(client, on_record.hr)
    assert client.get("/record/export/check/").url == "/record/export/"


def test_the_copy_is_of_the_rows_that_the_page_showed(client, on_record):
    """Every filter of the record is one of the copy, and an address with a day that never was is no fault of ours."""
    fresh(client, on_record.hr)
    for filter_on_the_page in Finder(schools=[]).fields.keys() - {"school", "on"}:
        assert filter_on_the_page in FILTERS
    for gaps in GAPS:
        assert gaps in dict(WantedForm(schools=[]).fields["gaps"].choices)
    page = client.get("/record/export/?since=2024-09-02&gaps=exception").content.decode()
    assert re.search(r'value="exception"\s+selected', page)
    assert re.search(r'name="since_year"[^>]*value="2024"|value="2024"[^>]*name="since_year"', page)
    assert client.get("/record/export/?since=2024-02-31&on=2024-02-31").status_code == 200
    export = made(on_record.hr, on_record.school, since="2024-09-02")
    assert export.rows == 0
    assert made(on_record.hr, on_record.school, since="2024-09-01").rows == 2


def test_every_school_at_once(on_record, client):
    fresh(client, on_record.hr_manager)
    client.post("/record/export/check/", {"schools": ["every-school"], "format": "xlsx", "reason": "Audit"})
    assert sorted(Export.objects.get().covers) == sorted([on_record.school.pk, on_record.other_school.pk])


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("who", ["candidate", "approver", "panel"])
def test_whoever_does_not_read_checks_finds_nothing(on_record, client, path, who):
    person = on_record.panel[0] if who == "panel" else getattr(on_record, who)
    fresh(client, person)
    answer = client.get(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("path", PLACES)
def test_nobody_signed_in_is_sent_to_sign_in(db, client, path):
    assert client.get(path)["Location"] == f"/sign-in/?next={path}"


def test_an_old_sign_in_is_not_enough(on_record, client):
    """R08: a copy is asked for, and fetched, only by somebody who has just proved who they are."""
    export = made(on_record.hr, on_record.school)
    client.force_login(on_record.hr)
    for answer in (
        client.get("/record/export/"),
        client.post("/record/export/check/", {**CHOICE, "reason": "x"}),
        client.post(f"{export.get_absolute_url()}download/"),
        client.post("/record/inspection/", {"inspector": "x"}),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/again/") or "reauthenticate" in answer["Location"]
    assert Export.objects.count() == 1
    assert not Event.objects.filter(verb="export.download").exists()


def test_a_head_takes_out_their_own_school_and_no_other(on_record):
    assert asked(on_record.head, on_record.school).state == "asked"
    for schools in ([on_record.other_school], [on_record.school, on_record.other_school]):
        with pytest.raises(NotAllowed, match="at every one of these schools"):
            asked(on_record.head, *schools)


@pytest.mark.parametrize("who", ["candidate", "approver", "stranger"])
def test_others_take_nothing_out(on_record, who):
    with pytest.raises(NotAllowed):
        asked(getattr(on_record, who), on_record.school)


def test_a_copy_is_seen_only_by_those_who_see_all_it_holds(on_record):
    both = asked(on_record.hr_manager, on_record.school, on_record.other_school)
    own = asked(on_record.head, on_record.school)
    seen = {
        who: set(Export.objects.visible_to(getattr(on_record, who)))
        for who in vars(on_record)
        if who not in NOT_PEOPLE
    }
    assert seen["hr_manager"] == seen["safeguarding_lead"] == seen["auditor"] == {both, own}
    assert seen["hr"] == seen["head"] == {own}
    assert seen["hr_elsewhere"] == seen["stranger"] == seen["candidate"] == seen["approver"] == set()


NOT_PEOPLE = {"trust", "school", "other_school", "far_school", "panel"}


@pytest.mark.parametrize("who", ["hr_elsewhere", "stranger", "candidate"])
def test_a_stranger_finds_no_copy(on_record, client, who):
    export = made(on_record.hr, on_record.school)
    fresh(client, getattr(on_record, who))
    page = export.get_absolute_url()
    for answer in (client.get(page), client.post(f"{page}download/"), client.get(f"{page}take-away/")):
        assert answer.status_code == 404


def test_only_whoever_asked_fetches_the_file(on_record, client):
    export = made(on_record.head, on_record.school)
    fresh(client, on_record.hr)
    page = client.get(export.get_absolute_url())
    assert "Only Ruth Calloway, who asked for it, can fetch the file." in words(page)
    assert client.post(f"{export.get_absolute_url()}download/").status_code == 403
    assert not Event.objects.filter(verb="export.download").exists()


def test_whoever_lost_their_role_gets_nothing(on_record, client):
    """T27: neither a copy that waits nor one that is ready."""
    ready, waiting = made(on_record.head, on_record.school), asked(on_record.head, on_record.school)
    on_record.head.memberships.all().delete()
    making.make_one(waiting.pk)
    assert Export.objects.get(pk=waiting.pk).state == "failed"
    fresh(client, on_record.head)
    assert client.post(f"{ready.get_absolute_url()}download/").status_code == 404


def test_the_file_is_there_for_a_day(on_record, client, django_capture_on_commit_callbacks):
    with clock.at(clock.now() - dt.timedelta(hours=24)):
        export = made(on_record.hr, on_record.school)
    assert default_storage.exists(export.file.name)
    fresh(client, on_record.hr)
    with pytest.raises(Blocked, match="has been taken away"):
        export.download(by=on_record.hr)
    refused = client.post(f"{export.get_absolute_url()}download/", follow=True)
    assert "has been taken away" in words(refused)
    with django_capture_on_commit_callbacks(execute=True):
        assert making.take_away_old() == 1
    export = Export.objects.get()
    assert (export.state, export.file.name) == ("gone", "")
    assert export.fingerprint
    assert "File taken away" in words(client.get(export.get_absolute_url()))


def test_a_copy_can_be_taken_away_at_once(on_record, client, django_capture_on_commit_callbacks):
    export = made(on_record.hr, on_record.school)
    name = export.file.name
    fresh(client, on_record.hr)
    page = client.get(f"{export.get_absolute_url()}take-away/")
    assert page.status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{export.get_absolute_url()}take-away/", {"version": export.version})
    assert Export.objects.get().state == "gone"
    assert not default_storage.exists(name)


def test_a_document_that_cannot_be_printed_says_why_and_can_be_tried_again(on_record, client, monkeypatch):
    def broken(content, mark):
        raise document.NotPrinted("It took longer than 10 minutes. Choose fewer schools.")

    monkeypatch.setitem(making.WRITERS, "pdf", broken)
    export = made(on_record.hr, on_record.school, kind_of_file="pdf")
    assert export.state == "failed"
    fresh(client, on_record.hr)
    assert "Choose fewer schools." in words(client.get(export.get_absolute_url()))
    monkeypatch.setitem(making.WRITERS, "pdf", lambda content, mark: b"%PDF-")
    client.post(f"{export.get_absolute_url()}try-again/", {"version": export.version})
    assert making.make_waiting() == 1
    assert Export.objects.get().state == "ready"


def test_who_asked_when_of_what_and_with_which_fingerprint_is_in_the_signed_history(on_record):
    export = made(on_record.hr, on_record.school, gaps="some")
    opened, finished = Event.objects.filter(root_type="export", root_id=export.pk).order_by("number")
    assert opened.actor == on_record.hr
    assert opened.details["covers"] == [on_record.school.pk]
    assert opened.details["filters"] == {"gaps": "some"}
    assert (finished.details["fingerprint"], finished.details["rows"]) == (export.fingerprint, 1)
    assert opened.note.text == "Ofsted is here."


@pytest.mark.parametrize(
    "change",
    [
        "fingerprint = repeat('A', 32)", "rows = 7", "digests = '{{}}'", "file_digest = ''", "made_at = now()",
        "made_by_id = {other}", "covers = '{{1}}'", "as_at = '2020-01-01'", "filters = '{{\"x\": 1}}'", "filter_words = 'x'", "sought = 'x'",
        "format = 'pdf'", "asked_at = now()", "expires_at = now() + interval '1 year'",
    ],
)  # fmt: skip
def test_the_database_keeps_what_left(on_record, change):
    export = made(on_record.hr, on_record.school)
    sql = f"UPDATE checks_export SET {change.format(other=on_record.head.pk)} WHERE id = {export.pk}"
    with pytest.raises(IntegrityError, match="is never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", ["DELETE FROM checks_export", "TRUNCATE checks_export CASCADE"])
def test_the_database_keeps_every_copy_on_record(on_record, sql):
    made(on_record.hr, on_record.school)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_copy_of_a_past_day_shows_what_was_known_then(on_record):
    yesterday = clock.today() - dt.timedelta(days=1)
    export = made(on_record.hr, on_record.school, as_at=yesterday)
    assert export.rows == 0


def test_the_pages_ask_a_fixed_number_of_questions(on_record, client):
    fresh(client, on_record.hr_manager)
    export = made(on_record.hr_manager, on_record.school)
    few = questions(client, "/record/export/"), questions(client, export.get_absolute_url())
    for _ in range(3):
        made(on_record.hr_manager, on_record.school, on_record.other_school)
    assert (questions(client, "/record/export/"), questions(client, export.get_absolute_url())) == few


def test_making_asks_a_fixed_number_of_questions(on_record, django_assert_max_num_queries):
    export = asked(on_record.hr_manager, on_record.school, on_record.other_school)
    from checks.record_exports.content import content_of

    with django_assert_max_num_queries(12):
        assert content_of(Export.objects.select_related(*Export.locked_with).get(pk=export.pk)).length == 3


def test_a_worker_is_sent_for_and_a_lost_message_is_made_good(on_record, monkeypatch):
    from checks.record_exports import tasks
    from workflows import outbox

    sent = []
    monkeypatch.setattr(tasks.make_one, "delay", sent.append)
    export = asked(on_record.hr, on_record.school)
    outbox.carry_out_all()
    assert sent == [export.pk]
    assert tasks.make_waiting() == 1
    assert tasks.make_waiting() == 0


def test_no_two_workers_make_the_same_copy(on_record):
    export = asked(on_record.hr, on_record.school)
    assert making.make_one(export.pk)
    assert not making.make_one(export.pk)
    with pytest.raises(Blocked):
        Export.objects.get().finish(by=SYSTEM, fingerprint="x", rows=1, digests={}, file_digest="", file="")


def test_somebody_who_waited_long_is_told(on_record):
    from workflows import outbox
    from workflows.models import Message

    waited = {}
    for seconds in (30, 90):
        with clock.at(clock.now() - dt.timedelta(seconds=seconds)):
            waited[seconds] = asked(on_record.hr, on_record.school)
        making.make_one(waited[seconds].pk)
    outbox.carry_out_all()
    second = waited[90]
    letter = Message.objects.get(to_email=on_record.hr.email, subject__contains="copy of the record")
    assert second.get_absolute_url() in letter.body
