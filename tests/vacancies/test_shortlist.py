"""The line, the tie, the scheme, the exceptions, the reasons; and confirming, which moves everybody or nobody."""

import re

import pytest

from hiring.templatetags.dates import hour
from tests.api.asking import Asking
from tests.vacancies.judged import SCORES, codes, reydon, settle
from tests.vacancies.pages import questions
from vacancies.models import Application, LineException, TieDecision, Vacancy
from vacancies.queries import matrix
from vacancies.shortlisting import plan
from workflows.blockers import Blocked
from workflows.models import Event, Message
from workflows.outbox import carry_out_all

PAGE = "/vacancies/REY-0142/shortlist/"


@pytest.fixture
def vacancy(cast):
    vacancy = reydon(cast)
    settle(vacancy, cast.hr)
    return vacancy


@pytest.fixture
def code(vacancy):
    return codes(vacancy)


@pytest.fixture
def hr(client, cast):
    client.force_login(cast.hr)
    return client


def placed(vacancy):
    """Each person's decision, by name."""
    from vacancies.views.hr.shortlist import the_plan

    made = the_plan(Vacancy.objects.get(pk=vacancy.pk))
    return {place.application.candidate.name: place.decision for place in made.places}


def confirm(hr, vacancy, **more):
    from vacancies.views.hr.shortlist import reason_rows, the_plan

    made = the_plan(Vacancy.objects.get(pk=vacancy.pk))
    said = {row["name"]: row["text"] for row in reason_rows(made)}
    return hr.post(f"{PAGE}confirm/", {"confirm": "1", "fingerprint": made.fingerprint, **said, **more})


def test_ranking_is_essentials_first_then_total(vacancy):
    rows = [(row.application.candidate.name, row.total, bool(row.missed)) for row in matrix(vacancy)]
    assert [total for _name, total, missed in rows if not missed] == [38, 35, 31, 30, 29, 29, 23]
    assert {name for name, _total, missed in rows if missed} == {
        "Keira Dunmow", "Isla Corcoran", "Ewan Thackray", "Jakub Wierzba", "Mina Castellane", "Noel Hargrave"
    }  # fmt: skip


def test_a_tie_at_the_line_is_never_split_silently(hr, vacancy, code):
    assert [name for name, decision in placed(vacancy).items() if decision == "tie"].__len__() == 2
    page = hr.get(PAGE).content.decode()
    tied = " and ".join(sorted([code["Callum Reeve"], code["Dilys Marchetti"]]))
    assert f"{tied} tie for the last place. Interview both, or use the order" in page
    assert f"higher on S2 puts {code['Callum Reeve']} ahead" in page
    refused = confirm(hr, vacancy)
    assert refused.status_code == 409
    assert "Choose all of them, or use the tie order." in refused.content.decode()
    assert set(Application.objects.values_list("state", flat=True)) == {"submitted"}


@pytest.mark.parametrize(
    ("how", "callum", "dilys"), [("everybody", "interview", "interview"), ("order", "interview", "below")]
)
def test_a_tie_is_parted_as_somebody_chose_and_that_is_kept(hr, vacancy, cast, how, callum, dilys):
    hr.post(f"{PAGE}tie/", {"how": how})
    decided = TieDecision.objects.get()
    assert (decided.how, decided.decided_by) == (how, cast.hr)
    assert (placed(vacancy)["Callum Reeve"], placed(vacancy)["Dilys Marchetti"]) == (callum, dilys)


def test_a_tie_the_order_cannot_part_offers_no_order(hr, cast):
    scores = dict.fromkeys(list(SCORES)[:3], ("2222222",) * 3)
    vacancy = reydon(cast, scores=scores, interview_places=2)
    page = hr.get(PAGE).content.decode()
    assert "does not part them" in page
    hr.post(f"{PAGE}tie/", {"how": "order"})
    assert not TieDecision.objects.exists()
    assert set(placed(vacancy).values()) == {"tie"}


def test_a_tie_decision_ends_when_others_tie(hr, vacancy):
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    Vacancy.objects.filter(pk=vacancy.pk).update(interview_places=4)
    assert "tie" not in placed(vacancy).values()
    rows = matrix(Vacancy.objects.get(pk=vacancy.pk))
    other = TieDecision(codes=["A1", "B2"], how="everybody")
    assert plan(rows, 5, ["S2"], [other]).tie_is_open


def test_scheme_applicant_is_included_and_only_hr_reads_why(hr, vacancy, cast, client):
    assert placed(vacancy)["Grace Ilesanmi"] == "included"
    assert "Disability Confident" in hr.get(PAGE).content.decode()
    client.force_login(cast.head)  # chairs the panel
    page = client.get(PAGE).content.decode()
    assert "Included by HR" in page
    assert "Disability" not in page


