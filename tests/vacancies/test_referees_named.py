"""Whom a candidate may name: the most recent employer, the last work with children, and nobody who is fond of them."""

import pytest

from tests import story
from vacancies.models import HistoryEntry, Referee
from vacancies.waiting_on import referees_of
from workflows.blockers import Blocked


@pytest.fixture
def draft(cast):
    return story.filled_in(story.published(cast), cast.candidate)


def sentences(application):
    return [each.text for each in application.submit.dry_run(by=application.candidate).blockers]


def worked(application, title, organisation, start, end, **fields):
    return HistoryEntry.objects.create(
        application=application, title=title, organisation=organisation, from_month=start, to_month=end, **fields
    )


def test_somebody_must_speak_for_the_last_work_with_children_too(draft):
    HistoryEntry.objects.filter(application=draft).update(with_children=False)
    worked(draft, "Teaching assistant", "Kestrel Lane School", "2016-09", "2018-07", with_children=True)
    assert sentences(draft) == ["Add a referee from Kestrel Lane School, where you last worked with children."]
    draft.referees.filter(name="Lena Holt").update(organisation="Kestrel Lane School")
    assert sentences(draft) == []


def test_the_most_recent_employer_is_asked_for_by_name(draft):
    worked(draft, "Cook", "The Harbour Café", "2024-01", "")
    HistoryEntry.objects.filter(organisation="Hill View Nursery").update(to_month="2023-12")
    assert sentences(draft) == ["Add a referee from The Harbour Café, your most recent employer."]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"relationship": "She is my aunt"}, "Family and friends cannot be referees"),
        ({"name": "To whom it may concern"}, "is nobody in particular"),
        ({"email": "amara.okonjo+sam@example.org"}, "own mailbox"),
    ],
)
def test_family_open_letters_and_own_mailboxes_are_refused_before_the_form_is_sent(draft, fields, sentence):
    Referee.objects.filter(application=draft, name="Sam Okafor").update(**fields)
    with pytest.raises(Blocked, match=sentence):
        draft.submit(by=draft.candidate)


def test_the_employers_are_copied_to_the_file_of_checks_with_the_reason_for_leaving(cast):
    draft = story.filled_in(story.published(cast), cast.candidate)
    HistoryEntry.objects.update(to_month="2024-01", reason_for_leaving="Moved house.")
    worked(draft, "Cook", "The Harbour Café", "2024-01", "")
    draft.referees.filter(name="Lena Holt").update(organisation="The Harbour Café")
    draft.submit(by=cast.candidate)
    story.closed(draft.vacancy)
    application = type(draft).objects.get(pk=draft.pk)
    vacancy = application.vacancy
    vacancy.open_scoring(by=cast.hr)
    for member in vacancy.panel.all():
        member.declare()
        story.score(member, application, "3333333")
        member.scorecard.seal(by=member.user)
    application = type(draft).objects.get(pk=draft.pk)
    application.shortlist(by=cast.hr)
    named = {each.organisation: each.why for each in application.clearance.employers.all()}
    assert named == {
        "The Harbour Café": "the most recent employer",
        "Hill View Nursery": "the last work with children",
    }
    sam = application.clearance.checks.get(code="references", number=1).referee
    assert (sam.speaks_for.organisation, sam.candidate_reason) == ("Hill View Nursery", "Moved house.")


def test_candidate_sees_that_a_letter_did_not_arrive(cast):
    check = story.accepted(cast).clearance.checks.get(code="references", number=1)
    check.ask(by=cast.hr)
    check.come_back(by=cast.hr)
    told = referees_of(check.clearance.appointment.application)
    assert told[0]["words"].startswith("Our letter to them did not arrive.")
