"""What must be true before the DBS Update Service is asked about, and relied on: `(subject, move) -> blockers`."""

from checks.kinds.certificates import FITS, MISFITS
from workflows.blockers import Blocker

RULE = "KCSIE Part three, Update Service"
NO_LIST = "This post is regulated activity, and their certificate does not include the children's barred list. Apply for a new one"


def a_certificate_is_awaited(file, move):
    """Only where the rules ask for a certificate, and it has not come."""
    if not file.checks.filter(code="dbs_enhanced", state__in=("not_started", "waiting", "to_decide")).exists():
        yield _blocker("not_awaited", "No DBS certificate is awaited for this post.", "nobody", file)


def the_status_is_not_known_yet(file, move):
    """Once the status was looked at there is nothing more to agree to."""
    status = (file.person_facts.get("update_service") or {}).get("status")
    if status or file.checks.filter(code="dbs_update_status", state="let_go").exists():
        yield _blocker("looked_at", "The status of your certificate has been looked at already.", "us", file)


def it_is_a_new_certificate(check, move):
    """A status stands in for a new certificate, and for nothing else."""
    if check.code != "dbs_enhanced":
        yield _blocker("another_check", f"{check.title} does not come from the Update Service.", "HR", check)


def they_agreed_in_writing(check, move):
    """Nobody looks without the person's own signed word; the service shows them who did."""
    said, name = check.clearance.subscriptions.first(), check.clearance.person.name
    if said is None:
        text = f"{name} has not said yet whether they are on the Update Service. They are asked on their own page."
        yield _blocker("not_asked", text, name, check)
    elif not said.may_be_looked_up:
        why = "did not agree to a look at their status" if said.subscribed else "is not on the Update Service"
        text = f"{name} {why}. Apply for a new certificate."
        yield _blocker("not_agreed", text, name, check, since=said.at)


def a_free_subscription_is_not_for_paid_work(check, move):
    """Q17: a volunteer's free subscription is commonly refused for paid work, so a new certificate is asked for."""
    said = check.clearance.subscriptions.first()
    if said is not None and said.free_as_volunteer and check.clearance.role_facts.get("paid"):
        text = "Their subscription is a volunteer's free one, and this work is paid. Apply for a new certificate."
        yield _blocker("free_for_volunteers", text, "HR", check, since=said.at)


def the_paper_fits_the_post(check, move):
    """Enhanced, child workforce, and with the list where the post is regulated activity; else a new one is needed."""
    told = move.details
    for name, fitting in FITS.items():
        if told.get(name) and told[name] not in fitting:
            yield _blocker(f"{name}_misfits", f"{MISFITS[name]}.", "HR", check)
    if check.clearance.regulated_activity and told.get("children_barred_list") is False:
        yield _blocker("no_list", f"{NO_LIST}.", "HR", check)


def the_person_still_agrees(check, move):
    """Whoever took back their agreement on their own page is not looked up."""
    said = check.clearance.subscriptions.first() if check.code == "dbs_update_status" else None
    if said is not None and not said.may_be_looked_up:
        text = (
            f"{check.clearance.person.name} no longer agrees to a look at their status. Apply for a new certificate."
        )
        yield _blocker("not_agreed", text, check.clearance.person.name, check, since=said.at)


def _blocker(code, text, owner, subject, since=None):
    file = getattr(subject, "clearance", subject)
    return Blocker(
        code=f"update_service.{code}", text=text, owner=owner, since=since, fix=file.get_absolute_url(), rule=RULE
    )
