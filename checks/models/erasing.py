from hiring import clock
from hiring.permissions import is_system
from workflows.blockers import Blocker
from workflows.transitions import STAYS, transition

ERASED = "Erased"


def it_is_not_erased_yet(file, move):
    """What is gone cannot go again, nor come back."""
    if file.erased_at is not None:
        yield Blocker(code="file.erased", text="This file was erased.", since=file.erased_at)


def nothing_holds_this_person(file, move):
    """A legal hold keeps everything on a person until two people have let it go."""
    from checks.models.hold import Hold

    yield from Hold.blockers_on(file.person_id, file.school)


def empty(file):
    """Everything beside the history that says something of the person: receipts, references, sealed words, reasons, letters."""
    from checks.models import Document, Receipt, RefereeRequest
    from hiring.actors import SYSTEM

    checks = list(file.checks.values_list("pk", flat=True))
    for document in Document.objects.filter(clearance=file).exclude(state=Document.State.DESTROYED):
        document.destroy(by=SYSTEM, rule="with_its_file")
    Receipt.objects.filter(check_row__in=checks).update(source="", terms="", facts={}, sentence=ERASED, void_reason="")
    for request in RefereeRequest.objects.filter(check_row__in=checks):
        empty_reference(request)
    for request in RefereeRequest.objects.filter(set_aside_from__in=checks):
        empty_reference(request)
    empty_words(checks)
    empty_decisions(file, checks)
    empty_spot_checks(file)
    forget_the_reasons(file)
    forget_the_letters("clearance", [file.pk])
    forget_the_letters("check", checks)
    for kind, rows in (
        ("document", file.documents),
        ("factschange", file.changes),
        ("earlystart", file.early_starts),
        ("concern", file.concerns),
    ):
        forget_the_letters(kind, list(rows.values_list("pk", flat=True)))


def empty_reference(request):
    """Who was asked and what they wrote; when it came and that somebody made sure of it stays."""
    gone = {
        "name": ERASED,
        "email": "erased@erased.invalid",
        **dict.fromkeys(("phone", "organisation", "position", "relationship", "draft", "answers"), ""),
        **dict.fromkeys(("candidate_job_title", "candidate_from", "candidate_to", "declined_why"), ""),
        **dict.fromkeys(
            ("colleague_name", "colleague_email", "candidate_reason", "named_instead", "turned_down_why"), ""
        ),
        **dict.fromkeys(("contact_where", "contact_shows", "verified_number", "verified_with", "verified_note"), ""),
        **dict.fromkeys(("answered_device", "answered_network"), ""),
        "criteria": [],
        "verified_what": [],
    }
    for name, value in gone.items():
        setattr(request, name, value)
    request.save(update_fields=list(gone))
    request.red_flags.update(sentence=ERASED, note="")
    for question in request.questions.all():
        question.question, question.answer = ERASED, ""
        question.save(update_fields=["question", "answer"])


def empty_words(checks):
    """What was declared or found; and the questions about it."""
    from checks.models.sealed import InterviewQuestion, SealedWords

    for words in SealedWords.objects.filter(check_row__in=checks, erased_at=None):
        words.erase()
    InterviewQuestion.objects.filter(check_row__in=checks).delete()


def empty_decisions(file, checks):
    """What was weighed of a certificate, the safeguards of an early start, the facts that changed, what the DBS was asked and who agreed."""
    from checks.models import Concern, FactsChange
    from checks.models.content_decision import ContentDecision
    from checks.models.early_start import EarlyStart
    from checks.models.letters import LetterForWord
    from checks.models.status_look import StatusLook
    from checks.models.subscription import Subscription

    ContentDecision.objects.filter(check_row__in=checks).update(reasons=ERASED, factors=[])
    EarlyStart.objects.filter(clearance=file).update(duties=ERASED, risks=ERASED, safeguards=ERASED)
    Concern.objects.filter(clearance=file).update(measures="")
    FactsChange.objects.filter(clearance=file).update(
        facts_before={}, person_facts={}, countries=[], born_on=None, born_before=None, read_from=""
    )
    StatusLook.objects.filter(check_row__in=checks).update(question="")
    LetterForWord.objects.filter(check_row__in=checks).update(name=ERASED, email="erased@erased.invalid")
    Subscription.objects.filter(clearance=file).update(signed_name=ERASED, seen_by_name="")


def empty_spot_checks(file):
    """What a spot check found of this person; and what it came to, which may name any of those looked at."""
    from checks.models import Look, Review

    looks = Look.objects.filter(clearance=file)
    Review.objects.filter(looks__in=looks).exclude(conclusion="").update(conclusion=ERASED)
    looks.exclude(note="").update(note=ERASED)
    forget_what_was_said("look", list(looks.values_list("pk", flat=True)))


def forget_the_reasons(file):
    """What was typed beside the events of this file's whole history. Events keep the digest; nothing else names anybody."""
    from workflows.models import Note

    Note.objects.filter(event__root_type="clearance", event__root_id=file.pk).delete()


def forget_what_was_said(kind, pks):
    """The reasons beside events about these records, and the letters about them."""
    from workflows.models import Note

    Note.objects.filter(event__subject_type=kind, event__subject_id__in=pks).delete()
    forget_the_letters(kind, pks)


def forget_the_letters(kind, pks):
    """To whom we wrote about these records and what; that a letter went stays."""
    from workflows.models import Message

    for letter in Message.objects.filter(about_type=kind, about_id__in=pks).exclude(subject=ERASED):
        letter.to_name, letter.subject, letter.body = "", ERASED, ERASED
        letter.to_email = f"letter-{letter.pk}@erased.invalid"
        if letter.status == Message.Status.WAITING:
            letter.status = Message.Status.STOPPED
        letter.save(update_fields=["to_name", "to_email", "subject", "body", "status"])


class ErasedInTime:
    """How a file of checks ends once its time is up: what it told of a person goes, that it was there stays."""

    @transition(
        source=["closed", "left"],
        target=STAYS,
        permission=is_system,
        guards=[it_is_not_erased_yet, nothing_holds_this_person],
        records=["rule"],
        label="Erase",
        then=empty,
    )
    def erase(self, *, by, rule):
        """The time for which it may be kept is over; the signed history and bare dates stay."""
        from checks.models.hold import Hold

        Hold.settle_with(self.person_id)
        self.erased_at = clock.now()
        self.person_facts, self.countries, self.posts_held = {}, [], []
        self.born_on, self.told = None, {}
