"""Addresses with a null byte in them name nothing: the database cannot hold one, so it is never asked."""

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
