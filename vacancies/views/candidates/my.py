"""What is happening with the candidate's own applications."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from hiring.access import candidate
from vacancies.equality.answering import stage_to_answer
from vacancies.forms.candidates import WithdrawForm
from vacancies.models import Appointment
from vacancies.own_probation import own_probation
from vacancies.tracker import track, track_all
from vacancies.views.candidates.finding import PARTS, around, own_application, own_applications, posted
from vacancies.waiting_on import asked_of, checks_left, referees_of, subscription_of, to_answer
from vacancies.written import cards
from workflows.blockers import Refused

SHOWN = (Appointment.State.OFFERED, Appointment.State.ACCEPTED, Appointment.State.CONFIRMED)
MY = {"url": "/my/", "label": "Your applications"}


@candidate
@never_cache
@require_GET
def applications(request):
    """Every application this person has begun, newest first."""
    tracked = track_all(list(own_applications(request.actor)))
    rows = [
        {"application": application, "tracker": tracker, "url": where(application)} for application, tracker in tracked
    ]
    return render(request, "vacancies/candidates/my.html", {"rows": rows, "to_answer": asked_of(request.actor)})


@candidate
@never_cache
@require_GET
def tracker(request, reference):
    """One application: what is happening, by when, whose turn it is."""
    application = own_application(request.actor, reference)
    told = track(application)
    in_checks = told.status in {"checks", "confirmed"}
    context = around(
        application.vacancy,
        application=application,
        tracker=told,
        checks=checks_left(application.clearance) if in_checks else [],
        in_checks=in_checks,
        to_answer=asked_now(application, told, in_checks),
        equality_stage="" if told.has_ended else stage_to_answer(application),
        referees=[] if told.has_ended or told.status == "draft" else referees_of(application),
        probation=own_probation(application),
        may_withdraw=application.withdraw.rule.leaves(application.state),
        may_decline=told.status == "checks",
        back=MY,
    )
    return render(request, "vacancies/candidates/tracker.html", context)


def asked_now(application, told, in_checks):
    """What is theirs to do: their declarations until there is an offer; with their checks, the Update Service."""
    if told.has_ended:
        return []
    return subscription_of(application.clearance) if in_checks else to_answer(application)


@candidate
@never_cache
@require_GET
def copy(request, reference):
    """What was sent, exactly, for the candidate to keep."""
    application = own_application(request.actor, reference, *PARTS)
    if application.submitted_at is None:
        return redirect("apply", reference)
    context = around(application.vacancy, application=application, cards=cards(application), back=to(application))
    return render(request, "vacancies/candidates/copy.html", context)


@candidate
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request, reference):
    """The candidate no longer wants the job: what that means, then one button."""
    application = own_application(request.actor, reference)
    if application.state == application.State.OFFERED:
        return redirect("decline_offer", reference)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return after(
            request, application, application.withdraw, "You have withdrawn. Nothing more is asked of you.", form
        )
    if not application.withdraw.rule.leaves(application.state):
        return redirect("my_application", reference)
    return render(
        request,
        "vacancies/candidates/withdraw.html",
        around(application.vacancy, application=application, form=form, back=to(application)),
    )


@candidate
@never_cache
@require_http_methods(["GET", "POST"])
def offer(request, reference):
    """The terms, and every check the offer still depends on; one press accepts."""
    application = own_application(request.actor, reference)
    appointment = offered_to(application)
    if appointment is None or appointment.state not in SHOWN:
        return redirect("my_application", reference)
    if request.method == "POST":
        return after(request, application, appointment.accept, "You have accepted the offer. Your checks begin now.")
    context = around(
        application.vacancy,
        application=application,
        appointment=appointment,
        conditions=checks_left(application.clearance),
        may_answer=appointment.state == Appointment.State.OFFERED,
        back=to(application),
    )
    return render(request, "vacancies/candidates/offer.html", context)


@candidate
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request, reference):
    """No to the offer, asked once more because it cannot be taken back."""
    application = own_application(request.actor, reference)
    appointment = offered_to(application)
    if appointment is None or not appointment.decline.rule.leaves(appointment.state):
        return redirect("my_application", reference)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return after(request, application, appointment.decline, "You have declined the offer.", form)
    context = around(application.vacancy, application=application, form=form, back=to(application))
    return render(request, "vacancies/candidates/decline.html", context)


def after(request, application, verb, done, form=None):
    """Make the move, or say why it was not made, and go back to the tracker."""
    details = {"reason": form.cleaned_data["reason"]} if form and form.cleaned_data["reason"] else {}
    try:
        verb(by=request.actor, **details)
        messages.success(request, done)
    except Refused as refusal:
        for blocker in refusal.blockers:
            messages.warning(request, blocker.text)
    return redirect("my_application", application.vacancy.reference)


def offered_to(application):
    return getattr(application, "appointment", None) if application.state == application.State.OFFERED else None


def where(application):
    return (
        f"/apply/{application.vacancy.reference}/"
        if application.state == "draft"
        else f"/my/{application.vacancy.reference}/"
    )


def to(application):
    return {"url": f"/my/{application.vacancy.reference}/", "label": "Your application"}
