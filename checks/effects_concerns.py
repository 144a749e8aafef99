"""Who is told when a check of somebody at work is in question: that there is something, never what."""

from checks.effects_dbs import answerable_for
from hiring.duty import hr_for
from workflows.letters import Letter, Page
from workflows.registry import effect


def about_concern(people, words, concern):
    facts = {"concern": concern, "clearance": concern.clearance}
    once = {user.pk: user for user in people if user.pk != concern.clearance.person_id}
    page = Page(concern.get_absolute_url())
    return [Letter(words, user.name, user.email, concern, page, facts) for user in once.values()]


@effect("concern.raise_at_work", "concern.decide_again")
def somebody_must_decide(occasion):
    """To the head, who decides whether they stay, and the safeguarding lead. It names nobody."""
    concern = occasion.record
    return about_concern(answerable_for(concern.school), "concern.raise_at_work", concern)


@effect("concern.keep_at_work")
def they_stay_with_measures(occasion):
    """To the safeguarding lead, the head and HR: that there are measures, and until when."""
    concern = occasion.record
    return about_concern([*answerable_for(concern.school), *hr_for(concern.school)], "concern.keep_at_work", concern)


@effect("concern.stand_down")
def they_are_off_work(occasion):
    """To the head, the safeguarding lead and HR: they may not be at work."""
    concern = occasion.record
    return about_concern([*answerable_for(concern.school), *hr_for(concern.school)], "concern.stand_down", concern)
