"""What counts as the same version of a thing, for those who change it."""

import json

from django.core.serializers.json import DjangoJSONEncoder

from hiring.links import digest
from vacancies.setting_up import version_of
from workflows.api.versions import etag, of_record


def of_vacancy(vacancy):
    """The vacancy with everything that is set up about it: its fields, criteria and panel (two queries)."""
    return of_record(vacancy, version_of(vacancy))


def of_scores(place):
    """A scorecard with the scores on it (one query)."""
    scores = place.scorecard.scores.order_by("pk").values_list("pk", "value", "reason", "come_back")
    return of_record(place.scorecard, _digest([list(scores), place.declared_at]))


def of_candidates(application, told):
    """An application as its writer knows it: it changes when they save, and when they are told something."""
    offer = getattr(application, "appointment", None)
    return etag("mine", application.pk, _digest([told.status, application.saved_at, offer.state if offer else None]))


def _digest(facts):
    """Keyed, so that nobody can work out by trying what a sealed scorecard says."""
    return digest(json.dumps(facts, cls=DjangoJSONEncoder))[:16]
