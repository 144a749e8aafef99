"""A record's state is never set but by its verbs, and its verbs say what they are."""

import pytest
from django.apps import apps
from django.db import IntegrityError

from tests import story
from vacancies.models import Application, Vacancy
from workflows.models import Root, Stateful
from workflows.registry import form_for

MACHINES = [model for model in apps.get_models() if issubclass(model, Stateful)]
RULES = [rule for model in MACHINES for rule in model.rules()]
machines = pytest.mark.parametrize("model", MACHINES, ids=lambda model: model._meta.model_name)
rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.event)


def test_saving_a_state_is_refused(vacancy):
    vacancy.state = "published"
    for ways in ({}, {"update_fields": ["state"]}, {"update_fields": ["title", "version"]}):
        with pytest.raises(RuntimeError, match="changes state only by its verbs"):
            vacancy.save(**ways)
    assert Vacancy.objects.get().state == "draft"


@pytest.mark.parametrize("name", ["history_length", "history_head"])
def test_saving_the_head_of_the_chain_is_refused(vacancy, name):
    with pytest.raises(RuntimeError):
        vacancy.save(update_fields=["title", name])


def test_making_a_record_without_its_opening_verb_is_refused(cast):
    with pytest.raises(RuntimeError):
        Vacancy.objects.create(school=cast.school, reference="REY-0001", title="Cook", state="published")
    with pytest.raises(RuntimeError):
        Vacancy(school=cast.school, reference="REY-0001", title="Cook").save()


def test_other_fields_are_saved_by_name(vacancy):
    vacancy.title = "Learning Mentor"
    vacancy.save(update_fields=["title"])
    assert Vacancy.objects.get().title == "Learning Mentor"
    assert Vacancy.objects.get().version == 1


def another(vacancy):
    return Vacancy(school=vacancy.school, reference="REY-0001", title="Cook", state="draft", version=1)


ROUND_THE_DOOR = {
    "update": lambda vacancy: Vacancy.objects.filter(pk=vacancy.pk).update(state="published"),
    "bulk_update": lambda vacancy: Vacancy.objects.bulk_update([vacancy], ["state", "version"]),
    "bulk_create": lambda vacancy: Vacancy.objects.bulk_create([another(vacancy)]),
    "save of the parent": lambda vacancy: super(Stateful, vacancy).save(),
    "put": lambda vacancy: Vacancy.put([vacancy], {"state"}),
    "delete": lambda vacancy: Vacancy.objects.filter(pk=vacancy.pk).delete(),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("go_round", ROUND_THE_DOOR.values(), ids=ROUND_THE_DOOR)
def test_the_database_refuses_what_goes_round_the_door(go_round):
    vacancy = story.draft(story.people())
    vacancy.state, vacancy.version = "published", 2
    with pytest.raises(IntegrityError):
        go_round(vacancy)
    assert list(Vacancy.objects.values_list("state", "version")) == [("draft", 1)]


def test_moves_tells_allowed_and_blocked_alike(vacancy, cast):
    told = {verdict.rule.name: verdict.allowed for verdict in vacancy.moves(cast.hr)}
    assert told == {"send_for_approval": True, "cancel": False}
    told = {verdict.rule.name: verdict.permitted for verdict in vacancy.moves(cast.stranger)}
    assert told == {"send_for_approval": False, "cancel": False}


def test_a_verb_is_found_by_its_name_or_its_address():
    assert (
        Application.rule_of("record-interview")
        is Application.rule_of("record_interview")
        is Application.record_interview.rule
    )
    assert Application.rule_of("teleport") is None


@machines
def test_a_machine_can_reach_each_of_its_states_and_leave_none_unnamed(model):
    reached = {target for rule in model.rules() for target in rule.targets}
    assert reached == set(model.State)
    assert {source for rule in model.rules() for source in rule.sources} <= set(model.State)
    assert issubclass(model, Root) or model.case is not Stateful.case


@rules
def test_a_verb_says_what_it_means_who_may_and_how_it_is_called(rule):
    assert rule.meaning.endswith(".")
    assert rule.label[0].isupper()
    assert rule.permission.words
    assert rule.event == f"{rule.model._meta.model_name}.{rule.name}"
    assert form_for(rule.event) is None or callable(form_for(rule.event))


@rules
def test_a_guard_is_named_as_the_truth_it_asks_for(rule):
    assert all(guard.__name__.islower() and "_" in guard.__name__ for guard in rule.guards)
    assert not [
        guard for guard in rule.guards if guard.__name__.startswith(("check_", "validate", "is_valid", "get_"))
    ]
