"""The state map: each machine drawn on its own page, with how many records are where, as far as the person may see."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from hiring.access import staff
from workflows.machines import machine_named, machines
from workflows.state_map import draw

PAGE = 50


@staff
def begin(request):
    """The map begins with the machine that all others serve."""
    return redirect("one_machine", machine="vacancy")


@staff
def state_map(request, machine):
    """One machine: a drawing, the same as a table, and what can happen from each state; with the way to the others."""
    shown = machine_named(machine)
    if shown is None:
        raise Http404("We could not find that page. Go to Home or search.")
    context = {"nav": "map", "machines": machines(), "figure": figure(shown, request.actor)}
    return render(request, "workflows/map.html", context)


@staff
def in_state(request, machine, state):
    """Which records are in one state of one machine, newest first; at most fifty, with how many there are."""
    machine = machine_named(machine)
    if machine is None or state not in machine.model.State.values:
        raise Http404("We could not find that page. Go to Home or search.")
    visible = machine.model.objects.visible_to(request.actor).filter(state=state)
    rows = visible.select_related(*machine.model.locked_with).order_by("-pk")
    state = machine.model.State(state)
    facts = {"machine": machine, "state": state, "count": visible.count(), "rows": rows[:PAGE], "most": PAGE}
    return render(request, "workflows/in_state.html", {"nav": "map", "leaving": machine.leaving(state), **facts})


def figure(machine, actor):
    """One machine as `components/svg_figure.html` wants it, and what can happen from each of its states."""
    counts = counted(machine.model, actor)
    return {
        "id": machine.key,
        "title": machine.title,
        "machine": machine,
        "drawing": draw(machine, counts, lambda state: reverse("in_state", args=[machine.key, state])),
        "states": [(state, counts.get(state.value, 0), machine.leaving(state)) for state in machine.states],
    }


def counted(model, actor):
    """state -> how many records this actor may see there (one query)."""
    visible = model.objects.visible_to(actor).order_by()
    return dict(visible.values_list("state").annotate(number=Count("pk", distinct=True)))
