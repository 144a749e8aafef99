"""Papers by JSON: what is kept with a check, one more, and an address that works for a minute. Never the bytes themselves."""

import hashlib

from django.conf import settings
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from checks.api.finding import the_check
from checks.documents.attaching import attach
from checks.documents.limits import UPLOADS
from checks.documents.links import link_to, until
from checks.forms.papers import AddPaper
from checks.models import Document
from hiring.api.access import staff_token
from hiring.api.endpoint import Endpoint, Nothing, only, query
from hiring.api.problems import Problem, invalid, pointer
from hiring.rates import too_often
from workflows.api import versions
from workflows.api.blockers import same_on_api
from workflows.api.description import ONCE
from workflows.api.moves import BASE, Move, actions_on, address_of
from workflows.api.repeats import once
from workflows.api.serializers import VerdictOut, Whole

same_on_api(r"^/people/\d+/checks/\d+/documents/(\d+)/", rf"{BASE}/documents/\1")

SLOWLY = "You have added many papers in a short time. Wait ten minutes, then go on."
ON_THE_PAGE = "A paper of this kind is opened only on its page, with a reason."
PAPER = {
    "type": "object",
    "required": ["title", "file"],
    "additionalProperties": False,
    "properties": {
        "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 120,
            "description": "What it is. No number, no name.",
        },
        "file": {"type": "string", "format": "binary", "description": "PDF, JPEG or PNG, up to 10 MB."},
    },
}


class DocumentOut(Whole):
    """A paper kept with a check: how it stands, never what is in it."""

    id = serializers.IntegerField()
    check_id = serializers.IntegerField(source="check_row_id", help_text="The check it lies with.")
    title = serializers.CharField()
    state = serializers.ChoiceField(["quarantined", "clean", "unsafe", "removed", "destroyed"])
    state_words = serializers.CharField()
    kind = serializers.ChoiceField(["pdf", "jpeg", "png"])
    size = serializers.IntegerField(help_text="Bytes, as they came.")
    pages = serializers.IntegerField()
    sensitive = serializers.BooleanField(source="is_sensitive", help_text="Opened only on its page, with a reason.")
    added_at = serializers.DateTimeField(source="uploaded_at")
    version = serializers.IntegerField()


class LinkOut(Whole):
    """Where the bytes are for the next minute."""

    url = serializers.CharField(help_text="Opens without a token, for one minute, and always saves to a file.")
    until = serializers.DateTimeField()


def the_document(request, pk):
    rows = Document.objects.visible_to(request.actor).exclude(clearance__person=request.actor.pk)
    row = rows.select_related(*Document.locked_with).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


class Documents(Endpoint):
    """The papers of one check."""

    access = staff_token

    def get_parsers(self):
        sends_a_file = getattr(self.request, "method", "") == "POST"  # nobody asks while it is only described
        return [MultiPartParser()] if sends_a_file else super().get_parsers()

    @extend_schema(operation_id="documents_list", responses=DocumentOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        rows = the_check(request, pk).documents.visible_to(request.actor).select_related("check_row").order_by("pk")
        return Response(DocumentOut(rows, many=True).data)

    @extend_schema(
        operation_id="document_add",
        parameters=[ONCE],
        request={"multipart/form-data": PAPER},
        responses={201: DocumentOut},
    )
    def post(self, request, pk):
        """Bring a paper. Nobody can open it until the virus scanner has seen it."""
        query(request, Nothing)
        check = the_check(request, pk)
        form = self.form_of(request)
        what = form.cleaned_data["file"]
        told = hashlib.sha256(what["data"]).hexdigest() + form.cleaned_data["title"]
        return once(request, lambda: self.add(request, check, form), content=told.encode())

    def form_of(self, request):
        given = only(request.data, ("title", "file"))
        if getattr(request._request, "sent_too_much", False):  # noqa: SLF001 the upload handler sees only Django's own
            raise Problem("too-large")
        if too_often("upload", str(request.actor.pk), UPLOADS):
            raise Problem("too-many", SLOWLY, headers={"Retry-After": "600"})
        form = AddPaper(given, request.FILES)
        if not form.is_valid():
            raise invalid([(pointer(name), words[0]) for name, words in form.errors.items()])
        return form

    def add(self, request, check, form):
        document = attach(check, by=request.actor, **form.taken())
        headers = {"Location": address_of(document), "ETag": versions.of_record(document)}
        return Response(DocumentOut(document).data, status=201, headers=headers)


class OneDocument(Endpoint):
    """How one paper stands."""

    access = staff_token

    @extend_schema(responses=DocumentOut)
    def get(self, request, pk):
        query(request, Nothing)
        document = the_document(request, pk)
        return Response(DocumentOut(document).data, headers={"ETag": versions.of_record(document)})


class DocumentActions(Endpoint):
    """What could be done with a paper: allowed and blocked."""

    access = staff_token

    @extend_schema(responses=VerdictOut(many=True))
    def get(self, request, pk):
        query(request, Nothing)
        document = the_document(request, pk)
        listed = [each for each in actions_on(document, request.actor) if each["verb"] == "remove"]
        return Response(listed, headers={"ETag": versions.of_record(document)})


class LinkTo(Endpoint):
    """An address for one paper, for one minute. That it was asked for stays on record, as on the page."""

    access = staff_token

    @extend_schema(operation_id="document_link", request=None, responses=LinkOut)
    def post(self, request, pk):
        query(request, Nothing)
        only(request.data, ())
        document = the_document(request, pk)
        if document.is_sensitive:
            raise Problem("not-allowed", ON_THE_PAGE)
        document.open(by=request.actor)
        url = link_to(document, request.actor)
        whole = url if "://" in url else f"{settings.SITE_URL}{url}"
        return Response(LinkOut({"url": whole, "until": until()}).data)


class MoveDocument(Move):
    access = staff_token
    called = "document"

    def find(self, request, pk):
        return the_document(request, pk)
