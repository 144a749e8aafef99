"""Things the candidate lists one by one: a form to add or change each, and a page to remove it."""

from django.http import Http404
from django.shortcuts import redirect, render

from vacancies.views.candidates.finding import keep, on_form


def one_of(rows, pk):
    """The row of this application's own, else 404."""
    found = next((row for row in rows.all() if row.pk == pk), None)
    if found is None:
        raise Http404("We could not find that entry. Go to your application.")
    return found


def edit(request, application, form, *, title, to, intro=""):
    """Show or save one entry; back to its list when saved."""
    if request.method == "POST" and form.is_valid():
        entry = form.save(commit=False)
        entry.application = application
        entry.save()
        keep(application)
        return redirect(to)
    context = on_form(application, form=form, title=title, intro=intro, back={"url": to, "label": "Back"})
    return render(request, "vacancies/candidates/entry.html", context, status=422 if form.errors else 200)


def remove(request, application, entry, *, to, about=""):
    """Ask once, then take the entry off the list."""
    if request.method == "POST":
        entry.delete()
        keep(application)
        return redirect(to)
    context = on_form(application, entry=entry, about=about, back={"url": to, "label": "Back"}, to=to)
    return render(request, "vacancies/candidates/remove.html", context)
