"""Taking out a copy of the record: choose, then look at what it would hold and say why. Two steps, and a fresh sign-in."""

from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.exports import FILTERS, WantedForm, WhyForm
from checks.models import Export
from checks.record_exports.content import day_in_full, filter_in_full
from checks.record_exports.fingerprint import in_groups
from checks.record_exports.verifying import readable_schools
from checks.views.staff.record import around
from hiring.access import staff
from hiring.sign_in import IN_THE_DEMO, signed_in_just_now
from workflows.blockers import Blocked, NotAllowed
from workflows.views.preview import as_lines

LATEST = 50
CARRIED = {"schools", "format", "as", *FILTERS}


def readers(view):
    """For those who read checks somewhere; to everybody else these pages do not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.schools = readable_schools(request.actor)
        if not request.schools:
            raise Http404("We could not find that page. Go to Home or search.")
        return view(request, *args, **kwargs)

    return guarded


def is_fresh(request):
    """Whether this person proved who they are within the last minutes: nothing leaves on an old sign-in."""
    return signed_in_just_now(request) or bool(request.session.get(IN_THE_DEMO))


def prove_again(after):
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': after})}")


@staff
@readers
@never_cache
@require_safe
def wanted(request):
    """What to take out, and the copies taken before."""
    if not is_fresh(request):
        return prove_again(request.get_full_path())
    form = WantedForm(initial=_asked_before(request), schools=request.schools)
    return render(request, "checks/record_exports/wanted.html", _beside(request) | {"form": form})


def _asked_before(request):
    """What the page that led here was showing."""
    days = {"as_at": _day(request.GET.get("on", "")), "since": _day(request.GET.get("since", ""))}
    asked = {name: request.GET.get(name, "") for name in FILTERS} | days
    slugs = [school.slug for school in request.schools]
    named = [slug for slug in request.GET.getlist("school") if slug in slugs]
    return asked | {"format": "xlsx", "schools": named or (slugs if len(slugs) == 1 else [])}


def _day(text):
    """A day of the calendar, or none: an address may say anything."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _beside(request):
    past = Export.objects.visible_to(request.actor).select_related("made_by", "school__trust")[:LATEST]
    return {
        "nav": "record",
        "subnav": around.subnav("record_export"),
        "past": [(export, in_groups(export.fingerprint)) for export in past],
    }


@staff
@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """What the copy would hold, before it is made; then why, and made."""
    said = request.POST if request.method == "POST" else request.GET
    if not said:
        return HttpResponseRedirect(reverse("record_export"))
    form = WantedForm(said, schools=request.schools)
    if not form.is_valid():
        return render(request, "checks/record_exports/wanted.html", _beside(request) | {"form": form}, status=422)
    if not is_fresh(request):
        return prove_again(f"{request.path}?{_address(form)}")
    if request.method == "POST":
        return ask(request, form)
    return _page(request, form, WhyForm())


def ask(request, form):
    """Ask for the copy through the door, or show again what was typed with every reason why not."""
    why = WhyForm(request.POST)
    if not why.is_valid():
        return _page(request, form, why, status=422)
    try:
        export = Export.ask(by=request.actor, **form.chosen(), **why.cleaned_data)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Blocked as blocked:
        return _page(request, form, why, shut=blocked.blockers, status=409)
    response = HttpResponseRedirect(export.get_absolute_url())
    response.status_code = 303
    return response


def _page(request, form, why, *, shut=None, status=200):
    facts = form.chosen()
    if shut is None:
        shut = Export.ask.dry_run(by=request.actor, **facts, reason="…").blockers
    context = {
        "nav": "record",
        "form": why,
        "kept": [(name, value) for name, values in _said(form) for value in values],
        "shut": as_lines(shut),
        "change_url": f"{reverse('record_export')}?{_address(form)}",
        "facts": _facts(request, facts),
    }
    return render(request, "checks/record_exports/check.html", context, status=status)


def _facts(request, facts):
    format_words = dict(Export.Format.choices)[facts["format"]]
    told = [
        ("Schools", ", ".join(school.name for school in facts["schools"])),
        ("As at", day_in_full(facts["as_at"])),
        ("Filter", filter_in_full(facts["filter_words"], facts["sought"])),
        ("As", format_words),
        ("Marked with", f"{request.actor.name} and the time, on every sheet and page"),
    ]
    return [{"label": label, "value": value} for label, value in told]


def _said(form):
    """What was chosen, name by name, to be carried to the next page."""
    return [(name, form.data.getlist(name)) for name in dict(form.data.lists()) if name.partition("_")[0] in CARRIED]


def _address(form):
    return urlencode(_said(form), doseq=True)
