"""Hired through a vacancy: what only the person knows is asked after the offer, and the checks follow from it."""

import datetime as dt

import pytest

from checks.models import Clearance, FactsChange
from hiring import clock
from tests import story
from tests.checks.everybody import clear
from tests.checks.evidence import good_evidence
from tests.checks.people import telling
from tests.checks.people.test_adding import browser, codes
from vacancies.views.candidates.sections import name_person
from workflows.blockers import Blocked, NotAllowed

PLAIN = {"works_here": "no", "left_a_school": "no"}


def fresh(file):
    return Clearance.objects.select_related(*Clearance.locked_with).get(pk=file.pk)


def years_ago(years, days=0):
    today = clock.today()
    return today.replace(year=today.year - years) - dt.timedelta(days=days)


def answer(cast, **said):
    """The candidate answers on their own page."""
    client = browser(cast.candidate)
    said = telling.sent(**(PLAIN | {"born_on": years_ago(30)} | said))
    page = client.post("/my/REY-0142/before-you-begin/", said)
    assert page.status_code == 302, page.content.decode()
    return client


def put_to_the_rules(cast, file, **pages):
    """HR makes sure of it, and says so; then the headteacher agrees."""
    client, base = browser(cast.hr), f"/people/{file.pk}/"
    assert "Make sure of what Amara Okonjo told us" in client.get("/home/").content.decode()
    assert client.post(f"{base}before/").status_code == 302
    if pages:
        telling.tell(client, f"{base}facts/", **pages)
    saved = client.post(f"{base}facts/check/", {"reason": "Payroll says the same."})
    assert saved.status_code == 303, saved.content.decode()
    assert "Make sure of what" not in client.get("/home/").content.decode()
    FactsChange.objects.get(clearance=file).make(by=cast.head)
    return fresh(file)


def open_codes(file):
    return {check.code for check in file.checks.asked_for()}


@pytest.fixture
def file(cast):
    return story.accepted(cast).clearance


def test_somebody_of_seventeen_is_hired_and_assessed_first(cast, file):
    assert "Before you begin" in browser(cast.candidate).get("/my/REY-0142/").content.decode()
    client = answer(cast, born_on=years_ago(17))
    assert "tell us a few things" not in client.get("/my/REY-0142/").content.decode()
    for check in file.checks.exclude(code="young_person_risk_assessment"):
        story.clear(check, cast)
    appointment = fresh(file).appointment.confirm_start(by=cast.head)  # the assessment is for the first day
    with pytest.raises(Blocked) as why:
        appointment.start(by=cast.hr)
    assert [each.code.split(".")[0] for each in why.value.blockers] == ["young_person_risk_assessment"]
    clear(file.checks.get(code="young_person_risk_assessment"), cast)
    assert fresh(file).appointment.start(by=cast.hr).state == "started"


@pytest.mark.parametrize(
    ("born_on", "changed", "added"),
    [
        (years_ago(17), {}, {"young_person_risk_assessment"}),
        (years_ago(19), {}, set()),
        (years_ago(30), {"name_link": "marriage"}, {"name_history"}),
    ],
)
def test_documents_tell_the_rules_what_they_show(cast, file, born_on, changed, added):
    before, check = codes(file), file.checks.get(code="identity")
    check.record(by=cast.hr, evidence=good_evidence(check, born_on=born_on.isoformat(), **changed))
    assert codes(fresh(file)) - before == added
    assert fresh(file).born_on == born_on
    assert fresh(file).gate().is_open is False


def test_another_name_counts_at_once(cast, file):
    answer(cast, former_names="Amara Obi")
    assert "name_history" in codes(fresh(file))


def test_somebody_who_works_here_already_is_asked_only_for_what_is_new(cast, file):
    answer(cast, works_here="yes", works_here_as="Lunchtime supervisor, Kittiwake Academy")
    assert open_codes(fresh(file)) == open_codes(file), "their word alone leaves nothing out"
    was = {"break_days": "0", "was_regulated_activity": "yes", "was_teaching_work": "no"}
    was |= {"was_management": "no", "was_childcare_in_scope": "yes"}
    after = put_to_the_rules(cast, file, already_here=was)
    assert open_codes(after) == {"references", "self_declaration", "online_search"}
    assert ["dbs_enhanced", "I.4"] in after.excluded


