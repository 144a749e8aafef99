"""One copy of the record: being made, ready to fetch, or gone; and who fetched it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checks.models import Export
from checks.record_exports import devices
from checks.record_exports.fingerprint import in_groups
from checks.views.staff.exports import is_fresh, prove_again
from hiring.access import seen, staff
from workflows.blockers import NotAllowed, Refused
from workflows.history_words import in_words
from workflows.views import move

VERBS = {"try-again", "take-away"}


@staff
@never_cache
@require_safe
def one(request, pk):
    """One copy: being made, ready, or gone; who fetched it and when."""
    export = _seen(request, pk)
    verdicts = {verdict.rule.name: verdict for verdict in export.moves(request.actor) if verdict.permitted}
    context = {
        "nav": "record",
        "export": export,
        "mark": in_groups(export.fingerprint),
        "rows": f"{export.rows or 0:,} {'row' if export.rows == 1 else 'rows'}",
        "waiting": export.state == Export.State.ASKED,
        "may_download": "download" in verdicts and verdicts["download"].allowed,
        "may_try_again": "try_again" in verdicts,
        "may_take_away": "take_away" in verdicts,
        "failure": _failure(export),
        "events": [in_words(event) for event in export.events().select_related("actor", "note")],
        "devices": _devices(export),
    }
    return render(request, "checks/record_exports/one.html", context)


def _seen(request, pk):
    return seen(Export, request.actor, pk=pk)


def _failure(export):
    if export.state != Export.State.FAILED:
        return ""
    note = getattr(export.events().select_related("note").first(), "note", None)
    return note.text if note else ""


def _devices(export):
    """Each time it was fetched: when, by whom, on what."""
    fetched = export.events().filter(verb="export.download").select_related("actor")
    return [{"at": event.local_time, "who": event.who, "device": event.details.get("device", "")} for event in fetched]


@staff
@require_POST
def download(request, pk):
    """The file itself, to whoever asked for it; each time is in its history before the first byte leaves."""
    export = _seen(request, pk)
    if not is_fresh(request):
        return prove_again(export.get_absolute_url())
    try:
        export.download(by=request.actor, device=devices.in_words(request))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, " ".join(blocker.text for blocker in refused.blockers))
        return HttpResponseRedirect(export.get_absolute_url())
    name = f"single-central-record-{export.as_at.isoformat()}-{export.pk}.{export.format}"
    response = FileResponse(default_storage.open(export.file.name), as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_export(request, pk, verb):
    """Try again, or take the file away."""
    if verb not in VERBS:
        raise Http404("We could not find that page. Go to Home or search.")
    return move(request, _seen(request, pk), verb, nav="record")
