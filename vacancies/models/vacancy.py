from django.db import models

from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import ScopedQuerySet
from hiring.permissions import any_of, is_approver, is_head, is_hr, is_hr_manager, is_system
from vacancies.guards import (
    disagreements_are_settled,
    every_applicant_is_decided,
    every_applicant_is_told,
    every_exception_is_agreed,
    every_post_is_taken,
    every_scorecard_is_sealed,
    it_is_an_application_to_score,
    it_is_their_own_list_or_hr_asks,
    nobody_holds_an_offer,
    somebody_else_wrote_it,
    somebody_is_shortlisted,
    somebody_to_score,
    the_advert_is_complete,
    the_panel_is_ready,
    the_post_is_complete,
    their_scores_are_not_sealed,
    they_sit_on_this_panel,
    two_would_still_shortlist,
)
from vacancies.models.closing import Closing, ClosingFields
from vacancies.models.deciding import Deciding
from vacancies.permissions import is_hr_or_chair, is_hr_or_on_the_panel
from workflows.models import Root
from workflows.together import Try, go_all_through
from workflows.transitions import STAYS, opening, transition


def answer_everybody(vacancy):
    """Nobody who applied is left waiting when a vacancy is cancelled."""
    waiting = vacancy.applications.filter(state__in=vacancy.UNDECIDED).order_by("pk")
    said = {"reason": "The school cancelled this vacancy."}
    go_all_through([Try(each, said) for each in waiting], waiting.model.do_not_progress.rule, by=SYSTEM)


def open_the_seal_if_nobody_is_left(vacancy):
    """Whoever was waited for last has gone, so the scores are opened in the same breath."""
    from vacancies.models.scorecard import Scorecard

    cards = Scorecard.objects.filter(panel_member__vacancy=vacancy, panel_member__stood_down_at=None)
    if vacancy.state == Vacancy.State.SCORING and cards.exists() and not cards.filter(state="open").exists():
        Vacancy.objects.get(pk=vacancy.pk).open_seal(by=SYSTEM)


class VacancyQuerySet(ScopedQuerySet):
    to_trust, to_school = "school__trust", "school"

    def personal_to(self, user):
        """Panels reach across schools: a governor elsewhere may be asked to sit."""
        return models.Q(pk__in=user.panel_places.values("vacancy"), school__trust__in=user.trust_ids)

    def advertised(self):
        """Open to applications now; public."""
        return self.filter(state="published", closes_at__gt=clock.now())

    def for_public(self):
        """Every vacancy that has been advertised, open or closed; nothing that was never published."""
        return self.exclude(published_at=None)


