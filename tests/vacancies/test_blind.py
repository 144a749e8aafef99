"""What the panel sees of an application: named fields only, nothing that says who, nothing to work it out from."""

import dataclasses

import pytest

from tests import story
from vacancies.blind import BlindApplication, BlindEntry, BlindQualification, blind_application, blind_applications
from vacancies.models import Answer, HistoryEntry, Qualification, Vacancy


@pytest.fixture
def scored(cast):
    return story.scoring(cast, cast.candidate, cast.other_candidate)


def write(application, text):
    Answer.objects.filter(application=application, criterion__code="S1").update(text=text)


def seen(vacancy, application):
    return blind_application(Vacancy.objects.get(pk=vacancy.pk), application.code)


def test_blind_application_has_only_the_fields_on_the_list():
    names = {
        cls.__name__: {field.name for field in dataclasses.fields(cls)}
        for cls in (BlindApplication, BlindEntry, BlindQualification)
    }
    assert names == {
        "BlindApplication": {"code", "answers", "history", "qualifications"},
        "BlindEntry": {"title", "kind", "months", "with_children"},
        "BlindQualification": {"title", "grade"},
    }


def test_blind_application_hides_names_employers_referees_and_address(scored, cast):
    application = scored.applications.get(candidate=cast.candidate)
    write(
        application,
        "I am AMARA OKONJO of Southwold. Sam Okafor’s team at Hill View helped; write to sam.okafor@hillview.example. "
        "At Reydon Primary I read to children.",
    )
    assert seen(scored, application).answers["S1"] == (
        "I am [name] of [place]. [name]’s team at [employer] helped; write to [contact]. At [school] I read to children."
    )


def test_blind_application_hides_former_names_and_what_was_signed(scored, cast):
    application = scored.applications.get(candidate=cast.candidate)
    scored.applications.filter(pk=application.pk).update(
        former_names="Amara Thistlewood", signed_name="A. Quillfeather"
    )
    write(application, "Mrs Thistlewood, later QUILLFEATHER")
    assert seen(scored, application).answers["S1"] == "Mrs [name], later [name]"


def test_blind_history_says_what_and_how_long_but_not_where_nor_when_somebody_studied(scored, cast):
    application = scored.applications.get(candidate=cast.candidate)
    HistoryEntry.objects.create(
        application=application,
        kind="study",
        title="A levels at Ashlar College",
        organisation="Ashlar College",
        from_month="2013-09",
        to_month="2015-06",
    )
    Qualification.objects.create(
        application=application, title="Level 3, Ashlar College", awarded_by="Ashlar College", grade="Pass", year=2015
    )
    blind = seen(scored, application)
    assert blind.history == (
        BlindEntry("Family support worker", "Paid work", "July 2015 to now", with_children=True),
        BlindEntry("A levels at [school]", "Study or training", "", with_children=False),
    )
    assert blind.qualifications == (BlindQualification("Level 3, [school]", "Pass"),)


def test_words_hr_asked_to_hide_are_hidden_and_clearing_them_brings_no_name_back(scored, cast):
    application = scored.applications.get(candidate=cast.candidate)
    write(application, "Amara ran the Lighthouse Project.")
    Vacancy.objects.filter(pk=scored.pk).update(masked_words=["lighthouse project", "", "  "])
    assert seen(scored, application).answers["S1"] == "[name] ran the [hidden]."
    Vacancy.objects.filter(pk=scored.pk).update(masked_words=[])
    assert seen(scored, application).answers["S1"] == "[name] ran the Lighthouse Project."


def test_an_emptied_answer_is_blank_never_what_it_was(scored, cast):
    application = scored.applications.get(candidate=cast.candidate)
    write(application, "")
    assert seen(scored, application).answers["S1"] == ""


def test_nobody_is_seen_before_sending_nor_after_withdrawing(scored, cast):
    draft = story.filled_in(story.published(cast, reference="REY-0200"), cast.candidate)
    assert blind_application(draft.vacancy, draft.code) is None
    gone = scored.applications.get(candidate=cast.candidate)
    gone.withdraw(by=cast.candidate)
    assert set(blind_applications(scored)) == {scored.applications.exclude(pk=gone.pk).get().code}


@pytest.mark.parametrize("count", [1, 2])
def test_everybody_is_read_in_one_query(cast, count, django_assert_num_queries):
    vacancy = story.scoring(cast, *[cast.candidate, cast.other_candidate][:count])
    vacancy = Vacancy.objects.select_related("school").get(pk=vacancy.pk)
    with django_assert_num_queries(1):
        assert len(blind_applications(vacancy)) == count
