"""A vacancy as a large panel scored it: five members, thirteen criteria, as many applicants as are wanted; only for measuring."""

from django.db import connection

from tests import story
from tests.benchmarks.crowd import grow
from vacancies.models import AgreedScore, Scorecard, Vacancy
from vacancies.queries import left_to_discuss

THIRTEEN = [(f"S{number}", f"Point {number} of the person specification", number < 9, 1) for number in range(1, 14)]

# Most members give what the others give; one in forty sees a judgement otherwise, by one or by two.
SCORES = """
    INSERT INTO vacancies_score (scorecard_id, application_id, criterion_id, value, reason, come_back, saved_at)
    SELECT s.id, a.id, c.id, CASE WHEN abs(hashtext(s.id || '/' || a.id || '/' || c.id)) %% 40 = 0 THEN
            greatest(0, least(3, 3 - alike.value)) ELSE alike.value END, 'Clear example', false, now()
        FROM vacancies_application a JOIN vacancies_criterion c ON c.vacancy_id = a.vacancy_id
        JOIN vacancies_panelmember m ON m.vacancy_id = a.vacancy_id JOIN vacancies_scorecard s ON s.panel_member_id = m.id,
        LATERAL (SELECT 1 + abs(hashtext(a.id || '/' || c.code)) %% 3 AS value) alike WHERE a.vacancy_id = %s
"""


def five_by_thirteen(cast, people, monkeypatch):
    """Scored and sealed by everybody, with nothing agreed yet."""
    monkeypatch.setattr(story, "CRITERIA", THIRTEEN)
    cast.panel += [story.person(f"Governor {name}", role="panel_member", trust=cast.trust) for name in ("One", "Two")]
    vacancy = story.scoring(cast)
    grow(vacancy.applications.get(), 1, people - 1, to_move=True)
    members = list(vacancy.panel.select_related("user"))
    assert len(members) == 5
    for member in members:
        member.declare()
    with connection.cursor() as cursor:
        cursor.execute(SCORES, [vacancy.pk])
        cursor.execute("ANALYZE")
    for member in members:
        Scorecard.objects.get(panel_member=member).seal(by=member.user)
    return Vacancy.objects.get(pk=vacancy.pk)


FORMS = """
    INSERT INTO vacancies_historyentry
            (application_id, kind, title, organisation, country, from_month, to_month, with_children, taught, reason_for_leaving)
        SELECT a.id, h.kind, h.title, h.organisation, h.country, h.from_month, h.to_month, h.with_children, h.taught,
            h.reason_for_leaving
        FROM vacancies_historyentry h, vacancies_application a
        WHERE h.application_id = %(pk)s AND a.vacancy_id = %(vacancy)s AND a.id <> %(pk)s;
    INSERT INTO vacancies_referee
            (application_id, name, email, phone, organisation, position, relationship, may_contact, history_id)
        SELECT a.id, r.name, r.email, r.phone, r.organisation, r.position, r.relationship, r.may_contact,
            CASE WHEN r.history_id IS NOT NULL THEN (SELECT max(id) FROM vacancies_historyentry WHERE application_id = a.id) END
        FROM vacancies_referee r, vacancies_application a
        WHERE r.application_id = %(pk)s AND a.vacancy_id = %(vacancy)s AND a.id <> %(pk)s ORDER BY a.id, r.id;
    INSERT INTO vacancies_score (scorecard_id, application_id, criterion_id, value, reason, come_back, saved_at)
        SELECT s.id, a.id, c.id, 3, 'Clear example', false, now()
        FROM vacancies_application a JOIN vacancies_criterion c ON c.vacancy_id = a.vacancy_id
        JOIN vacancies_panelmember m ON m.vacancy_id = a.vacancy_id JOIN vacancies_scorecard s ON s.panel_member_id = m.id
        WHERE a.vacancy_id = %(vacancy)s;
"""


def scored_alike(cast, people):
    """Each with a history, two referees and the same scores, so that everybody may be shortlisted."""
    vacancy = story.scoring(cast)
    application = vacancy.applications.get()
    grow(application, 1, people - 1, to_move=True)
    members = list(vacancy.panel.select_related("user"))
    for member in members:
        member.declare()
    with connection.cursor() as cursor:
        cursor.execute(FORMS, {"pk": application.pk, "vacancy": vacancy.pk})
        cursor.execute("ANALYZE")
    for member in members:
        Scorecard.objects.get(panel_member=member).seal(by=member.user)
    return Vacancy.objects.get(pk=vacancy.pk)


def settle(vacancy, by):
    """The panel agrees wherever it has to talk; how many judgements that were."""
    code_to_pk = {each.code: each.pk for each in vacancy.scored_criteria}
    left = left_to_discuss(vacancy.criteria.all())
    AgreedScore.objects.bulk_create(
        AgreedScore(application_id=application, criterion_id=code_to_pk[code], value=2, reason="Agreed", agreed_by=by)
        for _, application, code in left
    )
    if vacancy.plan().tie_is_open:
        vacancy.settle_tie(by=by, how="everybody")
    return len(left)
