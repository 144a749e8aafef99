"""Every machine as plain facts, read from the code: for the printed table, the drawings and the state map."""

from dataclasses import dataclass

from django.apps import apps

from workflows.models import Stateful
from workflows.registry import effects_of


@dataclass(frozen=True)
class Line:
    """One verb of a machine in words."""

    number: int
    rule: object
    label: str
    comes_from: tuple
    goes_to: tuple
    who: str
    guards: tuple
    follows: tuple


@dataclass(frozen=True)
class Machine:
    """The life of one kind of record: its states in order, and every verb that leads from one to another."""

    model: type
    lines: tuple

    @property
    def key(self):
        return self.model._meta.model_name

    @property
    def title(self):
        return str(self.model._meta.verbose_name).capitalize()

    @property
    def meaning(self):
        return self.model.__doc__.strip()

    @property
    def states(self):
        return list(self.model.State)

    @property
    def ended(self):
        """States that nothing leads out of; none where no verb leads anywhere, for that record only ever begins."""
        left = {source for line in self.lines for source in line.rule.sources if leads_on(line.rule, source)}
        return [state for state in self.states if state not in left] if left else []

    @property
    def live(self):
        return [state for state in self.states if state not in self.ended]

    def leaving(self, state):
        """What can happen from here."""
        return [line for line in self.lines if state in line.rule.sources]


def leads_on(rule, source):
    """Whether a verb leads from this state to another; one that only changes the record does not."""
    return any(target != source for target in rule.targets_from(source))


def machines():
    """In the order of the story: the vacancy first, then what belongs to it."""
    models = [model for model in apps.get_models() if issubclass(model, Stateful)]
    models.sort(key=lambda model: (model._meta.app_label != "vacancies", ORDER.get(model._meta.model_name, 99)))
    return [Machine(model, tuple(_lines(model))) for model in models]


ORDER = {
    name: place
    for place, name in enumerate(
        "vacancy application scorecard appointment probation clearance check factschange incident concern".split()
    )
}


def machine_named(key):
    return next((machine for machine in machines() if machine.key == key), None)


def _lines(model):
    for number, rule in enumerate(model.rules(), start=1):
        yield Line(
            number=number,
            rule=rule,
            label=rule.label,
            comes_from=tuple(state.label for state in map(model.State, rule.sources)),
            goes_to=("stays there",) if rule.stays else tuple(model.State(each).label for each in rule.targets),
            who=rule.permission.words,
            guards=tuple(in_words(guard.__name__) for guard in rule.guards),
            follows=tuple(_follows(rule)),
        )


def _follows(rule):
    if rule.then:
        yield in_words(rule.then.__name__)
    for kind in effects_of(rule.event):
        yield in_words(kind.rpartition(".")[2])


def in_words(name):
    """`two_people_scored` as a person would say it."""
    return name.strip("_").replace("_", " ")
