"""Retention that runs: what is due and no day sooner, what goes and what stays, holds, receipts, and every canary gone."""

import datetime as dt
import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from checks.models import Check, Clearance, Document, Hold, Look, Receipt, RefereeRequest, Review, Subscription
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Membership, Role, User
from tests import story
from tests.checks.documents.conftest import browser, fresh, stored
from tests.checks.record.scene import in_post
from vacancies.models import Application, Score
from vacancies.retention import last_erasure
from workflows.blockers import Blocked, NotAllowed
from workflows.history import first_fault
from workflows.models import Destruction, Event, RetentionRun
from workflows.outbox import carry_out_all
from workflows.retention import job
from workflows.retention.schedule import JOB, Rule, months_after, schedule
from workflows.tasks import let_go

CANARIES = {
    "full_name": "CANARY-full-name",
    "former_names": "CANARY-former",
    "phone": "01632 960777",
    "address": "CANARY-address",
    "adjustments": "CANARY-adjustment",
    "related_to": "CANARY-relation",
}


def run():
    """One run, which must end; why something stayed is worth reading."""
    report = job.run(by_label="A test")
    print(report.outcomes, [(rule.code, each.record, each.held) for rule, each in report.due])
    return report


def rules_due():
    return {rule.code for rule, _ in job.what_is_due().due}


def long_ago(months):
    """Noon on the day so many months back."""
    return clock.london(months_after(clock.today(), -months), 12)


@pytest.fixture
def not_appointed(cast):
    """Somebody interviewed and not appointed, with checks begun, thirteen months ago."""
    vacancy = story.interviewed(cast, cast.candidate, cast.other_candidate)
    application = vacancy.applications.get(candidate=cast.candidate)
    Application.objects.filter(pk=application.pk).update(**CANARIES)
    application.do_not_progress(by=cast.head, reason="CANARY-reason for not going on")
    carry_out_all()
    ended(application, 13)
    return Application.objects.select_related("clearance", "vacancy").get(pk=application.pk)


def ended(application, months):
    Application.objects.filter(pk=application.pk).update(ended_at=long_ago(months))
    Clearance.objects.filter(pk=application.clearance_id).update(closed_at=long_ago(months))


def everything_kept():
    """Every text in every table of ours, events included."""
    return "\n".join(
        str(value)
        for model in apps.get_models()
        if model._meta.app_label in {"hiring", "workflows", "checks", "vacancies"}
        for row in model._default_manager.values_list()
        for value in row
    )


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (dt.date(2025, 11, 22), 12, dt.date(2026, 11, 22)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2026, 1, 31), -1, dt.date(2025, 12, 31)),
        (dt.date(2026, 5, 5), 0, dt.date(2026, 5, 5)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(day, months, then):
    assert months_after(day, months) == then


def test_every_line_of_the_schedule_says_why_since_when_and_how_it_ends():
    for rule in schedule():
        assert rule.basis, rule.code
        assert rule.how_well_known
        assert rule.since.year >= 2026
        assert (rule.find is not None) is (rule.how == JOB)
        assert rule.how == JOB or rule.where
    assert len({rule.what for rule in schedule()}) == len(schedule())


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (None, "Not kept"),
        (0, "At once"),
        (1, "1 month"),
        (6, "6 months"),
        (12, "12 months"),
        (24, "2 years"),
        (72, "6 years"),
    ],
)
def test_periods_in_words(months, words):
    assert Rule("x", "x", months, "", "x", "D", how="elsewhere", where="x").period == words


@pytest.mark.parametrize(("days", "due"), [(1, False), (0, True), (-1, True)])
def test_an_application_is_due_on_the_day_and_not_before(not_appointed, days, due):
    day = months_after(clock.today(), -12) + dt.timedelta(days=days)
    Application.objects.filter(pk=not_appointed.pk).update(ended_at=clock.london(day, 12))
    assert ("unsuccessful_application" in rules_due()) is due


@pytest.mark.parametrize(("state", "months", "due"), [("withdrawn", 5, False), ("withdrawn", 6, True)])
def test_a_withdrawn_application_is_due_after_six_months(cast, open_vacancy, state, months, due):
    application = story.submitted(open_vacancy, cast.candidate)
    application.withdraw(by=cast.candidate)
    Application.objects.filter(pk=application.pk).update(ended_at=long_ago(months))
    assert ("withdrawn_application" in rules_due()) is due


