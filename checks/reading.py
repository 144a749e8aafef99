"""A reference as it is read: each question with its answer, what the candidate wrote beside it, differences marked."""

import re

A_MONTH = re.compile(r"^\d{4}-\d{2}$")

SAFEGUARDING = ("suitability", "conduct", "concerns")
PROMPTS = {  # page -> (the yes/no question, the answer that must be looked at, where the facts are)
    "suitability": [("satisfied", "no", "satisfied_why")],
    "conduct": [
        ("disciplinary", "yes", "disciplinary_facts"),
        ("allegations", "yes", "allegations_facts"),
        ("referred", "yes", "referred_facts"),
    ],
    "concerns": [("concern", "yes", "concern_facts")],
}
EDITION = 2  # of the questions; what was sent carries the edition it answers, and the first carried none
SINCE = {"referred": 2, "referred_facts": 2}  # question -> the edition that first asked it
WITHHELD = "There is an answer here. The headteacher or the safeguarding lead can read it."


def was_asked(question, edition):
    """Whether the questions of this edition had this one among them."""
    return SINCE.get(question, 1) <= edition


def edition_of(said):
    return said.get("edition", 1)


def unanswered(said):
    """The questions about the safety of children that were asked and have no answer."""
    return [
        question
        for page, asked in PROMPTS.items()
        for question, _answer, _facts in asked
        if was_asked(question, edition_of(said)) and not said.get(page, {}).get(question)
    ]


def shown(form, typed, edition=EDITION):
    """One page's answers, in the words of its questions; what was optional and left empty is left out, and what was not asked."""
    asked = [(field, typed.get(name, "")) for name, field in form.fields.items() if was_asked(name, edition)]
    return [
        {"label": field.label, "value": in_words(field, value), "missing": "No answer"}
        for field, value in asked
        if value or field.required
    ]


def in_words(field, value):
    """A choice by its label, a month by its name, anything else as typed."""
    choices = dict(getattr(field, "choices", ()) or ())
    return month_words(value) if A_MONTH.match(value) else choices.get(value, value)


def raises_a_question(said):
    """Whether any safeguarding answer needs somebody to look: never a score, only a flag."""
    return any(
        said.get(page, {}).get(question) == answer for page, asked in PROMPTS.items() for question, answer, _ in asked
    )


def without_concerns(said):
    """The same answers with the facts of any concern left out, for readers who do not decide."""
    kept = {page: dict(answers) if isinstance(answers, dict) else answers for page, answers in said.items()}
    for page, asked in PROMPTS.items():
        for question, answer, facts in asked:
            given = kept.get(page, {})
            if given.get(question) == answer or given.get(facts):
                given[facts] = WITHHELD
    return kept


def compared(referee, said):
    """The job as the candidate wrote it beside the job as the referee gives it."""
    job = said.get("employment", {})
    theirs = [
        ("Job title", referee.candidate_job_title, job.get("job_title") or "", str),
        ("Started", referee.candidate_from, job.get("from_month") or "", month_words),
        ("Left", referee.candidate_to, job.get("to_month") or "", month_words),
    ]
    agreed = job.get("agrees") == "yes"
    rows = [_beside(label, wrote, wrote if agreed else gave, words) for label, wrote, gave, words in theirs]
    return rows if referee.candidate_job_title or referee.candidate_from else []


def reasons_beside(referee, said):
    """Why they left, as each of them says: words to be read together, which no machine calls same or different."""
    gave = said.get("employment", {}).get("leaving", "")
    return {"wrote": referee.candidate_reason, "gave": gave} if referee.candidate_reason and gave else None


def _beside(label, wrote, gave, words):
    differs = bool(wrote or gave) and _plain(wrote) != _plain(gave)
    return {
        "label": label,
        "wrote": words(wrote) if wrote or label == "Left" else "",
        "gave": words(gave) if gave or label == "Left" else "",
        "differs": differs,
    }


def _plain(text):
    return " ".join(text.lower().split())


def month_words(month):
    """2019-09 as September 2019; an empty end is now."""
    if not month:
        return "now"
    full = "January February March April May June July August September October November December".split()
    year, _, number = month.partition("-")
    return f"{full[int(number) - 1]} {year}"
