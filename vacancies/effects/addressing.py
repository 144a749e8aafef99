"""How a letter of this floor is addressed."""

from workflows.letters import Letter, Page, TheirPage


def to_candidate(application, words, **facts):
    """To the person who applied, with a link that signs them in at their own tracker."""
    path = f"/my/{application.vacancy.reference}/"
    name = application.full_name or application.candidate.name
    facts = {"vacancy": application.vacancy, "application": application, **facts}
    return Letter(words, name, application.candidate.email, application, TheirPage(application.candidate, path), facts)


def to_each(people, words, about, path, **facts):
    """To each of these members of staff, with a link to the page where they act."""
    return [Letter(words, user.name, user.email, about, Page(path), facts) for user in people]
