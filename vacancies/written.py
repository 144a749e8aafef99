"""The application as its writer sees it, section by section, before it is sent and after."""

from checks.models import RefereeRequest
from vacancies.application_form import questions
from vacancies.forms.candidates_history import month_in_words

NOT_YET = "Not answered yet"


def cards(application, *, change=False):
    """Cards of label and value; with `change`, each row leads to where it is changed."""
    base = f"/apply/{application.vacancy.reference}/" if change else ""
    return [
        {"title": "Your details", "rows": _details(application, base)},
        {"title": "Qualifications and training", "rows": _qualifications(application, base)},
        {"title": "Work, education and gaps", "rows": _history(application, base)},
        {"title": "How you meet the role", "rows": _answers(application, base)},
        {"title": "Referees", "rows": _referees(application, base)},
        {"title": "Declarations", "rows": _declarations(application, base)},
    ]


def _row(label, value, url="", missing=NOT_YET):
    return {"label": label, "value": value, "url": url, "missing": missing}


def _at(base, place):
    return f"{base}{place}/" if base else ""


def _details(application, base):
    details = _at(base, "details")
    return [
        _row("Full name", application.full_name, details),
        _row("Names used before", application.former_names, details, "None"),
        _row("E-mail", application.candidate.email),
        _row("Phone", application.phone, details),
        _row("Address", application.address, details),
        _row("Right to work in the UK", application.get_right_to_work_display(), _at(base, "right-to-work")),
        _row("Adjustments", application.adjustments, _at(base, "adjustments"), "None asked for"),
        _row(
            "Disability Confident", "Yes" if application.disability_confident else "", _at(base, "adjustments"), "No"
        ),
    ]


def _qualifications(application, base):
    listed = "\n".join(
        ", ".join(str(part) for part in (each.title, each.awarded_by, each.grade, each.year) if part)
        for each in application.qualifications.all()
    )
    return [_row("Qualifications", listed, _at(base, "qualifications"), "None listed")]


def _history(application, base):
    here = _at(base, "history")
    left = month_in_words(application.education_ended) if application.education_ended else ""
    rows = [_row("Left full-time education", left, here)]
    for entry in application.history.all():
        ends = month_in_words(entry.to_month) if entry.to_month else "now"
        place = f", {entry.organisation}" if entry.organisation else ""
        rows.append(_row(f"{month_in_words(entry.from_month)} to {ends}", f"{entry.title}{place}", here))
    for gap in application.gaps.all():
        label = f"Gap, {month_in_words(gap.from_month)} to {month_in_words(gap.to_month)}"
        rows.append(_row(label, "\n".join(filter(None, [gap.get_why_display(), gap.text])), here))
    return rows


def _answers(application, base):
    texts = {answer.criterion_id: answer.text for answer in application.answers.all()}
    return [
        _row(each.question, texts.get(each.pk, ""), _at(base, f"questions/{each.code}"))
        for each in questions(application)
    ]


def _referees(application, base):
    when = dict(RefereeRequest.MayContact.choices)
    here = _at(base, "referees")
    rows = [
        _row(
            f"Referee {number}",
            "\n".join(
                filter(
                    None,
                    [
                        f"{each.name}, {each.position}, {each.organisation}",
                        f"{each.relationship}. {each.email}",
                        each.phone,
                        f"When we may contact them: {when.get(each.may_contact, '')}",
                    ],
                )
            ),
            here,
        )
        for number, each in enumerate(application.referees.all(), start=1)
    ]
    return rows or [_row("Referees", "", here)]


def _declarations(application, base):
    here = _at(base, "declarations")
    return [
        _row(
            "Close to anybody at the school or trust",
            application.related_to,
            here,
            "No" if application.signed_name else NOT_YET,
        ),
        _row("Signed", application.signed_name, here, "Not signed yet"),
    ]
