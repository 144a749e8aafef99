"""Applicants as a table or a board, filtered by what the address says."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from hiring.figures import whole
from hiring.permissions import is_hr
from hiring.questions import Questions
from vacancies.moving import menus
from vacancies.pipeline import PAGE, chosen, counted, in_sight, page_of
from vacancies.ways import Ways


class Search(Questions):
    """Find one applicant by code; HR may also use the name."""

    q = forms.CharField(label="Code or name", required=False, max_length=60)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    view: str
    stage: str
    q: str
    number: int
    moved: str

    @classmethod
    def of(cls, request):
        return cls(
            view="board" if request.GET.get("view") == "board" else "table",
            stage=request.GET.get("stage", "")[:30],
            q=request.GET.get("q", "").strip()[:60],
            number=max(1, min(whole(request.GET.get("page"), 1), 99_999)),
            moved=request.GET.get("moved", "")[:4],
        )

    def address(self, **changed):
        """The same list with something changed; what is empty or usual is left out."""
        wanted = {"view": self.view, "stage": self.stage, "q": self.q, "page": self.number, **changed}
        usual = {"view": "table", "stage": "", "q": "", "page": 1}
        said = urlencode({key: value for key, value in wanted.items() if value != usual[key]})
        return f"?{said}" if said else "?"


def applicants(request, vacancy, tally, panel_left):
    """Everything the pipeline shows: filters, and one page of lines as a table or as a board."""
    asked, stages = Asked.of(request), counted(vacancy, tally)
    names = is_hr(vacancy, request.actor)
    rows = chosen(in_sight(vacancy, request.actor), vacancy, asked.stage, asked.q, names)
    lines = page_of(rows, vacancy, asked.number, panel_left)
    together = menus(lines, vacancy, request.actor, panel_left, f"{request.path}{asked.address()}".rstrip("?"))
    ways = Ways(vacancy, request.actor)
    for line in lines:
        line.focus = line.code == asked.moved
        line.next_url = line.next_url if ways.are_open(line.next_url, line.application) else ""
    found = stages.get(next((each for each in stages if each.key == asked.stage), None), sum(stages.values()))
    return {
        "asked": asked,
        "lines": lines,
        "filters": _filters(asked, stages, names),
        "board": _board(asked, stages, lines) if asked.view == "board" else None,
        "pager": _pager(asked, len(lines), None if asked.q else found),
        "together": together if names else [],
        "blind": not names,
        "everybody": sum(stages.values()),
    }


def _filters(asked, stages, names):
    first = {"page": 1}
    form = Search(initial={"q": asked.q})
    if not names:
        form.fields["q"].label = "Code"
    active = [{"label": f"Search: {asked.q}", "url": asked.address(q="", **first)}] if asked.q else []
    everybody = sum(stages.values())
    return {
        "views": [
            {"label": label, "url": asked.address(view=view), "current": asked.view == view}
            for view, label in (("table", "Table"), ("board", "Board"))
        ],
        "stages": [
            {
                "label": "Everybody",
                "url": asked.address(stage="", **first),
                "count": everybody,
                "current": not asked.stage,
            },
            *[
                {
                    "label": stage.label,
                    "url": asked.address(stage=stage.key, **first),
                    "count": number,
                    "current": asked.stage == stage.key,
                }
                for stage, number in stages.items()
                if number or asked.stage == stage.key or not stage.ended
            ],
        ],
        "active": active,
        "clear_url": asked.address(q="", stage="", **first) if active and asked.stage else "",
        "form": form,
        "kept": [
            (key, value) for key, value in (("view", asked.view), ("stage", asked.stage)) if value not in {"", "table"}
        ],
    }


def _board(asked, stages, lines):
    return {
        "columns": [
            {
                "key": stage.key,
                "label": stage.label,
                "count": number,
                "url": asked.address(stage=stage.key, page=1),
                "ended": stage.ended,
                "cards": []
                if stage.ended and asked.stage != stage.key
                else [line for line in lines if _stands_in(line, stage)],
            }
            for stage, number in stages.items()
            if number or not stage.ended
        ]
    }


def _stands_in(line, stage):
    offer = getattr(line.application, "appointment", None) if line.application.state == "offered" else None
    return line.application.state in stage.states and (not stage.offers or (offer and offer.state in stage.offers))


def _pager(asked, shown, found):
    start = (asked.number - 1) * PAGE
    more = shown == PAGE if found is None else start + shown < found
    if asked.number == 1 and not more:
        return None
    total = f" of {found}" if found is not None else ""
    return {
        "previous_url": asked.address(page=asked.number - 1) if asked.number > 1 else "",
        "next_url": asked.address(page=asked.number + 1) if more else "",
        "text": f"{start + 1} to {start + shown}{total}" if shown else "Nothing on this page",
    }
