"""The outbox: every letter as it was written, what became of it, and what a person must settle."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from hiring.access import seen, staff
from hiring.questions import Questions
from workflows import mending
from workflows.models import Effect, Message
from workflows.views.letters_shown import counted, one, page_of, unwritten

MOVED_ON = "That letter has moved on since you looked. Nothing was changed."


class AddressForm(Questions):
    """Where the letter should have gone."""

    address = forms.EmailField(
        label="Write to this address instead",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter an e-mail address like name@example.org.",
            "invalid": "Enter an e-mail address like name@example.org.",
        },
    )


@staff
@require_GET
def letters(request):
    """Every letter this person may read, newest first, fifty to a page."""
    rows = Message.objects.visible_to(request.actor)
    stages = counted(rows, request.GET.get("status", ""))
    failed = Effect.objects.visible_to(request.actor).filter(status=Effect.Status.FAILED)
    facts = {"nav": "outbox", "filters": {"stages": stages}, "unwritten": unwritten(failed)}
    return render(request, "workflows/messages.html", {**facts, **page_of(rows, stages, request.GET.get("page"))})


@staff
@require_GET
def letter(request, pk):
    """One letter, to read, and what can be done about it."""
    return _page(request, seen(Message, request.actor, pk=pk))


@staff
@require_POST
def stop(request, pk):
    message = seen(Message, request.actor, pk=pk)
    return _after(request, message, mending.stop(message, request.user), "Stopped. The letter will not go.")


@staff
@require_POST
def it_arrived(request, pk):
    message = seen(Message, request.actor, pk=pk)
    return _after(request, message, mending.it_arrived(message, request.user), "Marked as sent.")


@staff
@require_POST
def send_again(request, pk):
    message = seen(Message, request.actor, pk=pk)
    said = "The letter waits to go again. The reader may get it twice."
    return _after(request, message, mending.send_again(message, request.user), said)


@staff
@require_POST
def send_to(request, pk):
    """Correct the address of a letter that did not arrive, and send it there."""
    message = seen(Message, request.actor, pk=pk)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, message, form, status=422)
    try:
        done = mending.send_to(message, form.cleaned_data["address"], request.user)
    except mending.AlreadyWritten:
        form.add_error("address", "This letter was already written to that address.")
        return _page(request, message, form, status=422)
    return _after(request, message, done, f"The letter waits to go to {form.cleaned_data['address']}.")


@staff
@require_POST
def write_again(request, pk):
    """Try once more to write a letter that could not be written."""
    effect = seen(Effect, request.actor, pk=pk)
    said = "We are trying again." if mending.write_again(effect) else MOVED_ON
    messages.success(request, said)
    return _to(reverse("messages"))


def _page(request, message, form=None, status=200):
    facts = {"nav": "outbox", "form": form or AddressForm(), **one(message)}
    return render(request, "workflows/message.html", facts, status=status)


def _after(request, message, done, said):
    if done:
        messages.success(request, said)
    else:
        messages.warning(request, MOVED_ON)
    return _to(reverse("message", args=[message.pk]))


def _to(address):
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
