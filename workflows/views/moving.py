"""One page for every verb of every machine: what it would do, why it cannot, and the button that does it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from hiring.figures import whole
from workflows.blockers import Blocked, NotAllowed, Stale
from workflows.emails import letters_foretold
from workflows.forms import details_of, form_on, said_so_far, supposing
from workflows.history_words import past
from workflows.views.preview import as_lines, changes, letters
from workflows.views.said import with_letters
from workflows.who_may import refusal


def move(request, record, verb, **page):
    """Show a move before it is made (GET), or make it (POST). The caller has already made sure the actor may see the record.

    page: `base` (the template to stand on), `promise` ({text, basis} of the date it sets), `back` ({url, label}),
    `around` (a function that gives more of these, asked only when there is a page to show), and whatever else the base
    template shows.
    """
    rule = type(record).rule_of(verb)
    if rule is None or rule.opens:
        raise Http404("We could not find that page. Go to Home or search.")
    if request.method == "POST":
        return _make(request, record, rule, page)
    verdict = _ask(record, rule, request.actor)
    form = form_on(record, rule, request.actor)
    still_shut = _unmet(record, rule, request.actor, form, verdict)
    return _page(request, record, rule, form, page, shut=still_shut, to_meet=verdict.blockers)


def _make(request, record, rule, page):
    """Make the move, or show again what was typed with every reason why not."""
    form = form_on(record, rule, request.actor, request.POST, request.FILES)
    if form is not None and not form.is_valid():
        verdict = _ask(record, rule, request.actor)
        shut = _unmet(record, rule, request.actor, form, verdict)
        return _page(request, record, rule, form, page, shut=shut, status=422, kept=True)
    details = details_of(form, rule)
    written_to = [each.not_before for each in letters_foretold(rule.event, record, request.actor, details)]
    try:
        getattr(record, rule.name)(by=request.actor, version=_version(request), **details)
    except NotAllowed as refused:
        raise PermissionDenied(refusal(record, rule)) from refused
    except Stale as stale:
        return _moved_meanwhile(request, record, rule, form, page, stale)
    except Blocked as blocked:
        return _page(request, record, rule, form, page, shut=blocked.blockers, status=409, kept=True)
    messages.success(request, _what_happened(record, rule, written_to))
    response = HttpResponseRedirect(_next(request) or record.get_absolute_url())
    response.status_code = 303
    return response


def _moved_meanwhile(request, record, rule, form, page, stale):
    """Somebody was first: say who, keep what was typed, and offer the record as it is now."""
    fresh = type(record).objects.select_related(*type(record).locked_with).get(pk=record.pk)
    verdict = _ask(fresh, rule, request.actor)
    shut = _unmet(fresh, rule, request.actor, form, verdict)
    return _page(request, fresh, rule, form, page, shut=shut, stale=stale.blockers, status=409, kept=True)


def _ask(record, rule, actor):
    verdict = getattr(record, rule.name).dry_run(by=actor)
    if not verdict.permitted:
        raise PermissionDenied(refusal(record, rule))
    return verdict


def _unmet(record, rule, actor, form, verdict):
    """The reasons that nothing typed into this form could meet."""
    stand_ins = supposing(form, rule)
    if not verdict.blockers or not stand_ins:
        return verdict.blockers
    return getattr(record, rule.name).dry_run(by=actor, **stand_ins).blockers


def _page(request, record, rule, form, page, *, shut=(), to_meet=(), stale=(), status=200, kept=False):
    page = page | page.get("around", dict)()
    context = {
        "base": "base.html",
        "back": {"url": record.get_absolute_url(), "label": str(record)},
        **page,
        "record": record,
        "rule": rule,
        "form": form,
        "title": _title(record, rule, shut),
        "shut": as_lines(shut),
        "to_meet": as_lines([each for each in to_meet if each not in shut]),
        "stale": as_lines(stale),
        "kept": kept and form is not None,
        "next": _next(request),
        "check": None if shut else _check(request, record, rule, page, said_so_far(form, rule)),
    }
    return render(request, "workflows/move.html", context, status=status)


def _check(request, record, rule, page, said):
    return {
        "changes": changes(record, rule),
        "letters": letters(rule, record, request.actor, said),
        "promise": page.get("promise"),
    }


def _title(record, rule, shut):
    if not shut:
        return f"{rule.label}: {record}"
    return f"{rule.label} blocked by {len(shut)} {'thing' if len(shut) == 1 else 'things'}"


def _what_happened(record, rule, written_to):
    went = f"{record} moved to {record.state_words}." if rule.sources != rule.targets else f"{past(rule.label)}."
    undo = type(record).rule_of(rule.undone_by) if rule.undone_by else None
    return with_letters(went, written_to, f"{record.get_absolute_url()}{undo.slug}/" if undo else "")


def _version(request):
    """The copy the person was looking at; a page that does not say is never up to date."""
    return whole(request.POST.get("version"), -1)


def _next(request):
    """Where to go afterwards, when the page that sent the person here said so and it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if ours else ""