def test_scheme_does_not_include_somebody_who_misses_an_essential(hr, vacancy):
    vacancy.applications.filter(candidate__name="Keira Dunmow").update(disability_confident=True)
    assert placed(vacancy)["Keira Dunmow"] == "missed"


def test_line_moves_with_a_number_or_a_step(hr, vacancy):
    hr.post(f"{PAGE}line/", {"places": "4"})
    assert sum(decision == "interview" for decision in placed(vacancy).values()) == 4
    hr.post(f"{PAGE}line/", {"places": "4", "step": "down"})
    assert Vacancy.objects.get(pk=vacancy.pk).interview_places == 3
    hr.post(f"{PAGE}line/", {"places": "lots"})
    assert Vacancy.objects.get(pk=vacancy.pk).interview_places == 3


def test_out_of_order_takes_a_criterion_a_reason_and_a_colleague_who_agrees(hr, vacancy, cast, client):
    ewan = vacancy.applications.get(candidate__name="Ewan Thackray")
    criterion = vacancy.criteria.get(code="S3").pk
    said = {"applicant": ewan.pk, "criterion": criterion, "reason": "Led this work elsewhere"}
    assert hr.post(f"{PAGE}exception/", said).status_code == 422
    assert hr.post(f"{PAGE}exception/", {**said, "colleague": cast.hr.pk}).status_code == 422
    assert not LineException.objects.exists()
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    assert hr.post(f"{PAGE}exception/", {**said, "colleague": cast.panel[0].pk}).status_code == 302
    assert placed(vacancy)["Ewan Thackray"] == "missed"
    waits = f"Sunil Bhatt has yet to agree that {ewan.code} is taken out of order."
    assert waits in confirm(hr, vacancy).content.decode()
    carry_out_all()
    letter = Message.objects.get(kind="vacancy.propose_exception")
    assert letter.to_email == cast.panel[0].email
    assert "Ewan" not in letter.body
    fresh = Vacancy.objects.get(pk=vacancy.pk)
    for somebody in (cast.hr, cast.head):
        with pytest.raises(Blocked, match="Only Sunil Bhatt, who was asked, can agree"):
            fresh.agree_exception(by=somebody, applicant=ewan.pk)
    client.force_login(cast.panel[0])
    asked = "/vacancies/REY-0142/agree-exception/"
    page = client.get(asked).content.decode()
    assert f"{ewan.code} is interviewed from below the line, for S3: Led this work elsewhere (Jo Marlowe)" in page
    assert "Ewan" not in page
    client.post(asked, {"applicant": ewan.pk, "version": fresh.version})
    assert placed(vacancy)["Ewan Thackray"] == "interview"
    client.force_login(cast.hr)
    client.post(f"{PAGE}exception/", {"undo": ewan.code})
    assert placed(vacancy)["Ewan Thackray"] == "missed"
    made = LineException.objects.get()
    assert (made.decided_by, made.agreed_with, made.undone_by) == (cast.hr, cast.panel[0], cast.hr)
    told = list(vacancy.events().values_list("verb", "actor__name")[:4])
    assert told == [
        ("vacancy.undo_exception", "Jo Marlowe"),
        ("vacancy.agree_exception", "Sunil Bhatt"),
        ("vacancy.propose_exception", "Jo Marlowe"),
        ("vacancy.settle_tie", "Jo Marlowe"),
    ]


def test_line_and_tie_are_in_the_history_with_who(hr, vacancy, cast):
    hr.post(f"{PAGE}line/", {"places": "4"})
    hr.post(f"{PAGE}tie/", {"how": "everybody"})  # nobody ties for the fourth place
    hr.post(f"{PAGE}line/", {"places": "5"})
    hr.post(f"{PAGE}tie/", {"how": "order"})
    told = [(each.verb, each.details) for each in vacancy.events()[:3]]
    assert told == [
        ("vacancy.settle_tie", {"how": "order"}),
        ("vacancy.set_line", {"interview_places": 5}),
        ("vacancy.set_line", {"interview_places": 4}),
    ]


