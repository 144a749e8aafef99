"""Every refusal is RFC 9457, and says what to do."""

import pytest
from django.core.cache import cache
from django.db import connection

from hiring.api.problems import KINDS
from tests import story
from tests.api.asking import Asking, problem_of


@pytest.fixture
def hr(cast):
    return Asking(cast.hr)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_say_404_where_there_is_nothing(db, method):
    problem_of(Asking().call(method, "nothing/here"), "not-found", 404)


def test_say_401_and_how_without_a_token(db):
    answer = Asking().get("applications")
    problem_of(answer, "not-signed-in", 401)
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("sent", ["Bearer", "Bearer a b", "Bearer gp_nothing", "Bearer ü", "Basic x", "Token gp_x"])
def test_say_401_to_what_is_no_token(db, sent):
    problem_of(Asking().get("applications", Authorization=sent), "not-signed-in", 401)


def test_say_405_with_what_is_allowed(hr):
    answer = hr.call("DELETE", "applications")
    problem_of(answer, "method-not-allowed", 405)
    assert answer["Allow"] == "GET, HEAD"


def test_say_406_to_those_who_want_no_json(hr):
    problem_of(hr.get("applications", Accept="text/html"), "not-acceptable", 406)


def test_say_415_to_what_is_no_json(hr):
    problem_of(hr.post("vacancies", "x=1", Content_Type="text/plain"), "unsupported-media-type", 415)


@pytest.mark.parametrize(
    "sent",
    [
        "{",
        "[]",
        '"text"',
        '{"a": NaN}',
        '{"title": "\\ud800"}',
        '{"title": "\\u0000"}',
        b"\xff",
        "[" * 100_000,
        '{"a":' * 30 + "1" + "}" * 30,
    ],
)
def test_say_400_to_what_cannot_be_read(hr, sent):
    problem_of(hr.post("vacancies", sent), "malformed", 400)


def test_say_413_to_too_much(hr):
    problem_of(hr.post("vacancies", '{"title": "%s"}' % ("x" * 3_000_000)), "too-large", 413)


def test_name_each_wrong_place_by_a_pointer(cast, hr):
    told = problem_of(
        hr.post("vacancies", {"school": cast.far_school.pk, "reference": "no", "owner": 1}), "invalid", 400
    )
    assert {each["pointer"] for each in told["errors"]} == {"/owner"}
    told = problem_of(hr.post("vacancies", {"school": cast.far_school.pk, "reference": "no"}), "invalid", 400)
    assert {each["pointer"] for each in told["errors"]} == {"/school", "/reference", "/title"}


@pytest.mark.parametrize("path", ["vacancies?sort=title", "vacancies?limit=201", "vacancies?limit=0", "vacancies?cursor=abc",
                                  "applications?updated_since=then", "applications?vacancy=%00", "vacancies?cursor=%00"])  # fmt: skip
def test_refuse_parameters_we_do_not_know(hr, path):
    told = problem_of(hr.get(path), "invalid", 400)
    assert told["errors"][0]["pointer"].startswith("?")


@pytest.mark.parametrize("path", ["vacancies/REY%00", "no%00where"])
def test_address_with_a_null_byte_is_nothing_to_programs_as_well(hr, path):
    problem_of(hr.get(path), "not-found", 404)


def test_blocked_moves_list_every_reason_whole(cast, hr, vacancy):
    vacancy.criteria.all().delete()
    vacancy.panel.all().delete()
    answer = hr.post(
        f"vacancies/{vacancy.reference}/transitions/send_for_approval",
        If_Match=hr.tag(f"vacancies/{vacancy.reference}"),
    )
    told = problem_of(answer, "transition-blocked", 409)
    assert len(told["blockers"]) >= 2
    assert all(
        set(each) == {"code", "text", "rule", "owner", "since", "fix", "fix_page", "fix_label", "expected_by"}
        for each in told["blockers"]
    )
    ruled = [each["rule"] for each in told["blockers"] if each["rule"]]
    assert all(set(each) == {"set", "edition", "ref"} for each in ruled)


def test_say_403_with_who_may(cast, hr, vacancy):
    vacancy.send_for_approval(by=cast.hr)
    where = f"vacancies/{vacancy.reference}"
    told = problem_of(hr.post(f"{where}/transitions/approve", If_Match=hr.tag(where)), "not-allowed", 403)
    assert told["blockers"][0]["code"] == "permission"


def test_say_500_without_saying_why(hr):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE vacancies_application RENAME TO taken_away")
    answer = hr.get("applications")
    problem_of(answer, "internal", 500)
    assert b"vacancies_application" not in answer.content


def test_have_a_page_for_every_kind(client, db):
    assert client.get("/problems/").status_code == 200
    assert all(client.get(f"/problems/{kind}").status_code == 200 for kind in KINDS)
    assert client.get("/problems/other").status_code == 404


def test_never_be_kept_by_caches(hr):
    assert all(hr.get(path)["Cache-Control"] == "no-store" for path in ("vacancies", "applications", "nothing"))


def test_say_429_past_the_limit_and_count_down_before(settings, hr, cast):
    settings.API_CALLS_A_MINUTE = 3
    cache.clear()
    left = [hr.get("vacancies")["RateLimit"].partition(";t=")[0] for _ in range(3)]
    assert left == ['"calls";r=2', '"calls";r=1', '"calls";r=0']
    answer = hr.get("vacancies")
    problem_of(answer, "too-many", 429)
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert answer["RateLimit-Policy"] == '"calls";q=3;w=60'
    assert Asking(cast.head).get("vacancies").status_code == 200


def test_limit_an_address_without_a_token(settings, db):
    settings.API_CALLS_A_MINUTE = 1
    cache.clear()
    assert Asking().get("vacancies").status_code == 200
    problem_of(Asking().get("vacancies"), "too-many", 429)


def test_send_every_key_with_null_where_there_is_nothing(cast, hr):
    story.draft(cast)
    told = hr.get("vacancies/REY-0142").json()
    assert Asking().get("vacancies/REY-0142").status_code == 404
    story.published(cast, reference="REY-0143")
    public = Asking().get("vacancies/REY-0143").json()
    assert set(public) == set(told)
    assert public["state"] is None
    assert public["closes_at"].endswith(("+00:00", "+01:00", "Z"))
