"""From the first draft of an advert to the first day at work, by HTTP alone, refused along the way for the right reasons."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core import mail

from checks.kinds import kind
from checks.models import Check
from hiring import clock
from tests import story
from vacancies.demo.evidence import _typed
from vacancies.models import Vacancy

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REFERENCE = "REY-0142"
VACANCY = f"vacancies/{REFERENCE}"


def days(count):
    return (clock.today() + dt.timedelta(days=count)).isoformat()


def codes(answer, status=409):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    return [each["code"] for each in answer.json()["blockers"]]


def set_up(hr, head, panel):
    """Draft the post and describe it, part by part."""
    assert hr.read("vacancies")["items"] == []
    made = hr.post(
        "vacancies", {"school": story_school(hr), "reference": REFERENCE, "title": "Pastoral Support Worker"}
    )
    assert made.status_code == 201, made.text
    assert made.headers["Location"] == f"/api/v1/{VACANCY}"
    assert "post.duties" not in codes(hr.try_move(VACANCY, "send_for_approval"))
    put(hr, "post", {
        "title": "Pastoral Support Worker", "summary": "Wellbeing support.", "duties": "Listen\nPlan\nRecord", "grade": "C",
        "point_from": 5, "point_to": 6, "salary_from": "22454.09", "salary_to": "22806.26", "hours": "37", "weeks": "39",
        "contract": "Permanent", "posts": 1, "starts_on": days(0), "contact": "Jo Marlowe, 01632 960142",
    })  # fmt: skip
    put(hr, "checks", {
        "engagement": "employee", "overnight": "no",
        "activities": ["care_supervise"], "contact": "direct", "frequency": "frequent", "teaching_work": "no",
        "facts": ["early_years"],
    })  # fmt: skip
    put(hr, "dates", {
        "closes_day": days(14), "closes_hour": "noon", "scores_due_on": days(21), "shortlist_day": days(25),
        "interviews_on": days(32), "decision_day": days(34), "interview_places": 5, "may_close_early": True,
    })  # fmt: skip
    put(hr, "advert", {
        "safeguarding_statement": "Keeping children safe comes first here.", "offenders_statement": "This post is exempt.",
        "online_search_notice": "We search online.", "childcare_notice": "The 2018 Regulations apply.",
    })  # fmt: skip
    for _code, text, essential, weight in story.CRITERIA[:3]:
        hr.change("POST", f"{VACANCY}/criteria", {
            "text": text, "is_essential": "yes" if essential else "no", "weight": weight, "assessed_by": "application",
            "question": f"Tell us: {text}",
        }, read_from=VACANCY)  # fmt: skip
    for member in (head, *panel):
        seat = {"user": member.pk, "is_chair": member == head, "trained_on": "2025-09-01"}
        hr.change("POST", f"{VACANCY}/panel", seat, read_from=VACANCY)


def story_school(hr):
    from hiring.models import School

    return School.objects.get(slug="reydon").pk


def put(hr, part, body):
    return hr.change("PUT", f"{VACANCY}/setup/{part}", body, read_from=VACANCY)


def come_in(anybody, client_class, email):
    """A link by mail, exchanged for a token."""
    assert anybody.post("sign-in-links", {"email": email}).status_code == 202
    link = next(word for word in mail.outbox[-1].body.split() if "/in/" in word)
    token = anybody.post("token", {"link": link})
    assert token.status_code == 201, token.text
    assert anybody.post("token", {"link": link}).status_code == 410
    return client_class(anybody.server, token.json()["token"])


def apply(me, name, email):
    """The whole form, then sent."""
    begun = me.post(f"{VACANCY}/applications")
    assert begun.status_code == 201, begun.text
    mine = begun.headers["Location"]
    assert codes(me.post(f"{VACANCY}/applications")) == ["application.already"]
    asked = me.try_move(mine, "submit")
    assert "application.referees" in codes(asked)
    assert all(set(each) == {"code", "text", "fix_page", "expected_by"} for each in asked.json()["blockers"])
    form = me.read(f"{mine}/form")
    me.change("PATCH", f"{mine}/form", {
        "details": {"full_name": name, "former_names": "", "phone": "01632 960555", "address": "4 Harbour Row"},
        "right_to_work": {"right_to_work": "british_or_irish"},
        "adjustments": {"adjustments": "", "disability_confident": False},
        "education": {"education_ended": "2015-06"},
        "history": [{"kind": "work", "title": "Support worker", "organisation": "Hill View", "country": "United Kingdom",
                     "from_month": "2016-01", "still": True, "with_children": True}],
        "history_is_complete": True,
        "answers": {each["code"]: "I did this at Hill View." for each in form["questions"]},
        "declarations": {"related": "no", "signed_name": name},
    })  # fmt: skip
    written = me.read(f"{mine}/form")
    assert written["gaps_to_explain"] == [{"from_month": "2015-07", "to_month": "2015-12"}]
    gap = written["gaps_to_explain"][0] | {"why": "travelling", "text": "I travelled."}
    wrong = me.call(
        "PATCH", f"{mine}/form", {"referees": [referee("Sam", email)], "gaps": [gap]}, If_Match=me.tag(mine)
    )
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["pointer"] == "/referees/0/email"
    people = [referee("Sam Okafor", "sam@hillview.example"), referee("Lena Holt", "lena@brightside.example")]
    me.change("PATCH", f"{mine}/form", {"referees": people, "gaps": [gap]})
    me.move(mine, "submit")
    return mine


def referee(name, email):
    about = {
        "organisation": "Hill View",
        "position": "Manager",
        "relationship": "Managed me",
        "may_contact": "any_time",
    }
    return {"name": name, "email": email, **about}


def score(member):
    """Declare, read the blind applications, score them all, seal."""
    card = f"scorecards/{member.read('scorecards')[0]['id']}"
    assert member.read(card)["applicants"] == []
    assert "scorecard.not_declared" in codes(member.try_move(card, "seal"))
    told = member.change("PUT", f"{card}/declaration", {"knows": "no"}, read_from=card)
    assert "Amara" not in str(told)
    assert "Hill View" not in str(told["applicants"])
    assert "scorecard.unscored" in codes(member.try_move(card, "seal"))
    given = [
        {"applicant": s["applicant"], "criterion": s["criterion"], "value": 3, "reason": "Clear"}
        for s in told["scores"]
    ]
    member.change("PUT", f"{card}/scores", {"scores": given}, read_from=card)
    member.move(card, "seal")


def see_to(check, hr, head):
    """Record good evidence of one check, and have it decided where it asks for that."""
    where = f"checks/{check['check']}"
    row = Check.objects.select_related("clearance__person").get(pk=check["check"])
    known = kind(check["code"]).Evidence(check=row).fields
    typed = _typed(row, row.clearance.person)
    hr.move(where, "record", {name: value for name, value in typed.items() if name in known})
    if hr.read(where)["state"] == "to_decide":
        head.move(where, "clear", {"reason": "Content with what was seen."})


def advertise(play):
    """Refused until somebody else approves it, then open to everybody."""
    assert play.anybody.get(VACANCY).status_code == 404
    assert codes(play.hr.try_move(VACANCY, "publish")) == ["state"]
    play.hr.move(VACANCY, "send_for_approval")
    assert play.hr.try_move(VACANCY, "approve").status_code == 403
    play.approver.move(VACANCY, "approve")
    play.hr.move(VACANCY, "publish")
    assert [each["reference"] for each in play.anybody.read("vacancies")["items"]] == [REFERENCE]


def receive(play):
    """One person comes in, applies, and can see what happens next and nothing of the school's."""
    play.me = come_in(play.anybody, type(play.anybody), "amara.okonjo@example.org")
    play.mine = apply(play.me, "Amara Okonjo", "amara.okonjo@example.org")
    status = play.me.read(play.mine)
    assert (status["status"], status["turn"]) == ("received", "school")
    assert status["next_date"]
    assert status["next_date_basis"] == "The date in the advert."
    assert play.me.get("applications").status_code == 403


