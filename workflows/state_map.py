"""Where the boxes and arrows of a machine go: the way on from left to right, wrapped; the ways out below. Numbers only, no markup."""

from workflows.drawing import HEIGHT, WIDTH, Arrow, Box, Drawing

ACROSS, MARGIN, START, A_ROW = 98, 22, 34, 5
LANE, LOOP = 24, 20


def draw(machine, counts=None, link=None):
    """Lay one machine out. counts: state -> how many there are now. link: `(state) -> address` of the list of those."""
    drawing = Drawing(machine.key, machine.title, _described(machine))
    ways = _ways(machine)
    boxes, y = {}, MARGIN
    for number, start in enumerate(range(0, len(machine.live), A_ROW)):
        row = machine.live[start : start + A_ROW]
        above, below = _room(row, ways)
        y += above
        for place, state in enumerate(row):
            boxes[state] = _box(state, place, y, number, counts, link)
        y += HEIGHT + below
    for place, state in enumerate(machine.ended):
        boxes[state] = _box(state, place, y + 62, -1, counts, link, ended=True)
    drawing.boxes = list(boxes.values())
    drawing.arrows = [_begins(machine, boxes), *_between(machine, boxes, ways), *_out(machine, boxes)]
    drawing.width = max(box.x for box in drawing.boxes) + WIDTH + MARGIN
    drawing.height = max(y, *(box.y + HEIGHT for box in drawing.boxes)) + MARGIN
    return drawing


def _described(machine):
    names = [state.label for state in machine.live]
    ended = [state.label for state in machine.ended]
    return f"From {names[0]} on: {', '.join(names)}." + (f" It ends as {' or '.join(ended)}." if ended else "")


def _box(state, place, y, row, counts, link, ended=False):
    x = MARGIN + START + place * (WIDTH + ACROSS)
    box = Box(str(state), _wrapped(state.label), x, y, ended=ended, row=row, place=place)
    if counts is not None:
        box.count = counts.get(str(state), 0)
        box.url = link(str(state)) if link and box.count else ""
    return box


def _wrapped(words, most=14):
    lines = [""]
    for word in words.split():
        fits = not lines[-1] or len(lines[-1]) + 1 + len(word) <= most
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    return lines


def _ways(machine):
    """`(from, to) -> numbers of the verbs`, those that end a life left out: they are drawn once, as a way out."""
    ways = {}
    for line in machine.lines:
        for source in line.rule.sources:
            for target in line.rule.targets_from(source):
                if target not in machine.ended:
                    ways.setdefault((source, target), []).append(line.number)
    return ways


def _is_step(boxes, source, target):
    return boxes[source].row == boxes[target].row and boxes[target].place == boxes[source].place + 1


def _room(row, ways):
    """How much this row needs above it, for loops and skips, and below it, for ways back and the way to the next row."""
    places = {state: place for place, state in enumerate(row)}
    here = [(places[a], places[b]) for a, b in ways if a in places and b in places]
    loops, skips = any(a == b for a, b in here), sum(b > a + 1 for a, b in here)
    across = any((a in places) != (b in places) for a, b in ways)
    return LOOP * loops + LANE * skips, LANE * sum(b < a for a, b in here) + 56 * across


def _between(machine, boxes, ways):
    """Steps straight across, skips over the top, ways back underneath, each in a lane of its own."""
    arcs = [way for way in ways if boxes[way[0]].row == boxes[way[1]].row and not _is_step(boxes, *way)]
    arcs.sort(key=lambda way: abs(boxes[way[1]].place - boxes[way[0]].place))
    ports, lanes = _ports(boxes, arcs), {}
    looped = {boxes[one].row for one, other in arcs if one == other}
    for way, numbers in ways.items():
        one, other = boxes[way[0]], boxes[way[1]]
        if _is_step(boxes, *way):
            yield _step(one, other, _notes(machine, numbers))
        elif one.row != other.row:
            yield _down(one, other, _notes(machine, numbers))
    for way in arcs:
        one, other = boxes[way[0]], boxes[way[1]]
        if one is other:
            yield _again(one, _notes(machine, ways[way], short=True))
            continue
        up = other.place > one.place
        lanes[one.row, up] = lanes.get((one.row, up), 0) + 1
        reach = lanes[one.row, up] * LANE + (LOOP if up and one.row in looped else 0)
        yield _arc(one, ports[way], -reach if up else reach, _notes(machine, ways[way]))