def test_a_draft_is_due_a_month_after_the_vacancy_closed(cast, open_vacancy):
    application = story.filled_in(open_vacancy, cast.candidate)
    vacancies = type(open_vacancy).objects.filter(pk=open_vacancy.pk)
    for weeks, due in ((-1, False), (3, False), (6, True)):
        vacancies.update(closes_at=clock.now() - dt.timedelta(weeks=weeks))
        assert ("draft_never_sent" in rules_due()) is due
    run()
    application = Application.objects.get(pk=application.pk)
    assert (application.state, application.phone, application.answers.count()) == ("draft", "", 0)


def test_a_dry_run_changes_nothing(not_appointed):
    before = everything_kept()
    report = job.what_is_due()
    assert {rule.code for rule, _ in report.due} == {"unsuccessful_application", "file_not_appointed"}
    assert everything_kept() == before


def test_apply_leaves_nothing_of_the_person_but_the_signed_history(cast, not_appointed):
    email, name = cast.candidate.email, cast.candidate.name
    assert "CANARY" in everything_kept()
    run()
    run()  # the second run forgets the person of whom nothing is left
    kept = everything_kept()
    assert "CANARY" not in kept
    assert email not in kept
    assert name not in kept
    assert "Hill View Nursery, from" not in kept
    person = User.objects.get(pk=cast.candidate.pk)
    assert (person.is_active, person.has_usable_password()) == (False, False)
    assert person.email.endswith("@erased.invalid")


def test_apply_leaves_others_as_they_were(cast, not_appointed):
    other = Application.objects.get(candidate=cast.other_candidate)
    before = Score.objects.filter(application=other).count(), other.answers.count(), other.full_name
    run()
    other = Application.objects.get(pk=other.pk)
    assert (Score.objects.filter(application=other).count(), other.answers.count(), other.full_name) == before
    assert not Score.objects.filter(application=not_appointed).exists()


def test_the_history_is_whole_after_it(not_appointed):
    run()
    assert first_fault(type(not_appointed.vacancy), not_appointed.vacancy_id) is None
    assert first_fault(Clearance, not_appointed.clearance_id) is None
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"application.erase", "clearance.erase"} <= verbs


def test_each_record_that_went_has_a_receipt_without_content(cast, not_appointed):
    report = run()
    receipts = {each.rule: each for each in Destruction.objects.all()}
    assert set(receipts) >= {"unsuccessful_application", "file_not_appointed"}
    receipt = receipts["unsuccessful_application"]
    assert (receipt.record_type, receipt.record_id, receipt.school) == ("application", not_appointed.pk, cast.school)
    assert receipt.went.startswith("1 application, 7 answers, 21 scores")
    assert cast.candidate.name not in f"{receipt.went}{receipt.basis}"
    assert (report.run.destroyed, report.run.held, report.run.stayed) == (report.run.found, 0, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sql", ["UPDATE workflows_destruction SET went = 'x'", "DELETE FROM workflows_destruction"])
def test_receipts_of_destruction_are_only_added(not_appointed, sql):
    run()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_running_again_finds_nothing_more(not_appointed):
    run()
    run()
    assert rules_due() == set()
    before = Destruction.objects.count()
    assert run().run.found == 0
    assert Destruction.objects.count() == before


def test_one_record_that_fails_holds_up_no_other_and_goes_next_time(not_appointed, monkeypatch):
    def refused(*args, **kwargs):
        raise RuntimeError("the machine went away")

    monkeypatch.setattr("checks.models.erasing.empty_reference", refused)
    stopped = run()
    assert (stopped.run.stayed, stopped.run.destroyed) == (1, stopped.run.found - 1)
    assert stopped.run.destroyed, "what comes after it went"
    monkeypatch.undo()
    assert Clearance.objects.get(pk=not_appointed.clearance_id).erased_at is None
    assert not Destruction.objects.filter(rule="file_not_appointed").exists()
    run()
    assert Clearance.objects.get(pk=not_appointed.clearance_id).erased_at is not None
    assert RetentionRun.objects.filter(ended_at=None).count() == 0


def test_erased_records_are_seen_by_nobody(cast, not_appointed):
    url, file = not_appointed.get_absolute_url(), not_appointed.clearance
    assert browser(cast.hr).get(url).status_code == 200
    run()
    assert browser(cast.hr).get(url).status_code == 404
    assert browser(cast.hr).get(file.get_absolute_url()).status_code == 404
    assert not Clearance.objects.visible_to(cast.hr).filter(pk=file.pk).exists()
    assert not Check.objects.visible_to(cast.hr).filter(clearance=file).exists()
    assert Clearance.objects.visible_to(SYSTEM).filter(pk=file.pk).exists()


def test_the_vacancys_own_pages_stand_after_it(cast, not_appointed):
    run()
    run()
    person, vacancy = browser(cast.hr), not_appointed.vacancy
    for page in ("", "applicants/", "history/"):
        assert person.get(f"{vacancy.get_absolute_url()}{page}").status_code == 200, page
    assert person.get("/people/").status_code == 200
    assert person.get("/home/").status_code == 200


def test_somebody_erased_may_apply_again_as_anybody(cast, not_appointed):
    email = cast.candidate.email
    run()
    run()
    assert User.objects.create_user(email, name="Amara Okonjo").pk != cast.candidate.pk


def test_a_person_with_a_role_or_another_record_keeps_their_name(cast, not_appointed):
    Membership.objects.create(user=cast.candidate, trust=cast.trust, school=cast.school, role=Role.PANEL_MEMBER)
    run()
    run()
    assert User.objects.get(pk=cast.candidate.pk).name == "Amara Okonjo"


def test_what_is_held_stays_until_two_people_let_it_go(cast, not_appointed):
    hold = Hold.place(by=cast.safeguarding_lead, school=cast.school, person=cast.candidate, reason="A claim.")
    report = run()
    assert (report.run.held, report.run.destroyed) == (2, 0)
    assert Application.objects.get(pk=not_appointed.pk).full_name == "CANARY-full-name"
    hold.ask_to_end(by=cast.safeguarding_lead, reason="It is settled.")
    assert run().run.held == 2
    with pytest.raises(Blocked):
        hold.release(by=cast.safeguarding_lead)
    hold.release(by=cast.hr_manager)
    assert run().run.destroyed >= 2


def test_a_hold_placed_meanwhile_is_seen_by_the_door_itself(cast, not_appointed):
    due = [each for _, each in job.what_is_due().due]
    Hold.place(by=cast.safeguarding_lead, school=cast.school, person=cast.candidate, reason="A claim.")
    assert not any(each.held for each in due)
    started = RetentionRun.objects.create(by_label="A test")
    outcomes = [job.let_go(started, rule, each) for (rule, _), each in zip(job.what_is_due().due, due, strict=True)]
    assert set(outcomes) == {"held"}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("safeguarding_lead", True),
        ("hr_manager", True),
        ("hr", False),
        ("head", False),
        ("auditor", False),
        ("stranger", False),
        ("candidate", False),
    ],
)
def test_who_may_place_a_hold(cast, who, may):
    place = Hold.place
    person = getattr(cast, who)
    if may:
        assert place(by=person, school=cast.school, person=cast.candidate, reason="A claim.").state == "in_force"
    else:
        with pytest.raises(NotAllowed):
            place(by=person, school=cast.school, person=cast.candidate, reason="A claim.")


