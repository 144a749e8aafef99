"""What a log may say of a device: the kind of browser, and four characters that tell one from another."""

from hiring import links

BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("Windows", "Windows"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
]


def in_words(request, device=""):
    """Chrome on Windows, 4f2a."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    browser = _first(BROWSERS, agent) or "A browser"
    system = _first(SYSTEMS, agent)
    name = device or links.device_of(request)
    where = f"{browser} on {system}" if system else browser
    return f"{where}, {links.digest(name)[:4]}" if name else where


def _first(known, agent):
    return next((words for sign, words in known if sign in agent), "")
