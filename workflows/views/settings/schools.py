"""The schools of the trust, each as the register has it, with its terms and the days it is closed."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hiring.figures import whole
from workflows.blockers import Refused
from workflows.forms.setup import ClosureForm, SchoolForm, TermForm
from workflows.models import SetupChange
from workflows.views.preview import as_lines
from workflows.views.settings.finding import NOT_FOUND, administers, keeps, see_other, the_school
from workflows.views.settings.trust import history

SCHOOLS = "/settings/schools/"


@keeps
@require_safe
def schools(request):
    """Every school of the trust."""
    context = {
        "nav": "settings",
        "schools": request.trust.schools.order_by("hub", "name"),
        "administers": request.administers,
    }
    return render(request, "workflows/settings/schools.html", context)


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def new_school(request):
    """A school joins the trust."""
    form = SchoolForm(request.POST if request.method == "POST" else None)
    back = {"url": SCHOOLS, "label": "Schools"}
    about = {"heading": "Add a school", "button": "Add the school", "back": back}
    return write(
        request,
        form,
        about,
        lambda values: SetupChange.add_school(by=request.actor, trust=request.trust, values=values),
    )


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def change_school(request, pk):
    """A school as it is now."""
    school = the_school(request, pk)
    form = SchoolForm(request.POST if request.method == "POST" else None, instance=the_school(request, pk))
    about = {"heading": f"Change {school.name}", "button": "Save", "back": back_to(school)}
    return write(
        request, form, about, lambda values: SetupChange.change_school(by=request.actor, school=school, values=values)
    )


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request, pk):
    """The first and the last day of a term."""
    school = the_school(request, pk)
    form = TermForm(request.POST if request.method == "POST" else None)
    about = {"heading": f"Add a term: {school.name}", "button": "Add the term", "back": back_to(school)}
    return write(request, form, about, lambda values: SetupChange.add_term(by=request.actor, school=school, **values))


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def new_closure(request, pk):
    """A day in term on which nobody is there."""
    school = the_school(request, pk)
    form = ClosureForm(request.POST if request.method == "POST" else None)
    about = {"heading": f"Close for a day: {school.name}", "button": "Close that day", "back": back_to(school)}
    return write(
        request, form, about, lambda values: SetupChange.add_closure(by=request.actor, school=school, **values)
    )


def back_to(school):
    return {"url": f"{SCHOOLS}{school.pk}/", "label": school.name}


def write(request, form, about, make):
    """Ask, and write down; or say every reason why not, with what was typed."""
    shut = ()
    if form.is_valid():
        try:
            made = make(form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            messages.success(request, "Saved.")
            return see_other(made.get_absolute_url())
    context = {"nav": "settings", "form": form, "shut": as_lines(shut), **about}
    return render(
        request, "workflows/settings/form.html", context, status=422 if form.errors else 409 if shut else 200
    )


@keeps
@require_safe
def school(request, pk):
    """One school: how it is described, its terms, the days it is closed, and who changed what."""
    one = the_school(request, pk)
    context = {
        "nav": "settings",
        "school": one,
        "terms": one.terms.all(),
        "closures": one.closures.all(),
        "administers": request.administers,
        "events": history(request, Q(root_type="setupchange", school=one)),
    }
    return render(request, "workflows/settings/school.html", context)


@administers
@require_http_methods(["POST"])
def take_out(request, pk):
    """A term or a closure that was wrong goes; its going is kept."""
    one = the_school(request, pk)
    term = one.terms.filter(pk=whole(request.POST.get("term"))).first()
    closure = one.closures.filter(pk=whole(request.POST.get("closure"))).first()
    if term:
        SetupChange.remove_term(by=request.actor, term=term)
    elif closure:
        SetupChange.remove_closure(by=request.actor, closure=closure)
    else:
        raise Http404(NOT_FOUND)
    messages.success(request, "Taken out.")
    return see_other(f"{SCHOOLS}{one.pk}/")
