"""Papers on a check's page: add, look at one with everybody who opened it, open for a minute, remove."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checks.documents import showing
from checks.documents.attaching import attach
from checks.documents.inspecting import MEDIA_TYPES
from checks.documents.limits import UPLOADS
from checks.documents.links import called, link_to, paper_behind, until
from checks.forms.papers import AddPaper, OpenPaper
from checks.models import Document
from checks.views.staff.check import check_seen
from hiring.access import public, staff
from hiring.rates import too_often
from workflows.blockers import NotAllowed, Refused
from workflows.views import move
from workflows.views.preview import as_lines

SLOWLY = "You have added many papers in a short time. Wait ten minutes, then go on."


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, file, pk):
    """Bring a paper to this check."""
    check = check_seen(request, file, pk)
    form, shut, status = AddPaper(), (), 200
    if request.method == "POST":
        form = AddPaper(request.POST, request.FILES, sent_too_much=getattr(request, "sent_too_much", False))
        shut, status = take_in(request, check, form)
        if not status:
            messages.success(request, "The paper is in. It can be opened once the virus scanner has seen it.")
            return see_other(f"{check.get_absolute_url()}#papers")
    context = {
        "nav": "people",
        "check": check,
        "papers": showing.papers_of(check, request.actor),
        "form": form,
        "shut": as_lines(shut),
    }
    return render(request, "checks/documents/add.html", context, status=status)


def take_in(request, check, form):
    """`((), 0)` when it is taken, else the blockers and the status to answer with."""
    if too_often("upload", str(request.actor.pk), UPLOADS):
        form.add_error(None, SLOWLY)
        return (), 429
    if not form.is_valid():
        return (), 422
    try:
        attach(check, by=request.actor, **form.taken())
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        return refused.blockers, 409
    return (), 0


def document_seen(request, file, pk, number):
    """A paper of a check this person may know of."""
    check = check_seen(request, file, pk)
    rows = Document.objects.visible_to(request.actor).filter(check_row=check, pk=number)
    document = rows.select_related(*Document.locked_with).first()
    if document is None:
        raise Http404("We could not find that page. Go to Home or search.")
    return document


@staff
@never_cache
@require_GET
def document(request, file, pk, number):
    """One paper: how it stands, and everybody who ever opened it."""
    return page(request, document_seen(request, file, pk, number))


@staff
@never_cache
@require_POST
def open_it(request, file, pk, number):
    """Note who opens it, and why where that is asked; then give an address that works for a minute."""
    found = document_seen(request, file, pk, number)
    form = OpenPaper(request.POST, record=found)
    if not form.is_valid():
        return page(request, found, form=form, status=422)
    try:
        found.open(by=request.actor, reason=form.cleaned_data.get("reason", ""))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        return page(request, document_seen(request, file, pk, number), shut=refused.blockers, status=409)
    link = {"url": link_to(found, request.actor, request.session.session_key), "until": until()}
    return page(request, found, link=link)


def page(request, document, *, form=None, link=None, shut=(), status=200):
    check = document.check_row
    verdicts = {each.rule.name: each for each in document.moves(request.actor) if each.permitted}
    context = {
        "nav": "people",
        "document": document,
        "check": check,
        "paper": showing.row(check, document),
        "openings": showing.openings(document),
        "may_open": "open" in verdicts,
        "may_remove": "remove" in verdicts,
        "form": form or OpenPaper(record=document),
        "link": link,
        "shut": as_lines(shut),
    }
    return render(request, "checks/documents/document.html", context, status=status)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, file, pk, number):
    """Take a paper away, with the reason."""
    found = document_seen(request, file, pk, number)
    return move(request, found, "remove", back={"url": found.get_absolute_url(), "label": found.title}, nav="people")


@public("The address itself is the key: signed, for one paper, one reader and one minute.")
@require_GET
def paper(request, token):
    """The bytes, to be saved and never shown as a page of ours."""
    behind = paper_behind(token, request)
    if behind is None:
        return render(request, "checks/documents/ended.html", status=410)
    found = behind[0]
    try:
        file = default_storage.open(found.key)
    except FileNotFoundError:
        return render(request, "checks/documents/ended.html", status=410)
    answer = FileResponse(file, as_attachment=True, filename=called(found), content_type=MEDIA_TYPES[found.kind])
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def see_other(url):
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
