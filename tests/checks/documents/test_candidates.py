"""A person sends a paper of their own, sees what became of it, and sees nothing else."""

import pytest

from checks.documents.scanning import scan_all
from checks.models import Document
from hiring.actors import SYSTEM
from hiring.scanning import EICAR
from tests.checks.documents import files
from tests.checks.documents.conftest import browser, upload
from vacancies.waiting_on import _waiting as waiting
from workflows.models import Message
from workflows.outbox import carry_out_all


@pytest.fixture
def history(cast, checks):
    """A check for which their own copy helps, asked of them."""
    return checks["employment_history"]


def page_of(check):
    return f"/my/checks/{check.pk}/papers/"


def send(user, check, file=None, title="My P45"):
    return browser(user).post(page_of(check), {"title": title, "file": upload() if file is None else file})


def test_they_send_a_paper_and_see_that_it_is_checked_and_then_held(cast, history, scanner):
    assert send(cast.candidate, history).status_code == 303
    page = browser(cast.candidate).get(page_of(history)).content.decode()
    assert "We are checking it for viruses" in page
    scan_all()
    page = browser(cast.candidate).get(page_of(history)).content.decode()
    assert "We have it" in page
    shown = browser(cast.hr).get(history.get_absolute_url()).content.decode()
    assert "My P45" in shown
    assert "the person themselves" in shown


def test_an_unsafe_one_is_told_kindly_and_by_letter(cast, history, scanner):
    send(cast.candidate, history, upload(files.jpeg() + EICAR))
    scan_all()
    carry_out_all()
    page = browser(cast.candidate).get(page_of(history)).content.decode()
    assert "We removed this file because it may be unsafe. Check your device, then try another copy" in page
    letter = Message.objects.get(kind="document.find_unsafe.sender")
    assert letter.to_email == cast.candidate.email


def test_they_cannot_open_what_they_sent_nor_see_what_others_added(cast, history, clean):
    theirs = clean(history, by=cast.candidate)
    ours = clean(history, title="CANARY-of HR")
    client = browser(cast.candidate)
    assert client.get(theirs.get_absolute_url()).status_code == 404
    assert client.post(f"{theirs.get_absolute_url()}open/").status_code == 404
    assert "CANARY" not in client.get(page_of(history)).content.decode()
    assert list(Document.objects.visible_to(cast.candidate)) == [theirs]
    assert ours not in Document.objects.visible_to(cast.candidate)


@pytest.mark.parametrize("code", ["references", "dbs_enhanced", "right_to_work", "identity", "self_declaration"])
def test_only_where_their_own_copy_helps(cast, checks, code):
    assert browser(cast.candidate).get(page_of(checks[code])).status_code == 404
    assert send(cast.candidate, checks[code]).status_code == 404


@pytest.mark.parametrize("who", ["other_candidate", "hr", "stranger"])
def test_nobody_else_comes_here(cast, history, who):
    assert browser(getattr(cast, who)).get(page_of(history)).status_code == 404
    assert send(getattr(cast, who), history).status_code == 404
    assert not Document.objects.exists()


def test_nothing_more_is_taken_once_the_file_is_closed(cast, history):
    history.clearance.close(by=SYSTEM)
    assert "We need nothing more for this" in browser(cast.candidate).get(page_of(history)).content.decode()
    assert send(cast.candidate, history).status_code == 409
    assert not Document.objects.exists()


def test_a_refused_file_says_why_and_keeps_the_words(cast, history):
    answer = send(cast.candidate, history, upload(files.locked(), "a.pdf", "application/pdf"), title="CANARY-typed")
    page = answer.content.decode()
    assert (answer.status_code, "CANARY-typed" in page, "needs a password" in page) == (422, True, True)


def test_the_tracker_links_to_it_where_their_own_copy_helps(cast, history):
    assert waiting(history)["send_url"] == page_of(history)
    history.code = "references"
    assert waiting(history)["send_url"] == ""


def test_a_title_that_came_with_markup_is_shown_as_text(cast, history):
    send(cast.candidate, history, title="<b>bold</b>")
    page = browser(cast.hr).get(history.get_absolute_url()).content.decode()
    assert "<b>bold</b>" not in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
