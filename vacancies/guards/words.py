"""Words that several guards say alike."""

from hiring import clock
from workflows.blockers import Blocker

KCSIE = "KCSIE Part three, recruitment and selection"


def day(date):
    return f"{date:%A %-d %B %Y}"


def moment(instant):
    local = instant.astimezone(clock.LONDON)
    hour = "noon" if (local.hour, local.minute) == (12, 0) else f"{local:%-H:%M}"
    return f"{hour} on {local:%A %-d %B %Y}"


def missing(vacancy, part, name, text, rule=""):
    return Blocker(
        code=f"vacancy.{name}", text=text, owner="HR", fix=f"{vacancy.get_absolute_url()}setup/{part}/", rule=rule
    )