def test_line_tie_and_scores_by_api(vacancy, cast):
    chair, where = Asking(cast.head), "vacancies/REY-0142"

    def move(verb, **said):
        answer = chair.post(f"{where}/transitions/{verb}", said, If_Match=chair.tag(where))
        return answer.status_code

    one = vacancy.applications.get(candidate__name="Ewan Thackray").pk
    criterion = vacancy.criteria.get(code="S3").pk
    assert move("set_line", places=5) == 200
    assert move("settle_tie", how="everybody") == 200
    assert move("agree_score", applicant=one, criterion=criterion, value=1, reason="Read again.") == 200
    assert move("propose_exception", applicant=one, criterion=criterion, reason="Led it.", colleague=cast.hr.pk) == 200
    assert move("agree_exception", applicant=one) == 400  # not of those the chair was asked about
    assert move("undo_exception", applicant=one) == 200


def test_reasons_are_drafted_from_what_was_missed_and_may_be_rewritten(hr, vacancy, code):
    page = hr.get(PAGE).content.decode()
    assert "did not show enough of what is essential for this post: shows empathy with pupils and families." in page
    name = f"reason-{code['Keira Dunmow']}"
    hr.post(f"{PAGE}confirm/", {"save": "1", name: "We would have liked an example about families."})
    assert "We would have liked an example about families." in hr.get(PAGE).content.decode()
    assert set(Application.objects.values_list("state", flat=True)) == {"submitted"}


def test_a_null_byte_in_a_reason_is_not_kept(hr, vacancy, code):
    name = f"reason-{code['Keira Dunmow']}"
    assert hr.post(f"{vacancy.get_absolute_url()}shortlist/confirm/", {name: "E4\0 was not shown."}).status_code == 302
    assert vacancy.applications.get(code=code["Keira Dunmow"]).outcome_reason == "E4 was not shown."


def test_confirm_moves_everybody_and_the_vacancy_in_one_go(hr, vacancy, code):
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    answer = confirm(hr, vacancy)
    assert answer.status_code == 302
    states = dict(Application.objects.values_list("candidate__name", "state"))
    assert {name for name, state in states.items() if state == "shortlisted"} == {*list(SCORES)[:7]}
    assert {state for name, state in states.items() if name in list(SCORES)[7:]} == {"not_progressing"}
    assert Vacancy.objects.get(pk=vacancy.pk).state == "shortlisted"
    assert Application.objects.get(candidate__name="Noel Hargrave").outcome_reason.startswith("Your application")
    assert Event.objects.filter(verb="vacancy.confirm_shortlist").count() == 1
    page = hr.get(PAGE).content.decode()
    assert "Amara Okonjo" in page
    assert "Noel Hargrave" not in page


def test_confirm_is_all_or_nothing(hr, vacancy, cast):
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    refused = confirm(hr, vacancy, fingerprint="somebody-else")
    assert "changed while you were reading" in refused.content.decode()
    left = vacancy.applications.get(candidate__name="Noel Hargrave")
    empty = confirm(hr, vacancy, **{f"reason-{left.code}": " "})
    assert f"Give a reason for {left.code}." in empty.content.decode()
    assert set(Application.objects.values_list("state", flat=True)) == {"submitted"}
    assert not Event.objects.filter(verb__in=["application.shortlist", "application.do_not_progress"]).exists()


def test_confirm_waits_for_the_discussion(hr, cast):
    vacancy = reydon(cast)
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    refused = confirm(hr, vacancy)
    assert refused.status_code == 409
    assert "Agree 7 more scores before the shortlist." in refused.content.decode()


def test_confirm_respects_what_was_already_done_to_one_person(hr, vacancy, cast):
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    vacancy.applications.get(candidate__name="Amara Okonjo").shortlist(by=cast.hr)
    vacancy.applications.get(candidate__name="Farida Noor").do_not_progress(by=cast.hr, reason="Asked us to stop")
    assert confirm(hr, vacancy).status_code == 302
    states = dict(Application.objects.values_list("candidate__name", "state"))
    assert (states["Amara Okonjo"], states["Farida Noor"]) == ("shortlisted", "not_progressing")


def test_only_hr_and_the_chair_decide(vacancy, cast, client):
    for user in (cast.panel[0], cast.panel[1], cast.approver, cast.auditor, cast.stranger, cast.candidate):
        client.force_login(user)
        assert client.get(PAGE).status_code == 404
        for path in ("line/", "tie/", "exception/", "confirm/"):
            assert client.post(f"{PAGE}{path}", {"confirm": "1", "how": "everybody", "places": "1"}).status_code == 404
    client.force_login(cast.head)
    assert client.get(PAGE).status_code == 200


