"""Who may verify: each kind of check and who holds now what it asks for, what ends soon, and the register behind it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from checks.forms.verifiers import VerifierForm
from checks.kinds import KINDS
from checks.models import Verifier
from checks.who_verifies import authorise, by_authority, ending_soon, entries_of, trust_read_by
from hiring import clock
from hiring.access import seen, staff
from hiring.figures import whole
from workflows.blockers import Refused
from workflows.permissions import KEEPS_THE_TRUST, holds_for_the_trust
from workflows.views import move
from workflows.views.preview import as_lines
from workflows.views.settings.finding import NOT_FOUND, keeps, proved, see_other

PAGE = "/settings/verifiers/"
BACK = {"url": PAGE, "label": "Who may verify"}


@staff
@never_cache
@require_safe
def verifiers(request):
    """What ends soon first, then each authority with whoever holds it, then the register, newest first."""
    trust = trust_read_by(request.actor)
    if trust is None:
        raise Http404(NOT_FOUND)
    entries, today = entries_of(request.actor, trust), clock.today()
    context = {
        "nav": "settings",
        "of_trust": trust,
        "soon": ending_soon(entries, today),
        "held": by_authority(entries, today),
        "by_role": [kind for kind in KINDS.values() if not any(each.in_register for each in kind.authorities)],
        "entries": entries,
        "today": today,
        "keeps": holds_for_the_trust(request.actor, trust.pk, *KEEPS_THE_TRUST),
    }
    return render(request, "checks/staff/verifiers.html", context)


@keeps
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Enter somebody, as another than they; what the dates or the terms do not allow is refused with its reason."""
    if not proved(request):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    started = {"initial": renewed(request)} if request.method != "POST" else {"data": request.POST}
    form, shut = VerifierForm(trust=request.trust, **started), ()
    if form.is_valid():
        try:
            made = authorise(request.actor, request.trust, **form.cleaned_data)
        except Refused as refused:
            shut = refused.blockers
        else:
            messages.success(request, f"Entered: {made}, from {made.from_on:%-d %B %Y}.")
            return see_other(PAGE)
    context = {"nav": "settings", "back": BACK, "form": form, "shut": as_lines(shut)}
    context |= {"heading": "Enter who may verify", "button": "Enter them"}
    status = 422 if form.errors else 409 if shut else 200
    return render(request, "workflows/settings/form.html", context, status=status)


def renewed(request):
    """What the entry to be renewed says already; its dates are asked anew."""
    old = Verifier.objects.visible_to(request.actor).filter(pk=whole(request.GET.get("after"), 0))
    entry = old.select_related("person").first()
    if entry is None:
        return {}
    who = {"name": entry.person.name, "email": entry.person.email, "authority": entry.authority}
    return who | {"grounds": entry.grounds, "school": None if entry.trust_wide else entry.school_id}


@staff
@never_cache
@require_safe
def verifier(request, pk):
    """One entry: on what grounds, by whom, and what can be done with it."""
    entry = seen(Verifier, request.actor, pk=pk)
    verdicts = [each for each in entry.moves(request.actor) if each.permitted]
    context = {"nav": "settings", "entry": entry, "verdicts": verdicts}
    return render(request, "checks/staff/verifier.html", context)


@keeps
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move_verifier(request, pk, verb):
    """End it before its time."""
    entry = seen(Verifier, request.actor, pk=pk, school__trust=request.trust)
    if not proved(request):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    return move(request, entry, verb, back={"url": entry.get_absolute_url(), "label": str(entry)}, nav="settings")
