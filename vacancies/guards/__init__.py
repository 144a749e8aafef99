"""What must be true of a vacancy, an application, a scorecard or an offer: `(subject, move) -> blockers`."""

from vacancies.guards.advert import (
    a_day_of_notice_is_given,
    closing_time_has_passed,
    the_advert_is_complete,
    the_advert_said_it_might_close_early,
)
from vacancies.guards.application_form import every_section_is_complete, not_applied_already, the_vacancy_is_open
from vacancies.guards.appointment import (
    a_post_is_free,
    a_post_is_free_for_this,
    every_check_is_clear,
    it_was_interviewed,
    something_has_come_open,
    the_date_is_after_right_to_work,
    the_first_day_has_come,
    the_reply_date_has_passed,
    what_the_offer_depends_on_is_clear,
)
from vacancies.guards.ending import every_applicant_is_told, every_post_is_taken, nobody_holds_an_offer
from vacancies.guards.interview import it_is_recommended, references_are_in, vacancy_is_interviewing
from vacancies.guards.line import (
    every_exception_is_agreed,
    it_is_a_judgement_of_this_vacancy,
    its_exception_stands,
    nobody_is_out_of_order_for_this,
    somebody_else_is_named,
    the_tie_can_be_parted_so,
    they_were_asked_to_agree,
)
from vacancies.guards.outcome import nobody_has_been_told, the_school_still_chooses, too_late
from vacancies.guards.panel import (
    it_is_an_application_to_score,
    it_is_their_own_list_or_hr_asks,
    their_scores_are_not_sealed,
    they_sit_on_this_panel,
    two_would_still_shortlist,
)
from vacancies.guards.post import somebody_else_wrote_it, the_post_is_complete
from vacancies.guards.scoring import (
    every_score_is_given,
    every_scorecard_is_sealed,
    no_conflict_is_undeclared,
    scoring_has_not_ended,
    scoring_is_open,
    somebody_to_score,
    the_panel_is_ready,
    the_seal_is_unopened,
)
from vacancies.guards.shortlist import (
    disagreements_are_settled,
    disagreements_are_settled_for_this,
    every_applicant_is_decided,
    scores_are_open,
    somebody_is_shortlisted,
    two_people_scored,
)

__all__ = [
    "a_day_of_notice_is_given",
    "a_post_is_free",
    "a_post_is_free_for_this",
    "closing_time_has_passed",
    "disagreements_are_settled",
    "disagreements_are_settled_for_this",
    "every_applicant_is_decided",
    "every_applicant_is_told",
    "every_check_is_clear",
    "every_exception_is_agreed",
    "every_post_is_taken",
    "every_score_is_given",
    "every_scorecard_is_sealed",
    "every_section_is_complete",
    "it_is_a_judgement_of_this_vacancy",
    "it_is_an_application_to_score",
    "it_is_recommended",
    "it_is_their_own_list_or_hr_asks",
    "it_was_interviewed",
    "its_exception_stands",
    "no_conflict_is_undeclared",
    "nobody_has_been_told",
    "nobody_holds_an_offer",
    "nobody_is_out_of_order_for_this",
    "not_applied_already",
    "references_are_in",
    "scores_are_open",
    "scoring_has_not_ended",
    "scoring_is_open",
    "somebody_else_is_named",
    "somebody_else_wrote_it",
    "somebody_is_shortlisted",
    "somebody_to_score",
    "something_has_come_open",
    "the_advert_is_complete",
    "the_advert_said_it_might_close_early",
    "the_date_is_after_right_to_work",
    "the_first_day_has_come",
    "the_panel_is_ready",
    "the_post_is_complete",
    "the_reply_date_has_passed",
    "the_school_still_chooses",
    "the_seal_is_unopened",
    "the_tie_can_be_parted_so",
    "the_vacancy_is_open",
    "their_scores_are_not_sealed",
    "they_sit_on_this_panel",
    "they_were_asked_to_agree",
    "too_late",
    "two_people_scored",
    "two_would_still_shortlist",
    "vacancy_is_interviewing",
    "what_the_offer_depends_on_is_clear",
]