def test_nobody_holds_or_releases_for_themselves(cast):
    with pytest.raises(NotAllowed):
        Hold.place(by=cast.hr_manager, school=cast.school, person=cast.hr_manager, reason="Mine.")


@pytest.mark.django_db(transaction=True)
def test_one_person_cannot_end_a_hold_in_raw_sql(cast):
    hold = Hold.place(by=cast.safeguarding_lead, school=cast.school, person=cast.candidate, reason="A claim.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(state="released")


def test_a_paper_under_hold_is_not_removed_either(cast, check, clean):
    document = clean(check)
    Hold.place(by=cast.safeguarding_lead, school=cast.school, person=cast.candidate, reason="A claim.")
    with pytest.raises(Blocked):
        document.remove(by=cast.hr, reason="Not needed.")
    assert fresh(document).state == "clean"


def gone(document):
    carry_out_all()
    row = fresh(document)
    return (row.state, row.key, row.original_name, row.title)


def left_months_ago(file, months):
    Clearance.objects.filter(pk=file.pk).update(left_on=months_after(clock.today(), -months))


@pytest.fixture
def leaver(cast, clean):
    """Somebody who worked here and has left, with two papers in their file."""
    appointment = story.ready(cast)
    checks = appointment.clearance.checks
    papers = {code: clean(checks.get(code=code), title=f"Of {code}") for code in ("right_to_work", "identity")}
    appointment.confirm_start(by=cast.head)
    appointment.start(by=cast.hr)
    appointment.leave(by=cast.hr, left_on=clock.today(), reason="CANARY-reason for leaving")
    papers["identity"].open(by=cast.hr, reason="CANARY-reason for reading")
    carry_out_all()
    with connection.cursor() as cursor:  # years lie between this and what follows, not one transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return Clearance.objects.get(pk=appointment.clearance_id), papers


def test_right_to_work_copies_go_two_years_after_leaving_and_others_stay(leaver, store):
    file, papers = leaver
    left_months_ago(file, 23)
    assert rules_due() == set()
    left_months_ago(file, 24)
    run()
    assert gone(papers["right_to_work"]) == ("destroyed", "", "", "A paper")
    assert stored(store) == [fresh(papers["identity"]).key]


def test_the_whole_file_goes_six_years_after_leaving(leaver, store):
    file, papers = leaver
    name = file.person.name
    left_months_ago(file, 71)
    assert "file_of_leaver" not in rules_due()
    left_months_ago(file, 72)
    run()
    run()
    assert gone(papers["identity"])[0] == "destroyed"
    assert stored(store) == []
    receipts = Receipt.objects.filter(check_row__clearance=file)
    assert {(each.sentence, each.source, str(each.facts)) for each in receipts} == {("Erased", "", "{}")}
    assert all(each.evidence_on for each in receipts)
    assert first_fault(Clearance, file.pk) is None
    kept = everything_kept()
    assert (name in kept, "CANARY" in kept) == (False, False)


def test_what_a_spot_check_and_a_signature_said_go_with_the_file(cast, leaver):
    file, _ = leaver
    Subscription.objects.create(clearance=file, subscribed=True, consents=True, signed_name="CANARY-signature")
    look, other = looked_at(cast.safeguarding_lead, file, in_post(cast))
    left_months_ago(file, 72)
    run()
    look, other = (Look.objects.select_related("review").get(pk=each.pk) for each in (look, other))
    assert (look.state, look.note, look.review.conclusion) == ("differs", "Erased", "Erased")
    assert (look.looked_by, look.review.signed_by) == (cast.safeguarding_lead, cast.safeguarding_lead)
    assert (other.note, other.review.conclusion) == ("CANARY-other", "CANARY-other")
    said = Subscription.objects.get()
    assert (said.signed_name, said.consents) == ("Erased", True)
    assert first_fault(Review, look.review_id) is None


def looked_at(by, *files):
    """A spot check of each of these people alone: something differed, and it was signed off."""
    looks = []
    for file, word in zip(files, ("CANARY-note", "CANARY-other"), strict=True):
        review = Review.draw(by=by, schools=[file.school], seed="0" * 32, size=1, drawn_from=1)
        [look] = Look.ask_for(by=by, review=review, files=[file])
        look.differ(by=by, note=word)
        Review.objects.get(pk=review.pk).sign_off(by=by, conclusion=word)
        looks.append(look)
    return looks


def as_abroad(check, **columns):
    """Make this check one of a country lived in, decided long ago."""
    columns = {"code": "overseas_criminal_record"} | columns
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE checks_check DISABLE TRIGGER USER")
        Check.objects.filter(pk=check.pk).update(**columns)
        cursor.execute("ALTER TABLE checks_check ENABLE TRIGGER USER; SET CONSTRAINTS ALL DEFERRED")


def test_a_foreign_police_certificate_goes_six_months_after_any_decision_or_the_files_end(cast, checks, clean):
    check = checks["identity"]
    document = clean(check)
    as_abroad(check, state="to_decide", held_since=long_ago(9))
    assert rules_due() == set()
    Clearance.objects.filter(pk=check.clearance_id).update(closed_at=long_ago(6))
    assert rules_due() == {"police_certificate_copy"}
    Clearance.objects.filter(pk=check.clearance_id).update(closed_at=None)
    for state in ("clear", "let_go", "concern"):
        as_abroad(check, state=state, held_since=long_ago(5))
        assert rules_due() == set(), state
        as_abroad(check, state=state, held_since=long_ago(6))
        assert (rules_due() == {"police_certificate_copy"}) is (state != "concern"), "raised, and not decided"
    not_enough = {"outcome": "unsuitable", "source": "a letter", "terms": "", "evidence_on": clock.today()}
    Receipt.write(Check.objects.get(pk=check.pk), not_enough | {"country": "Portugal"}, cast.hr)
    assert rules_due() == {"police_certificate_copy"}
    run()
    assert gone(document)[0] == "destroyed"


def test_a_referees_words_go_with_the_file_and_that_they_were_checked_stays(cast, checks):
    check = checks["references"]
    request = RefereeRequest.objects.filter(check_row__clearance=check.clearance).first()
    check.clearance.close(by=SYSTEM)
    Clearance.objects.filter(pk=check.clearance_id).update(closed_at=long_ago(12))
    run()
    request = RefereeRequest.objects.get(pk=request.pk)
    assert (request.name, request.email, request.answers) == ("Erased", "erased@erased.invalid", "")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE checks_clearance SET erased_at = now() WHERE id = {file}",
        "UPDATE vacancies_application SET erased_at = now() WHERE id = {application}",
        "UPDATE checks_clearance SET erased_at = now() WHERE id = {file}; UPDATE checks_receipt SET sentence = 'Erased', source = '', terms = '', facts = '{{}}', void_reason = ''",
        "DELETE FROM vacancies_score WHERE application_id = {application}",
    ],
)
def test_nothing_is_erased_by_hand(cast, not_appointed, sql):
    check = not_appointed.clearance.checks.first()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(file=check.clearance_id, application=not_appointed.pk))


