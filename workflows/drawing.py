"""What a template needs to draw one machine: boxes, arrows and the notes on them, in pixels."""

from dataclasses import dataclass, field

WIDTH, HEIGHT = 132, 78


@dataclass
class Box:
    """One state: its place, its words, and how many records are there now."""

    key: str
    lines: list
    x: int
    y: int
    ended: bool = False
    count: int | None = None
    url: str = ""
    row: int = 0
    place: int = 0

    width, height = WIDTH, HEIGHT

    @property
    def middle(self):
        return self.x + WIDTH // 2

    @property
    def middle_y(self):
        return self.y + HEIGHT // 2

    @property
    def words_at(self):
        """`(y, words)` for each line of the name."""
        first = self.y + 32 - 8 * (len(self.lines) - 1)
        return [(first + 16 * number, words) for number, words in enumerate(self.lines)]

    @property
    def count_at(self):
        return self.y + HEIGHT - 9


@dataclass
class Arrow:
    """One way from a box to a box, and the verbs that go it: `(x, y, words)` for each line of its note."""

    path: str
    notes: list


@dataclass
class Drawing:
    """All that a template needs to draw one machine."""

    key: str
    title: str
    describes: str
    boxes: list = field(default_factory=list)
    arrows: list = field(default_factory=list)
    width: int = 0
    height: int = 0
