"""What is not as it should be: three gaps, nine rights to work that run out by September, and four who have left."""

import datetime as dt

from checks.models import Check, Clearance
from hiring import clock
from vacancies.demo import when

GAPS = (  # school, post, the check the old record has no date for
    ("Reydon Primary", "Supply Teacher", "agency_written_confirmation"),
    ("Kittiwake Academy", "Teacher of Science", "qualifications"),
    ("Holm Heath Primary", "Office Administrator", "identity"),
)
RUN_OUT = (
    ("Alderwater Academy", "Teacher of Mathematics"),
    ("Black Drove Primary", "Class Teacher"),
    ("Dune Bank Primary", "Teaching Assistant"),
    ("Fenland Gate Academy", "Teacher of Science"),
    ("Gull Point Primary", "Class Teacher"),
    ("Kittiwake Academy", "Science Technician"),
    ("Marram High", "Teacher of Mathematics"),
    ("Reydon Primary", "Teaching Assistant"),
    ("Saltmarsh Primary", "Midday Supervisor"),
)
LEFT = (
    ("Blyth View Primary", "Class Teacher"),
    ("Marram High", "Cover Supervisor"),
    ("Oakmere Primary", "Midday Supervisor"),
    ("Thorn Mere Junior", "Teaching Assistant"),
)


def with_faults(people):
    """The same people, the first in each of these posts with a date missing or a permission that ends."""
    gaps = {(school, post): code for school, post, code in GAPS}
    ends = {at: when.day(7, 27) + dt.timedelta(days=4 * place) for place, at in enumerate(RUN_OUT)}
    for person in people:
        at = (person.file["school"].name, person.file["post_title"])
        if at in gaps:
            person.copied.pop(gaps.pop(at))
        if at in ends and "right_to_work" in person.copied:
            person.file["person_facts"]["rtw"] = "time_limited"
            person.copied["right_to_work"]["runs_out_on"] = ends.pop(at)
        yield person


def what_happened_since(by):
    """The agency's letter came without the check overseas, and four people left at the end of June."""
    letters = Check.objects.filter(code="agency_written_confirmation", state="not_started")
    with when.on(6, 8, 10):
        for letter in letters.filter(clearance__in_post_since__isnull=False):
            letter.record(by=by, evidence=_letter_without_overseas(letter))
    for number, (school, post) in enumerate(LEFT if not Clearance.objects.filter(state="left").exists() else ()):
        with when.on(6, 22 + 2 * number, 15):
            for file in Clearance.objects.filter(school__name=school, post_title=post, state="relied_on")[:1]:
                file.leave(by=by, left_on=clock.today(), reason="Left at their own wish.")


def _letter_without_overseas(check):
    """Every check it must name, but for the one overseas, of which it says nothing."""
    made = {name: when.day(6, 1).isoformat() for name in check.kind.Evidence.base_fields if name.startswith("made_")}
    made.pop("made_overseas", None)
    form = check.kind.Evidence(
        made
        | {
            "source": "Tideway Supply, letter of 5 June",
            "evidence_on": clock.today().isoformat(),
            "names_this_person": "yes",
            "certificate_has_content": "no",
            "certificate_dated_on": when.day(5, 20).isoformat(),
            "outcome": "received_incomplete",
        },
        check=check,
    )
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    return form.cleaned_data
