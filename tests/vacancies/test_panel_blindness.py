"""Nobody on the panel reads who anybody is, and nobody at all reads a score before the seal opens. Proved by canaries."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from hiring import links
from hiring.models import Role, Token
from tests import story
from tests.vacancies.crawl import Visit, canary, plainly
from vacancies import masks
from vacancies.blind_codes import new_code, shuffled
from vacancies.models import (
    Answer,
    Application,
    Criterion,
    GapExplanation,
    HistoryEntry,
    PanelMember,
    Qualification,
    Referee,
    Score,
    Scorecard,
    Vacancy,
)
from vacancies.views.panel.desk import Desk

PERSONAL = {
    Application: ("full_name", "former_names", "address", "adjustments", "related_to", "signed_name"),
    HistoryEntry: ("organisation", "country", "reason_for_leaving"),
    GapExplanation: ("text",),
    Qualification: ("awarded_by",),
    Referee: ("name", "organisation", "position", "relationship"),
}
TOLD_TO_THE_PANEL = {"organisation", "awarded_by", "name", "full_name", "former_names", "address", "related_to"}


def capital(word):
    return word[0].upper() + word[1:]


def with_canaries(application, number):
    """Every personal field holds a word of its own, and every text the panel reads repeats them in every dress."""
    hidden, told = [], []
    person = application.candidate
    first, last, box, home = canary(), canary(), canary(), canary()
    get_user_model().objects.filter(pk=person.pk).update(
        name=f"{capital(first)} {last.upper()}", email=f"{box}@{home}.example"
    )
    told += [first, last, box]
    hidden += [home]
    GapExplanation.objects.create(application=application, from_month="2014-01", to_month="2014-03", why="other")
    Qualification.objects.create(application=application, title="Level 3", grade="Pass", year=2012)
    HistoryEntry.objects.create(
        application=application,
        kind="study",
        title="A levels",
        organisation="x",
        from_month="2012-09",
        to_month="2014-06",
    )
    for model, fields in PERSONAL.items():
        rows = (
            model.objects.filter(pk=application.pk)
            if model is Application
            else model.objects.filter(application=application)
        )
        for row in rows:
            words = {field: canary() for field in fields}
            model.objects.filter(pk=row.pk).update(**{field: capital(word) for field, word in words.items()})
            told += [word for field, word in words.items() if field in TOLD_TO_THE_PANEL]
            hidden += [word for field, word in words.items() if field not in TOLD_TO_THE_PANEL]
    for referee in Referee.objects.filter(application=application):
        local, domain = canary(), canary()
        phone = f"01632 96{number}{referee.pk % 100:03d}"
        Referee.objects.filter(pk=referee.pk).update(email=f"{local}@{domain}.example", phone=phone)
        told += [local, domain, phone]
    Application.objects.filter(pk=application.pk).update(phone=f"01632 9601{number:02d}")
    told.append(f"01632 9601{number:02d}")
    dressed = [f"{word}, {word.upper()}, {capital(word)}’s, ({word})-{word}: {capital(word)}\u0301." for word in told]
    Answer.objects.filter(application=application).update(text=" ".join(dressed))
    HistoryEntry.objects.filter(application=application).update(title=f"Manager for {capital(told[0])} at {told[3]}")
    Qualification.objects.filter(application=application).update(title=f"Level 3, {told[-2]}, {told[4]}")
    return [*told, *hidden]


@pytest.fixture(autouse=True)
def _no_hurry(settings):
    """The crawl asks more of the API in a minute than one program may."""
    settings.API_CALLS_A_MINUTE = 1_000_000


@pytest.fixture
def blind(cast):
    """The post in scoring, with two applicants full of canaries; `words` are theirs."""
    cast.vacancy = story.scoring(cast, cast.candidate, cast.other_candidate)
    cast.words = []
    for number, application in enumerate(cast.vacancy.applications.select_related("candidate"), start=1):
        cast.words += with_canaries(application, number)
    for member in cast.vacancy.panel.all():
        member.declare()
    return cast


def values(vacancy):
    """What each argument of an address may be: everything this vacancy has, and things that are not there."""
    codes = list(vacancy.applications.values_list("code", flat=True))
    applicants = sorted(vacancy.applications.values_list("pk", flat=True))
    pks = sorted({vacancy.panel.order_by("pk").first().pk, applicants[0], applicants[-1]})
    verbs = {
        verb.replace("_", "-")
        for model in (Vacancy, Application, Scorecard)
        for verb in dir(model)
        if hasattr(getattr(model, verb, None), "rule")
    }
    return {
        "reference": [vacancy.reference],
        "code": [*codes, "S1"],
        "pk": pks,
        "file": pks[:1],
        "number": [1, 2],
        "criterion": ["S1"],
        "token": ["x" * 43],
        "verb": sorted(verbs),
        "machine": ["vacancy", "application", "scorecard"],
        "state": ["scoring", "submitted", "open", "sealed"],
        "kind": ["not-found"],
        "name": ["post", "panel", "advert", "checks"],
        "key": ["history", "details"],
        "topic": ["shortlist", "decision"],
        "review": [1],
        "from_month": ["2014-01"],
        "to_month": ["2014-03"],
    }


def signed_in(user):
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def guest_on(place):
    client = Client()
    token = links.mint("panel", place.user.email, user=place.user, subject_id=place.pk)[1]
    client.post(f"/panel/in/{token}/")
    return client


def by_token(user):
    """A staff token's headers for the API."""
    _token, key = Token.objects.for_staff(user, "A test")
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


