"""Work, study and gaps on one line of time. Nothing is asked about gaps until the candidate says the list is complete."""

from django.http import Http404
from django.shortcuts import redirect, render

from hiring import clock
from vacancies.employment_history import all_gaps, unexplained_gaps
from vacancies.forms.candidates_history import EducationEndedForm, GapForm, HistoryEntryForm, month_in_words
from vacancies.models import GapExplanation, HistoryEntry
from vacancies.months import Span, month_text
from vacancies.timeline import WIDTH, stretches
from vacancies.views.candidates import entries
from vacancies.views.candidates.finding import editing, keep, on_form, posted


def home_of(application):
    return f"/apply/{application.vacancy.reference}/history/"


@editing
def history(request, application):
    """The list, and once it is complete its gaps."""
    if request.method == "POST":
        keep(application, history_is_complete=True)
        return redirect(home_of(application))
    if not application.education_ended:
        return redirect("education_ended", application.vacancy.reference)
    entries_newest_first = sorted(
        application.history.all(), key=lambda each: (each.to_month or "9999-99", each.from_month), reverse=True
    )
    context = on_form(
        application,
        here=home_of(application),
        left_education=month_in_words(application.education_ended),
        listed=[{"entry": each, "when": when(each)} for each in entries_newest_first],
        **(with_gaps(application) if application.history_is_complete else {}),
    )
    return render(request, "vacancies/candidates/history.html", context)


def when(entry):
    ends = month_in_words(entry.to_month) if entry.to_month else "now"
    return f"{month_in_words(entry.from_month)} to {ends}"


def with_gaps(application):
    """Gaps with what was said of each, what was said of months that are no longer a gap, and the drawing."""
    told = {(each.from_month, each.to_month): each for each in application.gaps.all()}
    gaps = []
    open_spans = {gap.span for gap in unexplained_gaps(application)}
    for gap in all_gaps(application):
        ends = (month_text(gap.span.first), month_text(gap.span.last))
        explained = told.pop(ends, None)
        gaps.append(
            {"words": gap.words, "from": ends[0], "to": ends[1], "said": explained, "open": gap.span in open_spans}
        )
    bars = stretches(application)
    rows = 1 + max((bar.row for bar in bars), default=0)
    drawing = {"bars": bars, "width": WIDTH, "height": 16 + rows * 28}
    moved = [
        {"said": each, "when": f"{month_in_words(each.from_month)} to {month_in_words(each.to_month)}"}
        for each in told.values()
    ]
    return {"gaps": gaps, "moved": moved, "line": drawing, "left": sum(gap["open"] for gap in gaps)}


@editing
def education_ended(request, application):
    """Where the line of time begins."""
    form = EducationEndedForm(posted(request), initial={"education_ended": application.education_ended})
    if form.is_valid():
        given = form.cleaned_data
        this_month = f"{clock.today():%Y-%m}"
        keep(application, education_ended=this_month if given["always"] else given["education_ended"])
        return redirect(home_of(application))
    context = on_form(application, form=form, title="Work, education and gaps")
    return render(request, "vacancies/candidates/entry.html", context, status=422 if form.errors else 200)


@editing
def entry(request, application, pk=None):
    """Add one stretch of work, study or anything else, or change it."""
    row = entries.one_of(application.history, pk) if pk else HistoryEntry(application=application)
    form = HistoryEntryForm(posted(request), instance=row)
    title = "Change this entry" if pk else "Add work, study or something else"
    return entries.edit(request, application, form, title=title, to=home_of(application))


@editing
def remove_entry(request, application, pk):
    row = entries.one_of(application.history, pk)
    return entries.remove(request, application, row, to=home_of(application), about=str(row.title))


@editing
def gap(request, application, from_month, to_month):
    """Say what a gap was. What was said stays as it was said until its writer changes it."""
    span = span_of(from_month, to_month)
    found = next((each for each in all_gaps(application) if each.span == span), None)
    if found is None:
        return redirect(home_of(application))
    said = application.gaps.filter(from_month=from_month, to_month=to_month).first()
    row = said or GapExplanation(application=application, from_month=from_month, to_month=to_month)
    near = None if said else next((each for each in application.gaps.all() if overlaps(each.span, span)), None)
    form = GapForm(posted(request), instance=row, initial={"why": near.why, "text": near.text} if near else None)
    intro = "Your dates changed. Is this still right?" if near else ""
    title = f"Explain the gap: {found.words}"
    return entries.edit(request, application, form, title=title, to=home_of(application), intro=intro)


@editing
def remove_gap(request, application, pk):
    """The candidate takes back what they said of months that are no longer a gap."""
    row = entries.one_of(application.gaps, pk)
    about = f"What you said about {month_in_words(row.from_month)} to {month_in_words(row.to_month)}"
    return entries.remove(request, application, row, to=home_of(application), about=about)


def span_of(from_month, to_month):
    try:
        return Span.of(from_month, to_month)
    except ValueError:
        raise Http404("That is not a month. Go to your application.") from None


def overlaps(one, other):
    return one.first <= other.last and other.first <= one.last
