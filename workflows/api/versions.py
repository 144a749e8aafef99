"""ETag and If-Match: nobody changes a record without saying which version of it they read."""

from hiring.api.problems import Problem


def etag(*parts):
    """A strong validator."""
    return f'"{"-".join(str(part) for part in parts)}"'


def of_record(record, *more):
    """The ETag of a record with a life: which it is, and its version."""
    return etag(record._meta.model_name, record.pk, record.version, *more)


def demand(request, current):
    """Refuse a change that does not name the version it was decided on (428), or names an old one (412)."""
    given = request.headers.get("If-Match", "").strip()
    if not given or given == "*":
        raise Problem("version-missing")
    if current not in [each.strip() for each in given.split(",")]:
        raise Problem("stale", headers={"ETag": current})
