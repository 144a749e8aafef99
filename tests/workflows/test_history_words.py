"""What was done, in the past tense."""

import pytest

from workflows.history_words import IRREGULAR, SAID_AS_IT_IS, past, rules


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Shortlist", "Shortlisted"),
        ("Send for approval", "Sent for approval"),
        ("Approve the post", "Approved the post"),
        ("Not progressing", "Not progressing"),
        ("Submit and seal", "Submitted and sealed"),
        ("Void and start again", "Voided and started again"),
        ("Let the offer lapse", "Let the offer lapse"),
        ("Deny it", "Denied it"),
        ("Say what is so", "Said what is so"),
        ("Keep them at work, with measures", "Kept them at work, with measures"),
        ("Drop what was found", "Dropped what was found"),
        ("Cancel the vacancy", "Cancelled the vacancy"),
        ("Enter or correct the referee", "Entered or corrected the referee"),
        ("Something differs", "Something differs"),
    ],
)
def test_label_is_said_as_something_done(label, said):
    assert past(label) == said


REGULAR = (
    "Accept Add Agree Announce Answer Approve Ask Carry Change Close Confirm Correct Decide Decline Deny Destroy Download "
    "Draft End Enter Erase Extend Finish Hand Invite Mark Name Offer Open Place Propose Publish Raise Record Release "
    "Remind Remove Reopen Require Return Review Revoke Settle Shortlist Sign Start Try Turn Use Verify Void Word Work"
).split()


def test_every_verb_of_every_machine_is_said_in_english():
    assert len(rules()) >= 40
    labels = {rule.label for rule in rules().values()} - SAID_AS_IT_IS
    assert {word for word in (label.split()[0] for label in labels) if word.lower() not in IRREGULAR} <= set(REGULAR)
