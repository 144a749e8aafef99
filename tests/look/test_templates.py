"""Rules every template keeps: nothing inline, nothing unescaped, every component says what it needs."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
PAGES = sorted(FOLDER.rglob("*.html"))
COMPONENTS = sorted((FOLDER / "components").glob("*.html"))
OPENING = re.compile(r"\{% comment %\}\n(?P<contract>.+?)\n\{% endcomment %\}", re.DOTALL)
FORBIDDEN = {
    "inline style": r"<style|\sstyle=",
    "inline script": r"<script(?![^>]*\ssrc=|\stype=\"application/ld\+json\")",  # data is not run
    "inline handler": r"\son[a-z]+=",
    "javascript address": r"javascript:",
    "unescaped output": r"\|safe\b|autoescape off",
    "part from another host": r"(?:src=|<link[^>]*href=)[\"']https?://",
}


def name(path):
    return str(path.relative_to(FOLDER))


def text_of(path):
    """The template without its comments, which may speak of what it must not do."""
    return OPENING.sub("", path.read_text())


@pytest.mark.parametrize("path", PAGES, ids=name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_template_has_none_of_what_the_browser_would_refuse(path, what):
    assert not re.search(FORBIDDEN[what], text_of(path))


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_component_says_what_it_needs(path):
    opening = OPENING.match(path.read_text())
    assert opening
    assert len(opening["contract"].split()) >= 5


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_template_includes_only_what_exists(path):
    for included in re.findall(r"\{% (?:include|extends) \"([^\"]+)\"", text_of(path)):
        assert (FOLDER / included).is_file(), included
