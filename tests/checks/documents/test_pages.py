"""Papers on a check's page: who adds, opens and removes; each opening kept; a link that dies after a minute."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.signing import dumps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checks.documents.limits import CHECK_BYTES, FILES, UPLOADS
from checks.documents.links import SALT, link_to
from checks.documents.permissions import opens_documents
from checks.documents.scanning import scan_all
from checks.models import Check, Document
from hiring import clock
from hiring.actors import SYSTEM
from hiring.links import GUEST_KEY
from hiring.models import Link, Membership, Role
from hiring.scanning import EICAR
from tests.checks.documents import files
from tests.checks.documents.conftest import browser, fresh, stored, upload
from vacancies.home import home_of
from workflows.blockers import Blocked, NotAllowed
from workflows.outbox import carry_out_all

HERE = "documents/"


def add_url(check):
    return f"{check.get_absolute_url()}{HERE}add/"


def send(user, check, file=None, title="Passport, photo page"):
    return browser(user).post(add_url(check), {"title": title, "file": upload() if file is None else file})


def test_hr_adds_a_paper_from_the_checks_page(cast, check):
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert f'href="{add_url(check)}"' in page
    answer = send(cast.hr, check)
    assert (answer.status_code, answer.url) == (303, f"{check.get_absolute_url()}#papers")
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "Passport, photo page" in page
    assert "Waiting for the virus scan" in page


def test_what_was_typed_comes_back_when_the_file_is_refused(cast, check):
    answer = send(cast.hr, check, upload(files.locked(), "a.pdf", "application/pdf"), title="The old passport")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "needs a password" in page
    assert "The old passport" in page
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (lambda: upload(b"", "a.pdf", "application/pdf"), "This file is empty"),
        (lambda: upload(b"x" * 20, "a.docx", "application/octet-stream"), "Choose a PDF, a JPEG or a PNG"),
        (lambda: upload(files.jpeg() + b"\0" * 10 * 1024 * 1024, "a.jpg"), "no larger than 10 MB. Yours is 10.0 MB"),
        (lambda: upload(files.jpeg(), "a.pdf", "application/pdf"), "ends in .pdf, but what is in it is a JPEG"),
        (lambda: "", "Choose a file"),
    ],
)
def test_each_refusal_says_what_to_do(cast, check, file, words):
    answer = send(cast.hr, check, file())
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_request_over_the_limit_is_thrown_away_and_told_so(cast, check):
    answer = send(cast.hr, check, upload(files.jpeg() + b"\0" * 13 * 1024 * 1024, "a.jpg"))
    assert answer.status_code == 422
    assert "no larger than 10 MB" in answer.content.decode()


def test_a_form_sent_without_a_title_asks_for_one(cast, check):
    assert "Say what it is" in send(cast.hr, check, title="").content.decode()


@pytest.mark.parametrize(
    "code",
    [
        "dbs_enhanced",
        "self_declaration",
        "medical_fitness",
        "childcare_disqualification",
        "online_search",
    ],
)
def test_where_no_copy_is_kept_the_page_says_why_and_takes_none(cast, checks, code):
    kept = code == "online_search"
    page = browser(cast.hr).get(checks[code].get_absolute_url()).content.decode()
    assert ("Add a paper" in page) is kept
    answer = send(cast.hr, checks[code])
    assert answer.status_code == (303 if kept else 409)
    assert Document.objects.exists() is kept


def test_a_certificate_is_refused_with_the_reason_and_its_source(cast, checks):
    page = send(cast.hr, checks["dbs_enhanced"]).content.decode()
    assert "We do not keep copies of DBS certificates" in page
    assert "DBS code of practice" in page


def test_nothing_is_added_to_a_closed_file(cast, check):
    check.clearance.close(by=SYSTEM)
    answer = send(cast.hr, Check.objects.get(pk=check.pk))
    assert answer.status_code == 409
    assert "is closed" in answer.content.decode()


@pytest.mark.parametrize(("most", "taken"), [(4, True), (3, False), (2, False)])
def test_papers_on_a_check_at_below_and_above(cast, check, add, monkeypatch, most, taken):
    for _ in range(3):
        add(check)
    monkeypatch.setattr("checks.documents.guards.FILES", most)
    assert (send(cast.hr, check).status_code == 303) is taken
    assert FILES == 10


def test_papers_that_are_gone_take_no_room(cast, check, add, monkeypatch):
    monkeypatch.setattr("checks.documents.guards.FILES", 1)
    add(check).remove(by=cast.hr, reason="The wrong one.")
    assert send(cast.hr, check).status_code == 303


@pytest.mark.parametrize(("room", "taken"), [(1, True), (0, True), (-1, False)])
def test_bytes_on_a_check_at_below_and_above(cast, check, add, room, taken):
    first, coming = add(check), len(files.jpeg())
    Document.objects.filter(pk=first.pk).update(size=CHECK_BYTES - coming - room)
    assert (send(cast.hr, check).status_code == 303) is taken


def test_many_uploads_in_a_short_time_are_slowed(cast, check, monkeypatch):
    monkeypatch.setattr("checks.views.staff.documents.UPLOADS", 2)
    assert [send(cast.hr, check).status_code for _ in range(3)] == [303, 303, 429]
    assert UPLOADS == 30


MAY = {  # who -> (sees the paper's page, opens it, removes it, adds another)
    "hr": (200, 200, 303, 303),
    "hr_manager": (200, 200, 303, 303),
    "head": (200, 200, 303, 303),
    "safeguarding_lead": (200, 403, 403, 403),  # right to work is not theirs to read
    "auditor": (404, 404, 404, 404),
    "approver": (404, 404, 404, 404),
    "hr_elsewhere": (404, 404, 404, 404),
    "stranger": (404, 404, 404, 404),
    "candidate": (404, 404, 404, 404),
    "other_candidate": (404, 404, 404, 404),
}


@pytest.mark.parametrize("who", MAY)
def test_who_may_do_what(cast, check, clean, who):
    document, person = clean(check), browser(getattr(cast, who))
    url = document.get_absolute_url()
    sees, opens, removes, adds = MAY[who]
    assert person.get(url).status_code == sees
    assert person.post(f"{url}open/").status_code == opens
    assert person.get(add_url(check)).status_code in {200, adds}
    assert send(getattr(cast, who), check).status_code == adds
    assert (
        person.post(f"{url}remove/", {"reason": "Not needed.", "version": fresh(document).version}).status_code
        == removes
    )
    assert (fresh(document).state == "removed") is (removes == 303)


def test_panel_members_and_nobody_get_nowhere(cast, check, clean):
    document = clean(check)
    assert browser(cast.panel[0]).get(document.get_absolute_url()).status_code == 404
    answer = Client().get(document.get_absolute_url())
    assert (answer.status_code, "sign-in" in answer.url) == (302, True)


def test_nobody_reads_papers_about_themselves(cast, check, clean):
    document = clean(check)
    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.HR_OFFICER)
    assert browser(cast.candidate).get(document.get_absolute_url()).status_code == 404
    with pytest.raises(NotAllowed):
        document.open(by=type(cast.candidate).objects.get(pk=cast.candidate.pk))


def test_a_paper_is_found_only_under_its_own_check(cast, checks, check, clean):
    document = clean(check)
    other = checks["qualifications"] if "qualifications" in checks else checks["identity"]
    assert browser(cast.hr).get(f"{other.get_absolute_url()}{HERE}{document.pk}/").status_code == 404


def link_on(answer):
    return answer.context["link"]["url"]


def opened(user, document, **typed):
    return browser(user).post(f"{document.get_absolute_url()}open/", typed)


def test_open_gives_a_link_that_saves_the_file_and_shows_nothing(cast, check, clean):
    document = clean(check)
    asked = opened(cast.hr, document)
    answer = asked.client.get(link_on(asked))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert answer["Content-Disposition"] == 'attachment; filename="passport-photo-page.jpg"'
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_link_dies_after_a_minute(cast, check, clean):
    document, now = clean(check), clock.now()
    with clock.at(now):
        asked = opened(cast.hr, document)
    for seconds, status in ((0, 200), (59, 200), (59.9, 200), (60, 410), (61, 410)):
        with clock.at(now + dt.timedelta(seconds=seconds)):
            assert asked.client.get(link_on(asked)).status_code == status


def test_the_link_is_for_its_reader_and_its_paper_alone(cast, check, clean):
    document = clean(check)
    link = link_on(opened(cast.hr, document))
    assert browser(cast.head).get(link).status_code == 410
    assert browser(cast.stranger).get(link).status_code == 410
    assert browser(cast.hr).get(link[:-3] + "x/").status_code == 410
    told = {
        "document": document.pk,
        "key": document.key,
        "user": cast.stranger.pk,
        "until": clock.now().timestamp() + 60,
    }
    assert browser(cast.stranger).get(reverse("paper", args=[dumps(told, salt=SALT)])).status_code == 410


def test_the_link_dies_with_the_paper_and_with_the_readers_role(cast, check, clean):
    document = clean(check)
    asked = opened(cast.hr, document)
    assert asked.client.get(link_on(asked)).status_code == 200
    Membership.objects.filter(user=cast.hr).delete()
    assert asked.client.get(link_on(asked)).status_code == 410
    asked = opened(cast.head, document)
    fresh(document).remove(by=cast.head, reason="Not needed.")
    assert asked.client.get(link_on(asked)).status_code == 410


def test_the_link_is_for_the_browser_that_asked_while_it_is_signed_in(cast, check, clean):
    """Handed on, or tried again by whoever sits down at the desk next, it opens nothing."""
    asked = opened(cast.hr, clean(check))
    assert Client().get(link_on(asked)).status_code == 410
    assert browser(cast.hr).get(link_on(asked)).status_code == 410
    assert asked.client.head(link_on(asked)).status_code == 405
    assert asked.client.get(link_on(asked), headers={"range": "bytes=0-3"}).status_code == 200
    asked.client.logout()
    assert asked.client.get(link_on(asked)).status_code == 410


def test_a_guest_with_a_programs_link_reads_nothing(cast, check, clean):
    """A program has no session, so its link opens by itself; not for somebody who came in as somebody else."""
    document = clean(check)
    link = link_to(document, cast.hr)
    assert Client().get(link).status_code == 200
    later = clock.now() + dt.timedelta(days=1)
    same_number = {"pk": cast.hr.pk, "purpose": Link.Purpose.PANEL, "email": "guest@example.org", "expires_at": later}
    guest, came_in_by = Client(), Link.objects.create(digest="any", **same_number)
    session = guest.session
    session[GUEST_KEY] = came_in_by.pk
    session.save()
    assert guest.get(link).status_code == 410


def test_the_link_dies_when_the_readers_account_ends(cast, check, clean):
    asked = opened(cast.hr, clean(check))
    type(cast.hr).objects.filter(pk=cast.hr.pk).update(is_active=False)
    assert asked.client.get(link_on(asked)).status_code == 410


def test_bytes_that_are_gone_already_are_an_ended_link(cast, check, clean, store):
    document = clean(check)
    asked = opened(cast.hr, document)
    (store / document.key).unlink()
    assert asked.client.get(link_on(asked)).status_code == 410


def test_every_opening_is_listed_with_who_and_when(cast, check, clean):
    document = clean(check)
    opened(cast.hr, document)
    opened(cast.head, document)
    page = browser(cast.safeguarding_lead).get(document.get_absolute_url()).content.decode()
    table = page[page.index("Who opened it") :]
    assert table.index("Ruth Calloway") < table.index("Jo Marlowe")
    assert [event.actor for event in document.events().filter(verb="document.open")] == [cast.head, cast.hr]


def test_looking_at_its_page_is_not_opening_it(cast, check, clean):
    document = clean(check)
    browser(cast.hr).get(document.get_absolute_url())
    assert browser(cast.hr).get(f"{document.get_absolute_url()}open/").status_code == 405
    assert not document.events().filter(verb="document.open").exists()


def test_two_who_open_it_at_once_are_both_told_what_became_of_it(cast, check, clean, monkeypatch):
    document = clean(check)
    stale = fresh(document)
    document.open(by=cast.head)
    monkeypatch.setattr("checks.views.staff.documents.document_seen", lambda *_: stale)
    answer = opened(cast.hr, document)
    assert answer.status_code == 409
    assert "Ruth Calloway moved" in answer.content.decode()


def test_with_a_concern_open_only_those_who_decide_on_it_open_its_papers(cast, checks, clean):
    document = clean(checks["right_to_work"])
    assert opens_documents(document, cast.hr)
    assert not opens_documents(document, cast.safeguarding_lead)
    document.check_row.state = "concern"
    assert not opens_documents(document, cast.hr)
    assert not opens_documents(document, cast.hr_manager)
    assert opens_documents(document, cast.head)
    assert opens_documents(document, cast.safeguarding_lead)


@pytest.fixture
def finding(checks, clean):
    return clean(checks["online_search"], title="A page of the local paper")


def test_what_is_sensitive_is_opened_only_with_a_reason(cast, finding):
    answer = opened(cast.hr, finding)
    assert answer.status_code == 422
    assert "Say why you need to open it." in answer.content.decode()
    with pytest.raises(Blocked):
        finding.open(by=cast.hr)
    with pytest.raises(Blocked):
        finding.open(by=cast.hr, reason="   ")
    assert opened(cast.hr, finding, reason="To decide with the head.").status_code == 200
    page = browser(cast.head).get(finding.get_absolute_url()).content.decode()
    assert "To decide with the head." in page


def test_the_reason_can_be_erased_and_its_digest_stays(cast, finding):
    finding.open(by=cast.hr, reason="CANARY-reason")
    event = finding.events().first()
    assert "CANARY" not in event.body
    assert event.details["reason_digest"]


def test_remove_asks_why_and_takes_the_name_with_it(cast, check, clean, store):
    document, person = clean(check, name="Amara passport.jpg"), browser(cast.hr)
    url = f"{document.get_absolute_url()}remove/"
    assert person.get(url).status_code == 200
    assert person.post(url, {"version": document.version}).status_code == 422
    assert person.post(url, {"version": document.version, "reason": "Of somebody else."}).status_code == 303
    carry_out_all()
    document = fresh(document)
    assert (document.state, document.original_name, document.title, document.key) == ("removed", "", "A paper", "")
    assert stored(store) == []


def test_the_original_name_is_data_and_is_shown_escaped(cast, check, clean):
    document = clean(check, name="<script>alert(1)</script>.jpg")
    page = browser(cast.hr).get(document.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.jpg" in page


@pytest.mark.parametrize("name", ["../../etc/passwd.jpg", "a\u202egpj.exe.jpg", "x" * 300 + ".jpg", "Ünï çødé 证.jpg"])
def test_strange_names_are_kept_as_data_or_refused_and_never_paths(cast, check, name, store):
    answer = send(cast.hr, check, upload(files.jpeg(), name))
    assert answer.status_code in {303, 422}
    assert all(each.startswith("quarantine/") for each in stored(store))


def test_an_unsafe_paper_is_a_task_for_hr_until_it_is_taken_off(cast, check, add, scanner):
    document = add(check, files.jpeg() + EICAR)
    scan_all()
    sentence = f"Ask for another copy of a paper: {check.title}, Amara Okonjo"
    again = type(cast.hr).objects.get(pk=cast.hr.pk)
    assert sentence in [task.sentence for task in home_of(again)["now"]["tasks"]]
    assert sentence not in [task.sentence for task in home_of(cast.head)["now"]["tasks"]]
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "Removed: unsafe" in page
    fresh(document).remove(by=cast.hr, reason="Asked for another.")
    assert sentence not in [task.sentence for task in home_of(again)["now"]["tasks"]]


def test_a_scanner_that_is_away_for_an_hour_is_a_task(cast, check, add, scanner):
    scanner.mood = "hangs up"
    document = add(check)
    scan_all()
    assert not [task for task in home_of(cast.hr)["now"]["tasks"] if "virus scanner" in task.sentence]
    with clock.at(document.uploaded_at + dt.timedelta(minutes=61)):
        assert [task for task in home_of(cast.hr)["now"]["tasks"] if "virus scanner" in task.sentence]
    page = browser(cast.hr).get(check.get_absolute_url()).content.decode()
    assert "Nobody can open it until the scanner has answered. We keep asking." in page


def test_the_stand_in_is_named_on_the_page(cast, check, add, settings):
    settings.CLAMD_ADDRESS = ""
    assert "There is no virus scanner here" in browser(cast.hr).get(add_url(check)).content.decode()
    add(check)
    scan_all()
    assert "which is no virus scanner" in browser(cast.hr).get(check.get_absolute_url()).content.decode()


def count(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_checks_page_asks_the_same_number_of_queries_at_one_paper_and_at_three(cast, check, clean):
    person = browser(cast.hr)
    clean(check)
    at_one = count(person, check.get_absolute_url())
    clean(check, by=cast.head)
    clean(check, files.pdf(), "a.pdf")
    assert count(person, check.get_absolute_url()) == at_one


def test_a_papers_page_asks_the_same_number_of_queries_at_one_opening_and_at_three(cast, check, clean):
    document, person = clean(check), browser(cast.hr)
    opened(cast.hr, document)
    at_one = count(person, document.get_absolute_url())
    opened(cast.head, document)
    opened(cast.hr_manager, document)
    assert count(person, document.get_absolute_url()) == at_one


def test_uploads_pass_through_the_first_handler():
    assert settings.FILE_UPLOAD_HANDLERS[0] == "hiring.uploads.NotTooMuch"
