"""What needs this person about people: starts at risk, checks to begin, chase and decide, starts to confirm and record."""

from collections import defaultdict

from checks.permissions import decides_this_check
from hiring.calendars import add_working_days
from hiring.models import Role
from hiring.permissions import HR
from hiring.templatetags.dates import day
from vacancies.home.task import SAFETY, TURN, Task
from vacancies.next_steps import several_people

AT_RISK_WITHIN = 5  # working days before a start that is still blocked is everybody's business
OURS_TO_BEGIN = {"not_started", "expired", "newly_asked"}
ANSWERS_FOR_STARTS = {*HR, Role.HEAD, Role.SAFEGUARDING_LEAD}


def starts_at_risk(home):
    """A first day within five working days, and something still in its way."""
    limit = add_working_days(home.today, AT_RISK_WITHIN)
    for offer in home.offers:
        shut = home.lines.get(offer.clearance_id, [])
        if shut and offer.starts_on <= limit and home.roles_at(offer.school) & ANSWERS_FOR_STARTS:
            name = offer.application.candidate.name
            yield (
                [offer.clearance_id],
                Task(
                    f"Clear or move {name}’s start: {several_people(len(shut), 'check')} in the way",
                    offer.get_absolute_url(),
                    "Open the gate",
                    rank=SAFETY,
                    due_on=offer.starts_on,
                    detail=f"Starts {day(offer.starts_on)}.",
                    school=offer.school.name,
                    mark="problem",
                    word="Start at risk",
                ),
            )


def decisions_on_checks(home):
    """Evidence or a concern that this person has the authority to settle."""
    for lines in home.lines.values():
        for line in lines:
            check = line.check
            if line.condition not in {"concern", "to_decide"} or not decides_this_check(check, home.actor):
                continue
            worry = line.condition == "concern"
            yield Task(
                f"Decide {_small(line.name)}, {check.clearance.person.name}",
                line.action_url,
                line.action_label,
                rank=SAFETY if worry else TURN,
                due_on=line.due_on,
                since=line.held_since,
                detail=line.detail,
                school=check.school.name,
                mark="problem" if worry else "review",
                word="Concern" if worry else "To decide",
            )


def checks_to_begin(home, at_risk):
    """One row a vacancy for everything that is ours to begin or to do again on the people it may appoint."""
    files = defaultdict(list)
    for clearance, lines in home.lines.items():
        ours = [line for line in lines if line.condition in OURS_TO_BEGIN and line.word != "After the offer"]
        if ours and clearance not in at_risk and home.is_hr(ours[0].check.school):
            file = ours[0].check.clearance
            files[file.reference or clearance].append((file, ours))
    for of_one_post in files.values():
        yield _begin(of_one_post)


def _begin(files):
    """The row for one post's people: one by name, several by number."""
    file, lines = files[0][0], [line for _, ours in files for line in ours]
    number = several_people(len(lines), "check")
    several = len(files) > 1
    names = [each.person.name for each, _ in files]
    return Task(
        f"Begin {number} on {len(files)} people, {file.post_title}" if several else f"Begin {number} on {names[0]}",
        f"/people/?q={file.reference}" if several else file.get_absolute_url(),
        "Open",
        due_on=min((line.due_on for line in lines if line.due_on), default=None),
        since=min(line.held_since for line in lines),
        detail=_some_of(names, 6) if several else _some_of([line.name for line in lines], 3),
        school=file.school.name,
    )


def _some_of(names, number):
    return f"{', '.join(names[:number])}{' and more' if len(names) > number else ''}."


def checks_gone_quiet(home):
    """Asked, reminded, and still no answer: a person has to pick up the telephone."""
    for lines in home.lines.values():
        for line in lines:
            if not is_late(home, line) or not home.is_hr(line.check.school):
                continue
            person = line.check.clearance.person.name
            yield Task(
                f"Ask again: {_small(line.name)}, {person}",
                line.action_url,
                line.action_label,
                due_on=line.due_on,
                since=line.held_since,
                detail=line.detail,
                school=line.check.school.name,
            )


def is_late(home, line):
    return line.condition == "waiting" and line.due_on is not None and line.due_on < home.today


def starts(home):
    """Starts that are clear and only wait to be confirmed, and first days that have come."""
    for offer in home.offers:
        name, roles = offer.application.candidate.name, home.roles_at(offer.school)
        shut = home.lines.get(offer.clearance_id, [])
        may_confirm = not any(line.blocks_the_offer for line in shut)
        page, facts = offer.get_absolute_url(), {"school": offer.school.name, "due_on": offer.starts_on}
        if offer.state == "accepted" and may_confirm and Role.HEAD in roles:
            sentence, detail = f"Confirm {name}’s start", f"{_standing(home, offer)} Starts {day(offer.starts_on)}."
            yield Task(sentence, f"{page}confirm-start/", "Confirm", detail=detail, mark="ok", **facts)
        if offer.state == "confirmed" and not shut and offer.starts_on <= home.today and roles & {*HR, Role.HEAD}:
            yield Task(f"Record {name}’s first day", f"{page}start/", "Record", detail=_standing(home, offer), **facts)


def _standing(home, offer):
    waiting = any(each.clearance_id == offer.clearance_id and each.state == "approved" for each in home.early_starts)
    if waiting:
        return "Under an exception: the certificate is awaited."
    left = home.lines.get(offer.clearance_id, [])
    return f"{several_people(len(left), 'check')} left for the first day." if left else "Every check is clear."


def early_starts(home):
    """An early start to decide on or to look at again, and, before all else, somebody who must stop work."""
    for early in home.early_starts:
        name, roles = early.clearance.person.name, home.roles_at(early.school)
        page, facts = early.get_absolute_url(), {"school": early.school.name}
        if early.state == "proposed" and Role.HEAD in roles and early.proposed_by_id != home.actor.pk:
            sentence = f"Decide whether {name} may start before their certificate"
            yield Task(sentence, page, "Decide", due_on=early.starts_on, mark="review", word="To decide", **facts)
        if early.state == "approved" and Role.HEAD in roles:
            sentence = f"Look again at the safeguards for {name}, who has no certificate yet"
            yield Task(sentence, page, "Look again", due_on=early.review_on, mark="exc", word="Exception", **facts)
        if early.state == "revoked" and roles & ANSWERS_FOR_STARTS:
            sentence = f"Make sure {name} is not at work: their early start was revoked"
            yield Task(sentence, page, "Open", rank=SAFETY, mark="problem", word="Stop work", **facts)


def _small(name):
    """A name inside a sentence, unless it begins with letters that stand for words (DBS, QTS)."""
    return name if name[:2].isupper() else f"{name[0].lower()}{name[1:]}"
