"""The only way the panel sees an application: a few named fields, with every word that says who wrote them hidden.

Nothing is taken away from a full record here; a few things are let through. No name, address, contact, date of receipt,
number, referee, school or employer has a field to be in. Months of study and years of awards stay out too: they tell an age.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from vacancies import masks
from vacancies.employment_history import MONTHS
from vacancies.models import Answer, HistoryEntry, Qualification, Referee

PERSON = ("candidate__name", "candidate__email", "full_name", "former_names", "signed_name", "address", "related_to")


@dataclass(frozen=True)
class BlindEntry:
    """A stretch of work or study: what, not where."""

    title: str
    kind: str
    months: str
    with_children: bool


@dataclass(frozen=True)
class BlindQualification:
    """A qualification: what and how well, not where or when."""

    title: str
    grade: str


@dataclass(frozen=True)
class BlindApplication:
    """All that the panel may know of one applicant. `answers` is by criterion code."""

    code: str
    answers: dict
    history: tuple
    qualifications: tuple


def blind_application(vacancy, code):
    """One applicant as the panel sees them, or None when nobody sent an application under this code (one query)."""
    return blind_applications(vacancy, codes=[code]).get(code)


def blind_applications(vacancy, codes=None):
    """Everybody who applied, by code, as the panel sees them (one query)."""
    sent = vacancy.applications.exclude(submitted_at=None).exclude(state="withdrawn")
    if codes is not None:
        sent = sent.filter(code__in=codes)
    rows = sent.order_by("code").values("code", *PERSON, **_written())
    return {row["code"]: _blinded(row, vacancy) for row in rows}


def _written():
    """What the person wrote about themselves, each as a list in the same query."""

    def several(model, *names, order):
        rows = model.objects.filter(application=OuterRef("pk")).order_by(order)
        return ArraySubquery(rows.values(facts=JSONObject(**{name.replace("__", "_"): name for name in names})))

    return {
        "written_answers": several(Answer, "criterion__code", "text", order="criterion__position"),
        "entries": several(
            HistoryEntry,
            "kind",
            "title",
            "organisation",
            "from_month",
            "to_month",
            "with_children",
            order="-from_month",
        ),
        "awards": several(Qualification, "title", "awarded_by", "grade", order="title"),
        "people": several(Referee, "name", "email", "organisation", order="id"),
    }


def _blinded(row, vacancy):
    hide = masks.Mask([*_hidden_for_everybody(vacancy), *_hidden_for(row)]).hide
    kinds = dict(HistoryEntry.Kind.choices)
    return BlindApplication(
        code=row["code"],
        answers={answer["criterion_code"]: hide(answer["text"]) for answer in row["written_answers"]},
        history=tuple(
            BlindEntry(
                title=hide(entry["title"]),
                kind=kinds.get(entry["kind"], ""),
                months="" if entry["kind"] == "study" else _months(entry),
                with_children=entry["with_children"],
            )
            for entry in row["entries"]
        ),
        qualifications=tuple(BlindQualification(hide(each["title"]), hide(each["grade"])) for each in row["awards"]),
    )


def _hidden_for_everybody(vacancy):
    """The school's own name, which would single out somebody who works there, and the words HR asked to hide."""
    words = [hidden for word in vacancy.masked_words for hidden in masks.whole(str(word), "hidden")]
    return [*words, *masks.organisation(vacancy.school.name, "school")]


def _hidden_for(row):
    """Every word that would say who this person is, from what they told us of themselves and those who know them."""
    for field in ("candidate__name", "full_name", "former_names", "signed_name"):
        yield from masks.name(row[field])
    yield from masks.names_within(row["related_to"])
    yield from masks.email(row["candidate__email"])
    yield from masks.address(row["address"])
    for entry in row["entries"]:
        yield from masks.organisation(entry["organisation"], "school" if entry["kind"] == "study" else "employer")
    for award in row["awards"]:
        yield from masks.organisation(award["awarded_by"], "school")
    for person in row["people"]:
        yield from masks.name(person["name"])
        yield from masks.email(person["email"])
        yield from masks.organisation(person["organisation"], "employer")


def _months(entry):
    ends = _month(entry["to_month"]) if entry["to_month"] else "now"
    return f"{_month(entry['from_month'])} to {ends}"


def _month(text):
    year, month = text.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"
