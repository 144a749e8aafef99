"""The first day, and what the rules ask of whoever begins on it."""

from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Greatest

from checks.age import as_known
from checks.gate import Gate
from checks.models.rules_policy import RulesPolicy
from checks.rules import required_checks
from hiring import clock
from hiring.models import ScopedQuerySet, Term

NOT_BEGUN = ("state", "in_post_since", "on_record_from")


def not_begun(before=""):
    """Files of people who are still to come."""
    return Q(**{f"{before}{name}": "open" if name == "state" else None for name in NOT_BEGUN})


def may_have_moved():
    """Files of people still to come whose planned day has passed, or whose trust has chosen anew since the file was opened."""
    chosen = RulesPolicy.objects.filter(school__trust=OuterRef("school__trust"), settled_at__gt=OuterRef("opened_at"))
    return not_begun() & (Q(edition_on__lt=clock.today()) | Q(Exists(chosen)))


def good_on(before=""):
    """In SQL, the day that a check must be good on: the planned first day while it is to come, else today."""
    to_come = When(not_begun(before), then=Greatest(F(f"{before}starts_on"), Value(clock.today())))
    return Case(to_come, default=Value(clock.today()))


def read_for_gates(files):
    """Give these files the checks that their gates ask of, and keep each gate, for a move that asks more than once (one query)."""
    from checks.models.check import Check

    prefetch_related_objects(files, Prefetch("checks", Check.objects.to_judge()))
    for file in files:
        file.gates_kept = {}


def choices_now():
    """In SQL, what a file's trust asks beyond the rules, and since when."""
    chosen = RulesPolicy.objects.filter(school__trust=OuterRef("school__trust"), settled_at__lte=clock.now())
    return {
        "trust_asks": Subquery(chosen.values("choices")[:1]),
        "trust_chose_at": Subquery(chosen.values("settled_at")[:1]),
    }


class FilesToJudge(ScopedQuerySet):
    """How files are read where their gates are asked for."""

    def to_judge(self):
        """With all that a gate needs: three questions however many they are."""
        from checks.models.check import Check
        from checks.models.early_start import EarlyStart

        today = clock.today()
        term = Term.objects.filter(school=OuterRef("school"), starts_on__lte=today, ends_on__gte=today)
        read = self.with_choices().annotate(term_ends=Subquery(term.values("ends_on")[:1]))
        early = Prefetch("early_starts", EarlyStart.objects.to_judge())
        return read.prefetch_related(Prefetch("checks", Check.objects.to_judge()), early)

    def with_choices(self):
        """With the person, the school and what its trust asks beyond the rules, and since when."""
        return self.select_related("person", "school__trust").annotate(**choices_now())

    def rules_may_have_moved(self):
        return self.filter(may_have_moved())


class JudgedOnTheFirstDay:
    """What a file of checks knows of the day they begin. Nothing of it is stored but the planned day."""

    known_when_locked = staticmethod(choices_now)

    @property
    def first_day(self):
        """The planned day while it is to come; else today, which is the earliest they can begin."""
        planned = self.starts_on if self.state == "open" and not self.began_on else None
        return max(planned or clock.today(), clock.today())

    @property
    def policy(self):
        """The trust's choices now, as the rules take them."""
        if "trust_asks" not in self.__dict__:
            return RulesPolicy.of(self.trust)
        return RulesPolicy.as_the_rules_take_them(self.trust, self.trust_asks)

    @property
    def policy_settled_at(self):
        """When the trust last chose; None when it never has."""
        if "trust_chose_at" in self.__dict__:
            return self.trust_chose_at
        return RulesPolicy.objects.filter(school__trust=self.trust).values_list("settled_at", flat=True).first()

    @property
    def decision_now(self):
        """What the rules say of these facts."""
        return required_checks(self.role_facts, self.person_facts, self.policy, self.edition_on)

    def asked_on(self, day, policy=None):
        """What the rules of a day say of these facts, with their age on it and the trust's choices now."""
        role = {**self.role_facts, "start_date": day.isoformat()}
        return required_checks(role, as_known(self, role, self.person_facts), policy or self.policy)

    def by_the_rules_of(self, day):
        """What the rules of a day say: of somebody at work for the facts as they stand, of others as if they began on it."""
        if self.began_on:
            return required_checks(self.role_facts, self.person_facts, self.policy, day)
        return self.asked_on(day)

    def checks_to_judge(self):
        """Its checks with what the gate reads of each, asked for once where they were read with the file."""
        read_already = "checks" in getattr(self, "_prefetched_objects_cache", {})
        return list(self.checks.all() if read_already else self.checks.to_judge())

    def early_starts_to_judge(self):
        """Its early starts with the people who answer for them."""
        read_already = "early_starts" in getattr(self, "_prefetched_objects_cache", {})
        return self.early_starts.all() if read_already else self.early_starts.to_judge()

    def gate(self, on=None, begins_on=None):
        """What stops this person from starting, asked now; of another first day where one is named."""
        kept = vars(self).get("gates_kept", {})
        return kept.get((on, begins_on)) or kept.setdefault((on, begins_on), Gate(self, on=on, begins_on=begins_on))

    def plan_for(self, starts_on, *, by):
        """They begin on this day: where it is another than the rules were read for, they are read again (dated rules, three months)."""
        is_another = self.role_facts.get("start_date") != starts_on.isoformat()
        if self.role_facts and (is_another or self.gate(begins_on=max(starts_on, clock.today())).newly_asked):
            self.derive(by=by, role_facts={"start_date": starts_on.isoformat()})