def score_everything(visit, place):
    """The member goes through every form the panel has."""
    desk = Desk(PanelMember.objects.select_related("vacancy__school__trust", "scorecard").get(pk=place.pk))
    code = next(iter(desk.applications))
    for judgement in desk.judgements[:3]:
        visit.post(desk.url(judgement), {"value": "0"})
        visit.post(desk.url(judgement), {"value": "9", "written": "x" * 400})
        visit.post(desk.url(judgement), {"value": "2"}, HTTP_X_AUTOSAVE="1")
        visit.post(desk.url(judgement), {"later": "1"})
    visit.post(f"{desk.base}applicant/{code}/", {"S1-value": "0", "S2-value": "2"})
    visit.post(f"{desk.base}declare/", {"knows": "yes", "may_know": "Somebody"})
    visit.post(f"{desk.base}review/", {})


def panel_visits(cast):
    """Every way in: all sign in, the first in every way a browser may ask; one comes by link; the chair by a program."""
    places = list(cast.vacancy.panel.select_related("user").order_by("pk"))
    chair = next(place for place in places if place.is_chair)
    once = {"kinds": (), "methods": ()}
    return [
        ("signed in", places[0], Visit(signed_in(places[0].user))),
        *(("signed in", place, Visit(signed_in(place.user), **once)) for place in places[1:]),
        ("by link", places[1], Visit(guest_on(places[1]))),
        ("by token", chair, Visit(Client(), by_token(chair.user))),
    ]


@pytest.mark.slow
def test_panel_reads_no_byte_of_who_anybody_is(blind, tally):
    responses, hits = 0, []
    for way, place, visit in panel_visits(blind):
        visit.everything(values(blind.vacancy))
        if way != "by token":
            score_everything(visit, place)
        assert visit.statuses.get(200, 0) > 15, (way, visit.statuses)
        assert not {status for status in visit.statuses if status >= 500}, visit.statuses
        responses += len(visit.seen)
        hits += [(way, place.user.name, *hit) for hit in visit.found(blind.words)]
    tally("panel reads who somebody is", responses, len(hits), f"{len(blind.words)} canaries")
    assert hits == []


