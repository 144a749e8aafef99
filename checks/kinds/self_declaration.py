from checks.kinds.base import CLEAR, HEAD, OFFER, TO_DECIDE, WAITING, Kind, Outcome
from checks.kinds.evidence import EvidenceForm, day_field, text_field, yes_no_field
from hiring.models import Role

ANSWERED = ("nothing_declared", "matter_declared")


class SelfDeclaration(Kind):
    """The person's own chance to say what a certificate may show, before it does."""

    code = "self_declaration"
    title = "Self-declaration"
    is_a_declaration = True
    why = "Shortlisted people may tell us, in their own words, of anything we would later read on a certificate."
    good_evidence = (
        "Our form, signed by the person, after they were shortlisted and before the interview.",
        "Only whether something was declared is recorded here. What was declared stays sealed until the interview.",
        "What was declared is talked over with the person at the interview, and the headteacher decides.",
    )
    holder = "candidate"
    waiting_words = "Waiting for the candidate"
    ask_label = "Send the self-declaration"
    record_label = "Record that it came"
    stage_source = "KCSIE Part three, self-declaration of shortlisted candidates"
    verified_by = "HR receives it sealed; the headteacher or the safeguarding lead opens it"
    repeats = "For each post they are shortlisted for."
    may_wait = "The headteacher may accept it later than the interview, for a reason that is written down."
    kept_for = "The words go once the certificate is decided, or six months after somebody is not appointed; that it was made is kept."
    blocks = (OFFER,)
    decided_by = HEAD
    sealed_to = frozenset({Role.HEAD, Role.SAFEGUARDING_LEAD})
    outcomes = {
        "sent": Outcome("Sent, not back yet", WAITING),
        "nothing_declared": Outcome("Nothing declared", CLEAR),
        "matter_declared": Outcome("Something declared, for the headteacher to read", TO_DECIDE),
        "discussed": Outcome("Discussed with the person, for the headteacher to decide", TO_DECIDE),
        "prefers_to_talk": Outcome("They would rather talk about it than write", TO_DECIDE),
        "declined": Outcome("They would rather not answer", TO_DECIDE),
    }
    labels = {"source": "How it came", "evidence_on": "Date it came"}
    looked = "Received the self-declaration by"
    seen = "Received by"
    candidate_sentence = (
        "Please fill in and sign the self-declaration we sent you. You may ask to talk about it instead."
    )

    class Evidence(EvidenceForm):
        """Whether it is signed, and whether anything is declared; never what."""

        needed_with = {
            "discussed": {
                "discussed_by": "Enter who talked it over with them",
                "discussed_on": "Enter the date you talked it over",
            }
        }
        in_order = (("discussed_on", "evidence_on", "Record it on or after the day you talked it over"),)

        signed = yes_no_field("Is it signed?")
        discussed_by = text_field("Who talked it over with them", required=False)
        discussed_on = day_field("Date it was talked over", required=False)

        def clean(self):
            given = super().clean()
            if given.get("signed") == "no" and given.get("outcome") in ANSWERED:
                self.add_error("signed", "Ask the person to sign it")
            return given

    def looked_at(self, evidence):
        """How it came, or who talked it over."""
        talked = evidence["outcome"] == "discussed" and evidence.get("discussed_by")
        return (
            f"{evidence['discussed_by']} talked the self-declaration over with them"
            if talked
            else super().looked_at(evidence)
        )
