"""A matrix's cells are written by hand for speed, so what is typed by people is escaped by hand as well."""

from hiring.templatetags.matrix import cells


def test_cells_say_what_the_component_promises():
    row = [
        {"label": "S1", "text": 3, "level": 4},
        {"label": "S2", "text": "0 3", "level": "", "discuss": True, "word": "Discuss"},
        {"text": "–", "level": None},
    ]
    assert cells(row) == (
        '<td class="num heat-4" role="cell" data-label="S1">3</td>'
        '<td class="num heat- discuss" role="cell" data-label="S2">0 3 <abbr class="discuss-mark" title="To discuss">D</abbr>'
        '<span class="govuk-visually-hidden"> Discuss</span></td>'
        '<td class="num" role="cell">–</td>'
    )


def test_nothing_in_a_cell_is_taken_for_markup():
    nasty = '"><script>alert(1)</script>'
    written = cells([{"label": nasty, "text": nasty, "level": nasty, "word": nasty}])
    assert "<script>" not in written
    assert written.count("&lt;script&gt;") == 4
