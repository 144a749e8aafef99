"""What time does by itself: vacancies close, dates are missed, offers lapse, evidence runs out."""

from celery import shared_task

from checks.models import Concern, EarlyStart
from hiring import clock
from vacancies import missed_dates
from vacancies.effects.acting import hold_if_open, moved_by_itself, stop_work_on
from vacancies.models import Appointment, Vacancy

NOT_CLEAR = ("not_started", "waiting", "to_decide", "concern")


@shared_task
def close_on_time():
    """Close every vacancy whose closing time has come; how many."""
    due = Vacancy.objects.filter(state=Vacancy.State.PUBLISHED, closes_at__lte=clock.now())
    return sum(moved_by_itself(vacancy.close) for vacancy in due.order_by("closes_at"))


@shared_task
def own_up():
    """Say sorry, once, to everybody whose promised date has passed; how many."""
    return missed_dates.own_up()


@shared_task
def let_offers_lapse():
    """End the offers that nobody answered by the date in the letter; how many."""
    due = Appointment.objects.filter(state=Appointment.State.OFFERED, reply_by__lt=clock.today())
    return sum(moved_by_itself(appointment.lapse) for appointment in due.order_by("reply_by"))


@shared_task
def hold_starts():
    """Reopen confirmed starts whose evidence has run out since; how many. Time is a writer no event tells of."""
    return hold_if_open(Appointment.objects.all())


@shared_task
def stop_work():
    """Stand down whoever is still at work on a revoked early start or stood down in a concern; how many. A worker may be away."""
    revoked = EarlyStart.objects.filter(
        state="revoked", clearance__state="relied_on", certificate__state__in=NOT_CLEAR
    )
    stopped = sum(stop_work_on(early.clearance, early) for early in revoked.select_related(*EarlyStart.locked_with))
    away = Concern.objects.filter(state="stood_down", clearance__state="relied_on").select_related(
        *Concern.locked_with
    )
    return stopped + sum(stop_work_on(concern.clearance, concern) for concern in away.order_by("pk"))
