"""What the panel talks about once the seal is open: each judgement with everybody's scores and reasons side by side."""

from collections import defaultdict

from vacancies.models import AgreedScore, Score
from vacancies.queries import matrix


class Discussion:
    """A fixed number of queries, whatever the number of applicants. Only for a vacancy whose seal is open."""

    def __init__(self, vacancy, *, names=False):
        self.vacancy = vacancy
        self.standings = matrix(vacancy)
        self.members = list(vacancy.panel.sitting().order_by("pk").select_related("user"))
        self.labels = {
            member.pk: member.user.name if names else f"Panel {chr(ord('A') + place)}"
            for place, member in enumerate(self.members)
        }
        self.said = self._said()
        self.agreed = self._agreed()

    def _said(self):
        """(application id, criterion id) -> what each sitting member gave and why, in the order of the panel."""
        said = defaultdict(list)
        scores = Score.objects.filter(
            scorecard__panel_member__vacancy=self.vacancy, scorecard__panel_member__in=self.labels, value__isnull=False
        )
        for score in scores.select_related("scorecard").order_by("scorecard__panel_member"):
            who = self.labels[score.scorecard.panel_member_id]
            said[score.application_id, score.criterion_id].append(
                {"who": who, "value": score.value, "reason": score.reason}
            )
        return said

    def _agreed(self):
        rows = AgreedScore.objects.filter(application__vacancy=self.vacancy, replaced_at=None).select_related(
            "agreed_by"
        )
        return {(row.application_id, row.criterion_id): row for row in rows}

    @property
    def cells(self):
        """Every judgement, by code and then criterion: never in the order of anybody's harshness."""
        for standing in sorted(self.standings, key=lambda row: row.application.code):
            for judgement in standing.judgements:
                yield self.cell(standing, judgement)

    def cell(self, standing, judgement):
        key = (standing.application.pk, judgement.criterion.pk)
        return {
            "application": standing.application,
            "code": standing.application.code,
            "criterion": judgement.criterion,
            "judgement": judgement,
            "said": self.said[key],
            "agreed": self.agreed.get(key),
        }

    @property
    def to_discuss(self):
        return [cell for cell in self.cells if cell["judgement"].needs_talk and cell["agreed"] is None]

    @property
    def talked_over(self):
        return [cell for cell in self.cells if cell["judgement"].needs_talk and cell["agreed"]]

    @property
    def alike(self):
        """Judgements the members gave alike, or nearly, and nobody has yet accepted."""
        return [
            cell
            for cell in self.cells
            if cell["judgement"].values and not cell["judgement"].needs_talk and cell["agreed"] is None
        ]

    def find(self, code, criterion_code):
        return next(
            (cell for cell in self.cells if cell["code"] == code and cell["criterion"].code == criterion_code), None
        )