def test_the_task_runs_it_in_production_and_never_in_a_demo(not_appointed, settings):
    settings.DEMO = True
    let_go()
    assert not RetentionRun.objects.exists()
    settings.DEMO = False
    let_go()
    assert RetentionRun.objects.get().by_label == "Gatepost, by night"


def command(*args):
    out = io.StringIO()
    call_command("retention", *args, stdout=out)
    return out.getvalue()


def test_the_command_shows_what_would_go_and_why_and_changes_nothing(not_appointed):
    said = command()
    assert "Unsuccessful application and its scores: 1 due since" in said
    assert "12 months after the decision" in said
    assert "Nothing was changed. Add --apply" in said
    assert Application.objects.get(pk=not_appointed.pk).erased_at is None


def test_the_command_lets_go_only_when_told(not_appointed):
    assert "Let go: 2. Held: 0." in command("--apply")
    assert Application.objects.get(pk=not_appointed.pk).erased_at is not None


def test_the_command_looks_ahead_but_never_lets_go_ahead(cast, not_appointed):
    ended(not_appointed, 1)
    assert "Nothing is past its time" in command()
    assert "Unsuccessful application" in command("--on", months_after(clock.today(), 12).isoformat())
    for wrong in (["--apply", "--on", "2030-01-01"], ["--on", "tomorrow"]):
        with pytest.raises(CommandError):
            command(*wrong)
    assert "by this job" in command("--schedule")


