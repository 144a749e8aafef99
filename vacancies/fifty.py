"""A long list fifty at a time, each page beginning after somebody: whoever comes or goes meanwhile, nobody is skipped."""

from urllib.parse import urlencode

PAGE = 50


def fifty_after(rows, code_of, after, url, **kept):
    """(those on the page, its pager for components/pager.html or None). `after`: the code of the last on the page before.

    Where nobody has that code any more it begins at the start. `kept`: what else the addresses of the pages say.
    """
    codes = [code_of(row) for row in rows]
    start = codes.index(after) + 1 if after in codes else 0
    end = start + PAGE
    if len(rows) <= PAGE:
        return rows, None
    pager = {"text": f"{start + 1} to {min(end, len(rows))} of {len(rows)}"}
    if start:
        pager["previous_url"] = page_from(max(0, start - PAGE), codes, url, **kept)
    if end < len(rows):
        pager["next_url"] = page_from(end, codes, url, **kept)
    return rows[start:end], pager


def page_with(code, codes, url):
    """The address of the page on which the row with this code stands."""
    return page_from(codes.index(code) // PAGE * PAGE, codes, url)


def page_from(start, codes, url, **kept):
    """The address of the page that begins with the row at this place."""
    asked = kept | ({"after": codes[start - 1]} if start else {})
    return f"{url}?{urlencode(asked)}" if asked else url
