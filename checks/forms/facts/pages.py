"""Which pages there are, in the order they are asked: of somebody new, and of somebody who has a file."""

from checks.forms.facts.abroad import Abroad
from checks.forms.facts.person import About, AboutSomebodyKnown, AlreadyHere, LastPost, UpdateService
from checks.forms.facts.post import Childcare, Duties, Office, Sender, Terms, Work
from checks.forms.facts.who import Post, Who

FURTHER = {
    "sender": Sender,
    "office": Office,
    "work": Work,
    "terms": Terms,
    "duties": Duties,
    "childcare": Childcare,
    "about": About,
    "abroad": Abroad,
    "last-post": LastPost,
    "already-here": AlreadyHere,
    "update-service": UpdateService,
}
OF_SOMEBODY_NEW = {"who": Who, **FURTHER}
OF_A_FILE = {"post": Post, **FURTHER, "about": AboutSomebodyKnown}
