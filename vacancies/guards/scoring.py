"""What must be true of a panel and its scorecards, up to the opening of the seal."""

from hiring import clock
from vacancies.guards.words import KCSIE, missing
from workflows.blockers import Blocker


def somebody_to_score(vacancy, move):
    if not vacancy.applications.filter(state="submitted").exists():
        text = "Nobody has applied, so there is nothing to score. Cancel the vacancy or advertise it again."
        yield Blocker(code="vacancy.nobody_applied", text=text, owner="HR", fix=f"{vacancy.get_absolute_url()}cancel/")


def the_panel_is_ready(vacancy, move):
    """Two people or more shortlist, and one at least is trained in safer recruitment (School Staffing Regs 2009 reg 9; KCSIE)."""
    panel = list(vacancy.panel.sitting())
    if len(panel) < 2:
        yield missing(
            vacancy, "panel", "panel", "Name at least two panel members: two people or more shortlist.", KCSIE
        )
    if not any(member.trained_on and member.trained_on <= clock.today() for member in panel):
        text = "Add someone with current safer recruitment training to the panel."
        yield missing(vacancy, "panel", "panel_training", text, "School Staffing (England) Regulations 2009, reg 9")


def every_scorecard_is_sealed(vacancy, move):
    """Scores stay sealed until the whole panel is in."""
    for member in vacancy.panel.sitting().filter(scorecard__state="open").select_related("user", "scorecard"):
        yield Blocker(
            code="vacancy.sealed",
            text=f"Scores are sealed until {member.user.name} submits.",
            owner=member.user.name,
            since=member.scorecard.opened_at,
            expected_by=vacancy.scores_due_on,
            fix=f"{vacancy.get_absolute_url()}scoring/",
            fix_label="See scoring",
        )


def scoring_has_not_ended(scorecard, move):
    """Nobody is handed scores to give before the advert closes or after the seal is open."""
    vacancy = scorecard.vacancy
    if vacancy.state not in {"closed", "scoring"}:
        text = f"{vacancy} is at “{vacancy.state_words}”. Scorecards are handed out when scoring opens."
        yield Blocker(code="vacancy.not_scoring", text=text, owner="HR", fix=vacancy.get_absolute_url())


def scoring_is_open(scorecard, move):
    if scorecard.vacancy.state != "scoring":
        text = f"Scoring is not open: {scorecard.vacancy} is at “{scorecard.vacancy.state_words}”."
        yield Blocker(code="vacancy.not_scoring", text=text, owner="HR", since=scorecard.vacancy.closed_at)


def no_conflict_is_undeclared(scorecard, move):
    """G01: each member says whether they know an applicant before they see any."""
    if scorecard.panel_member.declared_at is None:
        text = "Say first whether you may know any of the applicants."
        yield Blocker(
            code="scorecard.not_declared",
            text=text,
            owner="you",
            fix=f"/panel/{scorecard.vacancy.reference}/declare/",
            rule="G01",
        )


def every_score_is_given(scorecard, move):
    """A score for every judgement, and a reason wherever one is needed."""
    left, unreasoned = scorecard.unfinished()
    base = f"/panel/{scorecard.vacancy.reference}/review/"
    if left:
        text = f"Score {left} more before you submit."
        yield Blocker(code="scorecard.unscored", text=text, owner="you", fix=base)
    if unreasoned:
        text = f"Give a short reason for {unreasoned} score{'' if unreasoned == 1 else 's'} of 0, 3 or below what an essential needs."
        yield Blocker(code="scorecard.no_reason", text=text, owner="you", fix=base)


def the_seal_is_unopened(scorecard, move):
    if scorecard.vacancy.seal_is_open:
        text = "The scores have been opened, so nobody’s can change. Agree a score in the discussion instead."
        yield Blocker(
            code="scorecard.seal_open",
            text=text,
            owner="",
            since=scorecard.vacancy.seal_opened_at,
            fix=f"{scorecard.vacancy.get_absolute_url()}moderation/",
        )
