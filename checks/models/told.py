"""What somebody says of themselves before they begin, once there is an offer."""

from checks.guards_birthday import their_documents_say_the_same
from checks.kinds.name_history import SEVERAL
from checks.kinds.words import as_date
from checks.models.historic import RULES_READ
from checks.models.rescreened import ask_for
from checks.permissions import is_told_of
from checks.time_abroad import as_told
from hiring import clock
from hiring.actors import SYSTEM
from hiring.permissions import any_of, is_head_or_hr
from workflows.blockers import Blocker
from workflows.transitions import STAYS, transition

TRAIL, STILL_ASKED = "name_history", {"not_started", "waiting"}
OF_A_COUNTRY = "overseas_criminal_record"
TO_WEIGH = ("works_here_as", "last_school")  # what could ask for less: HR makes sure of it first


def names_in(words):
    """Each name in what was typed, as it is compared."""
    return [name.strip().casefold() for name in (words or "").replace(";", ",").split(",") if name.strip()]


def an_offer_was_made(file, move):
    """A date of birth is asked for once the choice is made, never before (Equality Act 2010: age)."""
    if file.offer_made_at is None:
        text = "These questions are asked only after a conditional offer."
        yield Blocker(code="clearance.before_offer", text=text, owner="the headteacher", fix=file.get_absolute_url())


def they_are_still_to_begin(file, move):
    """What is different about somebody at work is a change of facts."""
    if file.began_on:
        text = f"{file.person.name} is at work. Say what has changed instead."
        yield Blocker(code="clearance.began", text=text, owner="HR", fix=f"{file.get_absolute_url()}facts/check/")


class SaysBeforeBeginning:
    """The verb of the page “Before you begin”."""

    @transition(
        source="open",
        target=STAYS,
        permission=any_of(is_told_of, is_head_or_hr),
        guards=[an_offer_was_made, they_are_still_to_begin, their_documents_say_the_same],
        records=RULES_READ,
        label="Answer what is asked before the first day",
    )
    def tell(self, *, by, born_on, former_names="", works_here_as="", last_school=None):
        """They say when they were born, and what else the rules ask. What asks for more counts at once; the rest HR makes sure of."""
        unseen = self.names_unseen(former_names)
        said = {"former_names": former_names, "works_here_as": works_here_as, "last_school": last_school}
        self.told = {name: value for name, value in said.items() if value}
        self.told_at = clock.now()
        self.born_on = born_on
        names = {"names_changed": True} if former_names else {}
        file, needs, again = self.put_to_the_rules(person={**self.time_abroad_as_born(), **names})
        trail = [need for need in needs if unseen and need.code == TRAIL]
        ask_for([(file, needs, lambda held: [*again(held), *trail])], by=SYSTEM)

    def names_unseen(self, former_names):
        """Names they tell of now and did not before, which no document that was clear joins: the trail is asked for once more."""
        before = names_in(self.told.get("former_names", ""))
        new = [name for name in names_in(former_names) if name not in before]
        trail = list(self.checks.filter(code=TRAIL).prefetch_related("receipts")) if new else []
        if not trail or any(check.state in STILL_ASKED for check in trail):
            return []
        receipts = [each for check in trail for each in check.receipts.all() if each.voided_at is None]
        seen = {
            name
            for each in receipts
            for number in SEVERAL
            for name in names_in(each.facts.get(f"former_name_{number}"))
        }
        return [name for name in new if not any(name in each or each in name for each in seen)]

    def learn(self, *, by, born_on=None, has_another_name=False):
        """What their documents show: kept, and put to the rules where it makes a difference to them.

        What they told us themselves is never written over (checks/guards_birthday.py).
        """
        if born_on and born_on != self.born_on and self.told_at is None:
            self.born_on = born_on
            self.save(update_fields=["born_on"])
        names = {"names_changed": True} if has_another_name else {}
        known = self.as_known({**self.time_abroad_as_born(), **names})
        if self.person_facts and known != self.person_facts:
            self.derive(by=by, person_facts=known)

    @property
    def born_as_seen(self):
        """The date of birth on documents that were found to be theirs, and still stand; None before that."""
        seen = [
            receipt.facts.get("born_on")
            for check in self.checks.filter(code="identity").prefetch_related("receipts")
            for receipt in check.receipts.all()
            if receipt.voided_at is None and receipt.result == "clear"
        ]
        return as_date(seen[-1]) if seen else None

    @property
    def birthday(self):
        """The date of birth we know them by: as they told it, else as documents that still stand show it."""
        if self.born_on is None or self.told_at is not None or self.is_birthday_corrected:
            return self.born_on
        return self.born_as_seen

    @property
    def is_birthday_corrected(self):
        """Whether two people put it right since: then no receipt made under the old date says otherwise."""
        return self.changes.filter(state="made").exclude(born_on=None).exists()

    def was_born_on(self, born_on):
        """The date of birth two people corrected; what it was before stays with the change."""
        if born_on:
            self.born_on = born_on
            self.save(update_fields=["born_on"])

    def time_abroad_as_born(self, born_on=None):
        """Their time abroad, once their date of birth says for how much of it they were 18."""
        born_on = born_on or self.born_on
        if born_on is None or not self.countries or not self.person_facts.get("abroad"):
            return {}
        return {"abroad": as_told(self.countries, self.policy, born_on)}

    @property
    def may_ask_for_less(self):
        """Whether they said something that could ask for less, and nobody has yet put it to the rules."""
        said = self.told_at is not None
        waits = said and (any(self.told.get(name) for name in TO_WEIGH) or self.was_a_child_abroad)
        return waits and not self.changes.filter(proposed_at__gte=self.told_at).exists()

    @property
    def was_a_child_abroad(self):
        """Whether a check of a country is open that no rule asks for now that we know when they were born."""
        return (
            self.checks.filter(code=OF_A_COUNTRY, state="not_started").exists()
            and OF_A_COUNTRY not in self.decision_now.codes
        )

    @property
    def of_their_present_post(self):
        """The file on which they are at work in this trust now, if it is under the same name and address."""
        theirs = type(self).objects.filter(person=self.person_id, school__trust=self.trust, state="relied_on")
        return theirs.exclude(pk=self.pk).order_by("pk").last()
