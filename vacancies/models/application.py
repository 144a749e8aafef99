from django.db import models

from hiring import clock
from hiring.models import Role, ScopedQuerySet
from hiring.permissions import HR, any_of, is_head, is_hr
from vacancies.blind_codes import new_code
from vacancies.guards import (
    a_post_is_free,
    disagreements_are_settled_for_this,
    every_section_is_complete,
    it_is_recommended,
    not_applied_already,
    read_posts_taken,
    references_are_in,
    scores_are_open,
    the_vacancy_is_open,
    two_people_scored,
    vacancy_is_interviewing,
)
from vacancies.models.erasing import ErasedInTime
from vacancies.models.outcome import AsTold, Outcome, OutcomeFields
from vacancies.opening_files import open_files, read_for_files
from vacancies.permissions import is_hr_or_chair, is_the_candidate
from workflows.models import Promise, Stateful
from workflows.transitions import opening, transition


class ApplicationQuerySet(ScopedQuerySet):
    to_trust, to_school = "vacancy__school__trust", "vacancy__school"
    roles = {*HR, Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR}
    to_erasure = "erased_at"

    def within_reach_of(self, user):
        """HR sees what was sent; heads and whoever sits on the panel see names only from the shortlist on."""
        sent = super().within_reach_of(user) & ~models.Q(state="draft")
        if not any(membership.role in HR for membership in user.all_memberships):
            sent &= ~models.Q(vacancy__in=user.panel_places.values("vacancy"))
        heads = models.Q(pk__in=[])
        for membership in user.all_memberships:
            if membership.role == Role.HEAD:
                heads |= (
                    models.Q(vacancy__school_id=membership.school_id)
                    if membership.school_id
                    else models.Q(vacancy__school__trust_id=membership.trust_id)
                )
        named = models.Q(state__in=Application.NAMED)
        panel = models.Q(vacancy__in=user.panel_places.filter(stood_down_at=None).values("vacancy"))
        panel &= models.Q(vacancy__school__trust__in=user.trust_ids)
        return sent | (heads & named) | (panel & named & models.Q(vacancy__state__in=["shortlisted", "interviewing"]))

    def personal_to(self, user):
        return models.Q(candidate=user)

    def as_told(self):
        """Each as its writer may know it (`OutcomeFields.as_told`)."""
        rows = self._chain()
        rows._iterable_class = AsTold  # noqa: SLF001 as `values()` does it; there is no other way in
        return rows

    def sent(self):
        return self.exclude(state__in=["draft", "withdrawn"])


def shortlist_all(applications, *, by):
    """Open the file of checks of each; the school has answered when it said it would, and owes each a decision."""
    open_files(applications, by=by)
    decision_by = applications[0].vacancy.decision_by
    if decision_by:
        Promise.keep_and_make(applications, "shortlist", "decision", decision_by)
    else:
        for application in applications:
            Promise.keep(application, "shortlist")


