"""The floor: a signed-in view that sends the same SQL by hand and writes as many rows with a plain template."""

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.template import Context, Engine
from django.urls import include, path

from hiring.access import staff
from hiring.api.access import candidate_token, staff_token
from hiring.api.endpoint import Endpoint

TEMPLATE = Engine().from_string(
    "<!DOCTYPE html><html><body><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>"
    "{% endfor %}</table></body></html>"
)
todo = {"statements": [], "rows": 0}


def rows():
    """What the page asked, asked again with nothing around it; the longest answer is what is shown."""
    longest = []
    with connection.cursor() as cursor:
        for sql, params in todo["statements"]:
            cursor.execute(sql, params)
            found = cursor.fetchall() if cursor.description else []
            longest = max(longest, found, key=len)
    return [row[:6] for row in longest[: todo["rows"]]]


@staff
def page(request):
    return HttpResponse(TEMPLATE.render(Context({"rows": rows()})))


class Status(Endpoint):
    access = candidate_token

    def get(self, request):
        return JsonResponse({"rows": [[str(cell) for cell in row] for row in rows()]})


class Gate(Status):
    access = staff_token


urlpatterns = [
    path("floor/", page),
    path("floor/status/", Status.as_view()),
    path("floor/gate/", Gate.as_view()),
    path("", include("hiring.urls")),
]
