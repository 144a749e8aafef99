"""What is printed and drawn of the machines is what the code says."""

from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command

from workflows.machines import machine_named, machines
from workflows.management.commands.show_workflows import as_markdown, as_svg
from workflows.state_map import draw

DOCS = Path(__file__).resolve().parents[2] / "docs"
EVERY = pytest.mark.parametrize("machine", machines(), ids=lambda machine: machine.key)
SAME = "Run: manage.py show_workflows > docs/workflows.md && manage.py show_workflows --svg docs/workflows"


def test_the_page_of_workflows_is_what_the_code_prints():
    printed = StringIO()
    call_command("show_workflows", stdout=printed)
    assert printed.getvalue() == (DOCS / "workflows.md").read_text(), SAME


@EVERY
def test_each_drawing_is_what_the_code_draws(machine):
    assert as_svg(machine) == (DOCS / "workflows" / f"{machine.key}.svg").read_text(), SAME


def test_drawings_are_written_to_a_folder(tmp_path):
    call_command("show_workflows", svg=tmp_path / "drawn", stdout=StringIO())
    assert {path.stem for path in (tmp_path / "drawn").iterdir()} == {machine.key for machine in machines()}


def test_the_table_names_every_verb_with_who_and_what():
    page = as_markdown()
    for machine in machines():
        for line in machine.lines:
            assert f"`{line.rule.event}`" in page
    row = next(row for row in page.splitlines() if "`application.shortlist`" in row)
    assert "HR or the panel's chair" in row
    assert "scores are open<br>two people scored<br>disagreements are settled for this" in row
    assert "| Received | Shortlisted |" in row


@EVERY
def test_a_drawing_has_a_box_for_each_state_and_an_arrow_for_each_verb(machine):
    drawing = draw(machine)
    assert {box.key for box in drawing.boxes} == {state.value for state in machine.states}
    noted = ", ".join(words for arrow in drawing.arrows for _, _, words in arrow.notes).replace(" ", ",").split(",")
    assert {str(line.number) for line in machine.lines} <= set(noted)


@EVERY
def test_boxes_do_not_touch_and_nothing_leaves_the_drawing(machine):
    drawing = draw(machine)
    for one in drawing.boxes:
        assert 0 <= one.x <= drawing.width - one.width
        assert 0 <= one.y <= drawing.height - one.height
        for other in drawing.boxes:
            apart = abs(one.x - other.x) >= one.width + 30 or abs(one.y - other.y) >= one.height + 30
            assert one is other or apart
    for arrow in drawing.arrows:
        assert all(0 < x < drawing.width and 10 < y < drawing.height for x, y, _ in arrow.notes)
    notes = [(x // 40, y) for arrow in drawing.arrows for x, y, _ in arrow.notes]
    assert len(notes) == len(set(notes)), "two notes on top of each other"


@EVERY
def test_a_drawing_is_good_xml_with_a_title_and_a_description(machine):
    svg = ET.fromstring(as_svg(machine))
    names = [child.tag.rpartition("}")[2] for child in svg]
    assert names[:2] == ["title", "desc"]
    assert svg[0].text == machine.title
    assert machine.live[0].label in svg[1].text


def test_what_can_happen_from_a_state():
    labels = [line.label for line in machine_named("appointment").leaving("started")]
    assert labels == ["Stand down from work", "Record that they left"]
    assert machine_named("nothing") is None
