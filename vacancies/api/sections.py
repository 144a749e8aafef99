"""Each section of the application form: saves what is right and returns what is wrong, as `(pointer, sentence)`."""

from hiring import clock
from hiring.api.problems import pointer
from vacancies.application_form import places_known_from
from vacancies.employment_history import all_gaps
from vacancies.forms.candidates import (
    AdjustmentsForm,
    DeclarationsForm,
    DetailsForm,
    QualificationForm,
    RightToWorkForm,
)
from vacancies.forms.candidates_answers import AnswerForm
from vacancies.forms.candidates_history import EducationEndedForm, GapForm, HistoryEntryForm
from vacancies.forms.candidates_referees import RefereeForm
from vacancies.models import GapExplanation, HistoryEntry, Qualification, Referee
from vacancies.months import month_text
from vacancies.views.candidates.answers import save as save_answer
from vacancies.views.candidates.finding import keep
from workflows.api.fields import checked
from workflows.api.shapes import closed, of_fields

NOT_AN_OBJECT, NOT_A_LIST = "Send an object.", "Send a list of objects."
MOST = 100


def plain(form_class, key, done=""):
    """A section answered once, whose form fills the application's own fields."""

    def section(application, given):
        if not isinstance(given, dict):
            return [(pointer(key), NOT_AN_OBJECT)]
        form, errors = checked(lambda data: form_class(data, application=application), given, (key,))
        if not errors:
            signed = {"signed_at": clock.now()} if form_class is DeclarationsForm else {}
            keep(application, done=done, **form.facts(), **signed)
        return errors

    return section


def education(application, given):
    """Where the line of time begins."""
    if not isinstance(given, dict):
        return [(pointer("education"), NOT_AN_OBJECT)]
    form, errors = checked(EducationEndedForm, given, ("education",))
    if not errors:
        answers = form.cleaned_data
        keep(
            application, education_ended=f"{clock.today():%Y-%m}" if answers["always"] else answers["education_ended"]
        )
    return errors


def several(key, model, form_of, done=""):
    """A list of entries, replaced: what has an `id` is changed, the rest is new, what is not named goes."""

    def section(application, given):
        if not _is_list_of_objects(given):
            return [(pointer(key), NOT_A_LIST)]
        have = {row.pk: row for row in model.objects.filter(application=application)}
        errors = _unknown(key, given, have)
        if errors:
            return errors
        named = {each["id"] for each in given if each.get("id") is not None}
        model.objects.filter(application=application).exclude(pk__in=named).delete()
        for at, each in enumerate(given):
            row = have.get(each.get("id")) or model(application=application)
            form, wrong = checked(form_of(application, row), each, (key, at), known=("id",))
            errors += wrong
            if not wrong:
                form.save()
        keep(application, done=done)
        return errors

    return section


def _is_list_of_objects(given):
    return isinstance(given, list) and len(given) <= MOST and all(isinstance(each, dict) for each in given)


def _unknown(key, given, have):
    ids = [each.get("id") for each in given]
    strange = [
        at
        for at, pk in enumerate(ids)
        if pk is not None and (isinstance(pk, bool) or not isinstance(pk, int) or pk not in have)
    ]
    twice = [at for at, pk in enumerate(ids) if pk is not None and pk in ids[:at]]
    return [(pointer(key, at, "id"), "There is no entry of yours with this id.") for at in strange] + [
        (pointer(key, at, "id"), "This entry is named twice.") for at in twice if at not in strange
    ]


def history_is_complete(application, given):
    """The candidate says that the list is everything."""
    if not isinstance(given, bool):
        return [(pointer("history_is_complete"), "Send true or false.")]
    keep(application, history_is_complete=given)
    return []


