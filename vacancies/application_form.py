"""The sections of the application form, how far each has come, and in what words. Handed an application read with its parts."""

from dataclasses import dataclass

from vacancies.employment_history import most_recent_employer, speaks_from, unexplained_gaps

MOST_WORDS = 250  # in one answer
DONE, PART, TODO = "done", "part", "todo"
MARKS = {DONE: "ok", PART: "wait", TODO: "none"}


@dataclass(frozen=True)
class Section:
    """One line of the list of tasks."""

    key: str
    title: str
    progress: str
    word: str
    url: str

    @property
    def mark(self):
        return MARKS[self.progress]

    @property
    def sentence(self):
        return self.title


@dataclass(frozen=True)
class Group:
    title: str
    tasks: list


def groups(application):
    """The form's sections in three groups."""
    base = f"/apply/{application.vacancy.reference}/"
    asked = questions(application)

    def section(key, title, state):
        return Section(key, title, *state, url=f"{base}{key}/")

    return [
        Group(
            "About you",
            [
                section("details", "Your details", _details(application)),
                section("right-to-work", "Right to work", _said(application.right_to_work)),
                section("adjustments", "Adjustments and the interview", _optional(application, "adjustments")),
            ],
        ),
        Group(
            "Your experience",
            [
                section("qualifications", "Qualifications and training", _optional(application, "qualifications")),
                section("history", "Work, education and gaps", _history(application)),
                section("questions", f"How you meet the role ({len(asked)} questions)", _answers(application, asked)),
            ],
        ),
        Group(
            "Before you send",
            [
                section("referees", "Referees", _referees(application)),
                section("declarations", "Declarations", _said(application.signed_name)),
            ],
        ),
    ]


def questions(application):
    """The criteria the form asks about, in order."""
    return [each for each in application.vacancy.scored_criteria if each.question]


def words_in(text):
    return len(text.split())


def too_long(text):
    """What to do about an answer of too many words; empty when there is nothing to do."""
    count = words_in(text)
    return f"Shorten your answer to {MOST_WORDS} words. You have {count}." if count > MOST_WORDS else ""


def answered(application):
    return {answer.criterion_id for answer in application.answers.all() if answer.text.strip()}


def next_question(application, besides=None):
    """The first question without an answer, `besides` the one just answered; None when all have one."""
    have = answered(application) | {besides and besides.pk}
    return next((each for each in questions(application) if each.pk not in have), None)


def places_known_from(application):
    """Where a referee may know the candidate from: the most recent first."""
    entries = [entry for entry in application.history.all() if entry.organisation]
    return sorted(entries, key=lambda entry: (entry.to_month or "9999-99", entry.from_month), reverse=True)


def employer_without_referee(application):
    """The most recent job, while nobody named can speak for it."""
    job = most_recent_employer(application)
    named = application.referees.all()
    return job if job and not any(speaks_from(referee, job) for referee in named) else None


def _details(application):
    filled = [bool(getattr(application, name).strip()) for name in ("full_name", "phone", "address")]
    if all(filled):
        return DONE, "Completed"
    return (PART, "In progress") if any(filled[1:]) else (TODO, "Not started")


def _said(value):
    return (DONE, "Completed") if value else (TODO, "Not started")


def _optional(application, key):
    return (DONE, "Completed") if key in application.sections_done else (TODO, "Optional")


def _history(application):
    if not application.history_is_complete:
        begun = application.education_ended or application.history.all()
        return (PART, "In progress") if begun else (TODO, "Not started")
    gaps = len(unexplained_gaps(application))
    if gaps:
        return PART, f"{gaps} {'gap' if gaps == 1 else 'gaps'} to explain"
    return DONE, "Completed"


def _answers(application, asked):
    have = len(answered(application) & {each.pk for each in asked})
    long = sum(bool(too_long(answer.text)) for answer in application.answers.all())
    if long:
        return PART, f"{long} to shorten"
    if have == len(asked):
        return DONE, "Completed"
    return (PART, f"{have} of {len(asked)} answered") if have else (TODO, "Not started")


def _referees(application):
    have, needed = len(application.referees.all()), application.vacancy.trust.references_min
    if have < needed:
        return (PART, f"{have} of {needed} named") if have else (TODO, "Not started")
    return (PART, "Add your most recent employer") if employer_without_referee(application) else (DONE, "Completed")
