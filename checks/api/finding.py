"""Files and checks as staff find them: only at their own schools, and never their own file."""

from django.http import Http404

from checks.models import Check, Clearance, Concern, EarlyStart, FactsChange, Incident, Placement


def the_file(request, pk):
    files = Clearance.objects.visible_to(request.actor).exclude(person=request.actor.pk)
    return _found(files.select_related(*Clearance.locked_with), pk)


def the_file_to_judge(request, pk):
    """The same file, read with all that its gate needs."""
    files = Clearance.objects.visible_to(request.actor).exclude(person=request.actor.pk)
    return _found(files.to_judge(), pk)


def the_check(request, pk):
    checks = Check.objects.visible_to(request.actor).exclude(clearance__person=request.actor.pk)
    return _found(checks.select_related(*Check.locked_with), pk)


def the_change(request, pk):
    return _found(_of_others(FactsChange, request), pk)


def the_incident(request, pk):
    return _found(_of_others(Incident, request), pk)


def the_concern(request, pk):
    return _found(_of_others(Concern, request), pk)


def the_placement(request, pk):
    return _found(_of_others(Placement, request), pk)


def the_early_start(request, pk):
    return _found(_of_others(EarlyStart, request), pk)


def _of_others(model, request):
    rows = model.objects.visible_to(request.actor).exclude(clearance__person=request.actor.pk)
    return rows.select_related(*model.locked_with)


def _found(rows, pk):
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
