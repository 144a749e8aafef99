"""The application form, section by section, and sending it once."""

import datetime as dt

import pytest
from django.core.cache import cache

from hiring import clock
from tests import story
from vacancies.models import Answer, Application, GapExplanation, HistoryEntry, Qualification, Referee, Vacancy
from workflows.models import Event

HOME = "/apply/REY-0142/"
DETAILS = {"full_name": "Amara Okonjo", "former_names": "", "phone": "01632 960555", "address": "4 Harbour Row"}
JOB = {
    "kind": "work",
    "title": "Family support worker",
    "organisation": "Hill View Nursery",
    "country": "United Kingdom",
    "from_month_month": "7",
    "from_month_year": "2015",
    "still": "on",
}
REFEREE = {
    "history": "",
    "name": "Sam Okafor",
    "organisation": "Hill View Nursery",
    "position": "Manager",
    "relationship": "Managed me for three years",
    "email": "sam.okafor@hillview.example",
    "may_contact": "any_time",
}


@pytest.fixture
def amara(client, cast):
    cache.clear()
    client.force_login(cast.candidate)
    return client


@pytest.fixture
def draft(cast, open_vacancy):
    return Application.start(by=cast.candidate, vacancy=open_vacancy, candidate=cast.candidate)


def now(application):
    return Application.objects.get(pk=application.pk)


def words(answer):
    return " ".join(answer.content.decode().split())


def test_before_you_start_is_for_everybody_and_changes_nothing(client, cast, open_vacancy):
    answer = client.get(f"{HOME}before-you-start/")
    assert "About 60 to 90 minutes" in words(answer)
    assert "/in/?next=/apply/REY-0142/" in words(answer)
    assert "You are signed in as" not in words(answer)
    client.force_login(cast.candidate)
    signed_in = words(client.get(f"{HOME}before-you-start/"))
    assert f"You are signed in as {cast.candidate.email}." in signed_in
    assert signed_in.index("Start your application") < signed_in.index("What you need")
    assert not Application.objects.exists()


def test_start_begins_one_application_however_often_it_is_pressed(amara, open_vacancy):
    assert amara.get(HOME).url == f"{HOME}before-you-start/"
    assert not Application.objects.exists()
    for _ in range(2):
        assert amara.post(f"{HOME}start/").url == HOME
    assert Application.objects.get().state == "draft"
    assert "You have completed 0 of 8 sections" in words(amara.get(HOME))


def test_the_whole_form_by_pages_alone_and_sent(amara, cast, open_vacancy):
    amara.post(f"{HOME}start/")
    assert amara.post(f"{HOME}details/", DETAILS).url == HOME
    assert amara.post(f"{HOME}right-to-work/", {"right_to_work": "british_or_irish"}).url == HOME
    assert amara.post(f"{HOME}adjustments/", {"adjustments": "", "disability_confident": "on"}).url == HOME
    amara.post(f"{HOME}qualifications/add/", {"title": "Level 3 childcare", "awarded_by": "Broadland", "year": "2014"})
    amara.post(f"{HOME}qualifications/")
    assert amara.get(f"{HOME}history/").url == f"{HOME}history/education/"
    amara.post(f"{HOME}history/education/", {"education_ended_month": "June", "education_ended_year": "2015"})
    assert amara.post(f"{HOME}history/add/", JOB).url == f"{HOME}history/"
    amara.post(f"{HOME}history/")
    for criterion in open_vacancy.scored_criteria:
        amara.post(f"{HOME}questions/{criterion.code}/", {"text": f"What I did for {criterion.code}."})
    entry = HistoryEntry.objects.get()
    amara.post(f"{HOME}referees/add/", REFEREE | {"history": entry.pk})
    amara.post(f"{HOME}referees/add/", REFEREE | {"name": "Lena Holt", "email": "lena@brightside.example"})
    amara.post(f"{HOME}declarations/", {"related": "no", "signed_name": "Amara Okonjo"})
    assert "You have completed 8 of 8 sections" in words(amara.get(HOME))
    page = amara.get(f"{HOME}check/")
    assert "Nothing is missing" in words(page)
    assert amara.post(f"{HOME}check/").url == "/my/REY-0142/"
    sent = Application.objects.get()
    assert (sent.state, sent.disability_confident, sent.education_ended) == ("submitted", True, "2015-06")
    assert len(sent.sent_digest) == 64


