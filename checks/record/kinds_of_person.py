"""What the record calls each kind of person (the rule table's `engagement`)."""

KINDS_OF_PERSON = {
    "employee": "Employee",
    "casual_worker": "Casual worker",
    "self_employed": "Self-employed",
    "agency_supply": "Agency supply",
    "trainee_salaried": "Salaried trainee",
    "trainee_fee_funded": "Fee-funded trainee",
    "governance": "Governor or trustee",
    "volunteer": "Volunteer",
    "contractor_staff": "Contractor",
}
