"""What time does to people at work by itself: evidence runs out, measures are not looked at again. No event tells of it."""

from celery import shared_task
from django.db.models import Exists, OuterRef, Q

from checks.kinds import KINDS
from checks.models import Check, Clearance, Concern
from checks.models.at_work import put_in_question
from hiring import clock
from hiring.actors import SYSTEM
from workflows.blockers import Refused

ONE_VISIT = [code for code, each in KINDS.items() if each.lasts_one_visit]


@shared_task
def look_at_who_is_at_work():
    """End visits, raise what has run out, end what is good again, ask again where measures have run out; how many."""
    return end_visits() + raise_what_ran_out() + ask_again() + settle_what_is_good()


def end_visits():
    """Whoever was escorted on a visit that is over is at work no more: the gate asks for an escort when they come again."""
    over = Check.objects.filter(code__in=ONE_VISIT, state="clear", expires_on__lt=clock.today())
    files = Clearance.objects.filter(state="relied_on", pk__in=over.values("clearance"))
    return sum(_moved(_end_visit, file) for file in files.select_related(*Clearance.locked_with).order_by("pk"))


def _end_visit(file):
    file.stop_relying(by=SYSTEM, reason="Their visit is over.")


def raise_what_ran_out():
    """A check of somebody at work that was good until yesterday."""
    today = clock.today()
    here = Q(clearance__state="relied_on") | Q(clearance__state="open", clearance__in_post_since__lte=today)
    asked = Exists(Concern.objects.open().filter(check_row=OuterRef("pk")))
    ran_out = Check.objects.filter(here, ~asked, state="clear", expires_on__lt=today).exclude(code__in=ONE_VISIT)
    return sum(_moved(_raise, check) for check in ran_out.select_related(*Check.locked_with).order_by("pk"))


def _raise(check):
    put_in_question(check, "expired")


def ask_again():
    """Measures whose day to look again has passed hold no longer."""
    lapsed = Concern.objects.filter(state="kept", review_on__lt=clock.today())
    return sum(_moved(_decide_again, each) for each in lapsed.select_related(*Concern.locked_with).order_by("pk"))


def _decide_again(concern):
    concern.decide_again(by=SYSTEM)


def settle_what_is_good():
    """What another way in than the check itself has made good: the old record, a change of facts."""
    today = clock.today()
    good = Q(check_row__expires_on=None) | Q(check_row__expires_on__gte=today)
    over = Q(check_row__state="clear") & good | Q(check_row__state="let_go")
    again = Concern.objects.open().filter(over).select_related(*Concern.locked_with)
    return sum(_moved(_settle, each) for each in again.order_by("pk"))


def _settle(concern):
    concern.settle(by=SYSTEM)


def _moved(move, record):
    """Make a move; False when somebody has meanwhile made it needless."""
    try:
        move(record)
    except Refused:
        return False
    return True
