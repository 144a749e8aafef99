"""Cells of the record, drawn once: thousands say the same, and none of them names anybody."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from checks.record.columns import BY_CODE

register = template.Library()


@register.filter
def drawn(cells):
    """The table cells of one person, column by column."""
    return format_html_join("", "{}", ((_drawn(cell.code, cell.state, cell.shown, cell.rule),) for cell in cells))


@lru_cache(maxsize=8192)
def _drawn(code, state, shown, rule):
    told = {"state": state, "title": BY_CODE[code].title, "shown": shown, "rule": rule}
    return render_to_string("checks/record/_cell.html", {"cell": told})
