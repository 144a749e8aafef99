"""One application: its next step, what the person wrote, scores once they are open, and everything that happened to it."""

from django.db.models import Q
from django.shortcuts import render

from hiring.access import staff
from hiring.models import Role
from hiring.permissions import HR
from hiring.templatetags.dates import fullmoment
from vacancies.as_sent import answers_of, details_of, line_of_time, referees_of
from vacancies.gates import gate_of_application
from vacancies.pipeline import state_words
from vacancies.promises import promises_about
from vacancies.scores_shown import scores_of
from vacancies.turns import turn_of
from vacancies.views.hr.finding import the_application
from workflows.history_words import in_words
from workflows.models import Event, Message

HANDLES_PEOPLE = {*HR, Role.HEAD, Role.SAFEGUARDING_LEAD}
READS_SCORES = {*HR, Role.HEAD}


@staff
def application(request, reference, code):
    """Everything about one application that this person may read (a fixed number of queries)."""
    this = the_application(request, reference, code)
    roles = request.actor.roles_at(this.school)
    moves = this.moves(request.actor)
    handles, reads = bool(roles & HANDLES_PEOPLE), bool(roles & READS_SCORES)
    context = {
        "nav": "vacancies",
        "application": this,
        "vacancy": this.vacancy,
        "identity": _identity(this, moves),
        "gate": gate_of_application(this, moves),
        "undo": any(each.allowed and each.rule.name == "undo_decision" for each in moves),
        "promises": promises_about(this),
        "details": details_of(this) if handles else [],
        "answers": answers_of(this),
        "line_of_time": line_of_time(this),
        "qualifications": list(this.qualifications.all()),
        "referees": referees_of(this) if handles else [],
        "scores": scores_of(this) if reads else None,
        "reads_scores": reads,
        "interview": getattr(this, "interview", None) if reads else None,
        "letters": _letters(this, request.actor) if handles else [],
        "events": _events(this),
        "handles": handles,
    }
    context["subnav"] = {"items": _sections(context)}
    return render(request, "vacancies/hr/application.html", context)


def _identity(this, moves):
    mark = turn_of(this, this.vacancy, []).mark
    permitted = [verdict for verdict in moves if verdict.permitted]
    base = this.get_absolute_url()
    return {
        "title": f"{this.code} {this.candidate.name}",
        "code": this.vacancy.reference,
        "subtitle": f"{this.vacancy.title}, {this.vacancy.school.name}",
        "facts": [f"Sent {fullmoment(this.submitted_at)}"] if this.submitted_at else [],
        "mark": mark,
        "state": state_words(this),
        "menu": {
            "about": this.code,
            "moves": [
                {"label": each.rule.label, "url": f"{base}{each.rule.slug}/"} for each in permitted if each.allowed
            ],
            "not_yet": [
                {"label": each.rule.label, "reasons": [blocker.text for blocker in each.blockers]}
                for each in permitted
                if not each.allowed
            ],
        }
        if permitted
        else None,
    }


def _letters(this, actor):
    """Letters about this application or what became of it, newest first (one query)."""
    about = Q(about_type="application", about_id=this.pk)
    offer = getattr(this, "appointment", None)
    if offer:
        about |= Q(about_type="appointment", about_id=offer.pk)
    return list(Message.objects.visible_to(actor).filter(about).order_by("-written_at", "-pk")[:50])


def _events(this):
    """What happened to the application and to its offer, newest first, with reasons (one query)."""
    about = Q(subject_type="application", subject_id=this.pk)
    offer = getattr(this, "appointment", None)
    if offer:
        about |= Q(subject_type="appointment", subject_id=offer.pk)
    events = Event.objects.filter(about).select_related("actor", "note").order_by("-id")[:100]
    return [in_words(event) for event in events]


def _sections(context):
    sections = [
        ("Next step", "next", True),
        ("What they wrote", "answers", True),
        ("Work and study", "line-of-time", True),
        ("Details", "details", context["handles"]),
        ("Referees", "referees", context["handles"]),
        ("Scores", "scores", context["reads_scores"]),
        ("Interview", "interview", context["interview"]),
        ("Messages", "messages", context["handles"]),
        ("History", "history", True),
    ]
    return [{"label": label, "url": f"#{anchor}"} for label, anchor, shown in sections if shown]
