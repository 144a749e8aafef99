"""How a letter of this floor is addressed."""

from workflows.letters import Letter, OneTimeLink, Page


def to_candidate(application, words, **facts):
    """To the person who applied, with a link that signs them in at their own tracker."""
    path = f"/my/{application.vacancy.reference}/"
    name = application.full_name or application.candidate.name
    facts = {"vacancy": application.vacancy, "application": application, **facts}
    return Letter(words, name, application.candidate.email, application, way_in(application.candidate, path), facts)


def to_each(people, words, about, path, **facts):
    """To each of these members of staff, with a link to the page where they act."""
    return [Letter(words, user.name, user.email, about, Page(path), facts) for user in people]


def way_in(user, path):
    """Staff sign in by their own door; anybody else gets a link of their own."""
    return Page(path) if user.works_here else OneTimeLink("candidate", user.email, user=user, next_url=path)
