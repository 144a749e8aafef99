"""What a change of facts does to the checks of one file, worked out before anything is changed."""

from functools import cached_property

from checks.age import as_known
from checks.guards_birthday import made_under_another
from checks.kinds import kind
from checks.letters_held import asked_again
from checks.rules import InvalidCase, required_checks
from checks.rules.strengths import is_weaker

CHILDCARE = ("early_years", "later_years_childcare", "manages_childcare")
ANSWERED = "childcare_disqualification"
UNDER_EACH_NAME = {"identity", "name_history"}  # seen again on a new name (KCSIE, identity)
BY_ROUTE = {
    "governance",
    "agency_supply",
    "trainee_fee_funded",
    "professional_visitor",
    "contractor_staff",
    "work_experience",
    "volunteer",
}


class Difference:
    """The file as it is, beside what the rules say of the new facts.

    Of somebody at work, the rules are asked twice: by block I what their new duties add, and as if they joined what may
    stay. What was needed for the start is history and is never let go.
    """

    def __init__(self, clearance, role, person, *, new_name=False, countries=(), born_on=None):
        from checks.models import RulesPolicy

        self.countries = [each for each in countries if not clearance.knows_country(each["name"])]
        self.clearance, self.policy = clearance, RulesPolicy.of(clearance.trust)
        self.corrected, self.born_on = born_on, born_on or clearance.born_on
        self.as_told = Difference(clearance, role, person) if born_on else None
        if born_on:
            person = {**person, **clearance.time_abroad_as_born(born_on)}
        self.role, self.person = role, as_known(clearance, role, person, born_on)
        self.new_name = new_name or has_another_name(clearance.person_facts, person)
        if clearance.began_on and role["engagement"] not in BY_ROUTE:
            was = self.person.get("internal") or as_they_were(clearance)
            since = what_is_new(clearance.person_facts, self.person, new_name=self.new_name)
            self.person = {**self.person, "internal": {**was, **since}}
        self.decision = self._asked(self.role, self.person, clearance.day_of_rules(role))

    def _asked(self, role, person, rules_of=None):
        return required_checks(role, person, self.policy, rules_of)

    @cached_property
    def before(self):
        """What the rules say of the facts so far; None where an old record never told them."""
        try:
            return self._asked(self.clearance.role_facts, self.clearance.person_facts, self.clearance.edition_on)
        except InvalidCase:
            return None

    @cached_property
    def needs(self):
        """Code -> everything that the new facts ask for, now or as they would of somebody who joins, whichever is stronger."""
        now = {need.code: need for need in self.decision.required}
        if not self.clearance.began_on:
            return now
        begun = {**self.role, "start_date": self.clearance.began_on.isoformat()}
        joining = self._asked(begun, {**self.person, "internal": None}, self.clearance.edition_on)
        both = {need.code: need for need in joining.required}
        return both | {code: need for code, need in now.items() if not is_weaker_than(need, both.get(code))}

    @cached_property
    def stays(self):
        """Code -> the rule of each of them."""
        return {code: need.rule for code, need in self.needs.items()}

    @cached_property
    def added(self):
        """What is asked for now and was not."""
        have = {code for code, _rule in self.clearance.asks_for}
        new = [need for need in self.decision.required if need.code not in have]
        return [*new, *self.again, *self.elsewhere, *self.letters]

    @cached_property
    def again(self):
        """What was seen under the old name or date of birth, or answered for other duties with young children, and is asked for once more."""
        checks = [check for check in self.clearance.checks.all() if check.is_asked_for]
        seen = {check.code for check in checks if check.state != "not_started"}
        still = {check.code for check in checks if check.state == "not_started"}
        codes = (UNDER_EACH_NAME & seen) - still if self.new_name else set()
        named = [need for need in self.decision.required if need.code in codes]
        answered = {check.state for check in checks if check.code == ANSWERED} == {"clear"}
        anew = [self.needs[ANSWERED]] if self.other_childcare and answered and ANSWERED in self.needs else []
        return [*named, *anew, *self.under_the_old_birthday(still | {need.code for need in named})]

    def under_the_old_birthday(self, open_already):
        """What was seen or searched under a date of birth that was wrong, and what nobody asked for because of it."""
        if not self.corrected:
            return []
        old = {check.code for check, _under in made_under_another(self.clearance, self.corrected)} - open_already
        have = {code for code, _rule in self.clearance.asks_for} | set(self.decision.codes)
        never = self.needs.keys() - self.as_told.needs.keys() - have
        return [need for code, need in self.needs.items() if code in old | never]

    @property
    def other_childcare(self):
        """Whether they come to look after young children in a way they did not before (domain: asked again on a change of scope)."""
        before = self.clearance.role_facts
        return any(self.role.get(each) and not before.get(each) for each in CHILDCARE)

    @cached_property
    def letters(self):
        """A letter that does not state what it must of the new post; deriving the checks asks for another beside it."""

        def rules_of(day):
            return self._asked(self.role, self.person, day)

        again = asked_again(self.clearance.checks.with_letters(), self.decision.rules_of, rules_of)
        return [need for need, _lacking in again]

    @cached_property
    def elsewhere(self):
        """What is asked of some country already, and is asked of another one now."""
        have = {code for code, _rule in self.clearance.asks_for}
        return [
            need
            for need in self.decision.required
            if need.code in have
            and kind(need.code).per_country
            and kind(need.code).lived_in(self.countries, self.policy, self.born_on)
        ]

    @cached_property
    def let_go(self):
        """`(check, rule)` for each open check that nothing asks for any more. A concern is never let go."""
        rules = dict(self.decision.excluded)
        return [
            (check, rules.get(check.code, self.decision.regulated_activity_rule))
            for check in self.clearance.checks.all()
            if check.state in {"not_started", "waiting", "to_decide"} and check.code not in self.stays
        ]

    @cached_property
    def settled(self):
        """`(check, rule)` for each check that is done, is asked for no more, and stays in the file as it is."""
        rules = dict(self.decision.excluded)
        return [
            (check, rules.get(check.code, ""))
            for check in self.clearance.checks.all()
            if check.state == "clear" and check.code not in self.stays
        ]

    @cached_property
    def weaker(self):
        """What is still asked for, less strongly than before."""
        if self.before is None:
            return []
        strengths = {need.code: need.strength for need in self.before.required}
        return [
            need
            for need in self.needs.values()
            if need.code in strengths and is_weaker(need.strength, strengths[need.code])
        ]

    @property
    def is_lighter(self):
        """Whether less is asked for than before in any way."""
        return bool(self.let_go or self.settled or self.weaker or self.ends_regulated_activity)

    @property
    def ends_regulated_activity(self):
        return self.clearance.regulated_activity and not self.decision.regulated_activity

    @property
    def is_nothing(self):
        return not (self.added or self.is_lighter)


