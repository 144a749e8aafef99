"""One certificate, one person: a number recorded for somebody else in the trust is refused."""

from checks.models.receipt import Receipt

CLASH = "certificate.clash"


def held_by_somebody_else(number, clearance):
    """The receipts that stand, in this trust, with this number and another person's name."""
    same = Receipt.objects.filter(voided_at=None, facts__certificate_number=number)
    return same.filter(check_row__clearance__school__trust=clearance.school.trust_id).exclude(
        check_row__clearance__person=clearance.person_id
    )
