"""Which page of the table is for whom. Read from the top; the first that fits is the only one read."""

from checks.rules.facts import routes
from checks.rules.rule import Block
from checks.rules.tables import governance, joining, moving, visiting

BLOCKS = (
    Block("G", routes.engaged_as("governance"), governance.LINES),
    Block("A", routes.engaged_as("agency_supply"), visiting.AGENCY),
    Block("F", routes.engaged_as("trainee_fee_funded"), visiting.FEE_FUNDED_TRAINEES),
    Block("P", routes.engaged_as("professional_visitor"), visiting.PROFESSIONAL_VISITORS),
    Block("K", routes.engaged_as("contractor_staff"), visiting.CONTRACTORS),
    Block("W", routes.engaged_as("work_experience"), visiting.WORK_EXPERIENCE),
    Block("V", routes.engaged_as("volunteer"), visiting.VOLUNTEERS),
    Block("I", routes.stays_with_the_same_employer, moving.LINES),
    Block("E", routes.always, joining.LINES),
)
