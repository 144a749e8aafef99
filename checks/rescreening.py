"""People at work under whom the law has moved: what the rules of today ask of them that their file does not hold.

Audits find supervised volunteers whose checks stayed as they were after 1 September 2026 (domain: trap 14). Whoever reads
the list is told by which line of law, since when; whoever asks does so through the door, once.
"""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from checks.kinds import KINDS, kind
from checks.letters_held import asked_again
from checks.models import Check, Clearance
from checks.rules import InvalidCase
from checks.rules.moving_law import UnderTheLaw, last_moved
from checks.rules.tables.letters import LETTERS
from checks.rules_moved_alike import reached_by_the_law
from hiring import clock
from workflows.models import Event

LATEST = 50  # people asked already
READ = ("person", "school__trust")
SENT = tuple(LETTERS)  # engagements of people whom somebody else sends, with a letter
OF_EACH = ("clearance", "code", "number", "state", "expires_on", "required_by", "carries")
READ_OF_EACH = Prefetch("checks", Check.objects.only(*OF_EACH).with_letters())


@dataclass
class Line:
    """One person, and what one line of law newly asks of them; of a letter asked for again, what it does not state."""

    file: Clearance
    needs: list
    letters: dict = field(default_factory=dict)

    @property
    def titles(self):
        return [KINDS[need.code].title for need in self.needs]

    @property
    def lacking(self):
        """What a letter in their file does not state, in sentences."""
        return [each.words for need in self.needs for each in self.letters.get(need.code, ())]


@dataclass
class Group:
    """One line of law that moved, and everybody under whom it did."""

    moved: object
    lines: list = field(default_factory=list)


@dataclass
class Found:
    """Everybody of whom something new is asked, by line of law, and those whose facts the rules cannot read."""

    groups: list
    unread: list

    @property
    def files(self):
        """Each file once."""
        return list({line.file.pk: line.file for group in self.groups for line in group.lines}.values())


def people_at_work(actor):
    """Files of everybody at work whom this actor may know of, and under whom the law may have moved; never their own.

    Their rules were read before it last did, or somebody else's letter stands in the file, which may be older than its edition.
    """
    now = clock.now()
    here = Q(on_record_from__lte=now) & (Q(on_record_to=None) | Q(on_record_to__gt=now))
    files = Clearance.objects.visible_to(actor).filter(here, state__in=["open", "relied_on"])
    files = files.filter(Q(edition_on__lt=last_moved(clock.today())) | Q(role_facts__engagement__in=SENT))
    return not_their_own(files, actor)


def not_their_own(files, actor):
    return files.exclude(person=actor.pk) if actor.kind == "user" else files


def found_for(actor):
    """Whoever the law has moved under (one query; where it has reached somebody two more)."""
    reached, unread = reached_by_the_law(people_at_work(actor))
    files = list(read_with_checks(actor, reached + unread)) if reached or unread else []
    return found_among([file for file in files if file.pk in reached], [file for file in files if file.pk in unread])


def found_among(reached, unread=()):
    """By line of law, those of whom it asks something new among those whom it may have reached; read with choices and checks."""
    groups = {}
    for file in sorted(reached, key=lambda file: (file.school.name, file.person.name, file.pk)):
        moved = moved_for(file)
        for because, needs in by_line(moved):
            groups.setdefault(because.key, Group(because)).lines.append(Line(file, needs, moved.letters))
    latest_first = sorted(groups.values(), key=lambda group: group.moved.key[::-1], reverse=True)
    return Found(latest_first, list(unread))


def read_with_checks(actor, pks):
    files = Clearance.objects.visible_to(actor).filter(pk__in=pks).with_choices()
    return files.prefetch_related(READ_OF_EACH).order_by("school__name", "person__name", "pk")


def asked_already(actor):
    """Whoever was asked because the law moved, the latest first, with how many of their checks are not clear yet (one query)."""
    asked = Event.objects.filter(root_type="clearance", root_id=OuterRef("pk"), verb="clearance.rescreen")
    files = not_their_own(Clearance.objects.visible_to(actor), actor).filter(state__in=["open", "relied_on"])
    files = files.annotate(asked_at=Subquery(asked.order_by("-at").values("at")[:1])).exclude(asked_at=None)
    still = Count("checks", filter=~Q(checks__state__in=["clear", "let_go"]), distinct=True)
    return files.annotate(still=still).select_related(*READ).order_by("-asked_at", "pk")[:LATEST]


def moved_for(file):
    """What the law has come to ask of one person since their rules were read, or their letter came. Raises InvalidCase for facts not whole."""
    held = {code for code, _rule in file.asks_for}
    moved = UnderTheLaw(file.role_facts, file.person_facts, file.policy, file.edition_on, clock.today(), held)
    for need, lacking in asked_again(file.checks.all(), clock.today(), moved.rules_of):
        moved.asks_again(need, lacking)
    return moved


def moved_under(file):
    """Titles of what the law has come to ask of one person at work; nothing where no rule has moved since (no query then)."""
    is_here = file.began_on and file.state in {"open", "relied_on"} and file.edition_on
    is_sent = file.role_facts.get("engagement") in SENT
    if not is_here or (file.edition_on >= last_moved(clock.today()) and not is_sent):
        return []
    try:
        return [KINDS[need.code].title for need in moved_for(file).added]
    except InvalidCase:
        return []


def by_line(moved):
    """`(line that moved, needs)`, for each line that newly asks something."""
    found = {}
    for need in moved.added:
        found.setdefault(moved.because(need), []).append(need)
    return found.items()


def with_papers(moved):
    """What is new, with the paper on which any of it comes."""
    codes = {need.code for need in moved.added}
    wanted = codes | {kind(code).comes_with for code in codes}
    return [need for need in moved.now.required if need.code in wanted]