def test_a_post_of_theirs_that_we_know_is_filled_in(cast, file):
    here = telling.at_work(
        cast,
        role={"engagement": "employee", "paid": True},
        email=cast.candidate.email,
        name=cast.candidate.name,
        post_title="Midday supervisor",
    )
    answer(cast, works_here="yes", works_here_as="Midday supervisor, Reydon Primary")
    page = browser(cast.hr).get(f"/people/{file.pk}/before/").content.decode()
    assert f'href="{here.get_absolute_url()}"' in page
    after = put_to_the_rules(cast, file)
    assert after.person_facts["internal"]["was_regulated_activity"] is True
    assert open_codes(after) == {"references", "self_declaration", "online_search", "childcare_disqualification"}


def test_three_months_out_of_a_school_the_certificate_carries_over_and_the_list_does_not(cast, file):
    left = {"left_a_school": "yes", "school_left": "Far Fen Primary", "in_england": "yes", "saw_pupils": "yes"}
    answer(cast, left_on=clock.today() - dt.timedelta(days=20), **left)
    after = put_to_the_rules(cast, file)
    assert "barred_list_standalone" in open_codes(after)
    assert "dbs_enhanced" not in open_codes(after)
    assert after.checks.get(code="dbs_enhanced").required_by == "E4"


def test_it_is_asked_only_between_the_offer_and_the_first_day(cast):
    application = story.interviewing(cast).applications.get()
    with pytest.raises(Blocked, match="only after a conditional offer"):
        application.clearance.tell(by=cast.hr, born_on=years_ago(30))
    with pytest.raises(NotAllowed):
        application.clearance.tell(by=cast.stranger, born_on=years_ago(30))
    at_work = telling.volunteer(cast, here_already=True)
    with pytest.raises(Blocked, match="is at work"):
        at_work.tell(by=cast.hr, born_on=years_ago(30))


def test_what_was_typed_comes_back_with_what_is_missing(cast, file):
    client = browser(cast.candidate)
    said = telling.sent(born_on=clock.today(), works_here="yes", left_a_school="yes")
    page = client.post("/my/REY-0142/before-you-begin/", said)
    assert page.status_code == 422
    for sentence in ("Enter a date of birth", "Enter your job and your school.", "Enter your last day there."):
        assert sentence in page.content.decode()
    hr = browser(cast.hr)
    assert "they have not told us yet" in hr.get(file.get_absolute_url()).content.decode()
    typed = telling.sent(born_on=years_ago(30), version=fresh(file).version, **PLAIN)
    assert hr.post(f"/people/{file.pk}/tell/", typed).status_code == 303
    assert fresh(file).told_at is not None
    assert hr.get(f"/people/{file.pk}/before/").status_code == 200


def test_a_further_name_is_asked_for_once_more_and_one_that_was_seen_is_not(cast):
    """Every search is made under every name; nobody begins on a trail that leaves one out."""
    file = story.ready(cast).clearance
    told = {"by": cast.candidate, "born_on": fresh(file).birthday}
    fresh(file).tell(former_names="Amara Smith", **told)
    trail = file.checks.get(code="name_history")
    trail.record(by=cast.hr, evidence=good_evidence(trail, former_name_1="Smith"))
    for again in ("Amara Smith", "amara smith"):
        fresh(file).tell(former_names=again, **told)
        assert fresh(file).gate().is_open
    fresh(file).tell(former_names="Amara Smith, Amy Dunn", **told)
    [blocker] = fresh(file).gate().blockers
    assert blocker.code == "name_history.not_started"
    fresh(file).tell(former_names="Amara Smith, Amy Dunn, A. Pell", **told)
    assert file.checks.filter(code="name_history").count() == 2


def test_whoever_is_checked_here_is_not_renamed_by_another_application(cast):
    story.ready(cast)
    other = story.filled_in(story.published(cast, reference="REY-0199"), cast.candidate)
    name = cast.candidate.name
    other.full_name = "Somebody Else"
    name_person(other)
    cast.candidate.refresh_from_db()
    assert cast.candidate.name == name
