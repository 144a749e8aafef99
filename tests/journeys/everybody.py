"""Everybody in the demo story as somebody who has just come in: a client that is them, and where they begin."""

from dataclasses import dataclass

from django.test import Client

from checks.models import RefereeRequest
from hiring import demo_link, links
from hiring.models import User
from hiring.sign_in import IN_THE_DEMO
from vacancies.models import PanelMember

STAFF = {
    "HR officer": "Jo Marlowe",
    "HR manager": "Dev Khatri",
    "headteacher": "Ruth Calloway",
    "panel member": "Patience Adeyemi",
    "safeguarding lead": "Maeve Lindqvist",
    "approver": "Colm Ferris",
    "auditor": "Winifred Osei",
    "administrator": "Priya Nair",
}
CANDIDATES = {
    "candidate being scored": "Amara Okonjo",
    "candidate in checks": "Hollis Freeman",
    "candidate with drafts": "Tobias Wren",
    "candidate who was told no": "Owen Tarrant",
}


@dataclass
class Somebody:
    """One person come in, by session cookie, and the pages they would start from."""

    part: str
    client: Client
    starts: list

    def cookies(self, url):
        """What their browser holds."""
        return [{"name": each.key, "value": each.value, "url": url} for each in self.client.cookies.values()]


def as_user(name, **client):
    """A client signed in as this person."""
    come_in = Client(**client)
    come_in.force_login(User.objects.get(name=name))
    session = come_in.session
    session[IN_THE_DEMO] = True  # as one press of the demo's button leaves it
    session.save()
    return come_in


def everybody():
    """Each part of the story, one person at a time."""
    for part, name in STAFF.items():
        yield Somebody(part, as_user(name), ["/home/", "/", "/panel/"])
    for part, name in CANDIDATES.items():
        yield Somebody(part, as_user(name), ["/my/", "/"])
    yield referee()
    yield panel_guest()
    yield inspector()
    yield Somebody("nobody", Client(), ["/", "/in/sent/", "/password/forgotten/sent/"])


def referee():
    """The one who still owes a reference for Hollis Freeman, by the link in their letter."""
    wanted = RefereeRequest.objects.filter(
        check_row__clearance__person__name="Hollis Freeman", check_row__state="waiting"
    )
    asked = wanted.get()
    token = links.mint("referee", asked.email, subject_id=asked.pk)[1]
    client = Client()
    client.post(f"/r/{token}/")
    return Somebody("referee by link", client, [f"/r/{token}/", "/reference/"])


def inspector():
    """The one who is expected at two schools, by the link and the code of the demo."""
    client = Client()
    client.post(f"/inspect/{demo_link.TOKEN}/", {"code": demo_link.CODE})
    return Somebody("inspector by link and code", client, ["/inspect/record/", f"/inspect/{demo_link.TOKEN}/"])


def panel_guest():
    """Patience Adeyemi by the link in her letter instead of signing in."""
    seat = PanelMember.objects.get(user__name="Patience Adeyemi", vacancy__reference="REY-0142")
    token = links.mint("panel", seat.user.email, user=seat.user, subject_id=seat.pk)[1]
    client = Client()
    client.post(f"/panel/in/{token}/")
    return Somebody("panel guest by link", client, [f"/panel/in/{token}/", "/panel/REY-0142/"])
