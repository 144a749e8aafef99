"""Who is interviewed: where the line falls, who ties across it, who is added and why. Plain arithmetic on plain values."""

from dataclasses import dataclass, field

from vacancies.scoring import in_tie_order

IN = {"shortlisted", "invited", "interviewed", "offered"}
INTERVIEW, INCLUDED, TIE, BELOW, MISSED = "interview", "included", "tie", "below", "missed"
WORDS = {
    INTERVIEW: "Interview",
    INCLUDED: "Included by HR",
    TIE: "Tie",
    BELOW: "Below the line",
    MISSED: "Misses an essential",
}


@dataclass
class Place:
    """One applicant's place against the line."""

    standing: object
    decision: str
    by_scheme: bool = False
    exception: object = None

    @property
    def application(self):
        return self.standing.application

    @property
    def code(self):
        return self.standing.application.code

    @property
    def is_settled(self):
        """Whether this person has already been told, one way or the other."""
        return self.application.state != "submitted"

    @property
    def is_included(self):
        """Whether they are interviewed; a tie not yet parted is neither."""
        return self.decision in {INTERVIEW, INCLUDED}

    @property
    def words(self):
        if self.exception:
            return "Included by HR" if self.exception.is_included else "Left out, with a reason"
        return WORDS[self.decision]


@dataclass
class Plan:
    """The shortlist as it stands: everybody's place, and the tie at the line if there is one."""

    places: list
    tied: list = field(default_factory=list)
    tie_how: str = ""
    order_parts: bool = False
    ahead: list = field(default_factory=list)
    pending: list = field(default_factory=list)

    @property
    def included(self):
        return [place for place in self.places if place.is_included]

    @property
    def left_out(self):
        return [place for place in self.places if not place.is_included and place.decision != TIE]

    @property
    def tied_codes(self):
        return sorted(row.application.code for row in self.tied)

    def place_of(self, applicant):
        """Where the applicant with this key stands."""
        return next(place for place in self.places if place.application.pk == applicant)

    @property
    def tie_is_open(self):
        return any(place.decision == TIE for place in self.places)

    @property
    def added(self):
        return [place for place in self.places if place.decision == INCLUDED]

    @property
    def fingerprint(self):
        """Who is in, as one word, so that a page that has gone stale is noticed."""
        return "-".join(sorted(place.code for place in self.included))


def plan(standings, interviews, tie_order, decisions=(), exceptions=None):
    """Place everybody. `standings` ranked; `decisions` on ties, oldest first; `exceptions` by application id."""
    meeting = [row for row in standings if row.meets_essentials]
    inside, tied, seats = _cut(meeting, interviews)
    result = Plan(places=[], tied=tied)
    chosen = _part(result, tied, seats, tie_order, decisions)
    for row in standings:
        result.places.append(_place(row, inside, tied, chosen, (exceptions or {}).get(row.application.pk)))
    return result


def _cut(meeting, interviews):
    """Those clearly inside the line, those who tie across it, and how many seats they tie for."""
    if len(meeting) <= interviews:
        return meeting, [], 0
    if interviews == 0 or meeting[interviews - 1].rank != meeting[interviews].rank:
        return meeting[:interviews], [], 0
    rank = meeting[interviews].rank
    inside = [row for row in meeting if row.rank < rank]
    return inside, [row for row in meeting if row.rank == rank], interviews - len(inside)


def _part(result, tied, seats, tie_order, decisions):
    """The tied people who are in by what was decided; None while nobody has decided."""
    if not tied:
        return []
    ordered = in_tie_order(tied, tie_order)
    result.order_parts = bool(tie_order) and _differ(ordered[seats - 1], ordered[seats], tie_order)
    result.ahead = ordered[:seats] if result.order_parts else []
    codes = sorted(row.application.code for row in tied)
    said = [each for each in decisions if sorted(each.codes) == codes]
    result.tie_how = said[-1].how if said else ""
    if result.tie_how == "everybody":
        return tied
    return result.ahead if result.tie_how == "order" and result.order_parts else None


def _differ(one, other, codes):
    def values(row):
        given = {each.criterion.code: each.value for each in row.judgements}
        return [given.get(code) for code in codes]

    return values(one) != values(other)


def _place(row, inside, tied, chosen, exception):
    """Where this person stands by the line; what has already been done to their application wins."""
    place = _by_the_line(row, inside, tied, chosen, exception)
    state = row.application.state
    if state == "not_progressing" and place.decision not in {BELOW, MISSED}:
        place.decision = BELOW
    elif state in IN and not place.is_included:
        place.decision = INTERVIEW
    return place


def _by_the_line(row, inside, tied, chosen, exception):
    if exception:
        return Place(row, INTERVIEW if exception.is_included else BELOW, exception=exception)
    if not row.meets_essentials:
        return Place(row, MISSED)
    if row in tied and chosen is None:
        return Place(row, TIE)
    if row in inside or row in (chosen or []):
        return Place(row, INTERVIEW)
    if row.application.disability_confident:
        return Place(row, INCLUDED, by_scheme=True)
    return Place(row, BELOW)


def drafted_reason(place):
    """What somebody not shortlisted may be told, from the criteria below what they needed."""
    missed = place.standing.missed
    if not missed:
        return "You met every essential point. Other applicants scored higher overall."
    points = "; ".join(f"{criterion.text[0].lower()}{criterion.text[1:]}" for criterion in missed)
    return f"Your application did not show enough of what is essential for this post: {points}."


def tie_sentence(plan, tie_order):
    """The tie at the line in words: who, and what the order fixed before the advert would do."""
    codes = " and ".join(sorted(row.application.code for row in plan.tied))
    last = "the last place" if len(plan.tied) - 1 == 1 else "the last places"
    if not plan.order_parts:
        return f"{codes} tie for {last}. The order fixed before the advert does not part them, so interview all of them or move the line."
    for code in tie_order:
        values = {row.application.code: _value(row, code) for row in plan.tied}
        if len(set(values.values())) > 1:
            break
    ahead = " and ".join(row.application.code for row in plan.ahead)
    everybody = "both" if len(plan.tied) == 2 else "all of them"
    puts = "puts" if len(plan.ahead) == 1 else "put"
    return f"{codes} tie for {last}. Interview {everybody}, or use the order fixed before the advert: higher on {code} {puts} {ahead} ahead."


def _value(row, code):
    return next((each.value for each in row.judgements if each.criterion.code == code), None)
