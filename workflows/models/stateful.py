from django.db import models

from workflows.models.event import Event


def verbs_in(kept):
    """The verbs written in the body of one class."""
    return [verb for verb in vars(kept).values() if hasattr(verb, "rule")]


class Stateful(models.Model):
    """A record with a life: its state moves only through the door, one version and one event a move."""

    state = models.CharField(max_length=30, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    locked_with = ()
    read_for_letters = ()
    about_id = None  # the person this record is about, by user id: nobody acts on their own case in a role
    by_the_door_only = {"state", "version"}
    read_beforehand = {"_prefetched_objects_cache"}  # what a copy knows of others, and only for one move
    known_when_locked = dict  # what SQL works out beside the row when it is locked, by name; of `read_beforehand`

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs):
        """Verbs may be kept in a plain class of another file; they belong to the machine that takes that class in."""
        super().__init_subclass__(**kwargs)
        for kept in cls.__mro__:
            if not issubclass(kept, models.Model):
                for verb in verbs_in(kept):
                    verb.rule.model = cls

    def case(self):
        """What to lock for a move, `(model, pk)` from the root down: vacancy, application, clearance, then the rest."""
        raise NotImplementedError(f"{type(self).__name__} does not say what its case is")

    @property
    def state_words(self):
        return self.get_state_display()

    @property
    def trust(self):
        return self.school.trust

    @classmethod
    def rules(cls):
        """Every line of this machine, in the order of life."""
        return [verb.rule for kept in cls.__mro__ for verb in verbs_in(kept)]

    @classmethod
    def rule_of(cls, name):
        """The rule of one verb, by its name or its URL slug; None when there is none."""
        wanted = name.replace("-", "_")
        return next((rule for rule in cls.rules() if rule.name == wanted), None)

    def moves(self, by, only=None):
        """What could happen from here: a verdict for each verb (or each of these) that leaves this state, allowed and blocked."""
        from workflows.door import verdict_on

        wanted = [rule for rule in self.rules() if rule.leaves(self.state) and (only is None or rule.name in only)]
        return [verdict_on(self, rule, by) for rule in wanted]

    def leads_to(self, rule):
        """Where this move may take this record."""
        return rule.targets_from(self.state)

    def events(self):
        """This record's own history, newest first."""
        return Event.objects.filter(subject_type=self._meta.model_name, subject_id=self.pk).order_by(
            "-subject_version"
        )

    def last_event(self):
        return self.events().select_related("actor").first()

    def columns(self):
        """The row as it stands in memory."""
        return {field.attname: self.__dict__.get(field.attname) for field in self._meta.concrete_fields}

    def columns_not_in(self, before):
        """What differs from an earlier `columns`. A list or a dictionary may have been added to in place, so it counts always."""
        return {
            name for name, value in self.columns().items() if value != before[name] or isinstance(value, (list, dict))
        }

    def enter(self, state):
        """Be in this state, one version on. Only the door calls this, and then `put`."""
        self.state, self.version = state, self.version + 1

    @classmethod
    def put(cls, records, changed=None):
        """Save records with the states they have entered. Only the door calls this; the database refuses a state without its event.

        changed: the columns that differ from the rows as they were locked; None for rows that are new.
        """
        if changed is None:
            cls._insert(records)
        elif len(records) == 1:
            super(Stateful, records[0]).save(update_fields={"state", "version", *changed})
        elif cls.objects.bulk_update(records, sorted({"state", "version", *changed})) != len(records):
            raise cls.DoesNotExist(f"Not every {cls._meta.verbose_name} that was to be saved is there.")

    @classmethod
    def _insert(cls, records):
        if len(records) > 1:
            cls.objects.bulk_create(records)
        else:
            super(Stateful, records[0]).save(force_insert=True)

    def save(self, *args, update_fields=None, **kwargs):
        """Save other fields, by name. A state is never saved this way."""
        if self._state.adding or update_fields is None or self.by_the_door_only & set(update_fields):
            raise RuntimeError(f"{type(self).__name__} changes state only by its verbs; save other fields by name")
        super().save(*args, update_fields=update_fields, **kwargs)


class Root(Stateful):
    """A record that carries the history of its whole case: how long the chain is, and its newest signature.

    read_for_many: what is read of it beforehand when many records of its case move at once.
    """

    history_length = models.PositiveIntegerField(default=0, editable=False)
    history_head = models.CharField(max_length=64, default="0" * 64, editable=False)

    read_for_many = ()
    by_the_door_only = Stateful.by_the_door_only | {"history_length", "history_head"}

    class Meta:
        abstract = True

    def case(self):
        return [(type(self), self.pk)]
