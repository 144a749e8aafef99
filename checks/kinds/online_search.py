from django import forms

from checks.kinds.authority import ONLINE_SEARCH
from checks.kinds.base import CLEAR, OFFER, TO_DECIDE, Kind, Outcome
from checks.kinds.evidence import LOOKED_AND_WHEN, EvidenceForm, choice_field, text_field, yes_no_field
from hiring.models import Role

CONFIDENCE = [("sure", "Sure it is them"), ("likely", "Likely them"), ("not_sure", "Not sure")]
PLACES = [
    ("search_engine", "A search engine"),
    ("news", "Local and national news"),
    ("professional", "Professional networks"),
    ("social", "Public social media, without signing in"),
    ("registers", "Public registers, such as company directors and charity trustees"),
    ("school_sites", "Websites of schools and employers they named"),
]
BEARS_ON = [
    ("suitability", "Their suitability to work with children"),
    ("safeguarding", "A child's safety"),
    ("legality", "Something unlawful"),
    ("reputation", "The school's good name, in a way that affects this post"),
]
DROPPED = [
    ("no_bearing", "It bears on none of what we look for"),
    ("protected", "It is about age, faith, health, family, politics or the like, which we leave out"),
    ("not_them", "It is about somebody else"),
    ("not_public", "It was not public"),
]
BY_THE_SEARCH_ITSELF = ("explored", "dropped")
LOOKED = {
    "source": "Enter where you looked",
    "places": "Select each kind of place you looked in",
    "terms": LOOKED_AND_WHEN,
    "candidate_was_told": "Select yes or no",
}
OUTCOMES_OF_A_SEARCH = ("nothing_relevant", "not_same_person", "item_to_explore")
LOOKED_AT = (*OUTCOMES_OF_A_SEARCH, *BY_THE_SEARCH_ITSELF)


class OnlineSearch(Kind):
    """The same look at what is public, for every shortlisted person, by somebody who does not interview."""

    code = "online_search"
    title = "Online search"
    why = (
        "Guidance asks schools to consider what is publicly known of shortlisted people, and to treat them all alike."
    )
    good_evidence = (
        "The same places and the same depth for each shortlisted person, who were told beforehand.",
        "Done by somebody who is not on the panel. Only what bears on safety or the post goes further, as a question.",
        "Nothing about age, faith, health, family or the like is written down.",
        "Somebody other than the searcher weighs what was found. What does not bear on the post is dropped, and its words go.",
    )
    ask_label = record_label = "Record the online search"
    stage_source = "KCSIE Part three, online searches of shortlisted candidates"
    verified_by = "Somebody who does not sit on the panel"
    authorities = (ONLINE_SEARCH,)
    not_a_look = ("explored", "dropped", "not_done")
    repeats = "For each post they are shortlisted for."
    may_wait = "Guidance asks schools to consider it: if it is not done, the reason is written down."
    kept_for = "What was relevant only, for as long as the application is kept; what is dropped goes at once."
    blocks = (OFFER,)
    is_a_search = True
    sealed_to = frozenset({Role.HR_OFFICER, Role.HR_MANAGER, Role.HEAD, Role.SAFEGUARDING_LEAD})
    looked = "Searched"
    outcomes = {
        "nothing_relevant": Outcome("Nothing relevant", CLEAR),
        "not_same_person": Outcome("What was found is about somebody else", CLEAR),
        "item_to_explore": Outcome("Something to ask about", TO_DECIDE),
        "explored": Outcome("Asked about at the interview", TO_DECIDE),
        "dropped": Outcome("Something was found and dropped", CLEAR),
        "not_done": Outcome("Not done, for a reason", TO_DECIDE),
    }
    labels = {"evidence_on": "Date you searched"}
    candidate_sentence = (
        "We look at what is publicly available about everybody we shortlist. There is nothing you need to do."
    )

    class Evidence(EvidenceForm):
        """Where, with which words, by whom; never what was found."""

        needed_with = dict.fromkeys(OUTCOMES_OF_A_SEARCH, LOOKED) | {
            "not_done": {"reason": "Enter why it was not done"},
            "not_same_person": LOOKED | {"identity_match": "Select how sure you are"},
        }

        only_with = {
            **dict.fromkeys(("source", "places", "terms", "candidate_was_told"), LOOKED_AT),
            "identity_match": ("not_same_person", "item_to_explore"),
            "reason": ("not_done",),
        }

        source = text_field("Which places", required=False, length=300)
        places = forms.MultipleChoiceField(
            label="Kinds of place you looked in",
            choices=PLACES,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="The same for everybody shortlisted for this post.",
        )
        terms = text_field("Names and words you searched for", required=False, length=300)
        candidate_was_told = yes_no_field("Was the candidate told we search?", required=False)
        identity_match = choice_field("How sure are you that it is them?", CONFIDENCE, required=False, missing="")
        reason = text_field("Reason, if not done", required=False)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            chosen = [each for each in self.fields["outcome"].choices if each[0] not in BY_THE_SEARCH_ITSELF]
            self.fields["outcome"].choices = chosen  # written by the talk, or the dropping, itself

        def clean(self):
            given = super().clean()
            if given.get("candidate_was_told") == "no":
                self.add_error("candidate_was_told", "Tell the candidate before you search")
            if given.get("outcome") == "item_to_explore" and given.get("identity_match") == "not_sure":
                self.add_error(
                    "identity_match", "Make sure it is them before it is asked about, or record that it is not"
                )
            return given

    def looked_at(self, evidence):
        """Where and for what, or that nobody looked."""
        if evidence["outcome"] == "not_done":
            return "No online search was made"
        if evidence["outcome"] == "dropped":
            return "Weighed what the search found"
        return (
            "Talked over what the search raised" if evidence["outcome"] == "explored" else super().looked_at(evidence)
        )

    def found(self, evidence):
        """The result; of what was dropped only why, in words fixed beforehand."""
        why = dict(DROPPED).get(evidence.get("why"))
        return f"{super().found(evidence)}: {why[0].lower()}{why[1:]}" if why else super().found(evidence)
