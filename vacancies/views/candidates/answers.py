"""One page for each evidence question, with the criterion it shows above the box."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from hiring import clock
from vacancies.application_form import MOST_WORDS, next_question, questions, too_long, words_in
from vacancies.forms.candidates_answers import AnswerForm
from vacancies.views.candidates.finding import autosaving, editing, keep, on_form, posted


@editing
def question_list(request, application):
    """Every question, what was answered, and the next one left."""
    texts = {answer.criterion_id: answer.text for answer in application.answers.all()}
    home = f"/apply/{application.vacancy.reference}/questions/"
    rows = [
        {
            "label": criterion.text,
            "value": told(texts.get(criterion.pk, "")),
            "missing": "Not answered yet",
            "url": f"{home}{criterion.code}/",
            "action": "Change" if texts.get(criterion.pk) else "Answer",
        }
        for criterion in questions(application)
    ]
    context = on_form(application, rows=rows, next_question=next_question(application))
    return render(request, "vacancies/candidates/questions.html", context)


def told(text):
    """How long it is, and what is to be done about it."""
    return (too_long(text) or f"{words_in(text)} words") if text else ""


@editing
def question(request, application, code):
    """Answer one question in up to 250 words."""
    asked = questions(application)
    criterion = next((each for each in asked if each.code == code), None)
    if criterion is None:
        raise Http404("We could not find that question. Go to your application.")
    answer = next((each for each in application.answers.all() if each.criterion_id == criterion.pk), None)
    form = AnswerForm(posted(request), criterion=criterion, initial={"text": answer.text if answer else ""})
    if request.method == "POST":
        good = form.is_valid()
        emptied = autosaving(request) and not request.POST.get("text", "").strip()
        if form.draft or emptied:
            save(application, criterion, form.draft)
        if autosaving(request):
            return so_far(form.draft) if form.draft or emptied else HttpResponse(status=422)
        if good:
            return onward(application, criterion)
    place = {
        "now": asked.index(criterion),
        "total": len(asked),
        "text": f"Question {asked.index(criterion) + 1} of {len(asked)}",
    }
    return render(
        request,
        "vacancies/candidates/question.html",
        on_form(
            application,
            form=form,
            criterion=criterion,
            progress=place,
            back={"url": f"/apply/{application.vacancy.reference}/questions/", "label": "All questions"},
        ),
        status=422 if form.errors else 200,
    )


def so_far(text):
    """It is kept; how many words there are, or what is too long, said beside the time."""
    said = too_long(text) or f"{words_in(text)} of {MOST_WORDS} words."
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def save(application, criterion, text):
    application.answers.update_or_create(criterion=criterion, defaults={"text": text, "saved_at": clock.now()})
    keep(application)


def onward(application, criterion):
    """To the next question that still has no answer, or back to the list."""
    left = next_question(application, besides=criterion)
    reference = application.vacancy.reference
    return redirect("question", reference, left.code) if left else redirect("apply", reference)
