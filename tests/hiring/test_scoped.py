"""What everybody may see is found once each, without the database comparing whole rows to find the same one twice."""

import pytest
from django.apps import apps

from hiring.models import ScopedQuerySet
from tests import story
from vacancies.models import Vacancy

SCOPED = [model for model in apps.get_models() if isinstance(model._default_manager.all(), ScopedQuerySet)]


def joined_to_many(query):
    """Joins that could find the same row twice."""
    joins = (getattr(join, "join_field", None) for join in query.alias_map.values())
    return [field for field in joins if field is not None and (field.one_to_many or field.many_to_many)]


@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_a_visible_row_is_found_once_whoever_looks(cast, model):
    for who in (cast.hr, cast.hr_manager, cast.head, cast.panel[0], cast.candidate):
        visible = model.objects.visible_to(who)
        assert not joined_to_many(visible.query)
        assert not visible.query.distinct


def test_a_vacancy_with_two_on_its_panel_is_found_once(cast):
    story.published(cast)
    assert Vacancy.objects.visible_to(cast.head).count() == 1
    assert Vacancy.objects.visible_to(cast.panel[0]).count() == 1
