"""Time outside the UK, country by country: a further check may follow for each."""

from django import forms

from checks.forms.facts.fields import is_so, said, yes_no
from checks.forms.facts.post import Page
from checks.forms.months import MonthField
from checks.rules.policy import DEFAULTS
from checks.time_abroad import as_told, by_country, reckoned

MOST, SHOWN = 12, 3
PARTS = ("country", "from", "until", "taught")


def row_of(number):
    """The four questions about one country."""
    return {
        f"country_{number}": forms.CharField(
            label=f"Country {number}",
            max_length=60,
            required=number == 1,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            error_messages={"required": "Enter the country"},
        ),
        f"from_{number}": MonthField(
            label=f"Country {number}: lived there from",
            required=number == 1,
            error_messages={"required": "Enter the month they went there"},
        ),
        f"until_{number}": MonthField(
            label=f"Country {number}: until",
            required=False,
            help_text="Month and year. Leave it empty if they are there still.",
        ),
        f"taught_{number}": yes_no(f"Country {number}: did they teach there?", required=number == 1, unknown=True),
    }


class AbroadPage(Page):
    """Each country with its months, and whether they taught there."""

    title = "Time outside the UK"
    why = (
        "One group of questions for each country, as far back as your trust looks. Each country is checked by itself."
    )

    aged_18_or_over = yes_no("Were they 18 or over for any of it?", unknown=True)

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.rows = rows_in(data)
        for number in range(self.rows + 1, MOST + 1):
            for part in PARTS:
                del self.fields[f"{part}_{number}"]
        self.order_fields([name for name in self.fields if name != "aged_18_or_over"])

    @property
    def another(self):
        """Whether there is room for one more country."""
        return self.rows < MOST

    @classmethod
    def applies(cls, told):
        return told.is_staff and told.get("lived_abroad") == "yes"

    def clean(self):
        given = super().clean()
        for number in range(1, self.rows + 1):
            country, first, last = (given.get(f"{part}_{number}") for part in ("country", "from", "until"))
            if country and not first and f"from_{number}" not in self.errors:
                self.add_error(f"from_{number}", f"Enter the month they went to {country}")
            if first and last and last < first:
                self.add_error(f"until_{number}", "They cannot have left before they came")
            if (first or last) and not country and f"country_{number}" not in self.errors:
                self.add_error(f"country_{number}", "Enter the country")
        return given

    def stays(self):
        """`(country, first month, last month or "", taught)` of each row that is filled."""
        given = self.cleaned_data
        for number in range(1, self.rows + 1):
            country, first, last, taught = (given.get(f"{part}_{number}") for part in PARTS)
            if country:
                yield country, first, last, is_so(taught)

    def countries(self):
        """The countries as a file of checks keeps them: one entry each."""
        return by_country(self.stays())

    def person(self, policy=DEFAULTS, born_on=None):
        """Time abroad as the rules take it, by the trust's choices and the date of birth where we know it."""
        adult = is_so(self.cleaned_data["aged_18_or_over"])
        return {"abroad": as_told(self.countries(), policy, born_on, adult=adult)}

    @staticmethod
    def typed(role, person):
        stay, rows = person["abroad"], {}
        for number, (each, first, last) in enumerate(rows_of(person.get("countries") or []), start=1):
            rows |= {f"country_{number}": each["name"], f"from_{number}": first, f"until_{number}": last}
            rows |= {f"taught_{number}": said(each.get("taught"))}
        return rows | ({"aged_18_or_over": said(stay["aged_18_or_over"])} if stay else {})


Abroad = type(
    "Abroad",
    (AbroadPage,),
    {"__module__": __name__, "__doc__": AbroadPage.__doc__}
    | {name: field for number in range(1, MOST + 1) for name, field in row_of(number).items()},
)


def rows_in(data):
    """How many countries to ask about: those filled in, and more when more are asked for."""
    if not data:
        return SHOWN
    typed = [number for number in range(1, MOST + 1) if any(data.get(f"{part}_{number}") for part in PARTS[:3])]
    filled = max(typed, default=0)
    more = SHOWN if not filled or data.get("do") == "another" else 0
    return min(MOST, filled + more)


def rows_of(countries):
    """`(country, first month, last month)` of each stay; of each country once, where there are more than there is room for."""
    kept = [(each, first, last) for each in countries for first, last in each.get("stays") or ()]
    if len(kept) >= len(countries) and len(kept) <= MOST:
        return kept
    return [(each, each.get("from") or reckoned(each), (each["until"] or "")[:7]) for each in countries]
