"""What needs this person: one row for each decision that is theirs to make."""

from hiring import clock
from hiring.calendars import add_working_days
from hiring.permissions import HR
from hiring.templatetags.dates import as_date, day, distance, fullmoment
from vacancies.home.again import due_again
from vacancies.home.at_work import (
    changes_to_agree,
    first_days,
    incidents_to_close,
    missing_at_work,
    rules_moved,
    starts_without_vacancy,
    told_before_beginning,
)
from vacancies.home.concerns import concerns_to_decide
from vacancies.home.papers import papers_to_see_to
from vacancies.home.people import (
    checks_gone_quiet,
    checks_to_begin,
    decisions_on_checks,
    early_starts,
    starts,
    starts_at_risk,
)
from vacancies.home.probation import probations_to_see_to
from vacancies.home.task import LATE, PROMISE, TODAY, Task, dated
from vacancies.home.verifying import authorities_to_renew
from vacancies.next_steps import several_people, steps
from vacancies.promises import TOPICS


def tasks_of(home):
    """Everything that is this person's turn, the most pressing first."""
    risky = [*starts_at_risk(home), *starts_without_vacancy(home), *missing_at_work(home)]
    at_risk = {clearance for clearances, _ in risky for clearance in clearances}
    tasks = [
        *(task for _, task in risky),
        *concerns_to_decide(home),
        *incidents_to_close(home),
        *decisions_on_checks(home),
        *due_again(home),
        *vacancy_steps(home),
        *scores_to_give(home),
        *checks_to_begin(home, at_risk),
        *checks_gone_quiet(home),
        *starts(home),
        *early_starts(home),
        *first_days(home),
        *probations_to_see_to(home),
        *rules_moved(home),
        *changes_to_agree(home),
        *authorities_to_renew(home),
        *told_before_beginning(home),
        *papers_to_see_to(home),
        *letters(home),
    ]
    return sorted((dated(task) for task in tasks), key=lambda task: task.order)


def vacancy_steps(home):
    """What each vacancy waits for from this person; a promise to its candidates makes it press."""
    for vacancy in home.vacancies.values():
        roles, promised = home.roles_at(vacancy.school), due_promises(home, vacancy)
        mine = [each for each in steps(vacancy, home.of(vacancy)) if _is_mine(home, vacancy, each, roles)]
        tasks = [_step(vacancy, each) for each in mine]
        if promised and roles & HR:
            _press(tasks, vacancy, promised)
        yield from tasks


def _is_mine(home, vacancy, step, roles):
    if vacancy.state == "draft" and vacancy.written_by_id != home.actor.pk:
        return False
    if vacancy.state == "awaiting_approval" and vacancy.written_by_id == home.actor.pk:
        return False
    return bool(step.roles & roles) or (step.chair_too and home.chairs(vacancy))


def _step(vacancy, step):
    return Task(
        f"{step.sentence}, {vacancy.title}",
        f"{vacancy.get_absolute_url()}{step.path}",
        step.label,
        due_on=step.due_on,
        since=step.since,
        detail=step.detail,
        school=vacancy.school.name,
    )


def due_promises(home, vacancy):
    """What was promised to this vacancy's candidates, up to the next working day: topic -> instants."""
    until, topics = add_working_days(home.today, 1), ("shortlist", "decision")
    due = {topic: [at for at in home.promises[vacancy.pk, topic] if as_date(at) <= until] for topic in topics}
    return {topic: instants for topic, instants in due.items() if instants}


def _press(tasks, vacancy, promised):
    """Say what was promised on the row that would keep it; where there is none yet, on a row of its own."""
    topic, instants = min(promised.items(), key=lambda item: min(item[1]))
    first, who = min(instants), several_people(len(instants), "candidate")
    new_date = {"url": f"{vacancy.get_absolute_url()}dates-told/", "label": "Give a new date"}
    if tasks:
        tasks[0].menu.append(new_date)
    else:
        tasks.append(Task(f"Tell {who} {TOPICS[topic]}, {vacancy.title}", **new_date, school=vacancy.school.name))
    task, missed = tasks[0], first < clock.now()
    task.rank, task.due_on, task.mark = PROMISE, as_date(first), "problem" if missed else "due"
    task.word = "Promise missed" if missed else f"Promise {distance(first)}"
    told = f"We told {who} they would hear by {fullmoment(first)}."
    task.detail = f"{task.detail} {told}".strip()


def scores_to_give(home):
    """This person's own scores, still open."""
    for vacancy in home.vacancies.values():
        for member in home.scoring(vacancy):
            if member["user"] == home.actor.pk and vacancy.state == "scoring":
                yield Task(
                    f"Score the applications, {vacancy.title}",
                    f"/panel/{vacancy.reference}/",
                    "Score",
                    due_on=vacancy.scores_due_on,
                    since=member["scorecard__opened_at"],
                    school=vacancy.school.name,
                )


def letters(home):
    """A letter that went astray is work for somebody: silence is what it would mean for the person."""
    for letter in home.letters:
        unknown = letter.status == "unknown"
        yield Task(
            f"{'Find out whether this arrived' if unknown else 'Check the address and send again'}: {letter.subject}",
            f"/messages/{letter.pk}/",
            "Open",
            rank=LATE,
            since=letter.written_at,
            detail=f"To {letter.to_name or 'somebody'}, written {day(letter.written_at)}.",
            school=letter.school.name,
            mark="review" if unknown else "problem",
            word="Not known" if unknown else "Did not arrive",
        )
    if home.unwritten:
        sentence = f"See why {several_people(home.unwritten, 'letter')} could not be written"
        yield Task(sentence, "/messages/", "Open", rank=TODAY, mark="problem", word="Not written")
