"""People at work under whom the law has moved: who they are, what is new, and the one press that asks for it."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from checks.permissions import may_open_a_file
from checks.rescreening import asked_already, found_for
from checks.rules_in_words import what, words_of
from hiring import clock
from hiring.access import staff
from hiring.figures import whole
from hiring.permissions import READS_CHECKS
from workflows.blockers import Refused

MOST = 500  # people asked at one press


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def rules_moved(request):
    """The list by line of law; a post asks those chosen, each through the door."""
    if not any(each.role in READS_CHECKS for each in request.actor.all_memberships):
        raise Http404("We could not find that page. Go to Home or search.")
    found = found_for(request.actor)
    if request.method == "POST":
        return ask(request, found)
    context = {
        "nav": "people",
        "groups": [group_of(group, request.actor) for group in found.groups],
        "unread": found.unread,
        "asked": asked_already(request.actor),
        "now": clock.now(),
    }
    return render(request, "checks/staff/rules_moved.html", context)


def ask(request, found):
    """Everybody ticked, or everybody under one line of law; whoever cannot be asked is named with the reason."""
    chosen = files_chosen(request.POST, found)
    if not chosen:
        messages.error(request, "Select at least one person.")
    done = [file for file in chosen[:MOST] if asked_for(request, file)]
    if done:
        names = ", ".join(file.person.name for file in done[:3])
        number = names if len(done) <= 3 else f"{names} and {len(done) - 3} more"
        messages.success(request, f"What is new is asked for: {number}. HR records it on each person’s checks.")
    response = HttpResponseRedirect(reverse("rules_moved"))
    response.status_code = 303
    return response


def files_chosen(data, found):
    if data.get("line"):
        groups = [group for group in found.groups if key_of(group.moved) == data["line"]]
        return [line.file for group in groups for line in group.lines]
    ticked = {whole(each, 0) for each in data.getlist("file")}
    return [file for file in found.files if file.pk in ticked]


def asked_for(request, file):
    try:
        file.rescreen(by=request.actor)
    except Refused as refused:
        messages.warning(request, f"{file.person.name} was not asked. {refused}")
        return False
    return True


def key_of(moved):
    return f"{moved.line.id}/{moved.on.isoformat()}"


def group_of(group, actor):
    lines = [{"line": line, "may_ask": may_open_a_file(line.file, actor)} for line in group.lines]
    may_ask = all(each["may_ask"] for each in lines)
    source = group.moved.line.source.on(group.moved.on)
    return {
        "key": key_of(group.moved),
        "lines": lines,
        "may_ask_all": may_ask and len(lines) > 1,
        "may_ask_any": any(each["may_ask"] for each in lines),
        **in_words(group.moved),
        "source": str(source),
    }


def in_words(moved):
    """One line of law that moved, as the page says it."""
    line = moved.line
    return {
        "rule": line.id,
        "on": moved.on,
        "verb": "no longer holds from" if moved.ended else "holds from",
        "title": what(line),
        "when": words_of(line.when),
    }