def test_shortlist_names_nobody_before_it_is_confirmed(hr, vacancy, cast):
    """HR opens the letters to see who they are to; nobody else finds a name at all."""
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    page = hr.get(PAGE).content.decode().split("<main")[1]
    shown, _, letters = page.partition("What is sent, and to whom, with names")
    assert not [name for name in SCORES if name in shown]
    assert [name for name in SCORES if f"to {name}, " not in letters] == []
    assert "until then it can be stopped in the outbox" in letters
    hr.force_login(cast.head)
    page = hr.get(PAGE).content.decode().split("<main")[1]
    assert page.count("You may not see who these people are yet, so their letters are not shown.") == 2
    assert not [name for name in SCORES if name in page]


def test_confirm_says_when_the_letters_go_and_where_to_undo_them(hr, vacancy):
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    confirm(hr, vacancy)
    page = hr.get(PAGE).content.decode()
    told = vacancy.applications.filter(state="not_progressing").order_by("code")
    assert f"{len(told)} letters go at {hour(told[0].outcome_goes_at)}." in page
    (where,) = re.findall(r'href="([^"]*move=undo-decision[^"]*)"', page)
    assert all(f"code={each.code}" in where for each in told)


def test_shortlist_asks_the_same_of_few_and_of_many(client, cast):
    """With a tie that was settled, somebody out of order and the letters to be sent; and again once it is confirmed."""
    counts = {}
    for number in (1, 3):
        tying = [f"Tying {place} of {number}" for place in range(number + 1)]
        missing = [f"Missing {place} of {number}" for place in range(number)]
        told = dict.fromkeys(tying, ("2222222",) * 3) | dict.fromkeys(missing, ("1111111",) * 3)
        vacancy = reydon(cast, scores=told, reference=f"REY-020{number}", interview_places=number)
        page = f"{vacancy.get_absolute_url()}shortlist/"
        vacancy.settle_tie(by=cast.hr, how="everybody")
        for each in vacancy.applications.filter(candidate__name__in=missing):
            said = {
                "applicant": each.pk,
                "criterion": vacancy.criteria.first().pk,
                "reason": "Led this work elsewhere",
            }
            vacancy.propose_exception(by=cast.hr, colleague=cast.panel[0].pk, **said)
            vacancy.agree_exception(by=cast.panel[0], applicant=each.pk)
        for reader in (cast.hr, cast.head):
            client.force_login(reader)
            shown = client.get(page)
            assert shown.context["letters"]
            assert len(shown.context["exceptions"]) == number
            counts.setdefault(reader.pk, []).append(questions(client, page))
        client.force_login(cast.hr)
        made = shown.context["made"].fingerprint
        assert client.post(f"{page}confirm/", {"confirm": "1", "fingerprint": made}).status_code == 302
        counts.setdefault("confirmed", []).append(questions(client, page))
    assert all(one == three <= 12 for one, three in counts.values()), counts


def test_many_are_read_page_by_page_and_every_page_is_saved_before_they_are_told(hr, vacancy, monkeypatch):
    """Thirteen people, five on a page: what is typed on each is kept, and nobody is told by a reason that nobody has read."""
    monkeypatch.setattr("vacancies.fifty.PAGE", 5)
    hr.post(f"{PAGE}tie/", {"how": "everybody"})
    url, read, typed_on = PAGE, [], {}
    for number in range(3):
        shown = hr.get(url).context
        read += [row["label"].split(". ")[1] for matrix in shown["tables"] for row in matrix["rows"]]
        assert shown["pager"]["text"] == ("1 to 5 of 13", "6 to 10 of 13", "11 to 13 of 13")[number]
        assert len(shown["exception_form"].fields["applicant"].choices) <= 6
        typed_on[number] = {row["name"]: f"{row['text']} Page {number}." for row in shown["reasons"]}
        posted = {"fingerprint": shown["made"].fingerprint, "after": shown["after"], **typed_on[number]}
        if number < 2:
            early = hr.post(f"{PAGE}confirm/", posted | {"confirm": "1"})
            assert early.status_code == 409
            assert "Read and save the reasons on the other pages" in early.content.decode()
            gone_on = hr.post(f"{PAGE}confirm/", posted | {"save": "1"})
            url = shown["pager"]["next_url"]
            assert gone_on.url == url
    assert sorted(read) == sorted(vacancy.applications.values_list("code", flat=True))
    assert hr.post(f"{PAGE}confirm/", posted | {"confirm": "1"}).status_code == 302
    told = dict(Application.objects.exclude(outcome_reason="").values_list("code", "outcome_reason"))
    assert {f"reason-{code}": reason for code, reason in told.items()} == {**typed_on[0], **typed_on[1], **typed_on[2]}
    assert Vacancy.objects.get(pk=vacancy.pk).state == "shortlisted"
