"""The duties of one person at several schools, as the rules are told them: all that they do anywhere."""

MOST_FIRST = {
    "contact": ("direct", "opportunity", "none"),
    "frequency": ("frequent", "occasional", "one_off"),
    "teaching_work": ("yes", "under_direction", "no"),
    "setting": ("academy", "independent", "maintained"),  # section 128 is for academies and independent schools
}
LESS_WHEN_SO = ("supervised", "temporary_or_occasional_service")


def together(here, there):
    """Role facts over both schools: of each fact, what asks for more. `there` tells only what it has to add."""
    return {**here, **{name: _more(name, here.get(name), said) for name, said in there.items()}}


def _more(name, here, there):
    if name == "activities":
        return [*(here or []), *(each for each in there if each not in (here or []))]
    if name in MOST_FIRST:
        return min((each for each in (here, there) if each), key=MOST_FIRST[name].index)
    if name in LESS_WHEN_SO:
        return bool(here and there)
    return bool(here or there)
