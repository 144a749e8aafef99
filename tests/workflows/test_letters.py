"""How a letter is written: plain text, safe headers, links made only when it is real."""

import re

import pytest
from django.conf import settings

from hiring import links
from hiring.models import Link
from tests import story
from vacancies.models import Application
from workflows import outbox
from workflows.emails import letters_for
from workflows.letters import Letter, OneTimeLink, Page, without_keys
from workflows.models import Effect, Message
from workflows.registry import _effects

FOLDER = settings.BASE_DIR / "templates" / "emails"
CONTROL = {"unfortunately", "kindly", "please note", "action required", "!"}


def a_letter(vacancy, **facts):
    return Letter(
        "vacancy.approve", "Jo O’Marlowe", "jo@example.org", vacancy, Page("/x/"), {"vacancy": vacancy, **facts}
    )


def test_a_letter_is_plain_text(vacancy):
    type(vacancy).objects.filter(pk=vacancy.pk).update(title="Cook & Cleaner's <b>mate</b>")
    written = a_letter(type(vacancy).objects.get(pk=vacancy.pk)).written()
    assert written.subject == "Approved: Cook & Cleaner's <b>mate</b>"
    assert "Cook & Cleaner's <b>mate</b> at Reydon Primary" in written.body
    assert f"{settings.SITE_URL}/x/" in written.body


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\nBcc: everybody@example.org"])
def test_a_header_never_holds_a_line_break(vacancy, break_):
    type(vacancy).objects.filter(pk=vacancy.pk).update(title=f"Cook{break_}mate")
    with pytest.raises(ValueError, match="line break"):
        a_letter(type(vacancy).objects.get(pk=vacancy.pk)).written()
    with pytest.raises(ValueError, match="line break"):
        Letter("vacancy.approve", f"Jo{break_}", "jo@example.org", vacancy, None, {}).written()


def test_a_long_subject_is_cut(vacancy):
    type(vacancy).objects.filter(pk=vacancy.pk).update(title="C" * 200)
    assert len(a_letter(type(vacancy).objects.get(pk=vacancy.pk)).written().subject) == 200


def test_a_draft_makes_no_link(vacancy, cast):
    way = OneTimeLink("candidate", "amara@example.org", user=cast.candidate, next_url="/my/REY-0142/")
    letter = Letter("vacancy.approve", "Amara", "amara@example.org", vacancy, way, {"vacancy": vacancy})
    assert "made when this is written" in letter.written(draft=True).body
    assert not Link.objects.exists()
    body = letter.written().body
    key = re.search(r"/in/([\w-]+)/", body)[1]
    link = links.find(key)
    assert (link.user, link.next_url, link.purpose) == (cast.candidate, "/my/REY-0142/", "candidate")
    assert key not in without_keys(body)


def test_the_page_before_a_move_shows_what_is_sent_and_the_move_sends_it(cast):
    application = story.moderating(cast).applications.get()
    application = Application.objects.get(pk=application.pk)
    before = letters_for("application.shortlist", application, cast.hr)
    assert not Message.objects.exists()
    application.shortlist(by=cast.hr)
    outbox.carry_out_all()
    after = Message.objects.filter(kind="application.shortlist")
    assert [(each.to_email, each.subject) for each in before] == [(each.to_email, each.subject) for each in after]
    assert re.sub("http.*", "", before[0].body) == re.sub("http.*", "", after.get().body)


def test_every_letter_that_can_be_sent_has_its_words():
    """No template without a sender, no sender without a template."""
    code = "".join(
        path.read_text()
        for floor in ("hiring", "workflows", "checks", "vacancies")
        for path in (settings.BASE_DIR / floor).rglob("*.py")
    )
    stages = {"cancelled", "not_shortlisted", "after_interview", "no_further"}
    for path in FOLDER.glob("*.txt"):
        name = path.stem
        stem = name.removesuffix(".hr") if name.rpartition(".")[2] == "hr" else name
        named = f'"{name}"' in code or f'"{stem}"' in code or name.rpartition(".")[2] in stages
        assert named or name.startswith("ending."), name


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_letters_use_plain_words(path):
    words = path.read_text().lower().replace("!=", "")
    assert not [each for each in CONTROL if each in words]


def test_every_effect_belongs_to_a_verb_that_exists():
    from workflows.occasion import model_named

    for verb in _effects:
        model, _, name = verb.partition(".")
        assert model_named(model).rule_of(name), verb


def test_one_letter_each_even_when_somebody_is_named_twice(cast):
    vacancy = story.scoring(cast)
    outbox.carry_out_all()
    told = Message.objects.filter(kind="vacancy.open_scoring").values_list("to_email", flat=True)
    assert sorted(told) == sorted({seat.user.email for seat in vacancy.panel.all()})
    assert not Effect.objects.exclude(status="done").exists()
