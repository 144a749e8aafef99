"""Is the post regulated activity with children? Read from the top; the first line that fits answers.

"Frequent" is weekly or more, or more than 3 days in any 30. "Overnight" is any time from 2am to 6am.
"""

from datetime import date

from checks.rules.facts import contact, routes
from checks.rules.rule import Answer
from checks.rules.sources import KCSIE_SUPPLY, KCSIE_VISITORS, MINIMUM_AGE, SVGA, SVGA_SUPERVISED

# fmt: off
ANSWERS = (
    #      id    regulated?  when                                                      source
    Answer("R1", False,      routes.engaged_as("professional_visitor"),                KCSIE_VISITORS),  # the employer judges
    Answer("R2", False,      routes.is_under_16,                                       MINIMUM_AGE),
    Answer("R3", True,       contact.gives_intimate_or_health_care,                    SVGA),            # even once, even supervised
    Answer("R4", True,       contact.is_supplied_to_teach_or_help,                     KCSIE_SUPPLY),
    Answer("R5", False,      contact.is_unpaid_and_supervised,                         SVGA_SUPERVISED, valid_to=date(2026, 8, 31)),
    Answer("R6", True,       contact.works_with_children_often_or_overnight,           SVGA),
    Answer("R7", True,       contact.works_in_school_often_with_contact,               SVGA),            # the "specified place" limb
    Answer("R8", False,      routes.always,                                            SVGA),
)
# fmt: on