def is_weaker_than(need, other):
    """Whether it is asked for less strongly than the other asks for it, where there is another."""
    return other is not None and is_weaker(need.strength, other.strength)


def has_another_name(before, now):
    """Whether they are said to have had another name, and were not before."""
    return bool(now.get("names_changed")) and before.get("names_changed") is False


def what_is_new(before, now, *, new_name):
    """What has become different about somebody at work; a fact that is as it was is left out."""
    limited, abroad = now.get("rtw") == "time_limited", now.get("abroad")
    said = {
        "new_name": new_name and bool(now.get("names_changed")),
        "newly_time_limited": limited and before.get("rtw") != "time_limited",
        "new_time_abroad": is_new_abroad(before.get("abroad"), abroad),
    }
    return {name: True for name, is_so in said.items() if is_so}


def is_new_abroad(before, now):
    """Whether they have been abroad for longer, or later, or otherwise than we knew. That a year has passed is nothing new."""
    if now is None or before is None:
        return now is not None
    longer, later = now["months"] > before["months"], now["years_since_end"] < before["years_since_end"]
    otherwise = any(now[each] and not before[each] for each in ("aged_18_or_over", "taught"))
    return longer or later or otherwise


def as_they_were(clearance):
    """The facts of somebody the same employer already has, as block I of the table asks for them."""
    facts = clearance.role_facts
    return {
        "same_employer": True,
        "break_days": 0,
        "was_regulated_activity": clearance.regulated_activity,
        "was_teaching_work": facts.get("teaching_work", "no"),
        "was_management": bool(facts.get("management")),
        "was_childcare_in_scope": any(facts.get(each) for each in CHILDCARE),
    }
