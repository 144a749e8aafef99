"""What must be true of a post before it is approved and advertised."""

from vacancies.guards.words import KCSIE, missing
from workflows.blockers import Blocker


def the_post_is_complete(vacancy, move):
    """What a budget holder needs to see: the post, its pay, its person specification, its panel and its dates."""
    needed = {
        "hours": "Enter the hours a week.",
        "weeks": "Enter the weeks a year.",
        "salary_from": "Enter the actual salary.",
        "starts_on": "Enter the start date.",
        "summary": "Describe the post in a sentence or two.",
    }
    for name, text in needed.items():
        if not getattr(vacancy, name):
            yield missing(vacancy, "post", name, text)
    if not vacancy.role_facts:
        yield missing(
            vacancy, "checks", "role_facts", "Say what the role does, so that the checks it needs can be derived."
        )
    criteria = vacancy.scored_criteria
    if not criteria:
        yield missing(
            vacancy, "person-spec", "criteria", "Add at least one criterion that applications are scored on."
        )
    for criterion in criteria:
        if not criterion.question:
            yield missing(
                vacancy,
                "person-spec",
                "question",
                f"Criterion {criterion.code} is scored from the application but asks no question.",
            )
    if vacancy.panel.sitting().count() < 2:
        yield missing(
            vacancy, "panel", "panel", "Name at least two panel members: two people or more shortlist.", KCSIE
        )


def somebody_else_wrote_it(vacancy, move):
    """Nobody approves their own request."""
    if vacancy.written_by_id == move.by.pk:
        yield Blocker(
            code="vacancy.self_approval",
            text="Someone else must approve this. You wrote the request.",
            owner="another approver",
            fix=vacancy.get_absolute_url(),
        )
