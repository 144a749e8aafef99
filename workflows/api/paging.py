"""Lists a page at a time, in a stable order, with a cursor that survives new rows."""

import base64
import binascii
import re

from rest_framework import serializers
from rest_framework.response import Response

from hiring.api.problems import invalid

DEFAULT, MOST = 50, 200
CURSOR = re.compile(rb"^(after|before):(\d{1,18})$")


class PageAsked(serializers.Serializer):
    """How to walk through a list."""

    cursor = serializers.CharField(required=False, max_length=60, help_text="From `next` or `previous`; opaque.")
    limit = serializers.IntegerField(default=DEFAULT, min_value=1, max_value=MOST)


def page(request, rows, asked, shown):
    """One page of `rows` (a queryset with a primary key), each `shown`, with `next`, `previous` and a Link header."""
    way, edge = _read(asked.get("cursor"))
    limit = asked["limit"]
    found = list(_beyond(rows, way, edge)[: limit + 1])
    more = len(found) > limit
    found = found[:limit][:: -1 if way == "before" else 1]
    after = _at("after", found[-1].pk) if found and (more or way == "before") else None
    before = _at("before", found[0].pk) if found and (more if way == "before" else edge is not None) else None
    ways = {"next": _url(request, after), "previous": _url(request, before)}
    link = ", ".join(f'<{url}>; rel="{"prev" if name == "previous" else name}"' for name, url in ways.items() if url)
    return Response({"items": shown(found), **ways}, headers={"Link": link} if link else None)


def _beyond(rows, way, edge):
    if way == "before":
        return rows.filter(pk__lt=edge).order_by("-pk")
    return (rows if edge is None else rows.filter(pk__gt=edge)).order_by("pk")


def _read(cursor):
    if not cursor:
        return "after", None
    try:
        found = CURSOR.match(base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (binascii.Error, ValueError):
        found = None
    if not found:
        raise invalid([("?cursor", "This cursor is not one of ours. Start again without it.")])
    return found[1].decode(), int(found[2])


def _at(way, pk):
    return base64.urlsafe_b64encode(f"{way}:{pk}".encode()).decode().rstrip("=")


def _url(request, cursor):
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"


def paged(name, item):
    """The shape of a page of these."""
    return type(
        name,
        (serializers.Serializer,),
        {
            "items": item(many=True),
            "next": serializers.CharField(allow_null=True),
            "previous": serializers.CharField(allow_null=True),
        },
    )
