"""Which employers somebody must speak for, copied from the form as sent to the file of checks."""

from checks.models import Employer
from vacancies.employment_history import last_work_with_children, most_recent_employer, must_be_spoken_for, speaks_from


def employers_named_by(application):
    """The employers of this candidate's form for their file of checks, `(entry, employer)` each, not yet saved."""
    recent, with_children = most_recent_employer(application), last_work_with_children(application)
    return [
        (
            job,
            Employer(
                clearance=application.clearance,
                organisation=job.organisation,
                job_title=job.title,
                from_month=job.from_month,
                to_month=job.to_month,
                reason_for_leaving=job.reason_for_leaving,
                is_most_recent=job == recent,
                is_last_with_children=job == with_children,
            ),
        )
        for job in must_be_spoken_for(application)
    ]


def posts_held(application):
    """Every post of the form as sent, kept beside the file of checks, so that what referees say can be laid beside it."""
    return [
        {
            "organisation": post.organisation,
            "title": post.title,
            "kind": post.kind,
            "from_month": post.from_month,
            "to_month": post.to_month,
            "with_children": post.with_children,
            "abroad": post.is_abroad,
        }
        for post in application.history.all()
        if post.kind in {"work", "voluntary"}
    ]


def spoken_for_by(referee, employers):
    """The employer this referee can speak for, or None."""
    return next((employer for job, employer in employers if speaks_from(referee, job)), None)
