"""Are you on the DBS Update Service? Asked of the person on their own page, after the offer; their consent is signed there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from checks.forms.subscription import SubscriptionForm
from checks.models import Check
from hiring.access import candidate
from workflows.blockers import Refused


@candidate
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request, pk):
    """The questions while a certificate is awaited; what was said last, which may be said anew until we have looked."""
    file = own_file(request.actor, pk)
    form = SubscriptionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return said(request, file, form)
    return page(request, file, form, status=422 if form.errors else 200)


def own_file(actor, pk):
    """The person's own file, once there is an offer, found by a check of it that is theirs to know of; else 404."""
    mine = Check.objects.visible_to(actor).filter(clearance=pk, clearance__person=actor.pk)
    mine = mine.exclude(clearance__offer_made_at=None)
    check = mine.select_related("clearance__school__trust", "clearance__person").first()
    if check is None:
        raise Http404("We could not find that page. Go to your applications.")
    return check.clearance


def said(request, file, form):
    """Hand it in through the door, or say why it cannot be."""
    try:
        file.tell_subscription(by=request.actor, **form.details())
    except Refused as refused:
        return page(request, file, form, shut=[each.text for each in refused.blockers], status=409)
    messages.success(request, "Thank you. Bring us the original certificate if you said that we may look.")
    return redirect(back_to(file)["url"])


def back_to(file):
    path = f"/my/{file.reference}/" if file.reference else "/my/"
    return {"url": path, "label": "Your application" if file.reference else "Your applications"}


def page(request, file, form, *, shut=(), status=200):
    verdict = file.tell_subscription.dry_run(by=request.actor, subscribed=True, signed_name="…")
    context = {
        "file": file,
        "form": form if verdict.allowed else None,
        "shut": shut or [each.text for each in verdict.blockers],
        "last": file.subscriptions.first(),
        "phone": file.school.trust.phone,
        "trust": file.school.trust.name,
        "short_title": f"{file.post_title}, {file.school.name}",
        "back": back_to(file),
    }
    return render(request, "checks/candidates/subscription.html", context, status=status)
