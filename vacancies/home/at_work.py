"""People at work: what is missing, work begun without clearance, changes that wait, and first days with no vacancy."""

from hiring.calendars import add_working_days
from hiring.models import Role
from hiring.permissions import HR
from hiring.templatetags.dates import day
from vacancies.home.people import ANSWERS_FOR_STARTS, AT_RISK_WITHIN
from vacancies.home.task import SAFETY, TODAY, Task
from vacancies.next_steps import several_people

A_FEW = 5  # people at work with something missing who each have a row of their own
DID = {"began": "began work without clearance", "failed": "was at work under an early start that failed"}
CLOSES = {Role.HEAD, Role.SAFEGUARDING_LEAD}


def missing_at_work(home):
    """`(clearance ids, task)` for people in school while a required check is not clear: a row each, or one for many."""
    files = [
        lines for lines in home.lines.values() if is_at_work(lines[0].check.clearance) and answers_for(home, lines)
    ]
    if len(files) > A_FEW:
        yield [lines[0].check.clearance_id for lines in files], _many(files)
        return
    for lines in files:
        yield [lines[0].check.clearance_id], _one(lines)


def starts_without_vacancy(home):
    """`(clearance ids, task)` for a first day within five working days, and something still in its way."""
    limit = add_working_days(home.today, AT_RISK_WITHIN)
    for pk, lines in home.lines.items():
        file = lines[0].check.clearance
        soon = not file.reference and not is_at_work(file) and file.starts_on and file.starts_on <= limit
        if soon and answers_for(home, lines):
            number = several_people(len(lines), "check")
            sentence = f"Clear or move {file.person.name}’s first day: {number} in the way"
            facts = {"due_on": file.starts_on, "detail": f"Begins {day(file.starts_on)}.", "word": "Start at risk"}
            yield [pk], _urgent(sentence, file.get_absolute_url(), school=file.school.name, **facts)


def is_at_work(file):
    return file.state == "relied_on" or file.is_here_already


def answers_for(home, lines):
    return bool(home.roles_at(lines[0].check.school) & ANSWERS_FOR_STARTS)


def _one(lines):
    file, number = lines[0].check.clearance, several_people(len(lines), "check")
    return _urgent(
        f"{file.person.name} is at work with {number} missing",
        file.get_absolute_url(),
        since=min(line.held_since for line in lines),
        detail=f"{lines[0].name}{' and more' if len(lines) > 1 else ''}. {file.post_title}.",
        school=file.school.name,
        word="At work",
    )


def _many(files):
    schools = {lines[0].check.school.name for lines in files}
    return _urgent(
        f"{len(files)} people are at work with checks missing",
        "/people/",
        since=min(line.held_since for lines in files for line in lines),
        school=next(iter(schools)) if len(schools) == 1 else f"{len(schools)} schools",
        word="At work",
    )


def _urgent(sentence, url, **facts):
    return Task(sentence, url, "Open the gate" if url != "/people/" else "Open", rank=SAFETY, mark="problem", **facts)


def incidents_to_close(home):
    """Work begun without clearance, for those who may close it."""
    for incident in home.incidents:
        if home.roles_at(incident.school) & CLOSES:
            yield Task(
                f"Look into it and close it: {incident.clearance.person.name} {DID[incident.what]}",
                incident.get_absolute_url(),
                "Open",
                rank=SAFETY,
                since=incident.recorded_at,
                detail=f"Found {day(incident.found_on)}.",
                school=incident.school.name,
                mark="problem",
                word="Incident",
            )


def changes_to_agree(home):
    """A change to lighter checks, or the right date of birth, which somebody else proposed."""
    for change in home.changes:
        may = home.roles_at(change.school) & {*HR, *CLOSES}
        if may and change.proposed_by_id != home.actor.pk:
            what = "the date of birth of" if change.born_on else "fewer checks for"
            yield Task(
                f"Agree or not: {what} {change.clearance.person.name}",
                change.get_absolute_url(),
                "Open",
                detail=f"Proposed by {change.proposed_by.name}.",
                school=change.school.name,
                mark="review",
                word="Two people",
            )


def told_before_beginning(home):
    """Somebody works here already, or has just left a school: what was checked there need not be checked again."""
    for file in home.told:
        if home.is_hr(file.school):
            yield Task(
                f"Make sure of what {file.person.name} told us before they begin",
                f"{file.get_absolute_url()}before/",
                "Look",
                since=file.told_at,
                detail="It could ask for fewer checks.",
                school=file.school.name,
                mark="review",
                word="To look at",
            )


def first_days(home):
    """First days with no vacancy that have come, with every check clear."""
    for file in home.beginning:
        if file.pk not in home.lines and home.roles_at(file.school) & {*HR, Role.HEAD}:
            yield Task(
                f"Record {file.person.name}’s first day",
                f"{file.get_absolute_url()}rely-on/",
                "Record",
                due_on=file.starts_on,
                detail=f"Every check is clear. {file.post_title}.",
                school=file.school.name,
            )


def rules_moved(home):
    """People at work of whom the law has come to ask more, for those who may ask them."""
    files = [file for file in home.rules_moved.files if home.roles_at(file.school) & {*HR, Role.HEAD}]
    if files:
        schools = {file.school.name for file in files}
        yield Task(
            f"Ask for what the law now asks of {several_people(len(files), 'person', 'people')} at work",
            "/people/rules-moved/",
            "Open",
            rank=TODAY,
            detail=f"{files[0].person.name}{' and others' if len(files) > 1 else ''}. They are asked tonight if nobody does.",
            school=next(iter(schools)) if len(schools) == 1 else f"{len(schools)} schools",
            mark="due",
            word="The law moved",
        )
