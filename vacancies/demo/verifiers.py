"""Who may verify in the story: what each of the staff was trained, registered or named for, since when."""

import datetime as dt

from checks.kinds.authority import IN_THE_REGISTER
from checks.models import Verifier
from hiring import clock
from hiring.models import Trust
from workflows.many_cases import begin_in_many_cases

A_YEAR = dt.timedelta(days=364)
GROUNDS = {
    "identity_documents": "Half a day on identity and right-to-work documents, Alder Coast Learning Trust",
    "teachers_record": "DfE Sign-in, Alder Coast Learning Trust",
    "barred_list": "DfE Sign-in, Alder Coast Learning Trust; terms of use accepted",
}


def entry(person, authority, since, until=None, school=None):
    """What the register says of one of them; where terms are accepted yearly it runs out by itself."""
    months = IN_THE_REGISTER[authority].most_months
    grounds = GROUNDS.get(authority, "Named by the trust’s executive, in its scheme of delegation")
    until = until or (since + A_YEAR if months else None)
    days = {"from_on": since, "grounds_on": since, "until_on": until}
    return {"school": school, "person": person, "authority": authority, "grounds": grounds, **days}


def entered(trust, by, entries):
    """Put these in the register, each through the door."""
    trust = Trust.objects.prefetch_related("schools").get(pk=trust.pk)
    return begin_in_many_cases(Verifier.rule_of("authorise"), [{"trust": trust, **each} for each in entries], by=by)


def settle_in(trust, schools, staff):
    """The central team verifies everything, Reydon's head what she was trained for; one registration ends soon, one has ended."""
    jo, dev, ruth = staff["Jo Marlowe"], staff["Dev Khatri"], staff["Ruth Calloway"]
    today = clock.today()
    for_years, accepted, sooner = today - dt.timedelta(700), today - dt.timedelta(280), today - dt.timedelta(330)
    entries = [
        *(entry(jo, code, accepted if code == "barred_list" else for_years) for code in IN_THE_REGISTER),
        *(entry(dev, code, sooner if code == "barred_list" else for_years) for code in IN_THE_REGISTER),
        entry(dev, "barred_list", sooner - A_YEAR),
        entry(ruth, "identity_documents", for_years, school=schools["Reydon Primary"]),
    ]
    return entered(trust, staff["Priya Nair"], entries)