def choose(play):
    """Nobody is shortlisted before everybody has scored, alone and without names."""
    early = {"day": days(2), "hour": "noon", "reason": "Enough people applied."}
    assert codes(play.hr.try_move(VACANCY, "close")) == ["vacancy.not_closing_yet"]
    assert codes(play.hr.try_move(VACANCY, "announce_early_closing", early | {"day": days(0)})) == [
        "vacancy.short_notice"
    ]
    play.hr.move(VACANCY, "announce_early_closing", early)
    Vacancy.objects.update(closes_at=clock.now())
    play.hr.move(VACANCY, "close")
    play.hr.move(VACANCY, "open_scoring")
    line = play.hr.read("applications")["items"][0]
    play.application = f"applications/{line['id']}"
    assert line["name"] is None
    assert codes(play.hr.try_move(play.application, "shortlist"))
    assert codes(play.head.try_move(VACANCY, "confirm_shortlist")) == ["state"]
    for member in (play.head, *play.panel):
        score(member)
    play.hr.move(play.application, "shortlist")
    play.hr.move(VACANCY, "confirm_shortlist")


def interview(play):
    """Invited only once interviews begin; met without references only for a reason."""
    when = {"day": days(3), "hour": "9:30", "place": "Library", "reason": "An open day."}
    assert codes(play.hr.try_move(play.application, "invite", when)) == ["vacancy.not_interviewing"]
    play.hr.move(VACANCY, "begin_interviews")
    play.hr.move(play.application, "invite", when)
    assert play.me.read(play.mine)["status"] == "invited"
    met = {"held_on": days(0), "safeguarding": "Spoke well about boundaries.", "recommendation": "appoint"}
    refused = codes(play.hr.try_move(play.application, "record_interview", met))
    assert refused == ["references.1.not_in", "references.2.not_in"]
    play.hr.move(play.application, "record_interview", met | {"without_references": "They were away."})


