"""The cells of a matrix: there may be thousands on a page, so a row's are written in one go."""

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()
D = ' <abbr class="discuss-mark" title="To discuss">D</abbr>'


@register.filter
def cells(row):
    """What components/matrix.html says of a cell, for each of these."""
    return mark_safe("".join(map(_cell, row)))  # noqa: S308 every word of it is escaped below


def _cell(cell):
    level, label, word, discuss = cell.get("level"), cell.get("label"), cell.get("word"), cell.get("discuss")
    tint = "" if level is None else f" heat-{escape(level)}"
    named = f' data-label="{escape(label)}"' if label else ""
    hidden = f'<span class="govuk-visually-hidden"> {escape(word)}</span>' if word else ""
    edge, mark = (" discuss", D) if discuss else ("", "")
    return f'<td class="num{tint}{edge}" role="cell"{named}>{escape(cell["text"])}{mark}{hidden}</td>'
