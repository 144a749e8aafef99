"""What the panel talks about once the seal is open: each judgement with everybody's scores and reasons side by side."""

from functools import cached_property

from vacancies.models import AgreedScore, Score
from vacancies.queries import given, matrix


class Discussion:
    """A fixed number of queries, whatever the number of applicants. Only for a vacancy whose seal is open."""

    def __init__(self, vacancy, *, names=False):
        self.vacancy = vacancy
        sitting = [member for member in vacancy.panel.all() if member.stood_down_at is None]
        self.labels = {
            member.pk: member.user.name if names else f"Panel {chr(ord('A') + place)}"
            for place, member in enumerate(sitting)
        }
        self.given = given(vacancy)
        self.agreed = self._agreed()
        values = {key: each.value for key, each in self.agreed.items()}
        self.standings = matrix(vacancy, scores=self.given, agreed=values)

    def _agreed(self):
        rows = AgreedScore.objects.filter(application__vacancy=self.vacancy, replaced_at=None)
        return {(row.application_id, row.criterion_id): row for row in rows.select_related("agreed_by")}

    @cached_property
    def cells(self):
        """Every judgement, by code and then criterion: never in the order of anybody's harshness."""
        in_order = sorted(self.standings, key=lambda row: row.application.code)
        return [self.cell(standing, judgement) for standing in in_order for judgement in standing.judgements]

    def cell(self, standing, judgement):
        key = (standing.application.pk, judgement.criterion.pk)
        return {
            "application": standing.application,
            "code": standing.application.code,
            "criterion": judgement.criterion,
            "judgement": judgement,
            "needs_talk": judgement.needs_talk,
            "agreed": self.agreed.get(key),
        }

    def with_scores(self, cell):
        """The same judgement with what each sitting member gave, in the order of the panel."""
        members, values = self._given(cell)
        return cell | {
            "said": [{"who": self.labels[who], "value": value} for who, value in zip(members, values, strict=True)]
        }

    def with_reasons(self, cell):
        """The same, and what each of them wrote beside it (one query)."""
        scores = Score.objects.filter(
            application=cell["application"], criterion=cell["criterion"], value__isnull=False
        )
        written = dict(scores.values_list("scorecard__panel_member", "reason"))
        said, (members, _values) = self.with_scores(cell)["said"], self._given(cell)
        return cell | {"said": [each | {"reason": written[who]} for who, each in zip(members, said, strict=True)]}

    def _given(self, cell):
        return self.given.get((cell["application"].pk, cell["criterion"].pk), ((), ()))

    @property
    def to_discuss(self):
        return [cell for cell in self.cells if cell["needs_talk"] and cell["agreed"] is None]

    @property
    def talked_over(self):
        return [cell for cell in self.cells if cell["needs_talk"] and cell["agreed"]]

    @property
    def alike(self):
        """Judgements the members gave alike, or nearly, and nobody has yet accepted."""
        return [
            cell
            for cell in self.cells
            if cell["judgement"].values and not cell["needs_talk"] and cell["agreed"] is None
        ]

    def find(self, code, criterion_code):
        return next(
            (cell for cell in self.cells if cell["code"] == code and cell["criterion"].code == criterion_code), None
        )
