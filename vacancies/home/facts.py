"""Everything the home page is worked out from, read in a fixed number of questions whatever there is to do."""

import datetime as dt
from collections import defaultdict
from functools import cached_property

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, OuterRef, Q, Subquery, Value

from checks.gate_lines import line_on
from checks.models import Check
from checks.models.first_day import good_on
from hiring import clock
from hiring.models import Role
from hiring.permissions import HR
from vacancies.home.files import Files
from vacancies.home.matters import Matters
from vacancies.models import Application, Appointment, Criterion, PanelMember, Vacancy
from vacancies.next_steps import Facts
from vacancies.queries import left_to_discuss
from workflows.models import Promise

ENDED = ("filled", "cancelled")
A_WEEK = dt.timedelta(days=7)
A_MONTH = dt.timedelta(days=30)


class Home(Matters, Files):
    """The facts one person may know. Each is read once, when first asked for."""

    def __init__(self, actor):
        self.actor = actor
        self.today = clock.today()

    def roles_at(self, school):
        return self.actor.roles_at(school)

    def is_hr(self, school):
        return bool(self.roles_at(school) & HR)

    @cached_property
    def vacancies(self):
        """What is in hand, by id."""
        rows = Vacancy.objects.visible_to(self.actor).exclude(state__in=ENDED).select_related("school__trust")
        return {each.pk: each for each in rows}

    @cached_property
    def counted(self):
        """(vacancy id, application state, offer state) -> how many, and when any of them are to be met; one's own is counted too."""
        rows = Application.objects.filter(vacancy__in=self.vacancies).exclude(state="draft").order_by()
        invited = Q(state="invited", interview__isnull=False)
        at = ArrayAgg("interview__starts_at", filter=invited, default=Value([]))
        alike = rows.values_list("vacancy", "state", "appointment__state").annotate(number=Count("pk"), at=at)
        return {(vacancy, state, offer): (number, at) for vacancy, state, offer, number, at in alike}

    @cached_property
    def tallies(self):
        """vacancy id -> (application state, offer state) -> how many."""
        tallies = defaultdict(dict)
        for (vacancy, state, offer), (number, _at) in self.counted.items():
            tallies[vacancy][state, offer] = number
        return tallies

    @cached_property
    def interviews(self):
        """vacancy id -> the instants at which invited people are to be met."""
        times = defaultdict(list)
        for (vacancy, _state, _offer), (_number, at) in self.counted.items():
            times[vacancy] += at
        return times

    @cached_property
    def panels(self):
        """vacancy id -> its sitting members, as plain rows."""
        members = PanelMember.objects.sitting().filter(vacancy__in=self.vacancies).order_by("id")
        panels = defaultdict(list)
        for row in members.values(
            "vacancy", "user", "user__name", "is_chair", "scorecard__state", "scorecard__opened_at"
        ):
            panels[row["vacancy"]].append(row)
        return panels

    @cached_property
    def to_discuss(self):
        """vacancy id -> judgements still to agree."""
        moderating = [pk for pk, each in self.vacancies.items() if each.state == "moderating"]
        numbers = defaultdict(int)
        for vacancy, _, _ in left_to_discuss(Criterion.objects.filter(vacancy__in=moderating)) if moderating else ():
            numbers[vacancy] += 1
        return numbers

    @cached_property
    def promises(self):
        """(vacancy id, topic) -> the instants promised to candidates and not yet kept, up to a week ahead."""
        due = Promise.objects.visible_to(self.actor).open().filter(due_at__lte=clock.now() + A_WEEK)
        of = Subquery(Application.objects.filter(pk=OuterRef("subject_id")).values("vacancy"))
        promised = defaultdict(list)
        for _pk, vacancy, topic, at in due.filter(subject_type="application").values_list("pk", of, "topic", "due_at"):
            promised[vacancy, topic].append(at)
        return promised

    @cached_property
    def checks_at_hand(self):
        """What is shut or due again within a month, in files that are open and of people at work; nobody's own."""
        at_hand = ~Q(state="clear") | Q(expires_on__lt=good_on("clearance__")) | Q(again_on__lte=self.today + A_MONTH)
        checks = Check.objects.visible_to(self.actor).asked_for()
        checks = checks.filter(at_hand, clearance__state__in=["open", "relied_on"]).exclude(
            clearance__person=self.actor.pk
        )
        return list(checks.select_related("clearance__school__trust", "clearance__person", "referee").order_by("pk"))

    @cached_property
    def lines(self):
        """clearance id -> the lines of its gate that are shut, for files that are open and for people at work."""
        lines = defaultdict(list)
        for check in self.checks_at_hand:
            first_day = check.clearance.first_day
            if not check.is_in_force(first_day) and not self.is_waited_for(check):
                lines[check.clearance_id].append(line_on(check, self.today, first_day))
        for file in self.whose_rules_moved:
            lines[file.pk] += file.gate().newly_asked
        return defaultdict(list, {pk: shut for pk, shut in lines.items() if shut})

    @cached_property
    def due_again(self):
        """What our own policy wishes to see again within a month, the soonest first."""
        again = [check for check in self.checks_at_hand if check.is_in_force(self.today)]
        return sorted(again, key=lambda check: check.again_on)

    def is_waited_for(self, check):
        """Whether this is the certificate that somebody may work without, or begin without, until a day to come."""
        approved = {each.certificate_id: each for each in self.early_starts if each.state == "approved"}
        early = approved.get(check.pk)
        return early is not None and check.state == "waiting" and early.review_on >= check.clearance.first_day

    @cached_property
    def offers(self):
        """Offers whose people have not started, nobody's own."""
        rows = Appointment.objects.visible_to(self.actor).filter(state__in=["offered", "accepted", "confirmed"])
        rows = rows.exclude(application__candidate=self.actor.pk)
        return list(
            rows.select_related("application__candidate", "vacancy__school__trust").order_by("starts_on", "pk")
        )

    def of(self, vacancy):
        """What is known of one vacancy, as its next steps ask for it."""
        return Facts(
            tally=self.tallies[vacancy.pk],
            to_discuss=self.to_discuss[vacancy.pk],
            panel_left=[each["user__name"] for each in self.scoring(vacancy)],
            interviews_over=sum(at <= clock.now() for at in self.interviews[vacancy.pk]),
        )

    def scoring(self, vacancy):
        """The members who have been asked to score and have not submitted."""
        return [each for each in self.panels[vacancy.pk] if each["scorecard__state"] == "open"]

    def leads(self, vacancy):
        """Whether the outcome is theirs to answer for, as headteacher or chair."""
        return Role.HEAD in self.roles_at(vacancy.school) or self.chairs(vacancy)

    def chairs(self, vacancy):
        return any(each["is_chair"] and each["user"] == self.actor.pk for each in self.panels[vacancy.pk])
