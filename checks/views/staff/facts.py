"""What the rules were told of somebody, and how to say that it has changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from checks.differences import Difference
from checks.forms.facts import OF_A_FILE
from checks.forms.facts.gathering import begun_from
from checks.forms.facts.words import in_words as fact_in_words
from checks.forms.facts.words import label_of
from checks.forms.people import CorrectBirthday, WhyChanged
from checks.kinds import KINDS
from checks.models import Clearance, FactsChange
from checks.permissions import may_tell_facts
from checks.rules import InvalidCase
from checks.views.staff.applying import applied
from checks.views.staff.telling import Telling, ask
from hiring.access import staff
from hiring.templatetags.dates import fullday
from workflows.blockers import Refused
from workflows.views import move
from workflows.views.preview import as_lines

ENDED = {"closed", "left"}


def file_seen(request, pk):
    """A file this actor may know of, never their own from the staff side."""
    files = Clearance.objects.visible_to(request.actor).exclude(person=request.actor)
    found = files.select_related("person", "school__trust").filter(pk=pk).first()
    if found is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return found


def file_to_change(request, pk):
    """A file whose facts this actor may change."""
    file = file_seen(request, pk)
    if not may_tell_facts(file, request.actor):
        raise PermissionDenied("Only HR or the headteacher says that facts have changed.")
    if file.state in ENDED:
        raise PermissionDenied(f"{file}: the file is closed. Add the person again to begin new checks.")
    return file


def telling_of(request, file):
    """The pages of this file's facts, begun with what the rules were told so far."""
    key, base = f"facts of {file.pk}", f"{file.get_absolute_url()}facts/"
    return Telling(request, key, OF_A_FILE, base=base, begun=begun_from(file))


@staff
@require_safe
def applies(request, pk):
    """The checks that apply to this person, and why."""
    file = file_seen(request, pk)
    try:
        answer = applied(file.role_facts, file.person_facts, file.trust, file.edition_on)
    except InvalidCase:
        answer = None
    context = {
        "nav": "people",
        "answer": answer,
        "file": file,
        "subject": str(file),
        "back": {"url": file.get_absolute_url(), "label": str(file)},
        "may_change": may_tell_facts(file, request.actor) and file.state not in ENDED,
        "let_go": let_go_of(file),
        "changes": file.changes.select_related("proposed_by", "agreed_by").order_by("-id"),
    }
    return render(request, "checks/staff/applies.html", context)


def let_go_of(file):
    """Checks that were asked for once and are asked for no more, each with its rule and who agreed."""
    gone = file.checks.filter(state="let_go").select_related("let_go_by__proposed_by", "let_go_by__agreed_by")
    return [{"title": KINDS[check.code].title, "rule": check.required_by, "change": check.let_go_by} for check in gone]