@pytest.mark.slow
def test_panel_still_reads_no_name_while_the_scores_are_talked_over(blind, tally):
    for member in blind.vacancy.panel.select_related("user"):
        for application in blind.vacancy.applications.select_related("vacancy"):
            story.score(member, application, "3121222")
        Scorecard.objects.get(panel_member=member).seal(by=member.user)
    blind.vacancy = Vacancy.objects.get(pk=blind.vacancy.pk)
    assert blind.vacancy.state == "moderating"
    responses, hits = 0, []
    for way, place, visit in panel_visits(blind):
        visit.everything(values(blind.vacancy))
        responses += len(visit.seen)
        hits += [(way, place.user.name, *hit) for hit in visit.found(blind.words)]
    tally("panel reads who somebody is, seal open", responses, len(hits))
    assert hits == []


def test_a_planted_leak_is_found_by_the_same_crawl(blind, monkeypatch):
    place = blind.vacancy.panel.get(user=blind.panel[1])
    code = blind.vacancy.applications.first().code
    paths = [f"/panel/REY-0142/score/1/{code}/", f"/panel/REY-0142/applicant/{code}/"]
    for path in paths:
        visit = Visit(signed_in(place.user))
        visit.open(path, follow=False)
        assert visit.found(blind.words) == []
    monkeypatch.setattr(masks.Mask, "hide", lambda mask, text: text)
    for path in paths:
        visit = Visit(signed_in(place.user))
        visit.open(path, follow=False)
        assert len({word for _asked, word in visit.found(blind.words)}) > 10


@pytest.mark.parametrize("disguise", ["{}", "{0}".upper(), "&#122;q{1}", "%7Aq{1}"])
def test_the_crawl_sees_through_disguises(disguise):
    word = "zqabcdefghij"
    visit = Visit(None)
    visit.seen = [("GET /", disguise.format(word, word[2:]).encode(), "")]
    assert visit.found([word])


def test_the_crawl_sees_into_wrappings_and_headers():
    import base64
    import gzip

    word = "zqabcdefghij"
    for wrapped in (base64.b64encode(f"by {word} x".encode()), base64.b64encode(gzip.compress(word.encode() * 3))):
        visit = Visit(None)
        visit.seen = [("GET /", wrapped, "")]
        assert visit.found([word])
    visit = Visit(None)
    visit.seen = [("GET /", b"", f"Location: /{word.upper()}/")]
    assert visit.found([word])


def everybody(cast):
    """Every role there is, and the panel."""
    if not hasattr(cast, "administrator"):
        cast.administrator = story.person("Ada Min", role=Role.ADMINISTRATOR, trust=cast.trust)
    return {
        "HR officer": cast.hr,
        "HR manager": cast.hr_manager,
        "head and chair": cast.head,
        "panel member": cast.panel[0],
        "other panel member": cast.panel[1],
        "safeguarding lead": cast.safeguarding_lead,
        "approver": cast.approver,
        "auditor": cast.auditor,
        "administrator": cast.administrator,
        "candidate": cast.candidate,
    }


@pytest.mark.slow
def test_no_role_reads_a_score_before_the_seal_opens(cast, tally):
    vacancy = story.scoring(cast, cast.candidate, cast.other_candidate)
    reasons = {}
    for member in vacancy.panel.select_related("user"):
        member.declare()
        for application in vacancy.applications.select_related("vacancy"):
            word = canary()
            reasons.setdefault(member.user_id, []).append(word)
            story.score(member, application, "0123012", reason=word)
    first = vacancy.panel.get(user=cast.panel[0])
    first.scorecard.seal(by=first.user)
    responses, hits = 0, []
    for role, user in everybody(cast).items():
        others = [word for pk, words in reasons.items() if pk != user.pk for word in words]
        quick = {"kinds": (), "methods": ()}
        ways = [Visit(signed_in(user), **quick)] + (
            [Visit(Client(), by_token(user), **quick)] if user.works_here else []
        )
        for visit in ways:
            visit.everything(values(vacancy))
            responses += len(visit.seen)
            hits += [(role, *hit) for hit in visit.found(others)]
    tally("somebody reads a sealed score's reason", responses, len(hits), f"{len(everybody(cast))} sorts of people")
    assert hits == []


