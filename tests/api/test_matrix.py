"""Who may open what: every address of the API, for each kind of caller."""

from types import SimpleNamespace

import pytest
from django.urls import get_resolver

from checks.models import Concern, Document, Export, FactsChange, Incident, Placement, Verifier
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Token
from tests import story
from tests.checks.dbs import early as early_start
from tests.checks.people.telling import at_work

WHO = ["anybody", "candidate", "other_candidate", "hr", "head", "panel", "hr_elsewhere", "stranger"]
FOR_STAFF = {"anybody": 401, "candidate": 403, "other_candidate": 403}
OF_THE_SCHOOL = FOR_STAFF | {"hr": 200, "head": 200, "hr_elsewhere": 404, "stranger": 404}
OPEN = dict.fromkeys(WHO, 200)
WITH_PANEL = OF_THE_SCHOOL | {"panel": 200}
HANDLED = OF_THE_SCHOOL | {"panel": 404}
ANY_STAFF = FOR_STAFF | dict.fromkeys(["hr", "head", "panel", "hr_elsewhere", "stranger"], 200)
OF_THE_TRUST = HANDLED | {"hr_elsewhere": 200}
MINE = {"anybody": 401, "candidate": 200, "other_candidate": 404} | dict.fromkeys(WHO[3:], 403)
READ = {
    "vacancies": OPEN,
    "vacancies/{vacancy}": OPEN | {"hr_elsewhere": 404, "stranger": 404},
    "vacancies/{vacancy}/actions": WITH_PANEL,
    "vacancies/{vacancy}/required-checks": WITH_PANEL,
    "vacancies/{vacancy}/panel": WITH_PANEL,
    "vacancies/{vacancy}/colleagues": WITH_PANEL | {"head": 403, "panel": 403},
    "applications": ANY_STAFF,
    "applications/{application}": WITH_PANEL,
    "applications/{application}/actions": WITH_PANEL,
    "applications/{application}/audit": WITH_PANEL,
    "appointments/{appointment}": HANDLED,
    "appointments/{appointment}/actions": HANDLED,
    "probations": ANY_STAFF,
    "probations/{probation}": HANDLED,
    "probations/{probation}/actions": HANDLED,
    "people/{person}/gate": HANDLED,
    "people/rules-moved": ANY_STAFF,
    "people/{person}": HANDLED,
    "people/{person}/required-checks": HANDLED,
    "people/{person}/actions": HANDLED,
    "early-starts/{early}": HANDLED,
    "early-starts/{early}/actions": HANDLED,
    "changes/{change}": HANDLED,
    "changes/{change}/actions": HANDLED,
    "concerns/{concern}": HANDLED,
    "concerns/{concern}/actions": HANDLED,
    "people/{person}/concerns": HANDLED,
    "incidents/{incident}": HANDLED,
    "incidents/{incident}/actions": HANDLED,
    "placements/{placement}": HANDLED | {"hr_elsewhere": 200},
    "placements/{placement}/actions": HANDLED | {"hr_elsewhere": 200},
    "checks/{check}": HANDLED,
    "checks/{check}/actions": HANDLED,
    "checks/{check}/documents": HANDLED,
    "documents/{document}": HANDLED,
    "documents/{document}/actions": HANDLED,
    "verifiers": ANY_STAFF,
    "verifiers/{verifier}": OF_THE_TRUST,
    "verifiers/{verifier}/actions": OF_THE_TRUST,
    "reference-policy": ANY_STAFF | {"panel": 404},
    "rules/files": ANY_STAFF | {"panel": 404},
    "record": ANY_STAFF,
    "record/gaps": ANY_STAFF,
    "record-exports": ANY_STAFF,
    "record-exports/{export}": HANDLED,
    "scorecards": ANY_STAFF,
    "scorecards/{card}": HANDLED | {"hr": 404, "head": 404, "panel": 200},
    "scorecards/{card}/actions": HANDLED | {"head": 404, "panel": 200},
    "me/applications": MINE | {"other_candidate": 200},
    "me/applications/{application}": MINE,
    "me/applications/{application}/form": MINE,
    "me/applications/{application}/timeline": MINE,
    "me/applications/{application}/actions": MINE,
    "me/applications/{application}/offer": MINE,
    "me/applications/{application}/referees": MINE,
    "me/applications/{application}/equality": MINE,
}
SEES = {
    "vacancies": WITH_PANEL,
    "applications": WITH_PANEL,
    "appointments": HANDLED,
    "probations": HANDLED,
    "people": HANDLED,
    "early-starts": HANDLED,
    "changes": HANDLED,
    "concerns": HANDLED,
    "incidents": HANDLED,
    "placements": HANDLED | {"hr_elsewhere": 200},
    "checks": HANDLED,
    "documents": HANDLED,
    "verifiers": OF_THE_TRUST,
    "scorecards": HANDLED | {"head": 404, "panel": 200},
    "me": MINE,
}
WRITES = {
    ("POST", "vacancies"): ANY_STAFF,
    ("POST", "record-exports"): ANY_STAFF,
    ("POST", "people"): ANY_STAFF | {"panel": 403},
    ("POST", "reference-policy"): ANY_STAFF | dict.fromkeys(["hr", "head", "hr_elsewhere"], 403) | {"panel": 404},
    ("POST", "rules/files"): ANY_STAFF | {"panel": 404},
    ("POST", "appointments/{appointment}/probation"): HANDLED,
    ("POST", "people/{person}/early-starts"): HANDLED,
    ("POST", "people/{person}/changes"): HANDLED,
    ("POST", "people/{person}/date-of-birth"): HANDLED,
    ("POST", "people/{person}/incidents"): HANDLED,
    ("POST", "people/{person}/placements"): HANDLED,
    ("POST", "checks/{check}/documents"): HANDLED,
    ("POST", "verifiers"): FOR_STAFF | {"hr": 403, "head": 403, "panel": 404, "hr_elsewhere": 403, "stranger": 200},
    ("POST", "documents/{document}/link"): HANDLED,
    ("POST", "vacancies/{vacancy}/applications"): dict.fromkeys(WHO, 403)
    | {"anybody": 401, "candidate": 200, "other_candidate": 200},
    ("POST", "vacancies/{vacancy}/criteria"): WITH_PANEL | {"head": 403, "panel": 403},
    ("POST", "vacancies/{vacancy}/panel"): WITH_PANEL | {"head": 403, "panel": 403},
    ("PUT", "vacancies/{vacancy}/setup/post"): WITH_PANEL | {"head": 403, "panel": 403},
    ("PUT", "vacancies/{vacancy}/setup/dates"): WITH_PANEL | {"head": 403, "panel": 403},
    ("PUT", "vacancies/{vacancy}/setup/choosing"): WITH_PANEL | {"head": 403, "panel": 403},
    ("PUT", "vacancies/{vacancy}/setup/advert"): WITH_PANEL | {"head": 403, "panel": 403},
    ("PUT", "vacancies/{vacancy}/setup/checks"): WITH_PANEL | {"head": 403, "panel": 403},
    ("PUT", "scorecards/{card}/declaration"): HANDLED | {"hr": 404, "head": 404, "panel": 200},
    ("PUT", "scorecards/{card}/scores"): HANDLED | {"hr": 404, "head": 404, "panel": 200},
    ("PATCH", "me/applications/{application}/form"): MINE,
    ("PUT", "me/applications/{application}/equality"): MINE,
}
GOT_IN = {200, 201, 400, 409, 412, 415, 422, 428}


