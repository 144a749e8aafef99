"""What lies on one member's desk: whom to judge on what, in their own order, and what they have judged so far."""

from functools import cached_property

from django.db import IntegrityError, transaction

from hiring import clock
from vacancies.blind_codes import shuffled
from vacancies.models import Score
from vacancies.views.panel.places import MINUTES_EACH


class Desk:
    """Three queries, whatever the number of applicants."""

    def __init__(self, place):
        self.place, self.vacancy, self.card = place, place.vacancy, place.scorecard
        self.base = f"/panel/{self.vacancy.reference}/"
        self.criteria = self.vacancy.scored_criteria
        self.applications = dict(self.card.to_score().values_list("code", "pk"))
        self.scores = self._scores()

    def _scores(self):
        codes = {pk: code for code, pk in self.applications.items()}
        criteria = {each.pk: each for each in self.criteria}
        return {
            (criteria[score.criterion_id], codes[score.application_id]): score
            for score in self.card.scores.all()
            if score.application_id in codes and score.criterion_id in criteria
        }

    def order(self, criterion):
        """This member's own order of applicants for one criterion, the same every time."""
        seed = f"{self.vacancy.blind_seed}:{self.place.seed}:{self.place.pk}:{criterion.code}"
        return shuffled(self.applications, seed)

    @cached_property
    def judgements(self):
        """Every judgement to make, criterion by criterion."""
        return [(criterion, code) for criterion in self.criteria for code in self.order(criterion)]

    def value(self, judgement):
        score = self.scores.get(judgement)
        return score.value if score else None

    def put_off(self, judgement):
        score = self.scores.get(judgement)
        return bool(score and score.come_back)

    def lacks_reason(self, judgement):
        score = self.scores.get(judgement)
        return bool(
            score
            and score.value is not None
            and score.needs_reason(judgement[0], self.vacancy.pass_mark)
            and not score.reason.strip()
        )

    @property
    def missing(self):
        return [each for each in self.judgements if self.value(each) is None]

    @property
    def unreasoned(self):
        return [each for each in self.judgements if self.lacks_reason(each)]

    def url(self, judgement):
        criterion, code = judgement
        return f"{self.base}score/{self.criteria.index(criterion) + 1}/{code}/"

    def after(self, judgement):
        """Where to go once this is saved: the next to score, then those put off, then the review."""
        at = self.judgements.index(judgement)
        ahead = self.judgements[at + 1 :] + self.judgements[:at]
        left = [each for each in ahead if self.value(each) is None]
        fresh = [each for each in left if not self.put_off(each)]
        return self.url((fresh or left)[0]) if left else f"{self.base}review/"

    def start(self):
        left = self.missing
        fresh = [each for each in left if not self.put_off(each)]
        return self.url((fresh or left)[0]) if left else f"{self.base}review/"

    def beside(self, judgement):
        """The judgements before and after this one, for people who go back and forth."""
        at = self.judgements.index(judgement)
        before = self.judgements[at - 1] if at else None
        after = self.judgements[at + 1] if at + 1 < len(self.judgements) else None
        return before and self.url(before), after and self.url(after)

    @property
    def progress(self):
        total, left = len(self.judgements), len(self.missing)
        minutes = max(1, round(left * MINUTES_EACH))
        rest = f"about {minutes} minute{'' if minutes == 1 else 's'} left" if left else "ready to review"
        return {
            "now": total - left,
            "total": total,
            "text": f"{total - left} of {total} scored · {rest}",
            "label": "Scores",
        }

    def keep(self, judgement, *, value, reason, come_back=False):
        """Save one judgement in one statement; False when the scores have been submitted meanwhile."""
        criterion, code = judgement
        said = {"value": value, "reason": reason[:500], "come_back": come_back, "saved_at": clock.now()}
        which = {"scorecard": self.card, "application_id": self.applications[code], "criterion": criterion}
        try:
            with transaction.atomic():
                [self.scores[judgement]] = Score.objects.bulk_create(
                    [Score(**which, **said)],
                    update_conflicts=True,
                    unique_fields=["scorecard", "application", "criterion"],
                    update_fields=list(said),
                )
        except IntegrityError:
            return False
        return True
