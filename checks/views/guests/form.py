"""The form itself, a page at a time, saved as it is written."""

import json
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from checks.forms.reference import STEPS, Send
from checks.reading import EDITION, shown
from checks.views.guests.coming_in import SENT, is_the_candidate, refuse, request_of
from hiring import clock, links
from hiring.access import public, referee
from hiring.actors import Guest
from workflows.blockers import Refused

ENDED = "checks/guests/ended.html"


def wanted(view):
    """Only while the reference is still wanted, and never in the candidate's own browser."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        asked = request_of(request.actor.link)
        if asked is None:
            return render(request, ENDED, {"token": ""}, status=410)
        if is_the_candidate(request, asked):
            return refuse(request, asked)
        request.actor = Guest(link=request.actor.link, name=asked.name)
        if asked.answered_at and view.__name__ != "question":
            return redirect("reference_question")
        return view(request, asked, *args, **kwargs)

    return referee(never_cache(checked))


def around(asked, **more):
    """What every page of the form says at its head and foot."""
    clearance = asked.check_row.clearance
    return {
        "asked": asked,
        "person": clearance.person.name,
        "post": clearance.post_title,
        "school": clearance.school,
        "trust": clearance.school.trust.name,
        "short_title": f"Reference for {clearance.person.name}",
        "help_line": f"Questions? Phone {clearance.school.trust.phone}, school days 8:30 to 4:30.",
        "staff": False,
    } | more


def steps_for(asked):
    """The pages this referee is asked; the person specification only when there is one."""
    return [name for name in STEPS if name != "role" or asked.criteria]


@wanted
@require_GET
def start(request, asked):
    """Who asks, for what job, how long it takes, and three ways on."""
    begun = asked.begun
    first = next((name for name in steps_for(asked) if name not in begun), "check")
    return render(request, "checks/guests/start.html", around(asked, begun=bool(begun), first=first))


@wanted
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, asked, name):
    """One page of questions."""
    names = steps_for(asked)
    if name not in names:
        raise Http404("We could not find that page.")
    title, form_class = STEPS[name]
    if request.method == "POST":
        form = form_class(request.POST, referee=asked)
        asked.keep(name, {field: request.POST.get(field, "") for field in form.fields})
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=204)
        if form.is_valid():
            return redirect(after(request, names, name))
    else:
        form = form_class(initial=asked.begun.get(name), referee=asked)
    number = names.index(name) + 1
    context = around(
        asked,
        form=form,
        title=title,
        progress={"now": number, "total": len(names) + 1, "text": f"Page {number} of {len(names) + 1}"},
        back={"url": before(names, name)},
        from_check=request.GET.get("from") == "check",
    )
    return render(request, "checks/guests/page.html", context, status=422 if form.errors else 200)


def after(request, names, name):
    """The next page, or back to the check page for somebody who came from there."""
    here = names.index(name)
    if request.GET.get("from") == "check" or here + 1 == len(names):
        return reverse("reference_check")
    return reverse("reference_page", args=[names[here + 1]])


def before(names, name):
    here = names.index(name)
    return reverse("reference_page", args=[names[here - 1]]) if here else reverse("reference")


@wanted
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, asked):
    """Everything on one page, each answer with its way back, and one button."""
    names = steps_for(asked)
    begun = asked.begun
    forms = {name: STEPS[name][1](begun.get(name, {}), referee=asked) for name in names}
    unfinished = [name for name in names if not forms[name].is_valid()]
    form = Send(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not unfinished:
        return send(request, asked, forms, form)
    sections = [
        {
            "title": STEPS[name][0],
            "url": f"{reverse('reference_page', args=[name])}?from=check",
            "unfinished": name in unfinished,
            "rows": shown(forms[name], begun.get(name, {}) if name in unfinished else forms[name].cleaned_data),
        }
        for name in names
    ]
    context = around(
        asked,
        form=form,
        sections=sections,
        unfinished=[section for section in sections if section["unfinished"]],
        progress={
            "now": len(names) + 1,
            "total": len(names) + 1,
            "text": f"Page {len(names) + 1} of {len(names) + 1}",
        },
        back={"url": reverse("reference_page", args=[names[-1]])},
    )
    refused = request.method == "POST"
    return render(request, "checks/guests/check.html", context, status=422 if refused else 200)


def send(request, asked, forms, form):
    """The answers are sealed as they are, the link is spent, and the check waits for a decision."""
    said = {name: each.cleaned_data for name, each in forms.items()}
    said |= {"signed": form.cleaned_data["signed"], "edition": EDITION}
    device = links.device_of(request)
    try:
        asked.check_row.answer(
            by=Guest(link=request.actor.link, name=said["you"]["name"]),
            evidence=evidence(said),
            answers=json.dumps(said),
            device=links.digest(device) if device else "",
            network=links.network_of(request),
        )
    except Refused:
        return render(request, ENDED, {"token": ""}, status=410)
    request.session[SENT] = {"school": asked.school.name, "phone": asked.school.trust.phone, "what": "sent"}
    return redirect("reference_sent")


def evidence(said):
    """The receipt of a reference: who, for which organisation, how it came. What it says stays out of the receipt."""
    you, job = said["you"], said["employment"]
    return {
        "source": f"{you['name']}, {you['position']}, {you['organisation']}",
        "terms": "",
        "outcome": "received",
        "evidence_on": clock.today(),
        "capacity": you["capacity"],
        "route": "our_form",
        "agrees_with_application": job.get("agrees", ""),
    }


@public("A thank-you that says nothing about anybody.")
@require_GET
def sent(request):
    """It has gone, or it will not be written, or it will be asked again; either way nothing more is to do."""
    return render(request, "checks/guests/sent.html", request.session.get(SENT, {"what": "sent"}))