CHANGING = re.compile(
    rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]+"|\d\d:\d\d(?::\d\d)?(?:\.\d+)?|"etag":"[^"]*"|just now|\d+ minutes? ago'
)


@pytest.mark.slow
def test_pages_are_the_same_to_the_byte_whatever_the_sealed_scores_are(cast, tally):
    """Not a total, not an average, not an order: nothing anybody else sees depends on a sealed score."""
    vacancy = story.scoring(cast, cast.candidate, cast.other_candidate)
    member = vacancy.panel.get(user=cast.panel[0])
    member.declare()
    watchers = {role: user for role, user in everybody(cast).items() if user.pk != member.user_id}
    pages = []
    for given in ("0000000", "3333333"):
        for application in vacancy.applications.select_related("vacancy"):
            story.score(member, application, given, reason="Said")
        pages.append({role: _pages(user, vacancy) for role, user in watchers.items()})
    compared = 0
    for role in watchers:
        for path, body in pages[0][role].items():
            compared += 1
            assert body == pages[1][role][path], (role, path)
    tally("a page differs by a sealed score", compared, 0)


def _pages(user, vacancy):
    visit = Visit(signed_in(user), kinds=(), methods=())
    for path in (f"/vacancies/{vacancy.reference}/", f"/panel/{vacancy.reference}/", "/home/", "/panel/"):
        visit.open(path)
    return {
        f"{asked} {place}": CHANGING.sub(b"", body)
        for place, (asked, body, _headers) in enumerate(visit.seen)
        if body and not asked.startswith("OPTIONS")
    }


def correlation(one, other):
    """Spearman's rank correlation of two orders of the same things."""
    size = len(one)
    where = {each: place for place, each in enumerate(other)}
    apart = sum((place - where[each]) ** 2 for place, each in enumerate(one))
    return 1 - 6 * apart / (size * (size**2 - 1))


def test_codes_and_queues_tell_nothing_of_the_order_of_receipt(tally):
    """400 vacancies of 13 people: on average neither the code nor the place in a queue goes with who was first."""
    by_code, by_queue, between = [], [], []
    for number in range(400):
        received = []
        for _ in range(13):
            received.append(new_code(set(received)))
        queue, other = shuffled(received, f"{number}:a:S1"), shuffled(received, f"{number}:b:S1")
        by_code.append(correlation(received, sorted(received)))
        by_queue.append(correlation(received, queue))
        between.append(correlation(queue, other))
    for name, found in (("code", by_code), ("queue", by_queue), ("two members' queues", between)):
        mean = sum(found) / len(found)
        tally(
            f"order of {name} against another", len(found), int(abs(mean) > 0.08), f"mean rank correlation {mean:+.3f}"
        )
        assert abs(mean) <= 0.08


def test_each_member_and_each_criterion_has_an_order_of_its_own_and_keeps_it(cast):
    people = [cast.candidate, cast.other_candidate, *(story.person(f"Extra {n}") for n in range(6))]
    vacancy = story.scoring(cast, *people)
    orders = {}
    for _ in range(2):
        for place in vacancy.panel.select_related("vacancy__school__trust", "scorecard"):
            desk = Desk(place)
            for criterion in desk.criteria:
                order = tuple(desk.order(criterion))
                assert orders.setdefault((place.pk, criterion.pk), order) == order
    assert len(set(orders.values())) > len(orders) * 0.9


def test_no_criterion_is_left_out_of_the_proof(blind):
    """The canaries stand in every answer, so that no criterion's page is clean by having nothing in it."""
    assert Criterion.objects.count() == Answer.objects.filter(application=blind.vacancy.applications.first()).count()
    assert all(
        plainly(blind.words[0]) in plainly(text)
        for text in Answer.objects.filter(application__candidate=blind.candidate).values_list("text", flat=True)
    )
    assert not Score.objects.exists()
