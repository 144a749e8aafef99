import datetime as dt

from django.core.exceptions import ValidationError

from checks.kinds import words
from checks.kinds.authority import RECEPTION
from checks.kinds.base import CLEAR, START, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field, text_field

LONGEST = dt.timedelta(days=28)  # our own limit, as for measures: a longer visit is looked at again


class Escort(Kind):
    """An unchecked adult is never left alone with pupils."""

    code = "escort_or_supervise"
    title = "Escort or supervision"
    why = "No checks are made on this person, so somebody who is checked stays with them."
    good_evidence = ("The escort's name, in the sign-in record, for this visit.",)
    holder = "reception"
    waiting_words = "Waiting for their arrival"
    ask_label = record_label = "Record the escort"
    blocks = (START,)
    verified_by = "Reception"
    authorities = (RECEPTION,)
    repeats = "On every visit."
    lasts_one_visit = True
    kept_for = "With the sign-in record."
    outcomes = {"escorted": Outcome("Escorted throughout", CLEAR)}
    labels = {"source": "Where it is written", "evidence_on": "Date of the visit"}
    candidate_sentence = "Somebody from the school will stay with you on your visit."

    class Evidence(EvidenceForm):
        """Who stays with them, and until when."""

        in_order = (("evidence_on", "last_day_on", "The last day cannot be before the visit began"),)

        escort = text_field("Who stays with them", missing="Enter who stays with them")
        last_day_on = day_field("Last day of the visit, if it is longer than a day", required=False, may_be_ahead=True)

        def clean_escort(self):
            """Whoever needs an escort is not their own."""
            escort, person = self.cleaned_data["escort"], getattr(getattr(self.file, "person", None), "name", "")
            if person and escort.strip().casefold() == person.strip().casefold():
                raise ValidationError("They cannot be their own escort. Enter somebody here who is checked")
            return escort

        def clean_last_day_on(self):
            """A visit of many weeks is written down again."""
            first, last = self.cleaned_data.get("evidence_on"), self.cleaned_data["last_day_on"]
            if first and last and last > first + LONGEST:
                raise ValidationError("Record it again within 28 days")
            return last

    def expires_on(self, evidence):
        """Good for this visit, and for no other."""
        return words.as_date(evidence.get("last_day_on") or evidence["evidence_on"])

    def looked_at(self, evidence):
        """Who stayed, and where that is written."""
        return f"{evidence.get('escort') or 'An escort'} stayed with them ({evidence['source']})"
