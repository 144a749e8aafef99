"""What somebody told us before they begin, beside what the rules were told; from here it is put to the rules."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from checks.forms.facts.gathering import begun_with_what_they_said
from checks.forms.facts.words import in_words
from checks.views.staff.facts import file_to_change, telling_of
from hiring.access import staff
from hiring.templatetags.dates import fullday


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def before(request, pk):
    """Their own answers. What could ask for less is made sure of first, then goes through a change of facts like any other."""
    file = file_to_change(request, pk)
    if request.method == "POST":
        telling = telling_of(request, file)
        telling.begin_with(begun_with_what_they_said(file))
        return redirect(telling.url())
    context = {
        "nav": "people",
        "file": file,
        "rows": rows(file) if file.told_at else [],
        "waits": file.may_ask_for_less,
        "here": file.of_their_present_post if file.told.get("works_here_as") else None,
        "back": {"url": file.get_absolute_url(), "label": str(file)},
    }
    return render(request, "checks/staff/said.html", context)


def rows(file):
    """Each answer as they gave it."""
    left = file.told.get("last_school")
    school = f"{left['name']}. {in_words('previous_school_post', left)}" if left else "No"
    return [
        {"label": "Date of birth", "value": fullday(file.born_on)},
        {"label": "Other names", "value": file.told.get("former_names") or "None"},
        {"label": "Works for this trust now", "value": file.told.get("works_here_as") or "No"},
        {"label": "Left a school or college", "value": school},
    ]
