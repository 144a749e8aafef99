"""Words that say who somebody is are hidden however they are written, and ordinary words are left."""

import pytest

from vacancies import masks

MASK = masks.Mask(
    [
        *masks.name("Will Ashby-Cole"),
        *masks.name("Zoë O’Brien"),
        *masks.organisation("Hill View Nursery", "employer"),
        *masks.organisation("St Mary’s C of E Primary School", "school"),
        *masks.address("4 Harbour Row\nSouthwold"),
        *masks.email("zoe.sunnygirl88@gmail.com"),
        *masks.whole("Lighthouse Project", "hidden"),
    ]
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("I am Will Ashby-Cole.", "I am [name]."),
        ("ASHBY COLE and AshbyCole’s idea", "[name] and [name]’s idea"),
        ("J. Ashby\u2011Cole wrote", "[name] wrote"),
        ("Will says I will, and they will", "[name] says I will, and they will"),
        ("ZOE OBRIEN, zoë o'brien, Zoe\u0308", "[name], [name], [name]"),
        ("Ashby’s plan and Cole's", "[name]’s plan and [name]'s"),
        ("At hill-view nursery the view of a hill", "At [employer] the view of a hill"),
        ("st marys, then St. Mary's school", "[school], then [school] school"),
        ("a harbour, Harbour, southwold", "a harbour, [place], [place]"),
        ("I am sunnygirl88 online", "I am [name] online"),
        ("on the lighthouse  project", "on the [hidden]"),
        ("write to me@home.example or 01632 960 555", "write to [contact] or [contact]"),
        ("+44 1632 960555, NR34 7AA, QQ123456C, 12/34567", "[contact], [place], [number], [number]"),
        ("born 4/5/1991, see www.me.example/zoe", "born [date], see [link]"),
        ("Williams, Colette and Ashbyton stay", "Williams, Colette and Ashbyton stay"),
        ("", ""),
    ],
)
def test_mask_hides_who_it_is_and_leaves_the_rest(written, shown):
    assert MASK.hide(written) == shown


def test_mask_of_nothing_hides_nothing_but_shapes():
    assert masks.Mask([*masks.whole("  ", "hidden"), *masks.name("")]).hide("All of it, a@b.example") == (
        "All of it, [contact]"
    )


def test_mask_leaves_general_words_of_an_organisation_readable():
    mask = masks.Mask(masks.organisation("The Family Support Service", "employer"))
    assert mask.hide("I like family support work at the Family Support Service") == (
        "I like family support work at the [employer]"
    )
