"""One timeline from the end of full-time education, and the months nothing accounts for (KCSIE Part three)."""

from dataclasses import dataclass

from hiring import clock
from vacancies.months import Span, month_number, uncovered

MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Gap:
    """Whole months that no work, study or other entry covers."""

    span: Span

    @property
    def words(self):
        first, last = self.span.first, self.span.last
        ends = f"{MONTHS[last % 12]} {last // 12}"
        if first == last:
            return ends
        starts = MONTHS[first % 12] if first // 12 == last // 12 else f"{MONTHS[first % 12]} {first // 12}"
        return f"{starts} to {ends}"


def all_gaps(application):
    """Every uncovered span of whole months from leaving full-time education to the day the form is sent (two queries)."""
    if not application.education_ended:
        return []
    sent = (application.submitted_at or clock.now()).astimezone(clock.LONDON)
    start = month_number(application.education_ended) + 1
    end = sent.year * 12 + sent.month - 1
    spans = [entry.span for entry in application.history.all()]
    return [Gap(span) for span in uncovered(spans, start, end)]


def unexplained_gaps(application):
    """Gaps that no explanation covers from end to end."""
    told = [gap.span for gap in application.gaps.all()]
    return [gap for gap in all_gaps(application) if uncovered(told, gap.span.first, gap.span.last)]


def most_recent_employer(application):
    """The paid work that goes on or ended last; None for somebody who never had any, or works for themselves."""
    jobs = [entry for entry in application.history.all() if entry.kind == "work" and entry.organisation.strip()]
    latest = max(jobs, key=lambda job: (job.to_month or "9999-99", job.from_month), default=None)
    return None if latest is None or latest.organisation.lower().startswith("self") else latest


def last_work_with_children(application):
    """The last work with children, paid or not, that has a place somebody can be asked at; None when there was none."""
    jobs = [
        entry
        for entry in application.history.all()
        if entry.with_children and entry.kind in {"work", "voluntary"} and entry.organisation.strip()
    ]
    return max(jobs, key=lambda job: (job.to_month or "9999-99", job.from_month), default=None)


def must_be_spoken_for(application):
    """The jobs for which somebody must be asked: the most recent, and the last with children if that is another."""
    jobs = [most_recent_employer(application), last_work_with_children(application)]
    first, second = jobs
    return [job for job in ([first] if first == second else jobs) if job is not None]


def speaks_from(referee, job):
    """Whether this referee knows the candidate from this job."""
    same_place = referee.organisation.strip().lower() == job.organisation.strip().lower()
    return referee.history_id == job.pk or same_place
