"""How far the panel is: counts only, so that it may be shown while the scores are sealed."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from vacancies.models import Conflict, Criterion, Score


@dataclass(frozen=True)
class Progress:
    """One member: how many judgements of how many, and whether they have submitted."""

    name: str
    is_chair: bool
    given: int
    wanted: int
    sealed: bool
    opened: bool

    @property
    def mark(self):
        return "ok" if self.sealed else ("wait" if self.opened else "none")

    @property
    def word(self):
        if self.sealed:
            return "Submitted"
        return f"{self.given} of {self.wanted} scored" if self.opened else "Not asked yet"


def panel_of(vacancy, judged):
    """Each sitting member's progress, one query. `judged`: applications to score, all members alike."""
    given = Score.objects.filter(scorecard=OuterRef("scorecard"), value__isnull=False)
    given = given.exclude(application__state="withdrawn")
    criteria = Criterion.objects.filter(vacancy=OuterRef("vacancy"), assessed_by="application")
    members = vacancy.panel.sitting().order_by("id")
    members = members.annotate(
        criteria=_number(criteria, "vacancy"),
        given=_number(given, "scorecard"),
        known=_number(Conflict.objects.filter(member=OuterRef("pk")), "member"),
        card=F("scorecard__state"),
    )
    rows = members.values_list("user__name", "is_chair", "given", "criteria", "known", "card")
    return [
        Progress(name, chair, given, criteria * max(0, judged - known), card == "sealed", card is not None)
        for name, chair, given, criteria, known, card in rows
    ]


def _number(rows, by):
    """How many, as a subquery of its own, so that nothing is multiplied by joining."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number")), 0)


def still_to_submit(panel):
    """The names of members who have been asked and have not submitted."""
    return [member.name for member in panel if member.opened and not member.sealed]


def in_a_sentence(panel):
    """2 of 3 submitted."""
    return f"{sum(member.sealed for member in panel)} of {len(panel)} submitted"
