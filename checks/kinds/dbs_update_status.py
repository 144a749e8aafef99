from django.core.exceptions import ValidationError

from checks.kinds.authority import UPDATE_SERVICE
from checks.kinds.base import CLEAR, HEAD, OFFERED, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.certificates import NEEDED, CertificateForm, certificate_number, in_words
from checks.kinds.evidence import day_field, yes_no_field
from checks.kinds.repeats import AS_THE_TRUST_CHOSE

LIST_ON_IT = "Select whether the certificate includes the children's barred list"
NO_LIST = "This post is regulated activity, and this certificate does not include the children's barred list. Apply for a new one"
ANSWERED = ("BLANK_NO_NEW_INFO", "NON_BLANK_NO_NEW_INFO", "NEW_INFO")


class UpdateServiceStatus(Kind):
    """A look at the DBS Update Service, which stands in for a new certificate while nothing is new."""

    code = "dbs_update_status"
    title = "DBS Update Service status"
    why = "The person keeps a fitting certificate up to date, so its status shows whether it still holds."
    good_evidence = (
        "The original certificate first: right person, enhanced, child workforce, barred list when the post needs it.",
        "The person's agreement to this look.",
        "The status on the day. If the service does not answer, that is no result.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate's certificate"
    ask_label = "Ask for their certificate and agreement"
    record_label = "Record the status"
    record_column = "dbs_enhanced"
    earliest_stage = OFFERED
    stage_source = "KCSIE Part three, Update Service"
    decided_by = HEAD
    verified_by = "A named checker who has seen the original and has the person's agreement"
    authorities = (UPDATE_SERVICE,)
    repeats = "Each time it is relied on."
    repeat = AS_THE_TRUST_CHOSE
    kept_for = "The status and its date. No copy of the certificate is kept."
    two_people = True
    holds_certificates = True
    is_a_search = True
    looked = "Checked"
    outcomes = {
        "BLANK_NO_NEW_INFO": Outcome("Nothing on the certificate and nothing new", CLEAR),
        "NON_BLANK_NO_NEW_INFO": Outcome("Nothing new; there is something on the certificate itself", TO_DECIDE),
        "NEW_INFO": Outcome("No longer current: apply for a new certificate", TO_DECIDE),
        "NO_MATCH_FOUND": Outcome("Not found: details mistyped, or the subscription has ended", TO_DECIDE),
        "NAME_DIFFERS": Outcome("The service answered for another surname. Look at the paper again", TO_DECIDE),
        "service_failure": Outcome("The service did not answer. Try again", WAITING),
    }
    labels = {"evidence_on": "Date you checked the status"}
    candidate_sentence = "Bring us the original certificate and tell us that we may check its status."

    class Evidence(CertificateForm):
        """The status, and the certificate it is about."""

        seen_field = "original_seen_on"
        fixed = {"source": "the DBS Update Service", "terms": "certificate number, surname and date of birth"}
        needed_with = dict.fromkeys(ANSWERED, NEEDED)
        in_order = (("original_seen_on", "evidence_on", "See the original certificate before you check its status"),)

        certificate_number = certificate_number(required=True)
        original_seen_on = day_field("Date you saw the original", missing="Enter the date you saw the original")
        barred_list_included = yes_no_field("Does the certificate include the children's barred list?", required=False)
        consent = yes_no_field("Has the person agreed to this check?")
        printed_on = day_field("Date the service printed", required=False)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            if not self.in_regulated_activity:
                del self.fields["barred_list_included"]

        def clean(self):
            """Usable only with the list on it where the post is regulated activity (KCSIE Part three, Update Service)."""
            given = super().clean()
            included = given.get("barred_list_included")
            asked = self.in_regulated_activity and given.get("outcome") in ANSWERED
            if asked and included != "yes" and "barred_list_included" not in self.errors:
                self.add_error("barred_list_included", NO_LIST if included else LIST_ON_IT)
            return given

        def clean_consent(self):
            """Without their agreement nobody may look."""
            if self.cleaned_data["consent"] == "no":
                raise ValidationError("Ask the person to agree before you check their status")
            return self.cleaned_data["consent"]

    def looked_at(self, evidence):
        """Which certificate's status was looked up, and where."""
        return f"Checked {evidence['source']} for {in_words(evidence)}"
