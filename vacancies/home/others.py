"""What waits on other people, by who holds it; nobody is nagged here until the automatic reminders are used up."""

from collections import defaultdict

from hiring.permissions import HR
from hiring.templatetags.dates import day, days_from_today
from vacancies.home.people import is_late
from vacancies.home.task import Task, days_held
from vacancies.next_steps import APPROVERS, HEADS, steps

ORDER = ["Approvers", "Panel", "Headteachers", "Referees", "Candidates"]


def groups_of(home):
    """Groups as components/tasks.html shows them, folded, each with its oldest; and how long the oldest of all has waited."""
    by_holder = defaultdict(list)
    for task in [*approvals(home), *scores(home), *checks(home), *replies(home)]:
        task.mark, task.word = "wait", days_held(task.since)
        by_holder[task.holder].append(task)
    known = [holder for holder in ORDER if holder in by_holder]
    rest = sorted(set(by_holder) - set(known))
    return [_group(holder, by_holder[holder]) for holder in [*known, *rest]]


def _group(holder, tasks):
    tasks.sort(key=lambda task: (task.since is None, task.since))
    oldest = days_held(tasks[0].since) if tasks[0].since else ""
    return {"title": holder, "tasks": tasks, "note": f"oldest {oldest.lower()}" if oldest else "", "folded": True}


def approvals(home):
    """What HR has handed on to approvers and heads."""
    for vacancy in home.vacancies.values():
        roles = home.roles_at(vacancy.school)
        if not roles & HR:
            continue
        for step in steps(vacancy, home.of(vacancy)):
            own = vacancy.state == "awaiting_approval" and vacancy.written_by_id == home.actor.pk
            if step.roles & roles and not own:
                continue
            holder = {APPROVERS: "Approvers", HEADS: "Headteachers"}.get(step.roles)
            if holder:
                url = vacancy.get_absolute_url()
                yield Task(f"{step.sentence}, {vacancy.title}", url, "", school=vacancy.school.name, holder=holder)


def scores(home):
    """Panel members who are scoring: to HR while they are in time, to the head and the chair for as long as it takes."""
    for vacancy in home.vacancies.values():
        hr = home.is_hr(vacancy.school)
        if vacancy.state != "scoring" or not (hr or home.leads(vacancy)):
            continue
        due = vacancy.scores_due_on
        if hr and due and due < home.today:
            continue
        for member in home.scoring(vacancy):
            if member["user"] == home.actor.pk:
                continue
            yield Task(
                f"{member['user__name']}, scores for {vacancy.title}",
                f"{vacancy.get_absolute_url()}{'scoring/' if hr else ''}",
                "",
                since=member["scorecard__opened_at"],
                detail=f"Due {day(due)}." if due else "",
                school=vacancy.school.name,
                holder="Panel",
            )


def checks(home):
    """Checks that somebody outside has been asked for and may still answer in time."""
    for lines in home.lines.values():
        for line in lines:
            check = line.check
            if line.condition != "waiting" or is_late(home, line) or not home.is_hr(check.school):
                continue
            next_on = f" We ask again after {day(line.due_on)}." if line.due_on else ""
            yield Task(
                f"{line.name}, {check.clearance.person.name}",
                check.get_absolute_url(),
                "",
                since=line.held_since,
                detail=f"{line.detail}{next_on}",
                school=check.school.name,
                holder=_outside(check),
            )


def _outside(check):
    if check.code == "references":
        return "Referees"
    holder = check.holder.removeprefix("the ")
    return "Candidates" if holder == "candidate" else f"{holder[0].upper()}{holder[1:]}" if holder else "Somebody else"


def replies(home):
    """Offers that the candidate has still to answer."""
    for offer in home.offers:
        if offer.state == "offered" and home.is_hr(offer.school):
            left = days_from_today(offer.reply_by)
            yield Task(
                f"{offer.application.candidate.name}, an answer to the offer of {offer.vacancy.title}",
                offer.get_absolute_url(),
                "",
                since=offer.offered_at,
                detail=f"Until {day(offer.reply_by)}."
                if left >= 0
                else f"The date in the letter was {day(offer.reply_by)}.",
                school=offer.school.name,
                holder="Candidates",
            )