def test_the_check_page_lists_all_that_is_missing_each_with_its_page(amara, draft):
    page = words(amara.get(f"{HOME}check/"))
    for place in ("details", "right-to-work", "declarations", "history", "questions/S1", "referees"):
        assert f'href="{HOME}{place}/"' in page
    assert "Send application" not in page
    assert amara.post(f"{HOME}check/").status_code == 409
    assert now(draft).state == "draft"


def test_sending_twice_sends_once(amara, cast, open_vacancy):
    story.filled_in(open_vacancy, cast.candidate)
    assert [amara.post(f"{HOME}check/").url for _ in range(2)] == ["/my/REY-0142/"] * 2
    assert Event.objects.filter(verb="application.submit").count() == 1


def test_a_sent_application_can_no_longer_be_changed(amara, cast, open_vacancy):
    story.submitted(open_vacancy, cast.candidate)
    for place in ("details/", "history/add/", "questions/S1/", "referees/add/", "declarations/", ""):
        assert amara.get(f"{HOME}{place}").url == "/my/REY-0142/"
    assert amara.post(f"{HOME}details/", DETAILS | {"full_name": "Somebody Else"}).url == "/my/REY-0142/"
    assert Application.objects.get().full_name == "Amara Okonjo"


def test_late_by_a_minute_keeps_the_draft_and_shows_what_was_typed(amara, draft, open_vacancy):
    with clock.at(open_vacancy.closes_at + dt.timedelta(minutes=1)):
        answer = amara.post(f"{HOME}questions/S1/", {"text": "My last thought on this"})
        assert "This job closed at" in words(answer)
        assert "Your draft is saved" in words(answer)
        assert "01632 960142" in words(answer)
        assert "My last thought on this" in words(answer)
        assert amara.post(f"{HOME}questions/S1/", {"text": "x"}, headers={"X-Autosave": "1"}).status_code == 422
        assert "Your draft is saved" in words(amara.post(f"{HOME}check/"))
    assert now(draft).state == "draft"
    assert not Answer.objects.exists()