def a_change(cast, file):
    """A change to lighter checks, proposed and not yet agreed to."""
    role = {**file.role_facts, "early_years": False}
    return FactsChange.propose(
        by=cast.hr, clearance=file, role_facts=role, person_facts=file.person_facts, reason="No longer in reception."
    )


def an_incident(cast, file):
    today = clock.today()
    told = dict.fromkeys(["how_found", "what_was_done", "who_was_told"], "Said plainly.")
    return Incident.record(by=cast.hr, clearance=file, began_on=today, found_on=today, **told)


def a_concern(cast, file):
    """As if they were at work: what the door and the database say of that is tested elsewhere."""
    return Concern.raise_at_work(by=SYSTEM, check=file.checks.first(), what="expired")


@pytest.fixture
def world(cast):
    appointment = story.ready(cast)
    return {
        "vacancy": appointment.vacancy.reference,
        "application": appointment.application_id,
        "appointment": appointment.pk,
        "probation": a_probation(cast).pk,
        "person": appointment.clearance_id,
        "check": appointment.clearance.checks.first().pk,
        "document": a_paper(cast, appointment.clearance).pk,
        "change": a_change(cast, appointment.clearance).pk,
        "early": early_start.proposed(cast, early_start.another(cast)).pk,
        "incident": an_incident(cast, appointment.clearance).pk,
        "concern": a_concern(cast, appointment.clearance).pk,
        "placement": a_placement(cast).pk,
        "export": a_copy(cast).pk,
        "verifier": Verifier.objects.filter(person=cast.hr).first().pk,
        "card": appointment.vacancy.panel.get(user=cast.panel[0]).scorecard.pk,
    }


def a_probation(cast):
    """Of somebody else, who has begun."""
    other = SimpleNamespace(**vars(cast) | {"candidate": story.person("Ida Marsh", "ida.marsh@example.org")})
    return story.started(other, reference="REY-0151").probation


def a_placement(cast):
    """Somebody at work who is at the other school as well, whose HR may read of it."""
    file = at_work(cast, name="Ida Quill", email="ida.quill@example.org")
    return Placement.add(by=cast.hr, clearance=file, place=cast.other_school, from_on=clock.today())


def a_paper(cast, file):
    """A paper that waits for the scanner."""
    check = file.checks.get(code="right_to_work")
    facts = {"kind": "jpeg", "size": 1000, "pages": 1, "original_name": "a.jpg", "waiting_key": "quarantine/a"}
    return Document.attach(by=cast.hr, check=check, title="Passport", **facts)


