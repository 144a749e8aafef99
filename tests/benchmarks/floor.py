"""The floor: a signed-in view that sends the same SQL by hand and writes as many rows with a plain template."""

from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import Context, Engine
from django.urls import include, path
from psycopg.rows import dict_row

from hiring.access import staff
from hiring.api.access import candidate_token, staff_token
from hiring.api.endpoint import Endpoint

TEMPLATE = Engine().from_string(
    "<!DOCTYPE html><html><body><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}</table></body></html>"
)
todo = {"statements": [], "rows": 0, "wide": 0, "deed": None}


def rows():
    """What the page asked, asked again with nothing around it; the longest answer is what is shown.

    A page that shows a matrix says how wide it is; then the answer is laid out as so many rows of so many cells.
    """
    longest = []
    with connection.cursor() as cursor:
        for sql, params in todo["statements"]:
            cursor.execute(sql, params)
            found = cursor.fetchall() if cursor.description else []
            longest = max(longest, found, key=len)
    if todo["wide"]:
        return [
            [row[-1] for row in longest[at : at + todo["wide"]]]
            for at in range(0, todo["rows"] * todo["wide"], todo["wide"])
        ]
    return [row[:6] for row in longest[: todo["rows"]]]


@staff
def page(request):
    return HttpResponse(TEMPLATE.render(Context({"rows": rows()})))


@staff
def deed(request):
    """What a post reads, read again with nothing around it, and what it writes, written by hand; then back to a page."""
    rows()
    with transaction.atomic(), connection.connection.cursor(row_factory=dict_row) as cursor:
        todo["deed"](cursor)
    return HttpResponseRedirect("/floor/", status=303)


class Status(Endpoint):
    access = candidate_token

    def get(self, request):
        return JsonResponse({"rows": [[str(cell) for cell in row] for row in rows()]})


class Gate(Status):
    access = staff_token


urlpatterns = [
    path("floor/", page),
    path("floor/deed/", deed),
    path("floor/status/", Status.as_view()),
    path("floor/gate/", Gate.as_view()),
    path("", include("hiring.urls")),
]
