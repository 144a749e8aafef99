"""G03 and B1: what somebody answers to the equality questions reaches nobody, and stands beside no key to them."""

import json
import re
import threading
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Token
from tests import story
from tests.vacancies.crawl import Visit
from vacancies.equality.answering import STAGES, answer, stage_to_answer
from vacancies.equality.questions import QUESTIONS, RATHER_NOT
from vacancies.models import Application, EqualityTally
from workflows.models import Event, Idempotency

ONE = {"age": "16_to_24", "sex": "female", "ethnic_group": "asian", "disability": "yes", "religion": "sikh",
       "sexual_orientation": "bisexual"}  # fmt: skip
OTHER = {"age": "55_to_64", "sex": "male", "ethnic_group": "white", "disability": "no", "religion": "none",
         "sexual_orientation": "straight"}  # fmt: skip
PAGE = "/my/REY-0142/equality/"


def everything():
    """Every row of every table, as the database says it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            found[table] = Counter(row for (row,) in cursor.fetchall())
    return found


def changed(before, after):
    """For each table that changed, the rows that went and those that came."""
    return {
        table: (sorted((before[table] - rows).elements()), sorted((rows - before[table]).elements()))
        for table, rows in after.items()
        if rows != before[table]
    }


def counts(stage="applied"):
    """The totals without what is zero."""
    return EqualityTally.objects.get(stage=stage).counts


@pytest.fixture
def sent(cast):
    """An application sent, the person signed in, and the questions not yet dealt with."""
    cast.application = story.submitted(story.published(cast), cast.candidate)
    cast.browser = Client()
    cast.browser.force_login(cast.candidate)
    return cast


def test_after_the_answers_no_table_holds_them_beside_a_key(sent, tally):
    """G03 and B1: all that changes is the totals, and that the questions were put; the same for skipping."""
    rows, before = 0, everything()
    for number, said in enumerate((ONE, OTHER, {"sex": "male"}, {"skip": "1"}, {})):
        with transaction.atomic():
            assert sent.browser.post(PAGE, said).status_code == 302
            came = changed(before, everything())
            rows += sum(sum(table.values()) for table in everything().values())
            totals = came.pop("vacancies_equalitytally", None)
            assert list(came) == ["vacancies_application"], number
            [[was], [now]] = came["vacancies_application"]
            assert json.loads(now) == json.loads(was) | {"equality_asked": "applied"}, number
            assert (totals is not None) == bool(set(said) & set(ONE))
            transaction.set_rollback(True)
    tally("an equality answer in a row beside a key", rows, 0, "five ways to answer, every table read")


def test_totals_have_no_column_that_could_hold_a_key_or_a_moment():
    """B1, by structure: nobody is named, nothing points here, and no time is finer than a term."""
    fields = {field.name: field for field in EqualityTally._meta.get_fields()}
    assert sorted(fields) == ["counts", "id", "stage", "term_began_on", "trust"]
    assert [name for name, field in fields.items() if field.is_relation] == ["trust"]
    assert not [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.related_model is EqualityTally
    ]
    assert set(ONE) == {question.key for question in QUESTIONS}
    columns = {field.name for model in apps.get_models() for field in model._meta.local_fields}
    assert not columns & {"age", "sex", "ethnic_group", "disability", "religion", "sexual_orientation"}


def test_who_said_what_cannot_be_told_from_the_totals(sent):
    """T38: with two people's answers exchanged, every table is the same, and one row was written last by whoever came last."""
    others = [story.submitted(sent.application.vacancy, sent.other_candidate), sent.application]
    seen = []
    for said in ((ONE, OTHER), (OTHER, ONE)):
        with transaction.atomic():
            for application, answers in zip(others, said, strict=True):
                answer(Application.objects.get(pk=application.pk), answers)
            found = everything()
            assert EqualityTally.objects.count() == 1
            found["vacancies_equalitytally"] = EqualityTally.objects.values_list("counts", flat=True)[0]
            seen.append(found)
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def test_one_row_holds_every_count_so_that_no_mark_of_the_database_tells_which_grew(sent):
    for number in range(6):
        EqualityTally.add(sent.trust, "applied", (ONE, OTHER)[number % 2])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT xmin::text), count(DISTINCT ctid) FROM vacancies_equalitytally"
        )
        assert cursor.fetchone() == (1, 1, 1)
        cursor.execute("SELECT counts::text FROM vacancies_equalitytally")
        one_way = cursor.fetchone()
        EqualityTally.objects.all().delete()
        for number in range(6):
            EqualityTally.add(sent.trust, "applied", (OTHER, ONE)[number % 2])
        cursor.execute("SELECT counts::text FROM vacancies_equalitytally")
        assert cursor.fetchone() == one_way