PAGE = {
    "hr_manager": 200,
    "safeguarding_lead": 200,
    "auditor": 200,
    "hr": 404,
    "head": 404,
    "approver": 404,
    "candidate": 404,
}


@pytest.mark.parametrize("who", PAGE)
def test_who_sees_the_page(cast, not_appointed, who):
    assert browser(getattr(cast, who)).get("/retention/").status_code == PAGE[who]


def test_the_page_shows_what_is_due_what_ran_and_the_schedule(cast, not_appointed):
    page = browser(cast.auditor).get("/retention/").content.decode()
    assert "Unsuccessful application and its scores" in page
    assert "Past its time now" in page
    run()
    page = browser(cast.hr_manager).get("/retention/").content.decode()
    assert "Nothing is past its time" in page or "Name and address of a person" in page
    assert "A test" in page
    assert f"application {not_appointed.pk}" in page


def test_the_page_of_another_trust_shows_nothing_of_ours(cast, not_appointed):
    run()
    page = browser(cast.stranger).get("/retention/").content.decode()
    assert f"application {not_appointed.pk}" not in page
    assert "Nothing is past its time" in page


def test_a_hold_is_placed_from_the_persons_page_and_ended_by_two(cast, not_appointed):
    file = not_appointed.clearance.pk
    lead, manager = browser(cast.safeguarding_lead), browser(cast.hr_manager)
    assert browser(cast.hr).get(f"/people/{file}/hold/").status_code == 404
    assert browser(cast.stranger).get(f"/people/{file}/hold/").status_code == 404
    assert lead.post(f"/people/{file}/hold/", {"reason": ""}).status_code == 422
    placed = lead.post(f"/people/{file}/hold/", {"reason": "CANARY-claim"})
    hold = Hold.objects.get()
    assert (placed.status_code, placed.url) == (303, f"/retention/holds/{hold.pk}/")
    assert "CANARY-claim" in manager.get(placed.url).content.decode()
    assert browser(cast.stranger).get(placed.url).status_code == 404
    asked = lead.post(f"{placed.url}ask-to-end/", {"reason": "Settled.", "version": hold.version})
    assert asked.status_code == 303
    assert lead.post(f"{placed.url}release/", {"version": hold.version + 1}).status_code == 409
    assert manager.post(f"{placed.url}release/", {"version": hold.version + 1}).status_code == 303
    assert Hold.objects.get().state == "released"


def test_the_last_erasure_is_found_for_somebody_with_only_a_file(cast, checks):
    clearance = checks["identity"].clearance
    clearance.close(by=SYSTEM)
    assert last_erasure(cast.candidate) is None
    assert Document.objects.count() == 0
