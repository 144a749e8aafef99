"""The page behind each `type` of problem the API can answer with."""

from django.http import Http404
from django.shortcuts import render

from hiring.access import public
from hiring.api.problems import KINDS

why = public("Whoever writes a program against the API reads these first.")


@why
def every(request):
    return render(request, "account/problems.html", {"kinds": KINDS})


@why
def one(request, kind):
    if kind not in KINDS:
        raise Http404("There is no problem of that kind.")
    return render(request, "account/problems.html", {"kinds": {kind: KINDS[kind]}, "title": KINDS[kind].title})
