"""Adding somebody with no vacancy: who they are, what the rules ask of them and why, and only then their file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checks.adding import add
from checks.forms.facts import OF_SOMEBODY_NEW
from checks.forms.facts.who import ADDS_PEOPLE
from checks.views.staff.applying import applied
from checks.views.staff.telling import Telling, ask
from hiring.access import staff
from workflows.blockers import Refused
from workflows.views.preview import as_lines

KEPT_AS = "somebody new"


def telling_of(request):
    """The pages for somebody new, for those who may add people."""
    if not any(membership.role in ADDS_PEOPLE for membership in request.actor.all_memberships):
        raise PermissionDenied("Only HR or the headteacher adds people. Ask your HR officer.")
    return Telling(request, KEPT_AS, OF_SOMEBODY_NEW, base="/people/add/", by=request.actor)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request):
    """Where adding begins: what was begun before is taken up again, or thrown away."""
    telling = telling_of(request)
    if request.method == "POST":
        telling.forget()
        return redirect("/people/add/who/")
    return redirect(telling.url(telling.gathered.after(None)))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, key):
    """One page of questions about somebody new."""
    telling, back = telling_of(request), {"url": "/people/", "label": "People and checks"}
    throw_away = "/people/add/" if telling.is_begun else ""
    return ask(telling, key, back=back, heading="Add a person", throw_away=throw_away)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """Everything said, the checks that follow and why; the file is opened only from here."""
    telling = telling_of(request)
    if telling.gathered.unfinished:
        return redirect(telling.url(telling.gathered.after(None)))
    if request.method == "POST":
        return save(request, telling)
    return shown(request, telling)


def save(request, telling):
    """Open the file and derive its checks, or say every reason why not."""
    try:
        file = add(request.actor, **telling.gathered.somebody())
    except Refused as refused:
        return shown(request, telling, shut=refused.blockers, status=409)
    telling.forget()
    messages.success(request, f"{file.person.name} is added. {file.gate().summary}")
    response = HttpResponseRedirect(file.get_absolute_url())
    response.status_code = 303
    return response


def shown(request, telling, *, shut=(), status=200):
    said = telling.gathered.said
    school, gathered = said["school"], telling.gathered
    answer = applied(gathered.role(school), gathered.person(school.trust), school.trust)
    context = {
        "nav": "people",
        "name": said["name"],
        "pages": telling.rows(),
        "answer": answer,
        "subject": f"{said['name']}, {said['post_title']}",
        "shut": as_lines(shut),
    }
    return render(request, "checks/staff/add_check.html", context, status=status)
