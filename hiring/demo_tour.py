"""What the demo's page tells a newcomer: a tour of ten minutes, the chapters, and the ways in that need no account."""

from hiring import demo_link

STEPS = [
    {"who": "Jo Marlowe, HR", "what": "Home says what needs her, and who holds the rest. Open the first."},
    {"who": "Jo Marlowe", "what": "open REY-0142. Its gate says what stands between it and a shortlist."},
    {
        "who": "Patience Adeyemi, governor",
        "what": "three presses from her letter to the first unscored judgement; score the last six of 91.",
    },
    {"who": "Patience Adeyemi", "what": "look them over, submit, and the seal opens."},
    {"who": "Jo Marlowe", "what": "seven judgements need a conversation. Agree them."},
    {
        "who": "Jo Marlowe",
        "what": "settle the tie on 29 for the last place, and confirm the shortlist with the letters it sends.",
    },
    {"who": "Amara Okonjo, candidate", "what": "her tracker before and after, with the date she was promised."},
    {"who": "Sam Okafor, referee", "what": "half way through a reference, by the link under Referees. Finish it."},
    {
        "who": "Jo Marlowe",
        "what": "Hollis Freeman under People and checks: a start blocked by checks. Call Sam back, and watch the gate.",
    },
    {
        "who": "Jo Marlowe",
        "what": "Rowan Castell at Tern Bay: at work before the certificate, amber until it is looked at again. THU-0127: why it cannot close.",
    },
    {
        "who": "Maeve Lindqvist, safeguarding lead",
        "what": "the Central record: its gaps, its exception, any past day, and the inspector’s link.",
    },
    {
        "who": "Priya Nair, administrator",
        "what": "Settings: who does what. Invite somebody, and let Dev Khatri agree.",
    },
]
CHAPTERS = [
    {"name": "open", "told": "Fourteen people have applied or are about to."},
    {"name": "scoring", "told": "Two of three have scored; the last has six judgements to go. The demo begins here."},
    {"name": "shortlist", "told": "The seal is open, the talk is done, six are shortlisted."},
    {"name": "interviews", "told": "All six are invited."},
    {"name": "checks", "told": "Amara Okonjo has accepted, and her checks are under way."},
    {"name": "started", "told": "Everything is clear and she is at work."},
]
REFEREES = [
    {"token": demo_link.HALF_DONE, "name": "Sam Okafor", "about": "half done, on Hollis Freeman"},
    {
        "token": demo_link.NOT_STARTED,
        "name": "the manager at Mallard Way Primary",
        "about": "not started, on Lucia Fenwick",
    },
]
KEYS = [
    {"who": "Amara Okonjo, a candidate", "key": demo_link.CANDIDATES_KEY},
    {"who": "A partner system, as Jo Marlowe", "key": demo_link.PARTNERS_KEY},
]
