"""What was done, in the past tense."""

import pytest

from workflows.history_words import past, rules


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
    ],
)
def test_label_is_said_as_something_done(label, said):
    assert past(label) == said


def test_every_verb_of_every_machine_has_words():
    assert len(rules()) >= 40
    for rule in rules().values():
        assert past(rule.label)[0].isupper()
        first = past(rule.label).split()[0]
        assert first == "Agreed" or not first.endswith(("eed", "nded for"))
