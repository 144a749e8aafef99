"""One-time links to people outside: minted here, opened by pressing Continue, checked by code on another device.

Only keyed digests are stored. A GET never changes anything, so mail scanners cannot spend a link.
"""

import datetime as dt
import hashlib
import hmac
import secrets

from django.conf import settings
from django.db import models

from hiring import clock
from hiring.actors import Guest
from hiring.models import Link

LIFE = {
    Link.Purpose.CANDIDATE: dt.timedelta(hours=1),
    Link.Purpose.REFEREE: dt.timedelta(days=21),
    Link.Purpose.PANEL: dt.timedelta(days=30),
}
CODE_LIFE = dt.timedelta(minutes=10)
CODE_TRIES = 5
GUEST_KEY = "guest_link"
DEVICE_COOKIE = "device"


def digest(token):
    return hmac.new(settings.SECRET_KEY.encode(), f"gatepost.link\n{token}".encode(), hashlib.sha256).hexdigest()


def mint(purpose, email, *, user=None, subject_id=None, next_url="", device="", expires_at=None):
    """A new link; returns `(link, token)`. The token is told once, in a letter, and never stored."""
    token = secrets.token_urlsafe(32)
    link = Link.objects.create(
        purpose=purpose,
        email=email,
        user=user,
        subject_id=subject_id,
        next_url=next_url,
        digest=digest(token),
        device_digest=digest(device) if device else "",
        expires_at=expires_at or clock.now() + LIFE[purpose],
    )
    return link, token


def find(token):
    """The live link this token belongs to, or None. Finding it changes nothing."""
    link = Link.objects.filter(digest=digest(token)).select_related("user").first()
    return link if link is not None and link.is_live else None


def end(purpose, subject_id):
    """What the links were for is finished or withdrawn, so they no longer open anything."""
    Link.objects.filter(purpose=purpose, subject_id=subject_id, ended_at=None).update(ended_at=clock.now())


def device_of(request):
    """A random name for this browser, kept in a cookie of its own."""
    return request.get_signed_cookie(DEVICE_COOKIE, default="")


def network_of(request):
    """A keyed digest of the network this request comes from: enough to see that two are the same, and no more."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return digest(f"network {address}")


def needs_code(link, device):
    """Whether somebody else's device is opening this link: not the one that asked for it, or first opened it."""
    return bool(link.device_digest) and not (device and hmac.compare_digest(link.device_digest, digest(device)))


def new_code(link):
    """Six digits to e-mail to the same address, or to read out; the old code stops working."""
    code = f"{secrets.randbelow(10**6):06d}"
    link.code_digest, link.code_sent_at, link.code_tries = digest(f"{link.pk}:{code}"), clock.now(), 0
    link.save(update_fields=["code_digest", "code_sent_at", "code_tries"])
    return code


def code_is_fresh(link):
    """Whether a code was given and can still be typed: ten minutes when it was e-mailed, while the link lives when read out."""
    if link.purpose == Link.Purpose.INSPECTION:
        return link.is_live
    return link.code_sent_at is not None and clock.now() - link.code_sent_at <= CODE_LIFE


def code_is_right(link, code):
    """Whether this is the code last sent, in time and within five tries. Each try is counted, however many come at once."""
    tries_left = Link.objects.filter(pk=link.pk, code_tries__lt=CODE_TRIES)
    if not tries_left.update(code_tries=models.F("code_tries") + 1):
        return False
    link.code_tries += 1
    right = hmac.compare_digest(link.code_digest, digest(f"{link.pk}:{code.strip()}"))
    return code_is_fresh(link) and right


def forget_tries(link):
    """Somebody typed the right code, so earlier slips no longer count."""
    Link.objects.filter(pk=link.pk).update(code_tries=0)


def open_for(request, link, device):
    """Let this browser in: a candidate's link is spent, a guest's link stays with this session. False when already spent."""
    if link.purpose == Link.Purpose.CANDIDATE and not spend(link):
        return False
    link.opened_at = link.opened_at or clock.now()
    link.device_digest = link.device_digest or digest(device)
    link.network_digest = network_of(request)
    if link.purpose != Link.Purpose.CANDIDATE:
        link.device_digest = digest(device)  # the one opened last, so that its next visit needs no code
        request.session.cycle_key()
        request.session[GUEST_KEY] = link.pk
    link.save(update_fields=["opened_at", "device_digest", "network_digest"])
    return True


def spend(link):
    """End a link that works once; of two browsers at the same moment only one is told True."""
    link.ended_at = clock.now()
    return Link.objects.filter(pk=link.pk, ended_at=None).update(ended_at=link.ended_at) == 1


def guest_of(request):
    """The guest whose opened link this session carries, while the link lives."""
    if GUEST_KEY not in request.session:
        return None
    link = Link.objects.filter(pk=request.session[GUEST_KEY]).select_related("user").first()
    if link is None or not link.is_live:
        return None
    return Guest(link=link, name=link.user.name if link.user else "")
