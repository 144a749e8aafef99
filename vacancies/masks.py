"""Hides words that would say who somebody is: whatever their capitals, accents, hyphens or possessives. Plain text in and out."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from vacancies.everyday import EVERYDAY, GENERIC, ORGANISATION_WORDS

ALONE_BEFORE, ALONE_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
INITIALS = rf"(?:{ALONE_BEFORE}[^\W\d_]\.\s?){{0,3}}"
BETWEEN = r"[\s._'\u2010-\u2015-]{0,3}"
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "\u0131": "i"}
    | dict.fromkeys("’\u2018\u02bc", "'")
)


def folded(text):
    """The text in plain small letters, and for each of them its place in the original."""
    letters, places = [], []
    for place, character in enumerate(text):
        plain = unicodedata.normalize("NFKD", character).casefold().translate(LETTERS)
        for letter in unicodedata.normalize("NFKD", plain):
            if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf":
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def words_of(text):
    """Runs of letters and figures, folded: `Ashby-Cole` is two."""
    return re.findall(r"[^\W_]+", folded(text)[0])


@dataclass(frozen=True)
class Hidden:
    """One thing to hide: its words in order, what to write in its place, and whether only with a capital."""

    words: tuple
    label: str
    needs_capital: bool = False

    @cached_property
    def pattern(self):
        before = INITIALS if self.label == "name" else ""
        middle = BETWEEN.join(map(re.escape, self.words))
        return re.compile(rf"{before}{ALONE_BEFORE}({middle}){ALONE_AFTER}")


@dataclass(frozen=True)
class Shape:
    """Something hidden for how it looks: an e-mail address, a telephone number, a postcode."""

    label: str
    pattern: re.Pattern
    needs_capital: bool = False


SHAPES = [
    Shape(label, re.compile(shape))
    for label, shape in [
        ("contact", r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"),
        ("link", r"(?:https?://|www\.)\S+"),
        ("contact", rf"{ALONE_BEFORE}@\w{{3,}}"),
        ("contact", r"(?<!\d)(?:\+44|0044|0)[\s().-]*\d(?:[\s().-]*\d){8,10}(?!\d)"),
        ("place", rf"{ALONE_BEFORE}[a-z]{{1,2}}\d[a-z\d]?\s?\d[a-z]{{2}}{ALONE_AFTER}"),
        ("number", rf"{ALONE_BEFORE}[a-z]{{2}}\s?\d{{2}}\s?\d{{2}}\s?\d{{2}}\s?[a-d]{ALONE_AFTER}"),
        ("number", r"(?<!\d)\d{2}/\d{5}(?!\d)"),
        ("date", r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d)"),
    ]
]


def whole(text, label):
    """The text as one phrase, if it has any words."""
    words = tuple(words_of(text))
    is_common = set(words) <= (EVERYDAY if len(words) == 1 else ORGANISATION_WORDS)
    return [Hidden(words, label, is_common)] if words else []


def name(text):
    """Every part of a person's name, and the whole."""
    parts = [each for each in words_of(text) if len(each) > 1]
    joined = [hidden for chunk in text.split() for hidden in whole(chunk, "name") if len("".join(hidden.words)) > 1]
    return [*whole(text, "name"), *joined, *(Hidden((each,), "name", each in EVERYDAY) for each in parts)]


def names_within(text):
    """The words with capitals in a sentence that was not meant for the panel."""
    return [hidden for word in re.findall(r"\b[A-Z][\w’'-]{2,}", text) for hidden in name(word)]


def organisation(text, label):
    """A school or employer: in full, without its general words, and each particular word."""
    words = words_of(text)
    words = words[1:] if words[:1] == ["the"] else words
    core = list(words)
    while core and core[-1] in ORGANISATION_WORDS:
        core.pop()
    while core and core[0] in ORGANISATION_WORDS:
        core.pop(0)
    particular = [each for each in core if each not in GENERIC and len(each) > 3]
    phrases = [*whole(" ".join(words), label), *whole(" ".join(core), label)]
    return [*phrases, *(Hidden((each,), label, each in EVERYDAY) for each in particular)]


def address(text):
    """Each line of a postal address, and its particular words."""
    lines = [line for line in re.split(r"[,\n]", text) if len(words_of(line)) > 1]
    particular = [each for each in words_of(text) if len(each) > 3 and not each.isdigit()]
    phrases = [hidden for line in lines for hidden in whole(line, "place")]
    return [*phrases, *(Hidden((each,), "place", each in EVERYDAY) for each in particular)]


def email(text, label="name"):
    """What stands before the @, and the name of the domain when it is not one that everybody uses."""
    local, _, domain = text.partition("@")
    particular = [each for each in words_of(local) if len(each) > 3 and each not in GENERIC and not each.isdigit()]
    home = [each for each in words_of(domain)[:-1] if len(each) > 3 and each not in EVERYDAY]
    parts = [*(Hidden((each,), label) for each in particular), *(Hidden((each,), "employer") for each in home)]
    return [*([] if set(words_of(local)) <= EVERYDAY else whole(local, label)), *parts]


class Mask:
    """Everything to hide in what one person wrote."""

    def __init__(self, hidden):
        self.hidden = [*SHAPES, *dict.fromkeys(hidden)]

    def hide(self, text):
        """The text with each hidden thing replaced by a word in brackets. Nothing in, nothing out."""
        plain, places = folded(text)
        spans = []
        for each in self.hidden:
            for match in each.pattern.finditer(plain):
                start, end = places[match.start()], places[match.end() - 1] + 1
                if not each.needs_capital or text[places[match.start(1)]].isupper():
                    spans.append((start, -end, each.label))
        return _replaced(text, sorted(spans))


def _replaced(text, spans):
    """Spans in order, those that overlap as one; accents and joiners written apart go with their letter."""
    parts, at, reach = [], 0, 0
    for start, minus_end, label in spans:
        if start >= reach:
            parts += [text[at:start] if start >= at else "", f"[{label}]"]
        reach = max(reach, -minus_end)
        while reach < len(text) and (unicodedata.combining(text[reach]) or unicodedata.category(text[reach]) == "Cf"):
            reach += 1
        at = reach
    return "".join([*parts, text[at:]])
