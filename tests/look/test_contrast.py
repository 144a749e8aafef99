"""Every colour that carries meaning stands out from what it is drawn on, by the formula of WCAG 2.2."""

import re

import pytest
from django.conf import settings

TOKENS = settings.BASE_DIR / "hiring" / "look" / "style" / "_tokens.scss"
GROUNDS = ["paper", "surface", "sunken"]
STATES = ["ok", "wait", "review", "problem", "none", "info"]


def palettes():
    """The light and the dark palette, as name to hex colour; the dark one keeps what it does not redefine."""
    blocks = re.split(r"@media screen and \(prefers-color-scheme: dark\)", TOKENS.read_text())
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks)
    return {"light": {**dark, **light}, "dark": {**light, **dark}}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip([0.2126, 0.7152, 0.0722], linear, strict=True))


def contrast(one, other):
    bright, dim = sorted([luminance(one), luminance(other)], reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def pairs():
    for ground in GROUNDS:
        for text in ["ink", "ink-2", "brand", "link", "visited", *STATES]:
            yield text, ground, 4.5
        yield "edge", ground, 3.0
    for state in STATES:
        yield state, f"{state}-bg", 4.5
        yield "ink", f"{state}-bg", 4.5
        yield "link", f"{state}-bg", 4.5
    yield "on-brand", "brand", 4.5
    yield "on-brand", "brand-deep", 4.5
    yield "focus", "ring", 3.0
    for level in range(5):
        yield ("on-heat-light" if level < 3 else "on-heat-dark"), f"heat-{level}", 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), list(pairs()))
def test_colour_stands_out_from_its_ground(scheme, text, ground, least):
    palette = palettes()[scheme]
    assert contrast(palette[text], palette[ground]) >= least


def test_the_formula_gives_the_ends_of_the_scale():
    assert round(contrast("#ffffff", "#000000"), 6) == 21
    assert contrast("#0b4f5c", "#0b4f5c") == 1