def test_signed_out_while_typing_shows_what_was_typed_and_the_way_back(client, draft):
    answer = client.post(f"{HOME}questions/S1/", {"text": "I met him at the <gate> every morning.", "password": "a b"})
    assert (answer.status_code, answer["Cache-Control"][:7]) == (403, "max-age")
    assert "no-store" in answer["Cache-Control"]
    assert "You were signed out" in words(answer)
    assert "I met him at the &lt;gate&gt; every morning." in words(answer)
    assert "a b" not in words(answer)
    assert f'href="/in/?next={HOME}questions/S1/"' in answer.content.decode()
    by_itself = client.post(f"{HOME}questions/S1/", {"text": "I met"}, headers={"X-Autosave": "1"})
    assert (by_itself.status_code, by_itself["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert "You were signed out" in by_itself.content.decode()
    assert client.post(f"{HOME}right-to-work/", {"right_to_work": "citizen"}).status_code == 302
    assert not Answer.objects.exists()


def test_the_last_instant_before_closing_is_in_time_and_the_next_is_not(amara, cast, open_vacancy):
    story.filled_in(open_vacancy, cast.candidate)
    closes_at = clock.now()
    Vacancy.objects.filter(pk=open_vacancy.pk).update(closes_at=closes_at)
    with clock.at(closes_at):
        assert "This job closed at" in words(amara.post(f"{HOME}check/"))
    with clock.at(closes_at - dt.timedelta(microseconds=1)):
        assert amara.post(f"{HOME}check/").url == "/my/REY-0142/"
    assert Application.objects.get().state == "submitted"


def test_somebody_else_s_draft_is_not_there(amara, cast, open_vacancy):
    theirs = Application.start(by=cast.other_candidate, vacancy=open_vacancy, candidate=cast.other_candidate)
    entry = HistoryEntry.objects.create(application=theirs, title="Cook", organisation="Quay", from_month="2020-01")
    assert amara.get(f"{HOME}details/").status_code == 404
    Application.start(by=cast.candidate, vacancy=open_vacancy, candidate=cast.candidate)
    assert amara.get(f"{HOME}history/{entry.pk}/").status_code == 404
    assert amara.post(f"{HOME}history/{entry.pk}/remove/").status_code == 404


def test_staff_see_no_draft_but_their_own(client, cast, draft):
    client.force_login(cast.hr)
    assert client.get(f"{HOME}details/").status_code == 404


@pytest.mark.parametrize(
    ("place", "given", "said"),
    [
        ("details", {"full_name": "", "phone": "01632 960555"}, "Enter your full name"),
        ("details", {"phone": "12"}, "Enter a phone number we can call, like 01632 960142"),
        ("right-to-work", {}, "Say whether you have the right to work in the UK"),
        (
            "history/add",
            {"from_month_month": "13", "from_month_year": "2020"},
            "Enter a real month and year, like 3 2024",
        ),
        ("history/add", {"from_month_month": "", "from_month_year": ""}, "Enter the month and the year"),
        ("history/add", {"from_month_month": "3", "from_month_year": "2099"}, "The date must be in the past"),
        (
            "history/add",
            {
                "from_month_month": "3",
                "from_month_year": "2024",
                "still": "",
                "to_month_month": "1",
                "to_month_year": "2024",
            },
            "The end must be after the start, March 2024",
        ),
        ("history/add", {"still": ""}, "tick “I am still here”"),
        ("history/education", {}, "Enter the month and the year, like 3 2024"),
        ("questions/S1", {"text": "word " * 268}, "Shorten your answer to 250 words. You have 268"),
        ("referees/add", {"email": "nobody"}, "Enter an e-mail address like name@example.org"),
        (
            "referees/add",
            {"email": "Amara.Okonjo@example.org"},
            "This is your own e-mail address. Enter your referee’s",
        ),
        ("referees/add", {"may_contact": ""}, "Choose when we may contact them"),
        ("referees/add", {"relationship": "A friend of my mother"}, "Family and friends cannot be referees"),
        ("declarations", {"related": "", "signed_name": "A"}, "Select yes or no"),
        ("declarations", {"related": "yes", "signed_name": "A"}, "Say who they are and how you know them"),
        ("declarations", {"related": "no", "signed_name": ""}, "Sign the declaration with your full name"),
        ("qualifications/add", {"title": "", "year": "14"}, "Enter the year in four figures"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_comes_back(amara, draft, place, given, said):
    whole = {"details": DETAILS, "history/add": JOB, "referees/add": REFEREE}.get(place, {})
    answer = amara.post(f"{HOME}{place}/", whole | given)
    assert answer.status_code == 422
    assert said in words(answer)
    for typed in filter(None, given.values()):
        assert typed.strip()[:200] in words(answer)


def test_when_a_referee_may_be_written_to_is_told_back_in_the_candidates_own_words(amara, draft):
    amara.post(f"{HOME}referees/add/", REFEREE | {"may_contact": "tell_me_first"})
    for page in ("referees", "check"):
        assert "When we may contact them: If I am shortlisted, and tell me first" in words(amara.get(f"{HOME}{page}/"))


def test_the_same_referee_twice_is_refused_by_name(amara, draft):
    amara.post(f"{HOME}referees/add/", REFEREE)
    answer = amara.post(f"{HOME}referees/add/", REFEREE | {"email": "other@hillview.example"})
    assert "You have given Sam Okafor twice. Add a different second referee" in words(answer)
    assert Referee.objects.count() == 1


def test_the_most_recent_employer_is_wanted_and_begun_with(amara, draft):
    amara.post(f"{HOME}history/education/", {"education_ended_month": "6", "education_ended_year": "2015"})
    amara.post(f"{HOME}history/add/", JOB)
    for name in ("Lena Holt", "Owain Pell"):
        email = f"{name.split()[0].lower()}@brightside.example"
        amara.post(f"{HOME}referees/add/", REFEREE | {"name": name, "email": email, "organisation": "Brightside"})
    wanted = "Add a referee from Hill View Nursery, your most recent employer"
    assert wanted in words(amara.get(f"{HOME}referees/"))
    assert wanted in words(amara.get(f"{HOME}check/"))
    form = words(amara.get(f"{HOME}referees/add/"))
    assert "Who there can give a reference?" in form
    assert 'value="Hill View Nursery"' in form


def test_gaps_are_asked_about_only_once_the_list_is_complete(amara, draft):
    amara.post(f"{HOME}history/education/", {"education_ended_month": "6", "education_ended_year": "2015"})
    amara.post(f"{HOME}history/add/", JOB | {"from_month_month": "3", "from_month_year": "2016"})
    assert "gap" not in words(amara.get(f"{HOME}history/")).split("<main")[1].replace("and gaps", "")
    amara.post(f"{HOME}history/")
    page = words(amara.get(f"{HOME}history/"))
    assert "July 2015 to February 2016" in page
    assert "1 gap to explain" in page
    assert "<svg viewBox" in page


def test_a_gap_may_be_kept_for_the_interview_and_stays_as_it_was_told(amara, draft):
    amara.post(f"{HOME}history/education/", {"education_ended_month": "6", "education_ended_year": "2015"})
    amara.post(f"{HOME}history/add/", JOB | {"from_month_month": "3", "from_month_year": "2016"})
    amara.post(f"{HOME}history/")
    gap = f"{HOME}history/gap/2015-07/2016-02/"
    assert "I would rather explain in person" in words(amara.get(gap))
    amara.post(gap, {"why": "in_person", "text": ""})
    assert "Every gap is explained" in words(amara.get(f"{HOME}history/"))
    entry = HistoryEntry.objects.get()
    amara.post(f"{HOME}history/{entry.pk}/", JOB | {"from_month_month": "5", "from_month_year": "2016"})
    page = words(amara.get(f"{HOME}history/"))
    assert "Your dates changed. Is this still right?" in page
    assert "1 gap to explain" in page
    assert GapExplanation.objects.values_list("from_month", "to_month", "why").get() == (
        "2015-07",
        "2016-02",
        "in_person",
    )
    assert "checked" in words(amara.get(f"{HOME}history/gap/2015-07/2016-04/"))


def test_a_gap_that_is_none_is_not_asked_about(amara, draft):
    assert amara.get(f"{HOME}history/gap/2015-07/2016-02/").url == f"{HOME}history/"
    assert amara.get(f"{HOME}history/gap/2015-77/never/").status_code == 404


def test_somebody_always_in_education_has_no_gaps(amara, draft):
    amara.post(f"{HOME}history/education/", {"always": "on"})
    amara.post(f"{HOME}history/")
    assert "without a gap" in words(amara.get(f"{HOME}history/"))


def test_the_page_saves_itself_what_is_right_so_far(amara, draft):
    by_itself = {"X-Autosave": "1"}
    answer = amara.post(f"{HOME}details/", {"full_name": "Amara O", "phone": ""}, headers=by_itself)
    assert answer.status_code == 204
    assert now(draft).full_name == "Amara O"
    assert (
        amara.post(f"{HOME}details/", {"full_name": "Amara Okonjo", "phone": "1"}, headers=by_itself).status_code
        == 422
    )
    assert now(draft).full_name == "Amara Okonjo"
    half = amara.post(f"{HOME}questions/S1/", {"text": "Half a"}, headers=by_itself)
    assert (half.status_code, half.content.decode()) == (200, "2 of 250 words.")
    assert Answer.objects.get().text == "Half a"
    assert amara.post(f"{HOME}questions/S1/", {"text": ""}, headers=by_itself).status_code == 200
    assert Answer.objects.get().text == ""
    assert "Last saved today at" in words(amara.get(HOME))


@pytest.mark.parametrize("by_itself", [{"X-Autosave": "1"}, {}])
def test_an_answer_that_is_too_long_is_kept_and_cannot_be_sent_until_it_is_shorter(
    amara, open_vacancy, by_itself, cast
):
    application = story.filled_in(open_vacancy, cast.candidate)
    answer = amara.post(f"{HOME}questions/S1/", {"text": "word " * 260}, headers=by_itself)
    assert answer.status_code == (200 if by_itself else 422)
    assert "Shorten your answer to 250 words. You have 260." in answer.content.decode()
    assert "word word" in words(amara.get(f"{HOME}questions/S1/"))
    assert "1 to shorten" in words(amara.get(HOME))
    assert "Shorten your answer to 250 words. You have 260." in words(amara.get(f"{HOME}questions/"))
    blockers = application.submit.dry_run(by=cast.candidate).blockers
    assert [(each.code, each.fix) for each in blockers] == [("application.answer_too_long", f"{HOME}questions/S1/")]
    amara.post(f"{HOME}questions/S1/", {"text": "word " * 250})
    assert not application.submit.dry_run(by=cast.candidate).blockers


def test_a_new_candidate_is_known_by_the_name_they_apply_under(client, open_vacancy):
    person = story.person("", "new.person@example.org")
    client.force_login(person)
    client.post(f"{HOME}start/")
    client.post(f"{HOME}details/", DETAILS | {"full_name": "Wren Halloway"})
    person.refresh_from_db()
    assert person.name == "Wren Halloway"


def test_an_entry_is_removed_only_by_pressing_remove(amara, draft):
    entry = Qualification.objects.create(application=draft, title="First aid")
    assert "Remove this from your application?" in words(amara.get(f"{HOME}qualifications/{entry.pk}/remove/"))
    assert Qualification.objects.exists()
    amara.post(f"{HOME}qualifications/{entry.pk}/remove/")
    assert not Qualification.objects.exists()


def test_nothing_the_law_forbids_is_asked(amara, draft):
    pages = [
        "details",
        "right-to-work",
        "adjustments",
        "declarations",
        "referees/add",
        "history/add",
        "qualifications/add",
    ]
    asked = " ".join(words(amara.get(f"{HOME}{page}/")).lower() for page in pages)
    for word in ("birth", "national insurance", "marital", "sickness", "caution", "photo"):
        assert word not in asked


def test_opening_any_page_of_the_form_changes_nothing(amara, cast, open_vacancy):
    application = story.filled_in(open_vacancy, cast.candidate)
    before = Application.objects.values().get(pk=application.pk)
    entry = HistoryEntry.objects.get()
    referee = Referee.objects.first()
    pages = ["", "details/", "right-to-work/", "adjustments/", "qualifications/", "qualifications/add/", "history/", f"history/{entry.pk}/", f"history/{entry.pk}/remove/", "questions/", "questions/S1/", "referees/", f"referees/{referee.pk}/", f"referees/{referee.pk}/remove/", "declarations/", "check/"]  # fmt: skip
    for page in pages:
        assert amara.get(f"{HOME}{page}").status_code == 200, page
    assert Application.objects.values().get(pk=application.pk) == before
    assert (
        HistoryEntry.objects.count(),
        Referee.objects.count(),
        Event.objects.filter(verb="application.submit").count(),
    ) == (1, 2, 0)


@pytest.mark.parametrize("page", ["", "check/", "history/", "referees/", "questions/"])
def test_the_number_of_questions_to_the_database_does_not_grow_with_the_form(
    amara, cast, open_vacancy, page, django_assert_num_queries
):
    application = story.filled_in(open_vacancy, cast.candidate)

    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            amara.get(f"{HOME}{page}")
        return len(seen)

    few = asked()
    for number in range(5):
        HistoryEntry.objects.create(
            application=application,
            title="Cook",
            organisation=f"Quay {number}",
            from_month=f"201{number}-01",
            to_month=f"201{number}-09",
        )
        story.referee(application, f"Referee {number}", f"r{number}@example.org")
        Qualification.objects.create(application=application, title=f"Course {number}")
    assert asked() == few
