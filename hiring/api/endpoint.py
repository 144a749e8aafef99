"""What every address of the API has in common."""

from django.core.exceptions import ImproperlyConfigured
from rest_framework import serializers
from rest_framework.views import APIView

from hiring.actors import NOBODY
from hiring.api import limits
from hiring.api.access import Access, anybody
from hiring.api.problems import Problem, invalid, pointer


class Endpoint(APIView):
    """One address. It declares who may call it, counts each call, and is never cached."""

    access = None
    http_method_names = ("get", "head", "post", "put", "patch", "delete")

    @classmethod
    def as_view(cls, **initkwargs):
        if not isinstance(cls.access, Access):
            raise ImproperlyConfigured(f"{cls.__name__} does not say which tokens open it")
        view = super().as_view(**initkwargs)
        view.access = cls.access.words
        return view

    def initial(self, request, *args, **kwargs):
        """An address without a token is counted before anything is asked of the database."""
        if not request.META.get("HTTP_AUTHORIZATION"):
            limits.count(request, limits.address_of(request))
        super().initial(request, *args, **kwargs)
        request.actor = request.user if request.user and request.user.is_authenticated else NOBODY

    def check_permissions(self, request):
        """A token is counted before it opens anything."""
        if request.auth is not None:
            limits.count(request, f"token {request.auth.digest}")
        super().check_permissions(request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        for name, value in getattr(request, "limit_headers", {}).items():
            response[name] = value
        return response


class Nothing(serializers.Serializer):
    """No parameters at all."""


def query(request, serializer):
    """The query string, checked: what we do not know is refused, not ignored."""
    unknown = [
        (f"?{name}", f"There is no parameter “{name}”.")
        for name in request.query_params
        if name not in serializer().fields
    ]
    if unknown:
        raise invalid(unknown)
    asked = serializer(data=request.query_params.dict())
    if not asked.is_valid():
        raise invalid([(f"?{name}", str(words[0])) for name, words in asked.errors.items()])
    return asked.validated_data


def only(given, known):
    """Refuse keys we do not know: a client that sets what it cannot set should hear so."""
    unknown = [name for name in given if name not in known]
    if unknown:
        raise invalid([(pointer(name), f"There is no “{name}” here.") for name in unknown])
    return given


class NotFound(Endpoint):
    """Every address under /api/ that is none."""

    access = anybody("It says only that there is nothing here.")
    schema = None

    def http_method_not_allowed(self, request, *args, **kwargs):
        raise Problem("not-found")
