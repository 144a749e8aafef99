"""Opening the files of checks of everybody who is shortlisted: read once for all, put to the rules in memory, written once for all."""

from collections import defaultdict

from checks.models import Clearance, Employer, RefereeRequest, RulesPolicy
from hiring import clock
from hiring.models import Few, keep_read, read_together
from vacancies.clearing import countries, person_facts, role_facts
from vacancies.guards.shortlist import how_many_scored, left_to_agree
from vacancies.naming_employers import employers_named_by, posts_held, spoken_for_by
from vacancies.queries import as_judged
from workflows.many_cases import begin_in_many_cases, go_through_in_many_cases

HISTORY = "application_id kind title organisation country from_month to_month with_children taught reason_for_leaving"
REFEREES = "application_id name email phone organisation position relationship may_contact history_id"
CRITERIA = "code text is_essential weight position assessed_by"


def open_files(applications, *, by):
    """A file for each of these people of one vacancy, with the checks the rules ask for, the employers and the referees.

    They were read by `read_for_files`. However many they are, it takes as many statements. A refusal tells in its
    `place` whose it is.
    """
    files = begin_in_many_cases(Clearance.rule_of("open"), [facts_of(each) for each in applications], by=by)
    for application, file in zip(applications, files, strict=True):
        application.clearance, file.trust_asks = file, application.trust_asks
    go_through_in_many_cases(files, Clearance.rule_of("derive"), by=by)
    name_referees(applications)


def read_for_files(applications):
    """What a shortlist asks of each: who scored it, what is left to agree, what they wrote, what the trust asks. One query.

    Returns what the guards ask, by question; the rest is read with the applications and their vacancy.
    """
    first = applications[0]
    chosen = RulesPolicy.objects.filter(school__trust=first.school.trust, settled_at__lte=clock.now())
    found = read_together(
        judged=Few(
            type(first).objects.filter(pk__in=[each.pk for each in applications]), "", more=as_judged(first.vacancy)
        ),
        history=Few(first.history.model.objects.filter(application__in=applications), HISTORY),
        referees=Few(first.referees.model.objects.filter(application__in=applications), REFEREES),
        criteria=Few(first.vacancy.criteria.all(), CRITERIA),
        chosen=Few(chosen, "choices", order=("-pk",), most=1),
    )
    keep_read(first.vacancy, criteria=sorted(found["criteria"], key=lambda each: each.position))
    entries, theirs = {each.pk: each for each in found["history"]}, defaultdict(lambda: ([], []))
    for entry in sorted(entries.values(), key=lambda each: (each.from_month, each.pk)):
        theirs[entry.application_id][0].append(entry)
    for referee in sorted(found["referees"], key=lambda each: each.pk):
        referee.history = entries.get(referee.history_id)
        theirs[referee.application_id][1].append(referee)
    for application in applications:
        history, referees = theirs[application.pk]
        keep_read(application, history=history, referees=referees)
        application.trust_asks = found["chosen"][0].choices if found["chosen"] else None
    return {
        how_many_scored: {each.pk: each.scorers for each in found["judged"]},
        left_to_agree: {each.pk: each.left for each in found["judged"]},
    }


def facts_of(application):
    """What the file copies of the post and the person, since it never looks up."""
    vacancy = application.vacancy
    return {
        "school": application.school,
        "person": application.candidate,
        "post_title": vacancy.title,
        "reference": vacancy.reference,
        "role_facts": role_facts(vacancy),
        "person_facts": person_facts(application),
        "starts_on": vacancy.starts_on,
        "countries": countries(application),
        "posts_held": posts_held(application),
    }


def name_referees(applications):
    """Copy the referees each named, and the employers somebody must speak for, to the checks that will ask."""
    asked_of = [[each.code, each.text] for each in applications[0].vacancy.heaviest_criteria()]
    asking = [(each, references_of(each)) for each in applications]
    employers = {each.pk: employers_named_by(each) for each, checks in asking if checks}
    Employer.objects.bulk_create(employer for pairs in employers.values() for _job, employer in pairs)
    RefereeRequest.objects.bulk_create(
        RefereeRequest(
            check_row=checks[number],
            criteria=asked_of,
            speaks_for=spoken_for_by(referee, employers[application.pk]),
            **referee.as_request(),
        )
        for application, checks in asking
        for number, referee in enumerate(application.referees.all(), start=1)
        if number in checks
    )


def references_of(application):
    """The checks of this file that ask referees, by number."""
    return {check.number: check for check in application.clearance.newly_required if check.code == "references"}