def _ports(boxes, arcs):
    """Where on a box's edge each arc leaves and arrives, so that no two share a line: `(way) -> (from x, to x)`."""
    ends = {}
    for way in arcs:
        if way[0] != way[1]:
            up = boxes[way[1]].place > boxes[way[0]].place
            for here, there in (way, way[::-1]):
                ends.setdefault((here, up), []).append((boxes[there].place, way))
    found = {}
    for (here, _), arriving in ends.items():
        for number, (_, way) in enumerate(sorted(arriving, key=lambda end: end[0]), start=1):
            found[here, way] = boxes[here].x + 40 + (WIDTH - 48) * number // (len(arriving) + 1)
    return {way: (found[way[0], way], found[way[1], way]) for way in arcs if way[0] != way[1]}


def _notes(machine, numbers, short=False):
    """The verb with its number where there is one; the numbers alone where there are more."""
    numbers = sorted(set(numbers))
    if len(numbers) == 1 and not short:
        return f"{numbers[0]} {machine.lines[numbers[0] - 1].label}"
    return ", ".join(map(str, numbers))


def _begins(machine, boxes):
    """The verbs that open the record, whatever state it begins in: in from the left."""
    first = boxes[machine.live[0]]
    numbers = ", ".join(str(line.number) for line in machine.lines if line.rule.opens)
    y = first.y + HEIGHT - 14
    return Arrow(f"M{first.x - START} {y}H{first.x - 8}", [(first.x - START // 2 - 6, y - 6, numbers)])


def _step(one, other, words):
    """Straight across; the number above the line, the verb below it."""
    y, x = one.middle_y, (one.x + WIDTH + other.x) // 2
    number, _, verb = words.partition(" ") if words.count(",") == 0 else (words, "", "")
    below = [(x, y + 15 + 13 * line, each) for line, each in enumerate(_wrapped(verb))] if verb else []
    return Arrow(f"M{one.x + WIDTH} {y}H{other.x - 8}", [(x, y - 6, number), *below])


def _arc(one, ports, reach, words):
    start, end = ports
    edge, arrive = (one.y, -8) if reach < 0 else (one.y + HEIGHT, 8)
    return Arrow(
        f"M{start} {edge}V{edge + reach}H{end}V{edge + arrive}", [((start + end) // 2, edge + reach - 5, words)]
    )


def _again(box, words):
    """A verb that leaves the state as it is: a loop over the left corner."""
    x, y = box.x + 8, box.y
    return Arrow(f"M{x} {y}V{y - 13}H{x + 22}V{y - 8}", [(x + 11, y - 18, words)])


def _down(one, other, words):
    """From the end of one row to the beginning of the next, or back up."""
    start, end, turn = (
        (one.y + HEIGHT, other.y - 8, other.y - 30)
        if other.row > one.row
        else (one.y, other.y + HEIGHT + 8, other.y + HEIGHT + 22)
    )
    middle = (one.middle + other.middle) // 2
    return Arrow(f"M{one.middle} {start}V{turn}H{other.middle}V{end}", [(middle, turn - 6, words)])


def _out(machine, boxes):
    """One short arrow into each ended state, saying by what and from where it is reached."""
    for state in machine.ended:
        box = boxes[state]
        into = [line for line in machine.lines if state in line.rule.targets]
        sources = {source for line in into for source in line.rule.sources}
        notes = [*_wrapped(_notes(machine, [line.number for line in into]), 30), _from(sources, machine)]
        lines = [(box.middle, box.y - 30 - 13 * place, words) for place, words in enumerate(reversed(notes))]
        yield Arrow(f"M{box.middle} {box.y - 26}V{box.y - 8}", lines)


def _from(sources, machine):
    if len(sources) == 1:
        return f"from “{next(iter(sources)).label}”"
    return "from any above" if len(sources) == len(machine.live) else f"from {len(sources)} of these"
