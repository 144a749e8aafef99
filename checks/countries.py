"""Countries by one name each, however somebody typed them. The table is dated data: see the top of `countries.tab`."""

from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("countries.tab")
AT_HOME = "GB"
ALSO_CALLED = {
    "america": "US",
    "burma": "MM",
    "czechia": "CZ",
    "eire": "IE",
    "holland": "NL",
    "ivory coast": "CI",
    "north korea": "KP",
    "republic of ireland": "IE",
    "south korea": "KR",
    "türkiye": "TR",
    "turkiye": "TR",
    "uae": "AE",
    "united states of america": "US",
    "us": "US",
    "usa": "US",
}


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """ISO code -> the country's usual English name; without the United Kingdom, where nobody is abroad."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = dict(line.split("\t") for line in lines if not line.startswith("#"))
    return {code: name for code, name in rows.items() if code != AT_HOME}


@lru_cache(maxsize=1)
def _by_words() -> dict[str, str]:
    return {_plain(name): name for name in names().values()} | {
        word: names()[code] for word, code in ALSO_CALLED.items()
    }


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").split()).removeprefix("the ")


def one_name(typed: str) -> str:
    """The country's own name for what was typed; a place the table does not know stays as it was typed."""
    return _by_words().get(_plain(typed), " ".join(typed.split())[:60])


def is_same(one: str, other: str) -> bool:
    """Whether two ways of writing mean one country."""
    return _plain(one_name(one)) == _plain(one_name(other))
