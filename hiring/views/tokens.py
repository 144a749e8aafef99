"""A member of staff's own tokens: made here, told once, ended here."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hiring.access import staff
from hiring.models import Token
from hiring.questions import Questions
from hiring.sign_in import IN_THE_DEMO, signed_in_just_now

MOST = 10


class TokenForm(Questions):
    """What the token is for, how long it lives, and whether it may change anything."""

    name = forms.CharField(label="What is it for?", max_length=100, help_text="Such as: payroll, nightly.")
    days = forms.TypedChoiceField(
        label="How long should it work?",
        coerce=int,
        choices=[(30, "30 days"), (90, "90 days"), (365, "A year")],
        initial=90,
        widget=forms.RadioSelect,
    )
    reads_only = forms.BooleanField(label="It may only read", required=False)


@staff
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request):
    """A token acts as its owner and never does more than they may. Making one asks who they are once more."""
    if not (signed_in_just_now(request) or request.session.get(IN_THE_DEMO)):
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
    if request.method == "POST" and "end" in request.POST:
        return end(request)
    form = TokenForm(request.POST or None)
    if form.is_valid() and Token.objects.live().filter(user=request.user).count() >= MOST:
        form.add_error(None, f"You have {MOST} tokens. End one you no longer need first.")
    key = ""
    if form.is_valid():
        _token, key = Token.objects.for_staff(request.user, **form.cleaned_data)
        form = TokenForm()
    context = {"form": form, "key": key, "tokens": Token.objects.live().filter(user=request.user, scope="staff")}
    return render(request, "account/tokens.html", context, status=422 if form.errors else 200)


def end(request):
    Token.objects.filter(user=request.user, token_key=request.POST["end"]).delete()
    messages.success(request, "That token opens nothing any more.")
    return redirect("tokens")
