"""One check alone keeps anybody from beginning: every kind of person, every check of theirs, every way it can be unsatisfied.

The refusal names exactly that check. Every case is put to the verb and to SQL that goes round it, from a file where
everything else is clear. Page, list and API show a line by its kind and its way and know nothing of profiles, so they are
asked of every way of every kind, on the first profile that needs the kind, and of each profile's first check.
"""

import contextlib

import pytest
from django.db import DatabaseError, connection, transaction

from checks.models import Check
from hiring import clock
from hiring.models import Token
from tests.checks import everybody
from tests.checks.everybody import clear, evidence_for, fresh, fresh_file
from workflows.blockers import Blocked

PROFILES = everybody.profiles()
SHOWN_ON = {code: profile.name for profile in reversed(PROFILES) for code in profile.codes}
WAYS = ("missing", "waiting", "concern", "to_decide", "expired", "voided")
AT_WORK = "UPDATE checks_clearance SET state = 'relied_on', relied_on_at = %s WHERE id = %s"
STOOD_IN_FOR = {"dbs_enhanced", "dbs_update_status", "barred_list_standalone", "dbs_interim_risk_assessment"}
STORY_DAY = clock.london(everybody.STORY_DAY, 11, 20)


@pytest.fixture(autouse=True)
def story_day():
    with clock.at(STORY_DAY):
        yield


@contextlib.contextmanager
def undone():
    """Whatever happens in here has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each_left_alone(checks, cast):
    """Yield each check in turn with all the others clear, clearing every one as few times as can be.

    What the others stand in for is not asked for any more, so it keeps nobody from beginning: a list looked up by itself
    once the certificate is seen, a certificate once the status of another holds.
    """
    if len(checks) == 1:
        if fresh(checks[0]).is_asked_for:
            yield checks[0]
        return
    half = len(checks) // 2
    for left_open, cleared in ((checks[:half], checks[half:]), (checks[half:], checks[:half])):
        with undone():
            for check in cleared:
                clear(check, cast)
            yield from each_left_alone(left_open, cast)


def each_way(check, cast):
    """Yield each way in which this check is not satisfied, brought about through the door."""
    with undone():
        void_what_came_with_another(check, cast)
        yield "missing"
        fresh(check).ask(by=cast.hr)
        yield "waiting"
        fresh(check).raise_concern(by=cast.head, reason="Something was found.")
        yield "concern"
    undecided = next((name for name, each in check.kind.outcomes.items() if each.result == "to_decide"), None)
    if undecided:
        with undone():
            void_what_came_with_another(check, cast)
            evidence = evidence_for(fresh(check)) | {"outcome": undecided}
            fresh(check).record(by=cast.hr, evidence=evidence)
            if fresh(check).state == "to_decide":
                yield "to_decide"
    with undone():
        clear(check, cast)
        with undone():
            Check.objects.filter(pk=check.pk).update(expires_on=clock.today() - everybody.A_DAY)
            yield "expired"
        fresh(check).void(by=cast.head, reason="It was somebody else's.")
        yield "voided"


def void_what_came_with_another(check, cast):
    """A follow-up is written by the first check, so it is never simply missing."""
    if fresh(check).state == "clear":
        fresh(check).void(by=cast.head, reason="It was somebody else's.")


def named_by(blockers, check):
    """Whether these blockers are one, and about this check."""
    return [each.fix for each in blockers] == [check.get_absolute_url()] and check.title in blockers[0].text


def refused_by_the_verb(check, cast):
    with pytest.raises(Blocked) as why:
        fresh_file(check.clearance).rely_on(by=cast.head)
    return named_by(why.value.blockers, check)


def refused_by_the_database(check, cast):
    """The row written by hand, and the one trigger that keeps the gate made to speak at once."""
    with pytest.raises(DatabaseError) as why, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{AT_WORK}; SET CONSTRAINTS checks_clearance_gate IMMEDIATE", [clock.now(), check.clearance_id]
        )
    return str(why.value).splitlines()[0].endswith(f": {check.code} {check.number}.")


def refused_by_the_page(check, client):
    """Their page names the check and has no button, and pressing the button that is not there changes nothing."""
    person = f"/people/{check.clearance_id}/"
    page = client.get(person).content.decode()
    pressed = client.post(f"{person}rely-on/", {"version": fresh_file(check.clearance).version})
    shown = "Start blocked by 1 check" in page and check.get_absolute_url() in page and "rely-on" not in page
    said = pressed.status_code == 409 and check.get_absolute_url() in pressed.content.decode()
    return shown and said and fresh_file(check.clearance).state == "open"


def refused_in_the_list(check, client):
    page = client.get("/people/", {"q": check.clearance.person.name}).content.decode()
    return "Blocked by 1" in page or "Waiting for 1" in page


def refused_by_the_api(check, client, token):
    """The gate as a program reads it: one line, this check's."""
    answer = client.get(f"/api/v1/people/{check.clearance_id}/gate", headers={"authorization": f"Bearer {token}"})
    gate = answer.json()
    return [line["check"] for line in gate["lines"]] == [check.pk] and gate["status"] in {"blocked", "waiting"}


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES, ids=[profile.name for profile in PROFILES])
def test_one_check_alone_keeps_anybody_from_beginning(cast, client, tally, profile):
    client.force_login(cast.head)
    _token, key = Token.objects.for_staff(cast.head, "Gate")
    tried, wrong, alone, asked_elsewhere = 0, [], 0, 0
    file = everybody.file_of(cast, profile)
    checks = list(file.checks.all())
    for check in each_left_alone(checks, cast):
        alone += 1
        for way in each_way(check, cast):
            case, tried = (check.code, check.number, way), tried + 1
            check.clearance = file
            right = refused_by_the_verb(check, cast) and refused_by_the_database(check, cast)
            if SHOWN_ON[check.code] == profile.name or asked_elsewhere == 0:
                asked_elsewhere += 1
                right = right and refused_by_the_page(check, client) and refused_in_the_list(check, client)
                right = right and refused_by_the_api(check, client, key)
            if not right:
                wrong.append(case)
    assert tried >= alone * (len(WAYS) - 1)
    assert alone >= len(checks) - len(STOOD_IN_FOR & {check.code for check in checks})
    assert not wrong
    more = f"{alone} checks; {asked_elsewhere} also by page, list and API"
    tally(f"begun with one check unsatisfied, {profile.name}", tried, len(wrong), more)


def test_with_every_check_clear_each_of_them_may_begin(cast, tally):
    """Without this the refusals above might have another cause."""
    for profile in PROFILES:
        file = everybody.file_of(cast, profile)
        for check in file.checks.all():
            clear(check, cast)
        assert fresh_file(file).rely_on(by=cast.head).state == "relied_on"
    tally("begun with every check clear", len(PROFILES), 0, "each allowed")
