"""How long files of checks and their papers are kept; dated data, each line with its basis."""

from django.db.models import Exists, OuterRef, Q

from checks.claims import EQUALITY, LONGER
from checks.models import Clearance, Document, Export, RulesPolicy
from checks.models.erasing import forget_what_was_said
from checks.past_its_time import past_its_time
from checks.sealed_retention import DECLARATIONS, certificate_decided, decided, file_closed, words, words_set_aside
from hiring.actors import SYSTEM
from hiring.templatetags.dates import as_date
from workflows.models import Note
from workflows.retention.schedule import ELSEWHERE, FOR_GOOD, Rule, keep

LIMITATION = "Limitation Act, contract claims; KCSIE Part three, copies kept on the personnel file"
HOME_OFFICE = "Home Office employer’s guide to right to work checks: two years after employment ends"
CLAIMS = f"{EQUALITY}; room for the longer limit ({LONGER})"
DBS_CODE = "DBS code of practice; KCSIE 2022 paragraphs 276 to 278: no longer than six months"
ARTICLE_10 = "UK GDPR article 10, convictions; minimisation"
RIGHT_TO_WORK = ("right_to_work", "rtw_follow_up")


def papers(began_on, **which):
    """A finder of papers still kept, whose time began on the day `began_on(paper)` tells."""

    def find(rule, day):
        rows = Document.objects.exclude(state__in=["destroyed", "removed"]).filter(**which)
        yield from past_its_time(
            rule, day, rows.select_related(*Document.locked_with).order_by("pk"), began_on, destroy_paper
        )

    return find


def destroy_paper(document):
    def destroy(rule):
        document.destroy(by=SYSTEM, rule=rule.code)
        return "1 paper"

    return destroy


def last_day(paper):
    return paper.clearance.left_on


def decided_on_abroad(paper):
    """The day a foreign certificate was decided on, either way, or needed no more; at the latest, the file's end."""
    check, file = paper.check_row, paper.clearance
    is_over = check.state in {"clear", "let_go"} or (
        check.state == "concern" and check.receipts.filter(voided_at=None, outcome="unsuitable").exists()
    )
    days = [is_over and check.held_since, file.closed_at, file.left_on]
    return min((as_date(each) for each in days if each), default=None)


def files(start, *which):
    """A finder of files of checks not yet erased, whose time began at this column."""

    def find(rule, day):
        rows = Clearance.objects.filter(*which, erased_at=None).exclude(**{start: None})
        rows = rows.select_related(*Clearance.locked_with).order_by("pk")
        yield from past_its_time(rule, day, rows, lambda file: getattr(file, start), erase_file)

    return find


def erase_file(file):
    def destroy(rule):
        counted = f"1 file of {file.checks.count()} checks, {file.documents.exclude(state='destroyed').count()} papers"
        file.erase(by=SYSTEM, rule=rule.code)
        return counted

    return destroy


def reasons_of_copies(rule, day):
    """Copies of the record beside whose events somebody typed why."""
    typed = Note.objects.filter(event__subject_type="export", event__subject_id=OuterRef("pk"))
    rows = Export.objects.filter(Exists(typed)).select_related("school__trust").order_by("pk")
    yield from past_its_time(rule, day, rows, lambda export: export.asked_at, forget_reasons)


def forget_reasons(export):
    def destroy(rule):
        forget_what_was_said("export", [export.pk])
        return "What was typed with 1 copy"

    return destroy


WITHDREW = Q(application__state="withdrawn")

keep(
    Rule("dbs_certificate_copy", "Copy of a DBS certificate", None, "never taken", DBS_CODE, "V", ELSEWHERE,
         "Refused when somebody tries to add one"),
    Rule("police_certificate_copy", "Copy of a foreign police certificate", 6, "any decision on it, or the file’s end", DBS_CODE, "D",
         find=papers(decided_on_abroad, check_row__code="overseas_criminal_record")),
    Rule("right_to_work_copy", "Copy of right to work evidence", 24, "the last day at work", HOME_OFFICE, "V2",
         find=papers(last_day, check_row__code__in=RIGHT_TO_WORK, clearance__state="left")),
    Rule("self_declaration", "Words of a self-declaration, appointed", 0,
         "the decision on the certificate, or the first day where none is asked for",
         "KCSIE Part three, self-declaration; UK GDPR article 10", "D",
         find=words(DECLARATIONS[:1], certificate_decided)),
    Rule("declared_beside_an_answer", "Words of a childcare or eligibility declaration", 0, "the decision on the answer",
         "SI 2018/794: the answer and its date are enough; UK GDPR article 10", "D",
         find=words(DECLARATIONS[1:], decided)),
    Rule("declared_not_appointed", "Words of any declaration, not appointed", 6, "the file closing", ARTICLE_10, "D",
         find=words(DECLARATIONS, file_closed, check_row__clearance__state="closed")),
    Rule("words_set_aside", "Sealed words set aside with a voided receipt", 0, "the voiding",
         "Minimisation: nobody can open them again", "D", find=words_set_aside),
    Rule("online_finding", "What an online search found, relevant to the post", 12, "the file closing", ARTICLE_10, "D",
         ELSEWHERE, "With the file of checks; what was not relevant goes when it is dropped", own=RulesPolicy.months_kept),
    Rule("file_withdrawn", "File of checks, receipts, references and papers, candidate withdrew", 6, "the file closing",
         "Minimisation: as the application they withdrew", "D",
         find=files("closed_at", WITHDREW, Q(state="closed"))),
    Rule("file_not_appointed", "File of checks, receipts, references and papers, not appointed", 12, "the file closing",
         CLAIMS, "D", own=RulesPolicy.months_kept, find=files("closed_at", ~WITHDREW, Q(state="closed"))),
    Rule("file_of_leaver", "File of checks, receipts, references and papers, after leaving", 72, "the last day at work",
         LIMITATION, "K", find=files("left_on", Q(state="left"))),
    Rule("record_row", "Row of the single central record", 0, "the last day at work", "KCSIE 2021 paragraph 254", "V",
         ELSEWHERE, "Taken off the current record when leaving is recorded; kept with the file"),
    Rule("spot_check", "What a spot check found of somebody, and what it came to", 72, "the last day at work", LIMITATION, "K",
         ELSEWHERE, "With the file of whoever was looked at; that they were, by whom and when, stays"),
    Rule("words_of_a_search", "Words searched for in a copy of the record, often a name", 0, "the file going",
         "Minimisation: the copy that left says them itself", "D", ELSEWHERE, "With the copy’s file, within a day of being asked for"),
    Rule("reason_of_a_copy", "Reason given for a copy of the record", 72, "the asking",
         "Accountability, as the log of who read what; may name somebody", "D", find=reasons_of_copies),
    Rule("medical_questionnaire", "Health questionnaire", None, "never taken", "Equality Act 2010 section 60", "D",
         ELSEWHERE, "Not held here: only the outcome is recorded"),
    Rule("incident", "Work begun without clearance", None, "", "Accountability; may matter to an allegation record", "D",
         FOR_GOOD, "Kept until the safeguarding lead decides"),
    Rule("history", "Signed history of every move", None, "", "Accountability; a history with holes proves nothing", "D",
         FOR_GOOD, "Names nobody but staff and referees who acted; what was typed lies beside it and goes"),
)  # fmt: skip
