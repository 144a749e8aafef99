import datetime as dt

from checks.kinds import words
from checks.kinds.authority import IDENTITY
from checks.kinds.base import CLEAR, CONCERN, HEAD, OFFERED, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.certificates import NEEDED, CertificateForm, in_words
from checks.kinds.evidence import BEFORE_ASKED, choice_field, day_field, text_field, yes_no_field
from checks.kinds.position import POSITIONS, fault_of, position_of
from checks.kinds.repeats import AS_THE_TRUST_CHOSE

BARRED_LIST = [("no_match", "No match"), ("barred", "Barred")]
LIST_READ = "Select what the certificate says of the children's barred list"
APPLIED = {
    "source": "Enter which application service you used",
    "application_ref": "Enter the application reference",
    "applied_on": "Enter the date of the application",
    "position": "Select how the position on the application begins",
    "consent": "Select whether the person agreed to the application",
}
ORIGINAL = "The original certificate"
NO_APPLICATION = "Enter the date of the application. A certificate asked for before it belongs to another post"
LONG_BEFORE = dt.timedelta(days=90)
TOO_OLD = "This certificate is from long before the offer of {day}, so it was asked for by somebody else. Apply for a new one"
HELD = ("seen_no_content", "seen_content", "barred")
ON_ITS_WAY = ("applied", "issued", "withdrawn")


def carries_the_list(check):
    """Whether the list was asked for inside this certificate's own application; one asked for before it was needed does not."""
    return getattr(check, "carries", "") == "barred_list"