def a_copy(cast):
    """A copy of Reydon's record, asked for by HR."""
    facts = {"format": "xlsx", "as_at": clock.today(), "filters": {}, "filter_words": "Everybody", "reason": "Audit"}
    return Export.ask(by=cast.hr, schools=[cast.school], **facts)


@pytest.fixture
def keys(cast):
    """A header for each caller."""
    people = {**vars(cast), "panel": cast.panel[0]}
    made = {}
    for who in WHO[1:]:
        person = people[who]
        _token, key = (
            Token.objects.for_candidate(person) if "candidate" in who else Token.objects.for_staff(person, "Test")
        )
        made[who] = {"Authorization": f"Bearer {key}"}
    return made | {"anybody": {}}


def addresses():
    """Every address of the API, as the URLconf has it."""
    found = []

    def walk(patterns, prefix):
        for each in patterns:
            path = prefix + str(each.pattern)
            if hasattr(each, "url_patterns"):
                walk(each.url_patterns, path)
            elif path.startswith("api/v1/"):
                found.append(path.removeprefix("api/v1/"))

    walk(get_resolver().url_patterns, "")
    return sorted(set(found))


def named(path):
    """vacancies/<reference:reference>/panel → vacancies/{vacancy}/panel."""
    names = {"vacancies": "vacancy", "applications": "application", "appointments": "appointment"}
    names |= {
        "people": "person",
        "checks": "check",
        "documents": "document",
        "changes": "change",
        "early-starts": "early",
        "incidents": "incident",
        "concerns": "concern",
        "placements": "placement",
        "probations": "probation",
        "verifiers": "verifier",
        "record-exports": "export",
        "scorecards": "card",
        "me": "application",
    }
    name = names.get(path.partition("/")[0], "")
    return path.replace("<reference:reference>", f"{{{name}}}").replace("<int:pk>", f"{{{name}}}")


def test_matrix_names_every_address():
    known = {*READ, *(path for _method, path in WRITES)}
    rest = [path for path in addresses() if path not in {"token", "sign-in-links"} and "/transitions/" not in path]
    assert sorted({named(path) for path in rest} - known) == []
    assert len(addresses()) > 65


def test_read_only_by_those_who_may(world, keys, client, tally):
    wrong = []
    for path, expected in READ.items():
        for who in WHO:
            got = client.get(f"/api/v1/{path.format(**world)}", headers=keys[who]).status_code
            if got != expected[who]:
                wrong.append((path, who, got, expected[who]))
    tally("reading the API, address by caller", len(READ) * len(WHO), len(wrong))
    assert wrong == []


def test_move_only_what_one_may_see(world, keys, client, tally):
    """A verb asked for in dry run gets in exactly where its record may be read, and is then answered by permission."""
    wrong, verbs = [], [path for path in addresses() if "/transitions/" in path]
    for path in verbs:
        address = named(path).format(**world)
        for who in WHO:
            expected = SEES[path.partition("/")[0]][who]
            answer = client.generic("POST", f"/api/v1/{address}?dry_run=true", headers=keys[who])
            if answer.status_code != expected:
                wrong.append((path, who, answer.status_code, expected))
    tally("asking for every verb, address by caller", len(verbs) * len(WHO), len(wrong))
    assert wrong == []


def test_move_changes_nothing_without_permission(world, keys, client, tally):
    """With the right version and a key, whoever may not make the move is told 403 or 404, and the record stays."""
    from workflows.models import Event

    before, tried = Event.objects.count(), 0
    for path in [each for each in addresses() if "/transitions/" in each and not each.startswith("me/")]:
        address = named(path).format(**world)
        record = address.partition("/transitions/")[0]
        where = f"/api/v1/{record}/actions" if not record.startswith("people") else f"/api/v1/{record}/gate"
        for who in ["panel", "hr_elsewhere", "stranger", "candidate", "other_candidate"]:
            tag = client.get(where, headers=keys[who]).headers.get("ETag", '"none"')
            headers = keys[who] | {"If-Match": tag, "Idempotency-Key": f"matrix-{who}-{path}"[:100]}
            answer = client.post(f"/api/v1/{address}", {}, content_type="application/json", headers=headers)
            mine = who == "panel" and path.startswith("scorecards")
            tried += 1
            assert answer.status_code in {400, 403, 404, *([409] if mine else [])}, (path, who, answer.content)
    assert Event.objects.count() == before
    tally("moving without permission", tried)


def test_write_only_by_those_who_may(world, keys, client, tally):
    wrong = []
    for (method, path), expected in WRITES.items():
        for who in WHO:
            headers = keys[who] | {"Idempotency-Key": f"write-{who}-{path}"[:100]}
            answer = client.generic(
                method, f"/api/v1/{path.format(**world)}", "{}", "application/json", headers=headers
            )
            right = answer.status_code in GOT_IN if expected[who] == 200 else answer.status_code == expected[who]
            if not right:
                wrong.append((method, path, who, answer.status_code, expected[who]))
    tally("writing to the API, address by caller", len(WRITES) * len(WHO), len(wrong))
    assert wrong == []
