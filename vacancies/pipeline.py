"""Everybody who applied for one vacancy: how many in each stage, and one page of them, in a fixed number of questions."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from hiring.permissions import is_hr
from hiring.templatetags.dates import days_from_today
from vacancies.models import Application, GapExplanation, HistoryEntry
from vacancies.stages import counted, stages_of
from vacancies.turns import turn_of
from workflows.models import Event

PAGE = 50


@dataclass
class Row:
    """One applicant as lists and cards show them."""

    application: object
    name: str
    url: str
    mark: str
    state: str
    turn: str
    next: str
    next_url: str
    since: str
    flags: list = field(default_factory=list)
    menu: dict | None = None
    focus: bool = False

    @property
    def code(self):
        return self.application.code


def tally(vacancy):
    """Everybody who has sent an application, by its state and its offer's (one query)."""
    sent = vacancy.applications.exclude(state="draft").order_by()
    rows = sent.values_list("state", "appointment__state").annotate(number=Count("pk"))
    return {(state, offer): number for state, offer, number in rows}


def in_sight(vacancy, actor):
    """The applications this actor may look at one by one. For HR of the school that is everybody; nobody sees their own."""
    everybody = vacancy.applications.exclude(state="draft")
    if not is_hr(vacancy, actor):
        everybody = Application.objects.visible_to(actor).filter(vacancy=vacancy).exclude(state="draft")
    return everybody.exclude(candidate=actor.pk)


def chosen(rows, vacancy, stage="", q="", names=False):
    """Only one stage, or those a search finds: by code, and by name for those who may search names."""
    wanted = next((each for each in stages_of(vacancy) if each.key == stage), None)
    if wanted:
        rows = rows.filter(state__in=wanted.states)
    if wanted and wanted.offers:
        rows = rows.filter(appointment__state__in=wanted.offers)
    if q:
        found = Q(code__iexact=q)
        rows = rows.filter(found | Q(full_name__icontains=q) if names else found)
    return rows


def with_facts(rows):
    """What a line says, read with it: since when, and the flags."""
    last = Event.objects.filter(subject_type="application", subject_id=OuterRef("pk")).order_by("-id")
    in_person = GapExplanation.objects.filter(application=OuterRef("pk"), why=GapExplanation.Why.IN_PERSON)
    abroad = HistoryEntry.objects.filter(application=OuterRef("pk")).abroad()
    return rows.select_related("candidate", "appointment", "interview").annotate(
        moved_at=Subquery(last.values("at")[:1]), in_person=Exists(in_person), lived_abroad=Exists(abroad)
    )


def page_of(rows, vacancy, number, panel_left=()):
    """One page of lines in the order of their codes (one query). `number` counts from 1."""
    start = (number - 1) * PAGE
    return [line(each, vacancy, panel_left) for each in with_facts(rows).order_by("code")[start : start + PAGE]]


def line(application, vacancy, panel_left=()):
    """One applicant in words."""
    application.vacancy = vacancy
    turn = turn_of(application, vacancy, panel_left)
    named = application.names_are_shown
    return Row(
        application=application,
        name=f"{application.code} {application.candidate.name}" if named else application.code,
        url=application.get_absolute_url(),
        mark=turn.mark,
        state=state_words(application),
        turn=turn.holder,
        next=turn.next,
        next_url=turn.url,
        since=how_long(application.moved_at),
        flags=flags_of(application),
    )


SENT = {"scoring": "Being scored", "moderating": "Scored"}


def state_words(application):
    """The state in words: what was sent is being scored or scored, what was offered is at the offer's state."""
    if application.state == "submitted":
        return SENT.get(application.vacancy.state, application.state_words)
    offer = getattr(application, "appointment", None) if application.state == "offered" else None
    return (offer or application).state_words


def flags_of(application):
    flags = {
        "Gap to explain in person": application.in_person,
        "From paper": application.from_paper,
        "Has lived abroad": application.lived_abroad,
    }
    return [words for words, so in flags.items() if so]


def how_long(instant):
    """Today, 1 day, 12 days: how long it has been so."""
    days = -days_from_today(instant) if instant else 0
    return {0: "today", 1: "1 day"}.get(days, f"{days} days")


__all__ = ["PAGE", "Row", "chosen", "counted", "in_sight", "line", "page_of", "stages_of", "tally"]
