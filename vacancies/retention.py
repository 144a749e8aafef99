"""How long applications are kept, and when a person is forgotten; dated data, each line with its basis."""

from django.db.models import Exists, OuterRef, Q

from checks.models import Clearance, Hold, RulesPolicy
from checks.models.erasing import forget_what_was_said
from checks.past_its_time import held_people, past_its_time
from checks.retention import CLAIMS, LIMITATION
from hiring import clock
from hiring.actors import SYSTEM
from hiring.models import Link, User
from hiring.templatetags.dates import as_date
from vacancies.models import Application
from workflows.retention.schedule import ELSEWHERE, FOR_GOOD, Due, Rule, keep

ENDED_OFFERS = ("declined", "lapsed", "withdrawn")
RELATED = ("vacancy__school__trust", "candidate", "clearance", "appointment")


def applications(began_on, **which):
    """A finder of applications not yet erased, whose time began on the day `began_on(application)` tells."""

    def find(rule, day):
        rows = Application.objects.filter(erased_at=None, **which).select_related(*RELATED).order_by("pk")
        yield from past_its_time(rule, day, rows, began_on, erase)

    return find


def erase(application):
    def destroy(rule):
        went = f"1 application, {application.answers.count()} answers, {application.scores.count()} scores"
        application.erase(by=SYSTEM, rule=rule.code)
        return went

    return destroy


def ended(application):
    return application.ended_at


def closed(application):
    """A draft waits for the vacancy to close for everybody."""
    vacancy = application.vacancy
    return vacancy.closes_at if vacancy.closes_at and vacancy.closes_at <= clock.now() else None


def file_closed(application):
    return application.clearance.closed_at


def left(application):
    return application.clearance.left_on


def people(rule, day):
    """Candidates of whom nothing is left but a name and an address."""
    held = held_people()
    kept_file = Clearance.objects.filter(person=OuterRef("pk"), erased_at=None)
    kept_bid = Application.objects.filter(candidate=OuterRef("pk"), erased_at=None)
    an_erased_bid = Application.objects.filter(candidate=OuterRef("pk")).exclude(erased_at=None)
    an_erased_file = Clearance.objects.filter(person=OuterRef("pk")).exclude(erased_at=None)
    rows = User.objects.filter(
        Exists(an_erased_bid) | Exists(an_erased_file), ~Exists(kept_file), ~Exists(kept_bid), memberships=None
    ).exclude(email__endswith="@erased.invalid")
    for person in rows.order_by("pk"):
        erased = last_erasure(person)
        yield Due(person, erased.school, as_date(erased.erased_at), day, forget(person), person.pk in held)


def last_erasure(person):
    gone = ~Q(erased_at=None)
    bid = (
        Application.objects.filter(gone, candidate=person)
        .select_related("vacancy__school")
        .order_by("erased_at")
        .last()
    )
    return bid or Clearance.objects.filter(gone, person=person).select_related("school").order_by("erased_at").last()


def forget(person):
    def destroy(rule):
        Link.objects.filter(Q(user=person) | Q(email__iexact=person.email)).delete()
        person.auth_token_set.all().delete()
        forget_what_was_said("hold", list(Hold.objects.filter(person=person).values_list("pk", flat=True)))
        person.name, person.email, person.is_active = "Somebody erased", f"person-{person.pk}@erased.invalid", False
        person.set_unusable_password()
        person.save(update_fields=["name", "email", "is_active", "password"])
        return "1 name and address"

    return destroy


DATA_MINIMISATION = "Data minimisation: nothing needs it any more"

keep(
    Rule("unsuccessful_application", "Unsuccessful application and its scores", 12, "the decision", CLAIMS, "D",
         own=RulesPolicy.months_kept, find=applications(ended, state="not_progressing")),
    Rule("withdrawn_application", "Withdrawn application", 6, "the withdrawal", DATA_MINIMISATION, "D",
         find=applications(ended, state="withdrawn")),
    Rule("draft_never_sent", "Draft never sent", 1, "the closing day", DATA_MINIMISATION, "D",
         find=applications(closed, state="draft")),
    Rule("offer_not_taken_up", "Application whose offer came to nothing", 12, "the file of checks closing", CLAIMS, "D",
         own=RulesPolicy.months_kept, find=applications(file_closed, state="offered", appointment__state__in=ENDED_OFFERS)),
    Rule("application_of_leaver", "Application of somebody appointed", 72, "the last day at work", LIMITATION, "K",
         find=applications(left, state="offered", clearance__state="left")),
    Rule("probation_of_leaver", "What was agreed in a probation, and why it was extended or ended", 72, "the last day at work",
         LIMITATION, "K", ELSEWHERE, "With the application of somebody appointed; the days and the decision stay"),
    Rule("person_without_records", "Name and address of a person of whom nothing else is kept", 0, "the last erasure",
         DATA_MINIMISATION, "D", find=people),
    Rule("equality_totals", "Equality totals of each term", None, "", "Not personal data: no key leads to anybody", "D",
         FOR_GOOD, "Answers are never kept one by one; the totals stay when applications are erased"),
)  # fmt: skip
