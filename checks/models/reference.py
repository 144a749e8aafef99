import json

from django.db import models

from checks.models.chasing import ChasedByThePolicy
from checks.models.named_instead import NamedInstead
from checks.referees import is_a_school, is_the_head
from hiring import clock
from hiring.encryption import EncryptedTextField
from hiring.models import ScopedQuerySet


def parts():
    from checks.models.question import RefereeQuestion
    from checks.models.red_flag import RedFlag

    yield models.Prefetch("red_flags", RedFlag.objects.select_related("settled_by"))
    yield models.Prefetch("questions", RefereeQuestion.objects.select_related("asked_by", "heard_by"))


class RefereeRequestQuerySet(ScopedQuerySet):
    to_trust, to_school = "check_row__clearance__school__trust", "check_row__clearance__school"
    roles = {"hr_officer", "hr_manager", "head", "safeguarding_lead"}

    def with_parts(self):
        """With every red flag and question, and who settled, asked and wrote down each."""
        return self.prefetch_related(*parts())

    def visible_to_guest(self, guest):
        return self.filter(pk=guest.link.subject_id) if guest.link.purpose == "referee" else self.none()


class RefereeRequest(ChasedByThePolicy, NamedInstead):
    """One person asked for a reference: who, why them, when we may write, what they said, and how we know it was them."""

    class MayContact(models.TextChoices):
        ANY_TIME = "any_time", "Any time"
        TELL_ME_FIRST = "tell_me_first", "If I am shortlisted, and tell me first"
        AFTER_OFFER = "after_offer", "Only after an offer"

    class Verified(models.TextChoices):
        CALL_BACK = "call_back", "Called back on a number we found ourselves"
        HEADS_OFFICE = "heads_office", "The head's office confirmed it"
        SECOND_CONTACT = "second_contact", "A second person there confirmed it"

    class ContactSource(models.TextChoices):
        REGISTER = "register", "The register of schools (GIAS)"
        WEBSITE = "website", "The organisation's own website"
        OTHER_REGISTER = "other_register", "Ofsted, Companies House or the charity register"
        OUR_RECORDS = "our_records", "Our own records of that organisation"
        SWITCHBOARD = "switchboard", "Their switchboard, on its published number"

    class Route(models.TextChoices):
        OUR_FORM = "our_form", "On our form"
        BY_PHONE = "by_phone", "By phone, on our form"
        ON_PAPER = "on_paper", "On paper or by e-mail, to us directly"

    check_row = models.OneToOneField("checks.Check", models.PROTECT, null=True, related_name="referee")
    set_aside_from = models.ForeignKey(
        "checks.Check",
        models.PROTECT,
        null=True,
        related_name="past_referees",
        help_text="The check it answered before it was voided.",
    )
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    organisation = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    relationship = models.CharField(max_length=200)
    may_contact = models.CharField(max_length=20, choices=MayContact, default=MayContact.ANY_TIME)
    candidate_job_title = models.CharField(max_length=200, blank=True)
    candidate_from = models.CharField(max_length=7, blank=True, help_text="YYYY-MM as the candidate wrote it.")
    candidate_to = models.CharField(max_length=7, blank=True)
    candidate_reason = models.CharField(
        max_length=300, blank=True, help_text="Why they left, as the candidate wrote it."
    )
    speaks_for = models.ForeignKey("checks.Employer", models.PROTECT, null=True, blank=True, related_name="referees")
    criteria = models.JSONField(
        default=list, blank=True, help_text="Up to four lines of the person specification: [code, text]."
    )
    told_candidate_at = models.DateTimeField(null=True, blank=True)
    contact_source = models.CharField(max_length=20, choices=ContactSource, blank=True)
    contact_where = models.CharField(max_length=300, blank=True, help_text="The page looked at, or the number called.")
    contact_shows = models.CharField(max_length=254, blank=True, help_text="The address or domain it shows.")
    contact_confirmed_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")
    contact_confirmed_at = models.DateTimeField(null=True, blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    goes_at = models.DateTimeField(null=True, blank=True, help_text="When the letter that asks goes: in office hours.")
    asked_under = models.ForeignKey(
        "checks.ReferencePolicy",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="What the trust had settled when this was asked; nothing means the defaults.",
    )
    due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(
        null=True, blank=True, help_text="When the link was tried in the candidate's own browser, and refused."
    )
    undelivered_at = models.DateTimeField(null=True, blank=True, help_text="When our letter came back.")
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    candidate_told_late_at = models.DateTimeField(null=True, blank=True)
    draft = EncryptedTextField(blank=True, help_text="The referee's unfinished answers, JSON.")
    draft_saved_at = models.DateTimeField(null=True, blank=True)
    answers = EncryptedTextField(blank=True, help_text="What the referee sent, JSON. Never changed after.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_device = models.CharField(max_length=64, blank=True)
    answered_network = models.CharField(max_length=64, blank=True)
    other_device_at = models.DateTimeField(
        null=True, blank=True, help_text="When the link was opened on a second device, with the code we sent."
    )
    route = models.CharField(max_length=10, choices=Route, blank=True)
    provenance = models.JSONField(
        default=dict,
        blank=True,
        help_text="How a reference that HR wrote down came: who, when, from where, where it is.",
    )
    heard_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")
    remind_on = models.DateField(null=True, blank=True, help_text="The day the referee asked to be written to again.")
    colleague_name = models.CharField(max_length=200, blank=True, help_text="Whom the referee says to ask instead.")
    colleague_email = models.EmailField(blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.TextField(blank=True)
    verified_how = models.CharField(max_length=20, choices=Verified, blank=True)
    verified_source = models.CharField(
        max_length=300, blank=True, help_text="Where we found the number or domain ourselves."
    )
    verified_number = models.CharField(max_length=30, blank=True)
    verified_with = models.CharField(max_length=200, blank=True, help_text="Whom we spoke to.")
    verified_what = models.JSONField(default=list, blank=True, help_text="What they confirmed.")
    verified_note = models.TextField(blank=True)
    verified_by = models.ForeignKey("hiring.User", models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)

    objects = RefereeRequestQuerySet.as_manager()

    CONTACT = (
        "name",
        "email",
        "phone",
        "organisation",
        "position",
        "relationship",
        "may_contact",
        "candidate_job_title",
        "candidate_from",
        "candidate_to",
        "candidate_reason",
        "speaks_for",
        "criteria",
        "told_candidate_at",
    )
    CONTACT_CONFIRMED = (
        "contact_source",
        "contact_where",
        "contact_shows",
        "contact_confirmed_by",
        "contact_confirmed_at",
    )
    VERIFICATION = (
        "verified_how",
        "verified_source",
        "verified_number",
        "verified_with",
        "verified_what",
        "verified_note",
        "verified_by",
        "verified_at",
    )

    def __str__(self):
        return f"{self.name}, {self.organisation}"

    @property
    def school(self):
        return (self.check_row or self.set_aside_from).school

    @property
    def begun(self):
        """The unfinished answers: page -> field -> what was typed."""
        return json.loads(self.draft or "{}")

    @property
    def said(self):
        """What was sent: page -> field -> answer."""
        return json.loads(self.answers or "{}")

    def read_ahead(self):
        """Read every red flag and question of this reference at once."""
        models.prefetch_related_objects([self], *parts())

    @property
    def open_question(self):
        """What was asked of them after they had answered, while it waits."""
        return next((each for each in self.questions.all() if each.answered_at is None), None)

    @property
    def is_hrs_turn(self):
        """Whether something is still to be found out before anybody can decide on what was sent."""
        if self.answered_at is None:
            return False
        known = self.verified_at and self.contact_confirmed_at
        return not known or self.red_flags.filter(settled_at=None, for_deciders=False).exists()

    @property
    def needs_the_head(self):
        """A school's reference is the head's, or the head confirms it (KCSIE Part three, references)."""
        is_head = self.said.get("you", {}).get("capacity") == "head" or is_the_head(self.position)
        return is_a_school(self.organisation) and not is_head

    def keep(self, page, typed):
        """Save one page as it stands, right or wrong, so that nothing typed is lost."""
        self.draft, self.draft_saved_at = json.dumps(self.begun | {page: typed}), clock.now()
        self.save(update_fields=["draft", "draft_saved_at"])

    def opened(self, *, on_another_device=False):
        """The referee has looked; HR is shown when the link went on to another device."""
        self.opened_at = self.opened_at or clock.now()
        if on_another_device:
            self.other_device_at = clock.now()
        self.save(update_fields=["opened_at", "other_device_at"])

    def refuse_the_candidate(self):
        """HR is shown that the candidate's own browser tried this link."""
        self.refused_at = clock.now()
        self.save(update_fields=["refused_at"])

    def correct(self, **fields):
        """Write to somebody else, or to another address: every link sent so far dies, and nothing known of the old one counts."""
        if fields.get("name", self.name) != self.name:
            self.told_candidate_at = None
        if "speaks_for" in fields or fields.get("organisation", self.organisation) != self.organisation:
            fields |= self.job_at(fields.get("speaks_for"))
        for name, value in fields.items():
            setattr(self, name, value)
        self.declined_at, self.declined_why, self.draft, self.opened_at = None, "", "", None
        self.undelivered_at = self.other_device_at = self.refused_at = self.draft_saved_at = None
        self.colleague_name = self.colleague_email = ""
        self.forget(*self.NAMED)
        self.forget(*self.CONTACT_CONFIRMED, *self.VERIFICATION)
        self.save()
        self.spend_links()

    @staticmethod
    def job_at(employer):
        """The job this referee is asked about, as the candidate wrote it; nothing when they can speak for none we know."""
        return {
            "speaks_for": employer,
            "candidate_job_title": employer.job_title if employer else "",
            "candidate_from": employer.from_month if employer else "",
            "candidate_to": employer.to_month if employer else "",
            "candidate_reason": employer.reason_for_leaving if employer else "",
        }

    def forget(self, *names):
        """Put these back to what they were before anybody said anything."""
        for name in names:
            field = self._meta.get_field(name)
            setattr(self, name, None if field.null else field.get_default())

    def set_aside(self):
        """A voided reference stays as it was sent, beside the check; a fresh request takes its place."""
        check, contact = self.check_row, {name: getattr(self, name) for name in self.CONTACT}
        self.check_row, self.set_aside_from = None, check
        self.save(update_fields=["check_row", "set_aside_from"])
        check.referee = type(self).objects.create(check_row=check, **contact)

    def decline(self, *, why="", colleague_name="", colleague_email=""):
        """They will not write it, or somebody else there should; what they began is not kept."""
        self.declined_at, self.declined_why, self.draft = clock.now(), why, ""
        self.colleague_name, self.colleague_email = colleague_name, colleague_email
        self.save(update_fields=["declined_at", "declined_why", "draft", "colleague_name", "colleague_email"])
        self.spend_links()

    def seal(self, answers, device="", *, network="", route=Route.OUR_FORM, provenance=None, heard_by=None):
        """What they sent or said is kept as it was, and the link is spent."""
        self.answers, self.draft = answers, ""
        self.answered_at, self.answered_device, self.answered_network = clock.now(), device, network
        self.route, self.provenance, self.heard_by = route, provenance or {}, heard_by
        self.save(
            update_fields=[
                "answers",
                "draft",
                "answered_at",
                "answered_device",
                "answered_network",
                "route",
                "provenance",
                "heard_by",
            ]
        )
        self.spend_links()

    def look_into(self, *, post_not_shown):
        """Raise what only a person could see."""
        if post_not_shown:
            sentence = f"No public source shows {self.name} as {self.position} at {self.organisation}."
            self.red_flags.get_or_create(code="post_not_shown", defaults={"sentence": sentence})

    def settle(self, code, *, by, note):
        """Settle one red flag, if it was raised and is still open, by what has just been done."""
        for flag in self.red_flags.filter(code=code, settled_at=None):
            flag.settle(by=by, note=note)

    def confirm_contact(self, *, by, source, where, shows=""):
        """The address was found where the candidate did not send us."""
        self.contact_source, self.contact_where, self.contact_shows = source, where, shows
        self.contact_confirmed_by, self.contact_confirmed_at = by, clock.now()
        self.save(update_fields=self.CONTACT_CONFIRMED)

    def trust_receipt(self, evidence, by):
        """A receipt that says how its writer was known is enough only where nothing was sent: else somebody calls back."""
        if self.answered_at:
            return
        self.confirm_contact(by=by, source=self.ContactSource.SWITCHBOARD, where=evidence["verified_source"])
        self.verify(by=by, how=evidence["verified_how"], source=evidence["verified_source"])

    def verify(self, *, by, how, source, number="", spoke_to="", confirmed=(), note=""):
        """Somebody here made sure this referee is who they say, from a source the candidate did not give."""
        self.verified_how, self.verified_source, self.verified_number = how, source, number
        self.verified_with, self.verified_what, self.verified_note = spoke_to, list(confirmed), note
        self.verified_by, self.verified_at = by, clock.now()
        self.save(update_fields=self.VERIFICATION)
