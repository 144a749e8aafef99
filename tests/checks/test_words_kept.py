"""How long what people declared is kept, by moving the clock: what goes on which day, what stays, and the trust's own period."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from checks import claims
from checks.models import Check, Clearance, Hold, Receipt, RulesPolicy, SealedWords
from hiring import clock
from tests import story
from tests.checks.rules.told import PERSON
from workflows.blockers import Blocked
from workflows.models import Destruction
from workflows.retention import job
from workflows.retention.schedule import months_after

CANARY = "CANARY-declared"


def long_ago(months, days=0):
    return clock.london(months_after(clock.today(), -months) + dt.timedelta(days=days), 12)


def due():
    return {rule.code for rule, _ in job.what_is_due().due}


def as_if(check, **columns):
    """Put years between this test's moves, past the triggers of the moves themselves."""
    row = {name: value for name, value in columns.items() if name in {"state", "held_since"}}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE checks_check DISABLE TRIGGER USER")
        Check.objects.filter(pk=check.pk).update(**row)
        cursor.execute("ALTER TABLE checks_check ENABLE TRIGGER USER; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def file(cast):
    """Somebody who comes without a vacancy, with checks begun."""
    role = story.PASTORAL | {"title": "Midday supervisor", "start_date": clock.today().isoformat()}
    file = Clearance.open(
        by=cast.hr, school=cast.school, person=cast.candidate, post_title="Midday supervisor",
        role_facts=role, person_facts=PERSON, starts_on=clock.today(), offer_made_at=clock.now(),
    )  # fmt: skip
    return file.derive(by=cast.hr)


def declare(file, cast, code, outcome):
    """The person answers with words, which are sealed."""
    check = file.checks.select_related(*Check.locked_with).get(code=code)
    check.ask(by=cast.hr)
    told = {"source": "our form", "terms": "", "signed": "yes", "outcome": outcome, "evidence_on": clock.today()}
    check.answer(by=file.person, evidence=told, answers=f'{{"Why": "{CANARY}"}}', needs_decision=False)
    return Check.objects.select_related(*Check.locked_with).get(pk=check.pk)


def words():
    return list(SealedWords.objects.values_list("words", flat=True))


def run():
    return job.run(by_label="A test").run


@pytest.mark.parametrize(
    ("code", "outcome"),
    [("self_declaration", "matter_declared"), ("childcare_disqualification", "answered_yes")],
)
def test_words_of_somebody_not_appointed_go_six_months_after_their_file_closes(cast, file, code, outcome):
    declare(file, cast, code, outcome)
    file.close(by=cast.hr, reason="Not appointed.")
    Clearance.objects.update(closed_at=long_ago(6, days=4))
    assert due() == set()
    Clearance.objects.update(closed_at=long_ago(6))
    hold = Hold.place(by=cast.safeguarding_lead, school=cast.school, person=file.person, reason="A claim.")
    assert (run().held, CANARY in words()[0]) == (1, True)
    hold.ask_to_end(by=cast.safeguarding_lead, reason="Settled.")
    hold.release(by=cast.hr_manager)
    assert (run().destroyed, words()) == (1, [None])
    assert Destruction.objects.get().rule == "declared_not_appointed"
    assert Clearance.objects.get().erased_at is None
    assert Receipt.objects.get().outcome == outcome


def test_a_hold_placed_while_the_job_runs_keeps_the_words(cast, file):
    declare(file, cast, "self_declaration", "matter_declared")
    file.close(by=cast.hr, reason="Not appointed.")
    Clearance.objects.update(closed_at=long_ago(6))
    [(rule, each)] = job.what_is_due().due
    Hold.place(by=cast.safeguarding_lead, school=cast.school, person=file.person, reason="A claim.")
    with pytest.raises(Blocked):
        each.destroy(rule)
    assert CANARY in words()[0]


def test_words_beside_a_childcare_answer_go_once_it_is_decided_and_the_answer_stays(cast, file):
    check = declare(file, cast, "childcare_disqualification", "answered_yes")
    assert due() == set()
    check.clear(by=cast.head, reason="Answered by mistake; the order was about somebody else.")
    assert due() == {"declared_beside_an_answer"}
    run()
    assert (words(), Receipt.objects.get().outcome) == ([None], "answered_yes")


def test_where_no_certificate_is_asked_for_words_stay_until_the_first_day_at_work(cast, file):
    declare(file, cast, "self_declaration", "nothing_declared")
    assert due() == set()
    as_if(file.checks.get(code="dbs_enhanced"), state="let_go")
    assert due() == set()
    Clearance.objects.update(on_record_from=clock.now())
    assert due() == {"self_declaration"}
    as_if(file.checks.get(code="dbs_enhanced"), state="waiting")
    assert due() == set(), "a certificate that is asked for is waited for, even by somebody at work"


def test_words_set_aside_with_a_voided_receipt_go_at_once(cast, file):
    check = declare(file, cast, "self_declaration", "matter_declared")
    check.void(by=cast.head, reason="It came from somebody else.")
    assert due() == {"words_set_aside"}
    run()
    assert (words(), due()) == ([None], set())


def test_the_file_of_somebody_who_withdrew_goes_with_their_application_references_and_all(cast):
    vacancy = story.interviewing(cast, cast.candidate)
    application = vacancy.applications.get()
    application.withdraw(by=cast.candidate)
    for months, then in ((5, set()), (6, {"file_withdrawn", "withdrawn_application"})):
        vacancy.applications.update(ended_at=long_ago(months))
        Clearance.objects.update(closed_at=long_ago(months))
        assert due() == then


def settle(cast, months, instead_of=0):
    choices = {"retention_unsuccessful_months": months}
    return RulesPolicy.settle(
        by=cast.hr_manager, trust=cast.trust, choices=choices, instead_of=instead_of, reason="Agreed by the trustees."
    )


def test_the_trusts_own_period_drives_how_long_the_unsuccessful_are_kept(cast, file):
    file.close(by=cast.hr, reason="Not appointed.")
    Clearance.objects.update(closed_at=long_ago(8))
    assert due() == set()
    settle(cast, 8)
    assert due() == {"file_not_appointed"}
    client = Client()
    client.force_login(cast.auditor)
    page = client.get("/retention/").content.decode()
    assert "8 months (your trust’s own) after the file closing" in page
    assert "The limit of six months begins on a day not fixed yet" in page
    client.force_login(cast.stranger)
    assert "12 months (your trust’s own) after the file closing" in client.get("/retention/").content.decode()
    run()
    assert Destruction.objects.get(rule="file_not_appointed").period == "8 months"


def test_the_longer_limit_of_tribunals_lengthens_what_a_trust_had_settled(cast, settings):
    settle(cast, 6)
    assert RulesPolicy.months_kept(cast.trust) == 6
    settings.SIX_MONTH_TRIBUNAL_LIMIT_FROM = clock.today() + dt.timedelta(days=1)
    assert RulesPolicy.months_kept(cast.trust) == 6
    settings.SIX_MONTH_TRIBUNAL_LIMIT_FROM = clock.today()
    assert RulesPolicy.months_kept(cast.trust) == 9
    assert "nothing goes before 9 months" in claims.note()
