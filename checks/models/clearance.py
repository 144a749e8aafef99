import datetime as dt

from django.db import models

from checks.beginning_and_leaving import its_own_post_says_so, the_first_day_has_come, they_had_begun
from checks.countries import is_same
from checks.guards import every_required_check_is_clear, nobody_relies_on_it
from checks.kinds import kind
from checks.models.at_work import their_work_has_ended, they_are_away
from checks.models.erasing import ErasedInTime, it_is_not_erased_yet
from checks.models.first_day import FilesToJudge, JudgedOnTheFirstDay
from checks.models.historic import RULES_READ, FileOfSomebodyHere
from checks.models.rescreened import MovesWithTheLaw, derive_all
from checks.models.subscription import MayBeOnTheUpdateService
from checks.models.told import SaysBeforeBeginning
from checks.permissions import agrees_to_changes, may_open_a_file
from hiring import clock
from hiring.permissions import READS_CHECKS, any_of, is_head_or_hr, is_system
from hiring.templatetags.dates import as_date
from workflows.models import Root
from workflows.transitions import STAYS, opening, transition


class ClearanceQuerySet(FilesToJudge):
    to_trust, to_school = "school__trust", "school"
    roles = READS_CHECKS
    to_erasure = "erased_at"

    def within_reach_of(self, user):
        """At their own schools, and of whoever works at theirs as well: one file, which the home school keeps."""
        from checks.models.placement import Placement, schools_of

        placed = Placement.objects.filter(place_id__in=schools_of(user, self.roles))
        return super().within_reach_of(user) | models.Q(pk__in=placed.values("clearance_id"))


