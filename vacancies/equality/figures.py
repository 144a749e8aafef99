"""The totals of one term as a person may read them: safe counts, shares of enough people, a drawing for each question."""

from vacancies.equality.questions import QUESTIONS
from vacancies.equality.small_numbers import FEWEST, FEWEST_FOR_A_SHARE, safe, share, to_nearest_5

NOT_SHOWN = "Not shown"
WHO = {"applied": "who applied", "shortlisted": "who were shortlisted", "offered": "who were offered a post"}
WIDE, LINE, BAR = 340, 22, 14  # a phone shows all of it
LEFT = 192  # the words stand before the bar


def people_told(tally):
    """How many answered, to the nearest 5; 0 of too few to say."""
    return to_nearest_5(tally.people) if tally.people >= FEWEST else 0


def in_words(tallies):
    """How many answered at each stage, in one sentence for each."""
    return [
        f"{tally.get_stage_display()}: {f'about {people} people' if people else f'fewer than {FEWEST} people'} answered."
        for tally in tallies
        for people in [people_told(tally)]
    ]


def figures(tallies):
    """For each question what `components/svg_figure.html` takes. tallies: those of one term, in the order of the stages."""
    return [figure(question, [(tally, safe(tally.of(question))) for tally in tallies]) for question in QUESTIONS]


def figure(question, told):
    bars, height = drawn(question, told)
    return {
        "id": question.key,
        "title": message(question, told),
        "drawing": "vacancies/hr/equality.svg",
        "width": WIDE,
        "left": LEFT,
        "height": height,
        "bars": bars,
        "table": table(question, told),
    }


def message(question, told):
    """The one thing the drawing says, at the first stage of which shares may be told."""
    for tally, counts in told:
        shares = [share(count, people_told(tally)) or 0 for count in counts]
        if any(shares):
            most = shares.index(max(shares))
            said, who = f"“{question.rows[most][1]}”, {shares[most]}%", WHO[tally.stage]
            return f"{question.title}: the largest share shown is {said} of those {who}"
    return f"{question.title}: too few answers to draw"


def drawn(question, told):
    """A line for each answer, and under it a bar for each stage at which enough people answered; with the height of it all."""
    told = [each for each in told if people_told(each[0]) >= FEWEST_FOR_A_SHARE]
    lines, y = [], 0
    for place, (_, label) in enumerate(question.rows):
        lines.append({"name": label, "text_y": y + LINE - 5})
        y += LINE
        for tally, counts in told:
            lines.append(bar(tally, counts[place], y))
            y += LINE
    return (lines, y) if told else ([], 0)


def bar(tally, count, y):
    part, stage = share(count, people_told(tally)), tally.get_stage_display()
    long = round((WIDE - LEFT) * (part or 0) / 100)
    said = f"{part}%, about {count} people" if count else NOT_SHOWN.lower()
    return {
        "y": y,
        "end": y + BAR,
        "text_y": y + BAR - 2,
        "long": long,
        "says": f"{stage}: {said}",
    }


def table(question, told):
    return {
        "caption": f"{question.title}: people and shares at each stage",
        "hide_caption": True,
        "stack": True,
        "columns": [
            {"label": "Answer"},
            *({"label": tally.get_stage_display(), "numeric": True} for tally, _ in told),
        ],
        "rows": [
            [{"text": label, "heads": True}, *(cell(tally, counts[place]) for tally, counts in told)]
            for place, (_, label) in enumerate(question.rows)
        ],
    }


def cell(tally, count):
    part = share(count, people_told(tally))
    text = NOT_SHOWN if count is None else f"{count} ({part}%)" if part is not None else f"{count}"
    return {"text": text, "numeric": True, "label": tally.get_stage_display()}
