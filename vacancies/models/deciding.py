from hiring import clock
from vacancies.guards import (
    it_is_a_judgement_of_this_vacancy,
    its_exception_stands,
    nobody_is_out_of_order_for_this,
    somebody_else_is_named,
    the_tie_can_be_parted_so,
    they_were_asked_to_agree,
)
from vacancies.permissions import is_hr_or_chair, is_hr_or_on_the_panel
from workflows.transitions import STAYS, transition

MODERATING = "moderating"


class Deciding:
    """What is decided between the opened scores and the shortlist, each in the vacancy's history and fixed once it is confirmed."""

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_chair,
        guards=[it_is_a_judgement_of_this_vacancy],
        records=["applicant", "criterion"],
        label="Agree a score",
    )
    def agree_score(self, *, by, applicant, criterion, value, reason):
        """The panel talked about one judgement and settled it; what members gave, and what was agreed before, stays."""
        from vacancies.models.scorecard import AgreedScore

        AgreedScore.replace(applicant, criterion, value=value, reason=reason, by=by)

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_chair,
        label="Accept the scores given alike",
    )
    def accept_alike(self, *, by):
        """Where members saw it alike, the middle score is what the panel agrees."""
        from vacancies.models.scorecard import AgreedScore

        AgreedScore.accept_alike(self, by)

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_chair,
        records=["interview_places"],
        label="Set the line",
    )
    def set_line(self, *, by, places):
        """How many people the school means to interview."""
        self.interview_places = places

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_chair,
        guards=[the_tie_can_be_parted_so],
        records=["how"],
        label="Settle the tie",
    )
    def settle_tie(self, *, by, how):
        """People with equal scores at the line are all interviewed, or parted by the order fixed before the advert."""
        from vacancies.models.shortlist import TieDecision

        TieDecision.objects.create(
            vacancy=self, codes=self.plan().tied_codes, how=how, decided_by=by, decided_at=clock.now()
        )

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_chair,
        guards=[nobody_is_out_of_order_for_this, somebody_else_is_named],
        records=["applicant", "criterion"],
        label="Take somebody out of order",
    )
    def propose_exception(self, *, by, applicant, criterion, colleague, reason):
        """Somebody should be interviewed from below the line, or not from above it; a colleague is asked to agree."""
        from vacancies.models.shortlist import LineException

        LineException.propose(self, by, applicant, criterion, colleague, reason)

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_on_the_panel,
        guards=[they_were_asked_to_agree],
        records=["applicant"],
        label="Agree to the exception",
    )
    def agree_exception(self, *, by, applicant):
        """The second of the two says so for themselves, signed in; only now does it count."""
        self.exception_of(applicant).agree()

    @transition(
        source=MODERATING,
        target=STAYS,
        permission=is_hr_or_chair,
        guards=[its_exception_stands],
        records=["applicant"],
        label="Undo the exception",
    )
    def undo_exception(self, *, by, applicant):
        """They stand in order again; that it was proposed, by whom and why, stays on record."""
        self.exception_of(applicant).undo(by)

    def exception_of(self, applicant):
        """The exception made for this applicant that has not been undone; None when there is none."""
        from vacancies.models.shortlist import LineException

        made = LineException.objects.filter(application=applicant, application__vacancy=self, undone_at=None)
        return made.select_related("agreed_with").first()

    def plan(self):
        """The shortlist as it stands now (a fixed number of queries)."""
        from vacancies.queries import plan_of

        return plan_of(self)
