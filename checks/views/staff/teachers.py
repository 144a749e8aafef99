"""The register look-ups still to make, and one file to make them with."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.teachers import Rows, TeacherRow, Which
from checks.teachers import LOOKS_UP, as_file, to_look_up
from hiring import clock
from hiring.access import staff


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def teachers(request):
    """Who is to be looked up; a press gives the file. What the register says is recorded on each check."""
    if not any(each.role in LOOKS_UP for each in request.actor.all_memberships):
        raise Http404("We could not find that page. Go to Home or search.")
    asked = Which(request.GET).asked
    data = request.POST if request.method == "POST" else None
    rows = Rows(TeacherRow(data, teacher=each) for each in to_look_up(request.actor, **asked))
    chosen = rows.chosen() if data is not None else []
    if chosen:
        return file_of(chosen)
    context = {"nav": "people", "rows": rows, "formset": rows, "asked": asked}
    return render(request, "checks/staff/teachers.html", context, status=422 if data is not None else 200)


def file_of(chosen):
    """Its name tells the day and nobody's name."""
    response = HttpResponse(as_file(chosen), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="teachers-{clock.today():%Y-%m-%d}.csv"'
    return response