def gaps(application, given):
    """What was done in months that nothing else covers; each named by its first and last month."""
    if not _is_list_of_objects(given):
        return [(pointer("gaps"), NOT_A_LIST)]
    spans = {(month_text(gap.span.first), month_text(gap.span.last)) for gap in all_gaps(application)}
    said = {(each.from_month, each.to_month): each for each in GapExplanation.objects.filter(application=application)}
    errors = []
    for at, each in enumerate(given):
        months = (str(each.get("from_month")), str(each.get("to_month")))
        if months not in spans:
            errors.append((pointer("gaps", at), "There is no gap with these months. `gaps_to_explain` lists them."))
            continue
        row = said.get(months) or GapExplanation(application=application, from_month=months[0], to_month=months[1])
        form, wrong = checked(_gap_form(row), each, ("gaps", at), known=("from_month", "to_month"))
        errors += wrong
        if not wrong:
            said[months] = form.save()
    keep(application)
    return errors


def _gap_form(row):
    return lambda data: GapForm(data, instance=row)


def answers(application, given):
    """Answers by the code of the question; an empty text takes one back."""
    if not isinstance(given, dict):
        return [(pointer("answers"), NOT_AN_OBJECT)]
    asked = {each.code: each for each in application.vacancy.scored_criteria if each.question}
    errors = []
    for code, text in given.items():
        if code not in asked:
            errors.append((pointer("answers", code), "There is no such question."))
        elif text in ("", None):
            save_answer(application, asked[code], "")
        else:
            form, wrong = checked(_answer_form(asked[code]), {"text": text})
            errors += [(pointer("answers", code), sentence) for _, sentence in wrong]
            if not wrong:
                save_answer(application, asked[code], form.cleaned_data["text"])
    return errors


def _answer_form(criterion):
    return lambda data: AnswerForm(data, criterion=criterion)


def _qualification(application, row):
    return lambda data: QualificationForm(data, instance=row)


def _entry(application, row):
    return lambda data: HistoryEntryForm(data, instance=row)


def _referee(application, row):
    places = places_known_from(application)
    return lambda data: RefereeForm(data, instance=row, application=application, places=places)


SECTIONS = {
    "details": plain(DetailsForm, "details", "details"),
    "right_to_work": plain(RightToWorkForm, "right_to_work", "right-to-work"),
    "adjustments": plain(AdjustmentsForm, "adjustments", "adjustments"),
    "education": education,
    "qualifications": several("qualifications", Qualification, _qualification, "qualifications"),
    "history": several("history", HistoryEntry, _entry),
    "history_is_complete": history_is_complete,
    "gaps": gaps,
    "answers": answers,
    "referees": several("referees", Referee, _referee),
    "declarations": plain(DeclarationsForm, "declarations"),
}


def shape():
    """JSON Schema of a change to the form, from the same forms."""
    return closed(
        {
            "details": of_fields(DetailsForm.base_fields),
            "right_to_work": of_fields(RightToWorkForm.base_fields),
            "adjustments": of_fields(AdjustmentsForm.base_fields),
            "education": of_fields(EducationEndedForm.base_fields),
            "qualifications": _list_of(QualificationForm.base_fields),
            "history": _list_of(HistoryEntryForm.base_fields),
            "history_is_complete": {"type": "boolean"},
            "gaps": _gaps(),
            "answers": {"type": "object", "additionalProperties": {"type": ["string", "null"], "maxLength": 20000}},
            "referees": _list_of(RefereeForm.base_fields),
            "declarations": of_fields(DeclarationsForm.base_fields),
        }
    )


def _list_of(fields):
    one = of_fields(fields)
    one["properties"]["id"] = {"type": ["integer", "null"], "description": "With what is to stay."}
    return {"type": "array", "items": one, "maxItems": MOST}


def _gaps():
    one = of_fields(GapForm.base_fields)
    month = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"}
    one["properties"] |= {"from_month": month, "to_month": month}
    one["required"] = sorted([*one.get("required", []), "from_month", "to_month"])
    return {"type": "array", "items": one, "maxItems": MOST}