class Vacancy(Closing, Deciding, ClosingFields, Root):
    """One post to fill, or several alike, from the first draft of the advert to the last appointment."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        AWAITING_APPROVAL = "awaiting_approval", "Awaiting approval"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Open for applications"
        CLOSED = "closed", "Closed to applications"
        SCORING = "scoring", "Scoring"
        MODERATING = "moderating", "Scores opened"
        SHORTLISTED = "shortlisted", "Shortlisted"
        INTERVIEWING = "interviewing", "Interviewing"
        FILLED = "filled", "Filled"
        CANCELLED = "cancelled", "Cancelled"

    UNDECIDED = ("submitted", "shortlisted", "invited", "interviewed")

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="vacancies")
    reference = models.CharField(max_length=20, unique=True, help_text="Such as REY-0142.")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    duties = models.TextField(blank=True, help_text="One duty a line.")
    grade = models.CharField(max_length=60, blank=True)
    point_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Lowest pay point, the trust's own label."
    )
    point_to = models.PositiveSmallIntegerField(null=True, blank=True)
    salary_from = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, help_text="Actual, £ a year."
    )
    salary_to = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, help_text="Actual, £ a year."
    )
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True, help_text="Hours a week.")
    weeks = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True, help_text="Weeks a year.")
    contract = models.CharField(max_length=60, default="Permanent")
    posts = models.PositiveSmallIntegerField(default=1, help_text="How many people are wanted.")
    starts_on = models.DateField(null=True, blank=True)
    scores_due_on = models.DateField(null=True, blank=True)
    shortlist_by = models.DateTimeField(null=True, blank=True, help_text="The date promised for the shortlist.")
    interviews_on = models.DateField(null=True, blank=True)
    decision_by = models.DateTimeField(null=True, blank=True, help_text="The date promised for the decision.")
    interview_places = models.PositiveSmallIntegerField(default=5)
    pass_mark = models.PositiveSmallIntegerField(default=2, help_text="What an essential criterion needs, 0 to 3.")
    tie_order = models.JSONField(default=list, help_text="Criterion codes that part a tie, fixed before the advert.")
    contact = models.CharField(max_length=200, blank=True, help_text="Name and number of a person to ask.")
    safeguarding_statement = models.TextField(blank=True)
    offenders_statement = models.TextField(blank=True)
    online_search_notice = models.TextField(blank=True)
    childcare_notice = models.TextField(blank=True)
    role_facts = models.JSONField(default=dict, help_text="Role attributes of the rule table (checks/rules).")
    masked_words = models.JSONField(default=list, help_text="Words HR asked to hide from the panel.")
    blind_seed = models.CharField(max_length=32, default="", help_text="Fixes each panel member's own order.")
    written_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, related_name="+")
    set_up_by = models.ForeignKey(
        "hiring.User", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    set_up_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When somebody last changed how it is set up."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    seal_opened_at = models.DateTimeField(null=True, blank=True)

    objects = VacancyQuerySet.as_manager()
    locked_with = ("school__trust",)
    read_for_many = ("panel", "criteria")
    read_beforehand = Root.read_beforehand | {"posts_taken"}

    class Meta:
        verbose_name_plural = "vacancies"
        ordering = ["-id"]
        indexes = [models.Index(fields=["school", "state"])]
        constraints = [models.CheckConstraint(condition=models.Q(posts__gte=1), name="at_least_one_post")]

    def __str__(self):
        return f"{self.title}, {self.school.name}"

    def get_absolute_url(self):
        return f"/vacancies/{self.reference}/"

    @property
    def seal_is_open(self):
        """Whether anybody may see scores other than their own."""
        return self.seal_opened_at is not None

    @property
    def scored_criteria(self):
        """The criteria that applications are scored on, in order."""
        return [each for each in self.criteria.all() if each.assessed_by == "application"]

    def heaviest_criteria(self, count=4):
        """The few that matter most, for people who have little time: essential ones first, then by weight."""
        return sorted(self.scored_criteria, key=lambda each: (not each.is_essential, -each.weight))[:count]

    @opening(target=State.DRAFT, permission=is_hr, label="Draft a vacancy")
    def draft(cls, *, by, school, reference, title, **fields):
        """Somebody is needed; the post is being described."""
        import secrets

        fields.setdefault("blind_seed", secrets.token_hex(16))
        return cls(school=school, reference=reference, title=title, written_by=by, **fields)

    @transition(
        source=State.DRAFT,
        target=State.AWAITING_APPROVAL,
        permission=is_hr,
        guards=[the_post_is_complete],
        label="Send for approval",
    )
    def send_for_approval(self, *, by):
        """The post, its person specification, panel and dates are ready for the budget holder."""

    @transition(
        source=State.AWAITING_APPROVAL,
        target=State.APPROVED,
        permission=any_of(is_approver, is_head),
        guards=[somebody_else_wrote_it],
        label="Approve the post",
    )
    def approve(self, *, by):
        """The budget holder agrees to pay for it."""

    @transition(
        source=State.AWAITING_APPROVAL,
        target=State.DRAFT,
        permission=any_of(is_approver, is_head),
        label="Send back for changes",
    )
    def send_back(self, *, by, reason):
        """Not yet; the author is told what to change."""

    @transition(
        source=State.APPROVED,
        target=State.PUBLISHED,
        permission=is_hr,
        guards=[the_advert_is_complete],
        records=["closes_at", "shortlist_by", "decision_by"],
        label="Publish",
    )
    def publish(self, *, by):
        """The advert is public and applications may come in."""
        self.published_at = clock.now()

    @transition(
        source=State.CLOSED,
        target=State.SCORING,
        permission=is_hr,
        guards=[somebody_to_score, the_panel_is_ready],
        label="Open scoring",
    )
    def open_scoring(self, *, by):
        """The panel may score, each alone and without names."""
        from vacancies.models.scorecard import Scorecard

        Scorecard.deal(by=by, vacancy=self)

    @transition(
        source=[State.PUBLISHED, State.CLOSED, State.SCORING],
        target=STAYS,
        permission=is_hr,
        guards=[they_sit_on_this_panel, two_would_still_shortlist, their_scores_are_not_sealed],
        records=["seat"],
        then=open_the_seal_if_nobody_is_left,
        label="Stand a panel member down",
    )
    def stand_down(self, *, by, seat, reason):
        """They can no longer sit: their unsubmitted scores count for nothing, and nobody waits for them."""
        self.panel.get(pk=seat).leave(by=by, why=reason)

    @transition(
        source=[State.PUBLISHED, State.CLOSED, State.SCORING],
        target=STAYS,
        permission=is_hr_or_on_the_panel,
        guards=[
            they_sit_on_this_panel,
            it_is_their_own_list_or_hr_asks,
            it_is_an_application_to_score,
            their_scores_are_not_sealed,
        ],
        records=["seat", "applicant"],
        label="Set an application apart",
    )
    def set_apart(self, *, by, seat, applicant):
        """A member may know who it is, so they neither see nor score this application from now on."""
        from vacancies.models.panel import Conflict

        Conflict.between(seat, applicant)

    @transition(
        source=State.SCORING,
        target=State.MODERATING,
        permission=is_system,
        guards=[every_scorecard_is_sealed],
        label="Open the seal",
    )
    def open_seal(self, *, by):
        """Every member has submitted, so scores can be seen and talked about."""
        self.seal_opened_at = clock.now()

    @transition(
        source=State.MODERATING,
        target=State.SHORTLISTED,
        permission=is_hr_or_chair,
        guards=[
            disagreements_are_settled,
            every_exception_is_agreed,
            every_applicant_is_decided,
            somebody_is_shortlisted,
        ],
        label="Confirm the shortlist",
    )
    def confirm_shortlist(self, *, by):
        """Everybody who applied has an answer, and the shortlisted have names."""

    @transition(source=State.SHORTLISTED, target=State.INTERVIEWING, permission=is_hr, label="Begin interviews")
    def begin_interviews(self, *, by):
        """Invitations go out and checks that may run before an offer begin."""

    @transition(
        source=State.INTERVIEWING,
        target=State.FILLED,
        permission=any_of(is_hr, is_head),
        guards=[every_post_is_taken, every_applicant_is_told],
        label="Mark as filled",
    )
    def fill(self, *, by):
        """Every post has somebody in it and nobody is left waiting for an answer."""

    @transition(
        source=[
            State.DRAFT,
            State.AWAITING_APPROVAL,
            State.APPROVED,
            State.PUBLISHED,
            State.CLOSED,
            State.SCORING,
            State.MODERATING,
            State.SHORTLISTED,
            State.INTERVIEWING,
        ],
        target=State.CANCELLED,
        permission=any_of(is_hr_manager, is_head),
        guards=[nobody_holds_an_offer],
        then=answer_everybody,
        label="Cancel the vacancy",
    )
    def cancel(self, *, by, reason):
        """The school no longer wants to fill this post; everybody who applied is told."""
