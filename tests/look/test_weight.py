"""What a phone has to fetch before a page looks right."""

import gzip

import pytest
from django.conf import settings

BUILT = settings.BASE_DIR / "build" / "static" / "gatepost"


def compressed(*names):
    return sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in names)


def test_styles_weigh_under_25_kilobytes():
    assert compressed("gatepost.css") < 25 * 1024


def test_script_weighs_under_20_kilobytes():
    assert compressed("gatepost.js") < 20 * 1024


def test_script_with_htmx_weighs_under_25_kilobytes():
    assert compressed("gatepost.js", "htmx.js") < 25 * 1024


def test_first_view_leaves_room_for_the_page_in_200_kilobytes():
    fonts = sum((BUILT / name).stat().st_size for name in ["text.woff2", "code.woff2"])
    assert fonts + compressed("gatepost.css", "gatepost.js") < 120 * 1024


@pytest.mark.parametrize("name", ["gatepost.css", "gatepost.js"])
def test_build_asks_no_other_host_for_anything(name):
    text = (BUILT / name).read_text()
    assert "//fonts." not in text
    assert "url(http" not in text
    assert "@import" not in text