class EnhancedCertificate(Kind):
    """The paper the DBS sends to the person, read here in the original."""

    code = "dbs_enhanced"
    title = "Enhanced DBS certificate"
    why = "This post brings the person into contact with pupils, so the law lets us, and expects us to, ask the DBS."
    good_evidence = (
        "The original certificate, in your hand. A photo, a copy or a status page is not enough.",
        "Enhanced level and the child workforce, in the name and date of birth you checked.",
        "The barred list is part of it when the post is regulated activity. We work that out; nobody ticks it.",
    )
    holder = "dbs"
    waiting_words = "Waiting for the DBS"
    ask_label = "Record the DBS application"
    record_label = "Record the certificate"
    record_column = "dbs_enhanced"
    bars = ("barred",)
    two_people = True
    earliest_stage = OFFERED
    stage_source = "Police Act 1997, section 113B; KCSIE Part three, level of DBS check"
    decided_by = HEAD
    verified_by = "Somebody trained to check identity, with the original in their hand"
    authorities = (IDENTITY,)
    not_a_look = ("applied", "issued", "withdrawn")
    repeats = "Once for each appointment. The law sets no end date; a trust may look again by its own policy."
    repeat = AS_THE_TRUST_CHOSE
    may_wait = (
        "Only by a start before the certificate: every other check clear, the list looked up, safeguards approved."
    )
    kept_for = "Number, dates and decision on the personnel file. No copy of the certificate is kept."
    holds_certificates = True
    outcomes = {
        "applied": Outcome("Application sent", WAITING),
        "issued": Outcome("Issued, original not seen yet", WAITING),
        "seen_no_content": Outcome("Original seen, nothing on it", CLEAR),
        "seen_content": Outcome("Original seen, there is something on it", TO_DECIDE),
        "barred": Outcome("Original seen, the person is barred. Stop, and call the DBS", CONCERN),
        "withdrawn": Outcome("Application withdrawn", WAITING),
    }
    labels = {"source": "Which application service", "evidence_on": "Date you applied or saw it"}
    candidate_sentence = (
        "The DBS is preparing your certificate and will post it to you. Bring us the original when it comes."
    )

    class Evidence(CertificateForm):
        """Facts of the application and of the paper; what the paper says is never typed here."""

        needed_with = {"applied": APPLIED, "seen_no_content": NEEDED, "seen_content": NEEDED, "barred": NEEDED}
        only_with = {
            **dict.fromkeys(("source", "application_ref"), ON_ITS_WAY),
            **dict.fromkeys(("position", "consent"), ("applied",)),
            **dict.fromkeys(("certificate_number", "issued_on"), ("issued", *HELD)),
            **dict.fromkeys(("level", "workforce", "is_theirs", "barred_list_result", "seen_by_name"), HELD),
            "applied_on": ("applied", *HELD),
        }
        in_order = (("applied_on", "issued_on", BEFORE_ASKED),)

        application_ref = text_field("Application reference", length=40, required=False)
        applied_on = day_field("Date of the application", required=False)
        position = choice_field(
            "How does the position on the application begin? The certificate prints it",
            POSITIONS,
            required=False,
            missing="",
        )
        consent = yes_no_field("Has the person agreed to this application?", required=False)
        barred_list_result = choice_field(
            "The line for the children's barred list says",
            BARRED_LIST,
            required=False,
            missing=LIST_READ,
            help_text="Asked because the post is regulated activity.",
        )

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["source"].required = False
            self.fields["position"].help_text = f"For this post it begins: {position_of(self.file)}."
            if self.asked_on:
                self.fields["applied_on"].goes_with = "applied"  # of a certificate we know it already
            if not carries_the_list(self.check):
                del self.fields["barred_list_result"]

        def clean(self):
            given = super().clean()
            self.read_the_list(given)
            self.read_the_application(given)
            self.read_the_position(given)
            given["source"] = ORIGINAL if given.get("outcome") in HELD else given.get("source") or "the DBS"
            given["barred_list_asked"] = carries_the_list(self.check)
            given["has_content"] = given.get("outcome") == "seen_content"
            return given

        def read_the_application(self, given):
            """Which request of ours the certificate answers; one made for something else is no evidence."""
            asked_for = self.asked_on or given.get("applied_on")
            if given.get("applied_on") is None:
                self.refuse_days_before_asking(given, "issued_on")
            if given.get("outcome") in HELD and asked_for is None and "applied_on" not in self.errors:
                self.add_error("applied_on", NO_APPLICATION)
            issued_on, offered_on = given.get("issued_on"), words.as_date(getattr(self.file, "offer_made_at", None))
            if issued_on and offered_on and issued_on < offered_on - LONG_BEFORE and not self.historic:
                self.add_error("issued_on", TOO_OLD.format(day=words.day(offered_on)))

        def read_the_position(self, given):
            """It names the child workforce, and the independent school where section 128 must show; and the person agreed."""
            applied, position = given.get("outcome") == "applied", given.get("position")
            fault = fault_of(position, self.file) if position else ""
            if applied and fault and "position" not in self.errors:
                self.add_error("position", fault)
            if applied and given.get("consent") == "no":
                self.add_error("consent", "Nobody is applied for without their agreement. Ask the person first")

        def read_the_list(self, given):
            """Where the list was asked for with it, the paper carries the result, and nobody is cleared without it."""
            seen = str(given.get("outcome", "")).startswith("seen")
            result = given.get("barred_list_result")
            if seen and carries_the_list(self.check) and "barred_list_result" not in self.errors:
                if not result:
                    self.add_error("barred_list_result", LIST_READ)
                elif result != "no_match":
                    self.add_error("outcome", "Select that the person is barred, and stop")

    def title_of(self, check):
        """With the list, where it was asked for with the certificate."""
        return f"{self.title} with the children's barred list" if carries_the_list(check) else self.title

    def looked_at(self, evidence):
        """Which application was sent, or which certificate was read."""
        if evidence["outcome"] in HELD:
            barred = ", children's barred list: no match" if evidence.get("barred_list_result") == "no_match" else ""
            level = (
                f", {evidence['level']}, {evidence['workforce'].replace('_', ' ')} workforce"
                if evidence.get("level")
                else ""
            )
            return f"Saw the original of {in_words(evidence)}{level}{barred}"
        reference = f", reference {evidence['application_ref']}" if evidence.get("application_ref") else ""
        applied = f", sent {words.day(evidence['applied_on'])}" if evidence.get("applied_on") else ""
        return f"DBS application through {evidence['source']}{reference}{applied}, recorded"
