"""What one candidate sent, laid out for the people who handle it: answers, one line of time with its gaps, referees."""

from checks.models import RefereeRequest
from vacancies.employment_history import MONTHS, Gap, all_gaps
from vacancies.months import Span, uncovered

CONTACT = dict(RefereeRequest.MayContact.choices)


def answers_of(application):
    """Each question with what was written to it, in the order asked (two queries)."""
    written = {answer.criterion_id: answer.text for answer in application.answers.all()}
    return [
        {"criterion": each, "text": written.get(each.pk, "")}
        for each in application.vacancy.scored_criteria
        if each.question or written.get(each.pk)
    ]


def line_of_time(application):
    """Work, study and the rest from the first month on, with every gap in its place and what was said of it (two queries)."""
    entries = [_entry(each) for each in application.history.all()]
    told = list(application.gaps.all())
    gaps = [_gap(gap, told) for gap in all_gaps(application)]
    return sorted([*entries, *gaps], key=lambda row: row["first"])


def _entry(entry):
    return {
        "first": entry.span.first,
        "months": months_in_words(entry.span),
        "what": entry.title,
        "where": ", ".join(part for part in (entry.organisation, entry.country if entry.is_abroad else "") if part),
        "kind": entry.get_kind_display(),
        "note": f"Left: {entry.reason_for_leaving}" if entry.reason_for_leaving else "",
        "taught": entry.get_taught_display() if entry.is_abroad else "",
        "with_children": entry.with_children,
    }


def _gap(gap, told):
    """A gap, and whether every month of it is accounted for."""
    said = [each for each in told if each.span.first <= gap.span.last and each.span.last >= gap.span.first]
    left = uncovered([each.span for each in said], gap.span.first, gap.span.last)
    in_person = any(each.why == "in_person" for each in said)
    words = [f"{each.get_why_display()}{f': {each.text}' if each.text else ''}" for each in said]
    if left:
        mark, word = "problem", "Not explained"
    elif in_person:
        mark, word = "review", "Ask in person"
    else:
        mark, word = "ok", "Explained"
    unexplained = [f"Nothing said of {Gap(span).words}." for span in left]
    return {
        "first": gap.span.first,
        "months": months_in_words(gap.span),
        "what": f"Gap of {gap.span.months} {'month' if gap.span.months == 1 else 'months'}",
        "note": " ".join([*(f"{each}." for each in words), *unexplained]),
        "is_gap": True,
        "mark": mark,
        "word": word,
    }


def months_in_words(span):
    """July 2015 to now; March to August 2023."""
    if span.last is None:
        return f"{MONTHS[span.first % 12]} {span.first // 12} to now"
    return Gap(Span(span.first, span.last)).words


def referees_of(application):
    """Those named to speak for this person, and when we may write (one query)."""
    return [
        {
            "name": each.name,
            "who": ", ".join(part for part in (each.position, each.organisation) if part),
            "relationship": each.relationship,
            "contact": ", ".join(part for part in (each.email, each.phone) if part),
            "when": CONTACT.get(each.may_contact, each.may_contact),
        }
        for each in application.referees.all()
    ]


def details_of(application):
    """Name, ways to reach them and what they declared, as rows."""
    return [
        {"label": "Name", "value": application.full_name or application.candidate.name},
        {"label": "Former names", "value": application.former_names, "missing": "None given"},
        {"label": "E-mail", "value": application.candidate.email},
        {"label": "Phone", "value": application.phone, "missing": "Not given"},
        {"label": "Address", "value": application.address, "missing": "Not given"},
        {"label": "Right to work", "value": application.get_right_to_work_display(), "missing": "Not given"},
        {"label": "Asks us to adjust", "value": application.adjustments, "missing": "Nothing asked for"},
        {"label": "Related to staff or governors", "value": application.related_to, "missing": "Nobody named"},
    ]