@staff
@require_safe
def begin(request, pk):
    """Where a change begins: everything that was told, and what the rules say of it today."""
    file = file_to_change(request, pk)
    return redirect(telling_of(request, file).url())


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk, key):
    """One page of facts that may have changed."""
    file = file_to_change(request, pk)
    telling = telling_of(request, file)
    back = {"url": telling.url(), "label": "What would change"}
    return ask(telling, key, back=back, heading=file.person.name)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Every fact, and what a change would do to the checks, before it is saved with a reason."""
    file = file_to_change(request, pk)
    telling = telling_of(request, file)
    if request.method == "POST" and request.POST.get("do") == "throw-away":
        telling.forget()
        return HttpResponseRedirect(telling.url())
    form = WhyChanged(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not telling.gathered.unfinished:
        return save(request, file, telling, form)
    return shown(request, file, telling, form, status=422 if form.errors else 200)


def save(request, file, telling, form):
    """Propose the change and, where it asks for no less, make it at once; a lighter one waits for somebody else."""
    try:
        with transaction.atomic():
            change = FactsChange.propose(
                by=request.actor,
                clearance=file,
                reason=form.cleaned_data["reason"],
                **telling.gathered.facts_of(file),
            )
            if not change.is_lighter:
                change.make(by=request.actor)
    except Refused as refused:
        return shown(request, file, telling, form, shut=refused.blockers, status=409)
    telling.forget()
    waits = "It asks for less than before, so somebody else must agree before anything changes."
    messages.success(request, f"The change waits. {waits}" if change.is_lighter else "The facts are changed.")
    response = HttpResponseRedirect(change.get_absolute_url() if change.is_lighter else file.get_absolute_url())
    response.status_code = 303
    return response


def shown(request, file, telling, form, *, shut=(), status=200):
    whole = not telling.gathered.unfinished
    difference = difference_of(file, telling.gathered) if whole else None
    context = {
        "nav": "people",
        "file": file,
        "pages": telling.rows(),
        "unfinished": [telling.gathered.pages[name].title for name in telling.gathered.unfinished],
        "next_url": telling.url(telling.gathered.after(None)) if not whole else "",
        "difference": in_words(difference) if whole else None,
        "form": form,
        "shut": as_lines(shut),
        "begun": telling.is_begun,
    }
    return render(request, "checks/staff/facts_check.html", context, status=status)


def difference_of(file, gathered):
    return Difference(
        file,
        gathered.role(file.school) | {"title": gathered.said["post_title"]},
        gathered.person_of(file),
        **gathered.news,
    )


def in_words(difference):
    """What would be asked for, what no longer and by which rule, as the page shows it."""
    return {
        "added": [{"title": KINDS[need.code].title, "need": need} for need in difference.added],
        "let_go": [{"title": check.title, "rule": rule} for check, rule in difference.let_go],
        "settled": [{"title": check.title, "rule": rule} for check, rule in difference.settled],
        "weaker": [{"title": KINDS[need.code].title, "need": need} for need in difference.weaker],
        "is_lighter": difference.is_lighter,
        "is_nothing": difference.is_nothing,
        "regulated_activity": difference.decision.regulated_activity,
        "was_regulated_activity": difference.clearance.regulated_activity,
        "edition_on": difference.decision.rules_of,
    }


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def birthday(request, pk):
    """Put forward the right date of birth of somebody at work; somebody else agrees before it counts."""
    file = file_to_change(request, pk)
    form, shut = CorrectBirthday(request.POST if request.method == "POST" else None, record=file), ()
    if request.method == "POST" and form.is_valid():
        try:
            change = FactsChange.propose(by=request.actor, clearance=file, **form.proposed())
        except Refused as refused:
            shut = refused.blockers
        else:
            messages.success(request, "The date waits. Somebody else looks at the document and agrees first.")
            response = HttpResponseRedirect(change.get_absolute_url())
            response.status_code = 303
            return response
    context = {"nav": "people", "file": file, "form": form, "shut": as_lines(shut)}
    status = 409 if shut else 422 if form.errors else 200
    return render(request, "checks/staff/birthday.html", context, status=status)


def change_seen(request, file, pk):
    """A change of a file this actor may know of."""
    changes = FactsChange.objects.visible_to(request.actor).exclude(clearance__person=request.actor)
    found = changes.select_related(*FactsChange.locked_with, "agreed_by").filter(pk=pk, clearance=file).first()
    if found is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return found


@staff
@require_safe
def change(request, file, pk):
    """One change: what was so, what is, what it does to the checks, and who says so."""
    seen = change_seen(request, file, pk)
    context = {
        "nav": "people",
        "change": seen,
        "file": seen.clearance,
        "facts": facts_that_differ(seen),
        "added": [{"title": KINDS[code].title, "rule": rule} for code, rule in seen.added],
        "let_go": [{"title": KINDS[code].title, "rule": rule} for code, rule in seen.let_go],
        "reason": reason_of(seen),
        "moves": [each for each in seen.moves(request.actor) if each.permitted],
    }
    return render(request, "checks/staff/facts_change.html", context)


def facts_that_differ(change):
    """Each fact that is told anew, as it was and as it is; that somebody at work works here already, nobody told."""
    derived = {"title", "internal"} if change.clearance.began_on else {"title"}
    was = {**change.facts_before["role"], **change.facts_before["person"]}
    now = {**change.role_facts, **change.person_facts}
    rows = [
        {"label": label_of(name), "was": fact_in_words(name, was.get(name)), "now": fact_in_words(name, value)}
        for name, value in now.items()
        if name not in derived and fact_in_words(name, was.get(name)) != fact_in_words(name, value)
    ]
    if change.born_on:
        rows.insert(0, {"label": "Date of birth", "was": fullday(change.born_before), "now": fullday(change.born_on)})
    for name, label in (("sent_by", "Sent by"), ("post_title", "Post")):
        before, after = change.facts_before.get(name, ""), getattr(change, name)
        if before != after:
            rows.insert(0, {"label": label, "was": before, "now": after})
    return rows


def reason_of(change):
    first = change.events().filter(verb="factschange.propose").select_related("note").first()
    note = getattr(first, "note", None)
    return note.text if note else ""


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def move_change(request, file, pk, verb):
    """Make the change, or do not."""
    seen = change_seen(request, file, pk)
    return move(request, seen, verb, back={"url": seen.get_absolute_url(), "label": str(seen)}, nav="people")
