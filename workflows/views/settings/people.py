"""Who does what: everybody with a role, letting somebody in, ending a role, and what waits for a second person."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from workflows.blockers import Refused
from workflows.forms.roles import InviteForm, WhyAfresh, WhyItEnds
from workflows.models import FactorReset, RoleChange
from workflows.views import move
from workflows.views.preview import as_lines
from workflows.views.settings.finding import NOT_FOUND, administers, keeps, proved, see_other
from workflows.views.settings.trust import history, waiting

PEOPLE = "/settings/people/"
BACK = {"url": PEOPLE, "label": "People and roles"}


@keeps
@never_cache
@require_safe
def people(request):
    """Everybody with a role in the trust, what each does and where, and what waits to be agreed."""
    held = request.trust.memberships.select_related("user", "school").order_by("user__name", "user_id", "role", "id")
    able = set(
        Authenticator.objects.filter(type="totp", user__memberships__trust=request.trust).values_list(
            "user", flat=True
        )
    )
    rows = [
        {"held": each, "has_app": each.user_id in able, "is_me": each.user_id == request.actor.pk} for each in held
    ]
    context = {
        "nav": "settings",
        "rows": rows,
        "waiting": waiting(request),
        "administers": request.administers,
        "events": history(request, Q(root_type__in=["rolechange", "factorreset"])),
    }
    return render(request, "workflows/settings/people.html", context)


@administers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """Let somebody in with a role; where two people give it, a second is asked."""
    form = InviteForm(request.POST if request.method == "POST" else None, trust=request.trust)
    shut = ()
    if form.is_valid():
        asked = {"by": request.actor, "trust": request.trust, **form.cleaned_data}
        try:
            return see_other(after(request, given_or_proposed(asked)))
        except Refused as refused:
            shut = refused.blockers
    context = {
        "form": form,
        "heading": "Invite somebody",
        "button": "Invite",
        "shut": shut,
        "first": not request.trust.schools.exists(),
    }
    return asking(request, "workflows/settings/invite.html", context)


def given_or_proposed(asked):
    """Given at once where one person may; else proposed to a second."""
    verdict = RoleChange.give.dry_run(**asked)
    if {each.code for each in verdict.blockers} == {"role.two_people"}:
        return RoleChange.propose(**asked)
    return RoleChange.give(**asked)


def after(request, change):
    if change.state == RoleChange.State.GIVEN:
        messages.success(
            request,
            f"{change.person.name} is now {change.role_words}. A letter with the way in goes to {change.person.email}.",
        )
        return PEOPLE
    messages.success(request, f"Proposed. {change} waits for a second person, who has been written to.")
    return change.get_absolute_url()


@administers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    """End one role of one person, with the reason."""
    held = request.trust.memberships.filter(pk=pk).select_related("user", "school").first()
    if held is None:
        raise Http404(NOT_FOUND)
    form, shut = WhyItEnds(request.POST if request.method == "POST" else None), ()
    if form.is_valid():
        what = {"trust": request.trust, "school": held.school, "person": held.user, "role": held.role}
        try:
            RoleChange.end(by=request.actor, **what, **form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            messages.success(
                request, f"{held.user.name} is no longer {held.get_role_display()} at {held.school or request.trust}."
            )
            return see_other(PEOPLE)
    heading = f"End {held.user.name}’s role: {held.get_role_display()}, {held.school or request.trust}"
    return asking(
        request,
        "workflows/settings/end.html",
        {"form": form, "held": held, "heading": heading, "button": "End this role", "shut": shut},
    )


@administers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_phone(request, pk):
    """Ask for somebody's second factor to be taken away; a second person does it, a day later."""
    held = request.trust.memberships.filter(user=pk).select_related("user").first()
    if held is None:
        raise Http404(NOT_FOUND)
    form, shut = WhyAfresh(request.POST if request.method == "POST" else None), ()
    if form.is_valid():
        try:
            asked = FactorReset.ask(by=request.actor, trust=request.trust, person=held.user, **form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            messages.success(
                request, f"Asked. {held.user.name} has been written to; a second person may do it after 24 hours."
            )
            return see_other(asked.get_absolute_url())
    heading = f"A fresh start for {held.user.name}"
    return asking(
        request,
        "workflows/settings/lost_phone.html",
        {"form": form, "person": held.user, "heading": heading, "button": "Ask for a fresh start", "shut": shut},
    )


def asking(request, template, context):
    form, shut = context["form"], context["shut"]
    status = 422 if form.errors else 409 if shut else 200
    return render(
        request, template, {"nav": "settings", "back": BACK, **context, "shut": as_lines(shut)}, status=status
    )


@keeps
@require_safe
def role_change(request, pk):
    """One change of a role: who asked, who agreed, and what can be done."""
    return one(request, found(RoleChange, request, pk))


@keeps
@require_http_methods(["GET", "HEAD", "POST"])
def move_role_change(request, pk, verb):
    """Agree as the second person, or do not."""
    return move_it(request, found(RoleChange, request, pk), verb)


@keeps
@require_safe
def reset(request, pk):
    """One request for a fresh start, and what can be done."""
    return one(request, found(FactorReset, request, pk))


@keeps
@require_http_methods(["GET", "HEAD", "POST"])
def move_reset(request, pk, verb):
    """Take the old app away as the second person, or stop it."""
    return move_it(request, found(FactorReset, request, pk), verb)


def found(model, request, pk):
    rows = (
        model.objects.visible_to(request.actor).filter(school__trust=request.trust).select_related(*model.locked_with)
    )
    record = rows.filter(pk=pk).first()
    if record is None:
        raise Http404(NOT_FOUND)
    return record


def one(request, record):
    verdicts = [each for each in record.moves(request.actor) if each.permitted]
    only = Q(root_type=record._meta.model_name, root_id=record.pk)
    context = {"nav": "settings", "record": record, "verdicts": verdicts, "events": history(request, only)}
    return render(request, "workflows/settings/one.html", context)


def move_it(request, record, verb):
    if not proved(request):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    return move(request, record, verb, back={"url": record.get_absolute_url(), "label": str(record)}, nav="settings")