class Application(Outcome, ErasedInTime, OutcomeFields, Stateful):
    """One person's bid for one vacancy."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        SUBMITTED = "submitted", "Received"
        SHORTLISTED = "shortlisted", "Shortlisted"
        INVITED = "invited", "Invited to interview"
        INTERVIEWED = "interviewed", "Interviewed"
        OFFERED = "offered", "Offered"
        NOT_PROGRESSING = "not_progressing", "Not progressing"
        WITHDRAWN = "withdrawn", "Withdrew"

    NAMED = (State.SHORTLISTED, State.INVITED, State.INTERVIEWED, State.OFFERED)

    state = models.CharField(max_length=30, choices=State, editable=False)
    vacancy = models.ForeignKey("vacancies.Vacancy", models.PROTECT, related_name="applications")
    candidate = models.ForeignKey("hiring.User", models.PROTECT, related_name="applications")
    clearance = models.OneToOneField(
        "checks.Clearance", models.PROTECT, null=True, blank=True, related_name="application"
    )
    code = models.CharField(max_length=4, help_text="The blind code, such as K7; random, not in order of receipt.")
    full_name = models.CharField(max_length=200, blank=True)
    former_names = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.TextField(blank=True)
    right_to_work = models.CharField(
        max_length=20,
        blank=True,
        choices=[
            ("british_or_irish", "I am a British or Irish citizen"),
            ("settled", "I have settled status or indefinite leave"),
            ("time_limited", "I have permission with an end date"),
            ("unknown", "I am not sure"),
        ],
    )
    adjustments = models.TextField(
        blank=True, help_text="What the person asks for so that the process is fair to them."
    )
    disability_confident = models.BooleanField(
        default=False, help_text="Asked to be interviewed if they meet the essentials."
    )
    related_to = models.CharField(
        max_length=300, blank=True, help_text="Relationship to staff or governors; empty for none."
    )
    education_ended = models.CharField(max_length=7, blank=True, help_text="When full-time education ended, YYYY-MM.")
    history_is_complete = models.BooleanField(default=False)
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    sections_done = models.JSONField(
        default=list, blank=True, help_text="Optional sections the candidate says are finished, by their address."
    )
    started_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the form as sent.")
    outcome_reason = models.TextField(
        blank=True, help_text="Why it goes no further, in words the candidate may read; a draft until they are told."
    )
    from_paper = models.BooleanField(default=False)
    equality_asked = models.CharField(
        max_length=12,
        blank=True,
        help_text="The last stage at which the equality questions were answered or skipped, whichever; never an answer.",
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was decided, or withdrawn.")
    erased_at = models.DateTimeField(null=True, blank=True, help_text="When its time was up.")

    objects = ApplicationQuerySet.as_manager()
    locked_with = ("vacancy__school__trust", "candidate", "clearance__school__trust", "interview")
    read_for_letters = ("candidate__memberships",)
    read_beforehand = Stateful.read_beforehand | {"trust_asks"}

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "code"], name="one_application_per_blind_code"),
            models.UniqueConstraint(
                fields=["vacancy", "candidate"],
                name="one_live_application_each",
                condition=~models.Q(state__in=["withdrawn", "not_progressing"]),
            ),
        ]
        indexes = [models.Index(fields=["vacancy", "state", "code"])]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return f"/vacancies/{self.vacancy.reference}/applicants/{self.code}/"

    def case(self):
        from vacancies.models.vacancy import Vacancy

        return [(Vacancy, self.vacancy_id), (Application, self.pk)]

    @property
    def school(self):
        return self.vacancy.school

    @property
    def about_id(self):
        return self.candidate_id

    @property
    def names_are_shown(self):
        """Whether people who scored may know who this is."""
        return self.state in self.NAMED

    @opening(
        target=State.DRAFT,
        permission=any_of(is_the_candidate, is_hr),
        guards=[the_vacancy_is_open, not_applied_already],
        label="Start an application",
    )
    def start(cls, *, by, vacancy, candidate, **fields):
        """Somebody begins the form; nobody at the school sees it until it is sent."""
        taken = set(vacancy.applications.values_list("code", flat=True))
        return cls(
            vacancy=vacancy,
            candidate=candidate,
            full_name=candidate.name,
            code=new_code(taken),
            started_at=clock.now(),
            **fields,
        )

    @transition(
        source=State.DRAFT,
        target=State.SUBMITTED,
        permission=any_of(is_the_candidate, is_hr),
        guards=[the_vacancy_is_open, every_section_is_complete],
        records=["sent_digest"],
        label="Send application",
    )
    def submit(self, *, by):
        """The form is complete and sealed; the school owes an answer by the promised date."""
        from vacancies.sealing import digest_of

        self.submitted_at = clock.now()
        self.sent_digest = digest_of(self)
        if self.vacancy.shortlist_by:
            Promise.make(self, "shortlist", self.vacancy.shortlist_by)

    @transition(
        source=[State.DRAFT, State.SUBMITTED, State.SHORTLISTED, State.INVITED, State.INTERVIEWED],
        target=State.WITHDRAWN,
        permission=any_of(is_the_candidate, is_hr),
        label="Withdraw",
    )
    def withdraw(self, *, by, reason=""):
        """The candidate no longer wants the job; nothing more is asked of them or about them."""
        self.ended_at = clock.now()
        Promise.drop(self)
        self.close_checks()

    @transition(
        source=State.SUBMITTED,
        target=State.SHORTLISTED,
        permission=is_hr_or_chair,
        guards=[scores_are_open, two_people_scored, disagreements_are_settled_for_this],
        label="Shortlist",
        together=True,
        for_all=shortlist_all,
        reads=read_for_files,
    )
    def shortlist(self, *, by):
        """The school means to interview, so the safeguarding checks may open."""
        shortlist_all([self], by=by)

    @transition(
        source=State.SHORTLISTED,
        target=State.INVITED,
        permission=is_hr,
        guards=[vacancy_is_interviewing],
        records=["interview_at"],
        label="Invite to interview",
    )
    def invite(self, *, by, interview_at, place, reason=""):
        """A time and a place to meet."""
        from vacancies.models.interview import Interview

        Interview.objects.create(application=self, starts_at=interview_at, place=place)
        self.clearance.interview_at = interview_at
        self.clearance.save(update_fields=["interview_at"])

    @transition(
        source=State.INVITED,
        target=State.INTERVIEWED,
        permission=any_of(is_hr_or_chair, is_head),
        guards=[references_are_in],
        label="Record the interview",
    )
    def record_interview(self, *, by, held_on, recommendation, safeguarding, gaps="", notes="", without_references=""):
        """The panel met the candidate, asked about safeguarding, and says what it recommends."""
        self.interview.note(
            by=by,
            held_on=held_on,
            recommendation=recommendation,
            safeguarding=safeguarding,
            gaps=gaps,
            notes=notes,
            without_references=without_references,
        )

    @transition(
        source=State.INTERVIEWED,
        target=State.OFFERED,
        permission=is_head,
        guards=[it_is_recommended, a_post_is_free],
        reads=read_posts_taken,
        records=["starts_on", "reply_by"],
        label="Make a conditional offer",
    )
    def offer(self, *, by, starts_on, salary, reply_by):
        """The head offers the post, on condition that every check is clear."""
        from vacancies.models.appointment import Appointment

        Promise.keep(self, "decision")
        Appointment.offer(by=by, application=self, starts_on=starts_on, salary=salary, reply_by=reply_by)
