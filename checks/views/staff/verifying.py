"""Checking a copy of the record that came back: by its fingerprint, or from the file itself."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.exports import CheckForm
from checks.record_exports import verifying
from checks.record_exports.content import moment_in_full
from checks.record_exports.fingerprint import in_groups
from checks.views.staff.exports import readers
from hiring.access import staff
from hiring.rates import too_often

FILES_CHECKED = 30  # in ten minutes


@staff
@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request):
    """Whether a copy is ours, and says what it said when it left."""
    context = verified(request, verifying.told_to(request.actor), str(request.actor.pk))
    return render(request, "checks/record_exports/verify.html", {"nav": "record", **context}, status=context["status"])


def verified(request, exports, who):
    """The form and, when something was given to check, the verdict. `exports` are those that may be told of."""
    if request.method != "POST":
        return {"form": CheckForm(), "status": 200}
    form = CheckForm(request.POST, request.FILES)
    if too_often("verify", who, FILES_CHECKED):
        form.add_error(None, "You have checked many copies in a short time. Wait ten minutes, then go on.")
    if not form.is_valid():
        return {"form": form, "status": 422}
    file = form.cleaned_data["file"]
    given = file.read() if file else None
    verdict = (
        verifying.by_fingerprint(form.cleaned_data["fingerprint"], exports)
        if given is None
        else verifying.by_file(given, exports)
    )
    return {"form": form, "status": 200, "verdict": verdict, "facts": told_of(verdict.export)}


def told_of(export):
    """Who made it, when, of what: no more than the copy itself says."""
    if export is None:
        return []
    told = [
        ("Made by", export.made_by.name),
        ("Made at", moment_in_full(export.asked_at)),
        ("As", export.get_format_display()),
        ("Schools", export.school_names),
        ("Filter", export.filter_in_full),
        ("People", f"{export.rows:,}"),
        ("Number", str(export.pk)),
        ("Fingerprint", in_groups(export.fingerprint)),
    ]
    return [{"label": label, "value": value, "code": label == "Fingerprint"} for label, value in told]