def test_what_is_sent_back_is_the_same_whatever_was_answered(sent):
    told = []
    for said in (ONE, OTHER, {"skip": "1"}, {}):
        with transaction.atomic():
            answered = sent.browser.post(PAGE, said)
            page = sent.browser.get("/my/REY-0142/")
            kept = {name: value for name, value in answered.headers.items() if name != "X-Request-ID"}
            told.append((answered.status_code, answered["Location"], kept.keys(), CHANGING.sub(b"", page.content)))
            transaction.set_rollback(True)
    assert all(each == told[0] for each in told)
    assert b"There is nothing more to do about the equality questions." in told[0][3]


CHANGING = re.compile(rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]+"|"etag":"[^"]*"')


def readers(cast):
    """Everybody who works with the application, by page and by program."""
    people = {
        "HR officer": cast.hr,
        "HR manager": cast.hr_manager,
        "head and chair": cast.head,
        "panel": cast.panel[0],
    }
    for role, user in people.items():
        client = Client()
        client.force_login(user)
        yield (
            role,
            Visit(client, kinds=(), methods=()),
            ["/home/", "/vacancies/REY-0142/applicants/", "/reports/equality/"],
        )
        key = Token.objects.for_staff(user, "A test")[1]
        visit = Visit(Client(), {"HTTP_AUTHORIZATION": f"Bearer {key}"}, kinds=(), methods=())
        yield f"{role} by token", visit, [f"/api/v1/applications/{cast.application.pk}", "/api/v1/applications"]


@pytest.mark.slow
def test_no_byte_that_hr_or_the_panel_reads_depends_on_an_answer(cast, tally):
    """G03: everything they reach by links, before anybody answers and after each of two answers."""
    with clock.at(clock.now()):
        vacancy = story.scoring(cast, cast.candidate, cast.other_candidate)
        for member in vacancy.panel.all():
            member.declare()
        cast.application = vacancy.applications.get(candidate=cast.candidate)
        seen = []
        for said in (None, ONE, OTHER):
            with transaction.atomic():
                if said:
                    assert answer(Application.objects.get(pk=cast.application.pk), said)
                seen.append(pages_read(cast))
                transaction.set_rollback(True)
    assert seen[0].keys() == seen[1].keys() == seen[2].keys()
    differ = [where for where, body in seen[0].items() if not body == seen[1][where] == seen[2][where]]
    tally("a page of HR or the panel that differs by an equality answer", len(seen[0]), len(differ))
    assert len(seen[0]) > 100
    assert differ == []


def pages_read(cast):
    read = {}
    for role, visit, starts in readers(cast):
        for start in starts:
            visit.open(start)
        read |= {(role, asked): CHANGING.sub(b"", body) for asked, body, _headers in visit.seen}
    Token.objects.all().delete()
    return read


def test_answers_are_counted_once_at_each_stage(cast):
    vacancy = story.interviewed(cast, cast.candidate)
    application = vacancy.applications.get()
    Application.objects.filter(pk=application.pk).update(equality_asked="applied")
    application.equality_asked = "applied"
    assert stage_to_answer(application) == "shortlisted"
    assert answer(application, ONE)
    assert not answer(application, OTHER), "an old copy in hand is not believed"
    assert counts("shortlisted")["sex"] == {"female": 1}
    application.refresh_from_db(fields=["equality_asked"])
    assert stage_to_answer(application) == ""
    application.state = "submitted"
    assert not answer(application, OTHER), "who is taken back to an earlier stage has answered there"
    application.state = "offered"
    assert answer(application, {})
    assert EqualityTally.objects.count() == 1, "skipped is not counted"


def test_a_question_left_empty_counts_as_rather_not(sent):
    sent.browser.post(PAGE, {"sex": "male"})
    assert {key: list(told) for key, told in counts().items()} == {
        question.key: ["male"] if question.key == "sex" else [RATHER_NOT] for question in QUESTIONS
    }
    assert EqualityTally.objects.get().people == 1


def test_page_is_found_from_the_tracker_and_gone_when_it_is_dealt_with(sent):
    assert PAGE in sent.browser.get("/my/REY-0142/").content.decode()
    page = sent.browser.get(PAGE)
    assert page.content.decode().count("Prefer not to say") == len(QUESTIONS)
    assert b"checked" not in page.content
    assert "no-store" in page["Cache-Control"]
    assert sent.browser.post(PAGE, {"sex": "something else"}).status_code == 422
    assert not EqualityTally.objects.exists()
    sent.browser.post(PAGE, ONE)
    assert PAGE not in sent.browser.get("/my/REY-0142/").content.decode()
    assert sent.browser.get(PAGE)["Location"] == "/my/REY-0142/"
    assert sent.browser.post(PAGE, ONE)["Location"] == "/my/REY-0142/"
    assert EqualityTally.objects.get().people == 1


def test_page_is_not_there_for_a_draft_nor_for_anybody_else(cast):
    vacancy = story.published(cast)
    story.filled_in(vacancy, cast.candidate)
    mine, theirs = Client(), Client()
    mine.force_login(cast.candidate)
    theirs.force_login(cast.other_candidate)
    assert mine.post(PAGE, ONE)["Location"] == "/my/REY-0142/"
    assert theirs.post(PAGE, ONE).status_code == 404
    assert Client().post(PAGE, ONE)["Location"].startswith("/in/?next=")
    assert not EqualityTally.objects.exists()


def test_withdrawing_and_erasing_leave_the_totals_and_take_the_mark(sent):
    answer(sent.application, ONE)
    application = Application.objects.get(pk=sent.application.pk)
    application.withdraw(by=sent.candidate)
    assert stage_to_answer(application) == ""
    assert sent.browser.get(PAGE)["Location"] == "/my/REY-0142/"
    application.erase(by=SYSTEM, rule="withdrawn_application")
    assert Application.objects.get(pk=application.pk).equality_asked == ""
    assert EqualityTally.objects.get().people == 1


def test_no_event_and_no_letter_speaks_of_it(sent):
    before = Event.objects.count()
    sent.browser.post(PAGE, ONE)
    assert Event.objects.count() == before


def test_a_program_answers_once_and_nothing_of_its_request_is_kept(sent, client):
    key = Token.objects.for_candidate(sent.candidate)[1]
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "a-key-of-mine"}
    where = f"/api/v1/me/applications/{sent.application.pk}/equality"
    kind = {"content_type": "application/json", "headers": headers}
    assert client.get(where, headers=headers).json() == {"to_answer": True, "stage": "applied"}
    assert client.put(where, {"sex": "x"}, **kind).status_code == 400
    assert client.put(where, {"shoe_size": "9"}, **kind).status_code == 400
    assert client.put(where, [], **kind).status_code == 400
    assert client.put(where, {"sex": "male", "age": None}, **kind).json() == {"to_answer": False, "stage": None}
    again = client.put(where, {"sex": "male"}, **kind)
    assert (again.status_code, again.json()["blockers"][0]["code"]) == (409, "equality.not_now")
    assert counts()["sex"] == {"male": 1}
    assert not Idempotency.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_everybody_is_counted_and_nobody_twice(cast, tally):
    vacancy = story.published(cast)
    people = [story.person(f"Extra {number}") for number in range(6)]
    mine = [Application.objects.get(pk=story.submitted(vacancy, person).pk) for person in people]
    at_once = threading.Barrier(12)

    def press(application):
        at_once.wait()
        answer(application, ONE)
        connection.close()

    pressing = [threading.Thread(target=press, args=(each,)) for each in (*mine, *mine)]
    for thread in pressing:
        thread.start()
    for thread in pressing:
        thread.join()
    assert counts()["religion"] == {"sikh": 6}
    tally("equality answers at the same moment", 12, 0, "six people, each twice")


def test_stages_are_in_the_order_of_life():
    assert STAGES == ["applied", "shortlisted", "offered"]
