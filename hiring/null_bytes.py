"""The database cannot hold a null byte. An address with one names nothing, and none is kept of what people type."""

from django.http import Http404

from hiring.api.endpoint import NotFound


class NoNullBytes:
    """An address that holds a null byte is not found, nor a page whose query does. (Forms and the API refuse one in theirs.)"""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        for_programs = request.path.startswith("/api/")
        if "\0" in request.path and for_programs:
            return NotFound.as_view()(request).render()
        if "\0" in request.path or (not for_programs and holds_one(request.META.get("QUERY_STRING", ""))):
            raise Http404("We could not find that page. Go to Home or search.")
        return self.get_response(request)


def holds_one(query):
    return "\0" in query or "%00" in query


def typed(request, name, longest=2000):
    """What was sent under this name where no form asks for it: without the null bytes that nobody can type, and no longer than this."""
    return request.POST.get(name, "").replace("\0", "").strip()[:longest]
