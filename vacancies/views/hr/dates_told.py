"""What candidates were told they would hear by when; and a new date, owned up to, when one cannot be kept."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from vacancies.dates_told import dates_told
from vacancies.forms.dates_told import NewDateForm
from vacancies.missed_dates import give_new_date, letter_of_new_date
from vacancies.next_steps import several_people
from vacancies.views.hr.judging import NOWHERE, for_hr, standing_around

HERE = "Dates told"


@for_hr
@require_GET
def told(request, vacancy):
    """Every date by topic, with what became of it."""
    topics = dates_told(vacancy, request.actor)
    page = f"{vacancy.get_absolute_url()}dates-told/"
    return render(
        request, "vacancies/hr/dates_told.html", standing_around(request, vacancy, HERE, topics=topics, page=page)
    )


@for_hr
@require_http_methods(["GET", "POST"])
def new_date(request, vacancy, topic):
    """Who gets a new date and what each will read; then the letters. Nothing is sent before it has been shown."""
    wanted = next((each for each in dates_told(vacancy, request.actor) if each.name == topic), None)
    if wanted is None:
        raise Http404(NOWHERE)
    if not wanted.open:
        messages.warning(request, "Nobody waits for a date here. Somebody may have given a new one before you.")
        return _back(vacancy)
    latest = max(promise.due_at for promise in wanted.open)
    form = NewDateForm(request.POST if request.method == "POST" else None, latest=latest)
    if not form.is_valid():
        return _ask(request, vacancy, wanted, form, status=422 if form.is_bound else 200)
    if "send" not in request.POST or request.POST.get("to") != _fingerprint(wanted):
        changed = "send" in request.POST
        return _ask(request, vacancy, wanted, form, changed=changed, status=409 if changed else 200)
    count = give_new_date(wanted.open, form.due_at, form.cleaned_data["reason"])
    messages.success(
        request, f"{several_people(count, 'candidate')} told the new date. Both dates stay on their page."
    )
    return _back(vacancy)


def _ask(request, vacancy, topic, form, *, changed=False, status):
    letter = None
    if form.is_bound and form.is_valid():
        first = topic.open[0]
        letter = letter_of_new_date(first, first.application, form.due_at, form.cleaned_data["reason"])
    context = {
        "nav": "vacancies",
        "vacancy": vacancy,
        "topic": topic,
        "form": form,
        "letter": letter.written(draft=True) if letter else None,
        "changed": changed,
        "to": _fingerprint(topic),
        "title": f"New date for {several_people(len(topic.open), 'candidate')}",
        "send": f"Send {several_people(len(topic.open), 'letter')}",
        "page": f"{vacancy.get_absolute_url()}dates-told/",
    }
    return render(request, "vacancies/hr/new_date.html", context, status=status)


def _fingerprint(topic):
    """Exactly which promises the page showed, so that nobody is written to unseen."""
    return "-".join(str(promise.pk) for promise in topic.open)


def _back(vacancy):
    return redirect(f"{vacancy.get_absolute_url()}dates-told/")