class Clearance(
    JudgedOnTheFirstDay,
    FileOfSomebodyHere,
    SaysBeforeBeginning,
    MayBeOnTheUpdateService,
    MovesWithTheLaw,
    ErasedInTime,
    Root,
):
    """The file of checks on one person for one post. It copies the facts it was derived from and never looks up."""

    class State(models.TextChoices):
        OPEN = "open", "Checks open"
        RELIED_ON = "relied_on", "Working on the strength of these checks"
        LEFT = "left", "Left"
        CLOSED = "closed", "Closed"

    state = models.CharField(max_length=30, choices=State, editable=False)
    school = models.ForeignKey("hiring.School", models.PROTECT, related_name="clearances")
    person = models.ForeignKey("hiring.User", models.PROTECT, related_name="clearances")
    post_title = models.CharField(max_length=200)
    sent_by = models.CharField(
        max_length=200, blank=True, help_text="The agency, training provider or employer that sends them, if one does."
    )
    reference = models.CharField(max_length=20, blank=True, help_text="The vacancy it came from, if any.")
    role_facts = models.JSONField(help_text="Role attributes of the rule table (checks/rules).")
    person_facts = models.JSONField(help_text="Person attributes of the rule table.")
    excluded = models.JSONField(default=list, help_text="Checks not needed: [code, the rule that says so].")
    regulated_activity = models.BooleanField(default=False)
    edition_on = models.DateField(null=True, help_text="The date as at which the rules were read.")
    starts_on = models.DateField(null=True, blank=True)
    offer_made_at = models.DateTimeField(
        null=True, blank=True, help_text="Health and DBS may be asked only after this."
    )
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    interview_at = models.DateTimeField(
        null=True, blank=True, help_text="A self-declaration may be opened only once there is an interview to prepare."
    )
    countries = models.JSONField(
        default=list, blank=True, help_text="Countries lived in: name, months, until (a date, or none), taught."
    )
    born_on = models.DateField(
        null=True, blank=True, help_text="As they said after the offer, or as their documents show."
    )
    told = models.JSONField(
        default=dict, blank=True, help_text="What they said before they begin (checks/models/told.py)."
    )
    told_at = models.DateTimeField(null=True, blank=True)
    posts_held = models.JSONField(
        default=list, blank=True, help_text="Work as the candidate told it, to lay beside what referees say."
    )
    relied_on_at = models.DateTimeField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="Their last day at work here.")
    in_post_since = models.DateField(
        null=True, blank=True, help_text="For somebody who was at work here before this file was opened."
    )
    place_on_record = models.CharField(
        max_length=4, default="must", help_text="Whether they belong on the single central record: must, may or no."
    )
    on_record_from = models.DateTimeField(
        null=True, blank=True, help_text="When they came onto the single central record: at work for the first time."
    )
    on_record_to = models.DateTimeField(null=True, blank=True, help_text="When they left, and came off it.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was clear they are not appointed.")
    erased_at = models.DateTimeField(null=True, blank=True, help_text="When its time was up.")

    objects = ClearanceQuerySet.as_manager()
    locked_with = ("school__trust", "person")
    read_beforehand = Root.read_beforehand | {"trust_asks", "trust_chose_at", "gates_kept"}

    class Meta:
        indexes = [
            models.Index(fields=["school", "state"]),
            models.Index(
                fields=["school", "on_record_from"], name="on_the_record", condition=models.Q(on_record_to=None)
            ),
        ]

    def __str__(self):
        return f"{self.person.name}, {self.post_title}"

    @property
    def about_id(self):
        return self.person_id

    def get_absolute_url(self):
        return f"/people/{self.pk}/"

    @property
    def facts(self):
        """What the rules were told of the post and the person."""
        return {
            "post_title": self.post_title,
            "sent_by": self.sent_by,
            "role": self.role_facts,
            "person": self.person_facts,
        }

    def knows_country(self, name):
        return any(is_same(each["name"], name) for each in self.countries)

    def has_lived_in(self, countries):
        """What they say of where they lived; a country once told stays, in its place, with what is now known of it."""
        told = {each["name"]: each for each in self.countries}
        for each in countries:
            known = next((name for name in told if is_same(name, each["name"])), each["name"])
            told[known] = {**told.get(known, {}), **each, "name": known}
        self.countries = list(told.values())
        self.save(update_fields=["countries"])

    def lived_in(self, code, policy=None):
        """Each country of which one kind of check is asked."""
        return kind(code).lived_in(self.countries, policy or self.policy, self.born_on)

    def how_many(self, code, policy=None):
        """How many of one kind are asked for: several references, and an overseas check for each country."""
        if kind(code).per_country:
            return len(self.lived_in(code, policy)) or 1
        return self.trust.references_min if code == "references" else 1

    @property
    def asks_for(self):
        """`(code, rule)` of each check still asked for, a list that comes on another's paper included."""
        checks = [check for check in self.checks.all() if check.is_asked_for]
        carried = [(check.carries, check.required_by) for check in checks if check.carries]
        return [*((check.code, check.required_by) for check in checks), *carried]

    @property
    def began_on(self):
        """Their first day at work here, whatever has happened since; None for somebody who has not begun."""
        return self.in_post_since or as_date(self.on_record_from)

    @property
    def is_here_already(self):
        """Whether they were at work before this file was opened, and still are."""
        return self.in_post_since is not None and self.state == self.State.OPEN and self.in_post_since <= clock.today()

    @opening(target=State.OPEN, permission=may_open_a_file, label="Open the file of checks")
    def open(
        cls,
        *,
        by,
        school,
        person,
        post_title,
        role_facts,
        person_facts,
        starts_on=None,
        reference="",
        offer_made_at=None,
        countries=(),
        sent_by="",
        posts_held=(),
    ):
        """A person may be appointed, or come without a vacancy, so their checks can begin."""
        return cls(
            school=school,
            person=person,
            post_title=post_title,
            role_facts=role_facts,
            person_facts=person_facts,
            starts_on=starts_on,
            reference=reference,
            offer_made_at=offer_made_at,
            countries=list(countries),
            sent_by=sent_by,
            posts_held=list(posts_held),
        )

    @transition(
        source=[State.OPEN, State.RELIED_ON],
        target=STAYS,
        permission=any_of(may_open_a_file, agrees_to_changes),
        records=RULES_READ,
        label="Work out which checks apply",
        for_all=derive_all,
    )
    def derive(self, *, by, role_facts=None, person_facts=None, title="", sent_by=None):
        """Read the rule table again for these facts and add what it now asks for; nothing asked for is ever dropped here."""
        self.post_title = title or self.post_title
        self.sent_by = self.sent_by if sent_by is None else sent_by
        self.read_the_rules(by=by, role=role_facts, person=person_facts)

    @transition(
        source=State.OPEN,
        target=State.RELIED_ON,
        permission=is_head_or_hr,
        guards=[
            its_own_post_says_so,
            the_first_day_has_come,
            every_required_check_is_clear,
        ],
        label="Begin work on these checks",
    )
    def rely_on(self, *, by, post=""):
        """Every required check is clear and the person begins work on the strength of them."""
        self.relied_on_at = clock.now()
        self.comes_onto_the_record()

    @transition(
        source=State.RELIED_ON,
        target=State.OPEN,
        permission=any_of(is_head_or_hr, is_system),
        guards=[its_own_post_says_so],
        label="Stop relying on these checks",
        then=they_are_away,
    )
    def stop_relying(self, *, by, reason, post=""):
        """The person is away from work, so a check may be questioned."""
        self.relied_on_at = None

    @transition(
        source=[State.OPEN, State.RELIED_ON],
        target=State.LEFT,
        permission=is_head_or_hr,
        guards=[its_own_post_says_so, they_had_begun],
        records=["left_on"],
        label="Record that they left",
        then=their_work_has_ended,
    )
    def leave(self, *, by, left_on, reason, post=""):
        """Their work here has ended: off the current record, and in the past as they were."""
        self.left_on = left_on
        self.on_record_to = clock.london(left_on + dt.timedelta(days=1)) if left_on > clock.today() else clock.now()
        self.relied_on_at = None

    @transition(
        source=State.OPEN,
        target=State.CLOSED,
        permission=any_of(is_head_or_hr, is_system),
        guards=[nobody_relies_on_it],
        label="Close the file",
        then=their_work_has_ended,
    )
    def close(self, *, by, reason=""):
        """The person is not being appointed, so nothing more is asked of anybody."""
        self.closed_at = clock.now()
        self.comes_off_the_record()

    @transition(
        source=State.CLOSED,
        target=State.OPEN,
        permission=is_system,
        guards=[it_is_not_erased_yet],
        label="Open the file again",
    )
    def reopen(self, *, by):
        """The decision that closed it was taken back before anybody was told of it."""
        self.closed_at = None

    def comes_onto_the_record(self):
        """At work for the first time; being away for a while changes nothing."""
        self.on_record_from = self.on_record_from or clock.now()

    def comes_off_the_record(self):
        """A leaver's row is kept apart (KCSIE Part three, single central record)."""
        self.on_record_to = clock.now() if self.on_record_from else None