def offer(play):
    """The head offers, the candidate reads the terms and accepts."""
    terms = {"starts_on": days(0), "salary": "22454.09", "reply_by": days(7)}
    assert play.hr.try_move(play.application, "offer", terms).status_code == 403
    play.head.move(play.application, "offer", terms)
    assert play.me.read(f"{play.mine}/offer")["salary"] == "22454.09"
    could = {each["verb"]: each["allowed"] for each in play.me.read(f"{play.mine}/actions")}
    assert could == {"accept": True, "decline": True, "tell": True, "tell_subscription": True}
    play.me.change("POST", f"{play.mine}/offer/transitions/accept", {}, read_from=play.mine)
    facts = play.head.read(play.application)
    play.offer, play.gate = f"appointments/{facts['appointment']}", f"people/{facts['person']}/gate"


def check_everything(play):
    """The start stays shut until the last check is clear, and each refusal says where to go."""
    start = {"starts_on": days(0)}
    shut = play.head.try_move(play.offer, "confirm_start", start)
    lines = play.hr.read(play.gate)["lines"]
    assert len(codes(shut)) == len(lines) > 8
    assert shut.json()["blockers"][0]["fix"].startswith("/api/v1/checks/")
    assert play.head.get(shut.json()["blockers"][0]["fix"]).status_code == 200
    for line in lines:
        assert codes(play.head.try_move(play.offer, "confirm_start", start))
        see_to(line, play.hr, play.head)
    assert play.hr.read(play.gate)["status"] == "ready"
    play.head.move(play.offer, "confirm_start", start)


def begin_work(play):
    """The first day, and the history of it all."""
    assert play.me.read(play.mine)["status"] == "confirmed"
    assert play.hr.move(play.offer, "start")["state"] == "started"
    assert play.me.read(play.mine)["status"] == "started"
    play.hr.move(VACANCY, "fill")
    verbs = {each["verb"] for each in play.hr.read(f"{play.application}/audit")}
    assert verbs > {"application.submit", "appointment.start", "check.record", "clearance.rely_on"}
    told = [each["text"] for each in play.me.read(f"{play.mine}/timeline")]
    assert (told[0], told[-1]) == ("You began your application.", "You started.")


def test_tell_the_whole_story_by_http_alone(cast, client_of, tally):
    play = SimpleNamespace(
        hr=client_of(cast.hr), head=client_of(cast.head), approver=client_of(cast.approver), anybody=client_of(),
        panel=[client_of(member) for member in cast.panel],
    )  # fmt: skip
    set_up(play.hr, cast.head, cast.panel)
    for chapter in (advertise, receive, choose, interview, offer, check_everything, begin_work):
        chapter(play)
    everybody = [play.hr, play.head, play.approver, play.anybody, play.me, *play.panel]
    tally("the story by HTTP alone", sum(each.calls for each in everybody), more="calls")
