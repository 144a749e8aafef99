"""Questions asked of the database give the same answers as plain arithmetic."""

import random

from tests import story
from vacancies.models import Scorecard, Vacancy
from vacancies.queries import left_to_discuss, matrix


def test_left_to_discuss_is_what_the_matrix_says(cast, django_assert_num_queries):
    third = story.person("Bethan Frost", "bethan.frost@example.org")
    vacancy = story.scoring(cast, cast.candidate, cast.other_candidate, third)
    dice = random.Random(3)
    for member in vacancy.panel.all():
        member.declare()
        for application in vacancy.applications.all():
            story.score(member, application, "".join(dice.choice("0123") for _ in range(7)))
        Scorecard.objects.get(panel_member=member).seal(by=member.user)
    first, second, gone = Vacancy.objects.get(pk=vacancy.pk).applications.all()
    story.agree(vacancy, first, vacancy.criteria.first(), 2, cast.hr)
    gone.withdraw(by=gone.candidate)
    vacancy = Vacancy.objects.get(pk=vacancy.pk)
    plain = {
        (vacancy.pk, row.application.pk, each.criterion.code) for row in matrix(vacancy) for each in row.to_discuss
    }
    with django_assert_num_queries(1):
        asked = left_to_discuss(vacancy.criteria.all())
    assert plain
    assert sorted(asked) == sorted(plain)
    of_second = {row for row in plain if row[1] == second.pk}
    assert set(left_to_discuss(vacancy.criteria.all(), [second])) == of_second
