"""What the coming week brings: closings, interviews, dates promised, first days."""

from hiring.calendars import add_working_days
from hiring.templatetags.dates import as_date, day, moment
from vacancies.home.people import ANSWERS_FOR_STARTS
from vacancies.home.probation import reviews_coming
from vacancies.home.task import Task, soon
from vacancies.next_steps import several_people
from vacancies.promises import TOPICS


def events_of(home):
    """In the order they come."""
    events = [*closings(home), *interviews(home), *promises(home), *first_days(home), *reviews_coming(home)]
    for event in events:
        event.mark, event.word = "na", day(event.due_on)
    return sorted(events, key=lambda task: (task.due_on, task.sentence))


def closings(home):
    for vacancy in home.vacancies.values():
        if vacancy.state == "published" and soon(vacancy.closes_at):
            sent = several_people(home.of(vacancy).at("submitted"), "application")
            yield _event(
                vacancy, f"{vacancy.title} closes", vacancy.closes_at, f"{moment(vacancy.closes_at)}. {sent} in."
            )


def interviews(home):
    for vacancy in home.vacancies.values():
        days = sorted({as_date(at) for at in home.interviews[vacancy.pk] if soon(at)})
        for on in days:
            number = sum(as_date(at) == on for at in home.interviews[vacancy.pk])
            yield _event(vacancy, f"{several_people(number, 'interview')}, {vacancy.title}", on)


def promises(home):
    """Dates that candidates were told, after the next working day; until then they are work."""
    for (pk, topic), instants in home.promises.items():
        vacancy = home.vacancies.get(pk)
        ahead = [at for at in instants if as_date(at) > add_working_days(home.today, 1)]
        if vacancy and ahead and topic != "start" and (home.is_hr(vacancy.school) or home.leads(vacancy)):
            who = several_people(len(ahead), "candidate")
            by = f"Promised by {moment(min(ahead))}."
            yield _event(vacancy, f"{who} to hear {TOPICS[topic]}, {vacancy.title}", min(ahead), by)


def first_days(home):
    for offer in home.offers:
        if offer.state == "confirmed" and soon(offer.starts_on) and home.roles_at(offer.school) & ANSWERS_FOR_STARTS:
            sentence = f"{offer.application.candidate.name} starts, {offer.vacancy.title}"
            yield Task(sentence, offer.get_absolute_url(), "", due_on=offer.starts_on, school=offer.school.name)


def _event(vacancy, sentence, on, detail=""):
    url = vacancy.get_absolute_url()
    return Task(sentence, url, "", due_on=as_date(on), detail=detail, school=vacancy.school.name)
