"""Words HR wants hidden from the panel, and exactly what the panel would see."""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vacancies.blind import blind_applications
from vacancies.forms.shortlisting import MaskingForm
from vacancies.views.hr.judging import for_hr, standing_around

WITH_CAPITAL = re.compile(r"(?<=[a-z,;’'] )[A-Z][\w’'-]{2,}(?: [A-Z][\w’'-]+)*")
KNOWN = {"English", "Maths", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
KNOWN |= {
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
}
KNOWN |= {"SEN", "SEND", "SENCO", "DSL", "GCSE", "NVQ", "DBS", "KCSIE", "Level", "Year", "Key Stage", "Word", "Excel"}


@for_hr
@require_http_methods(["GET", "POST"])
def masking(request, vacancy):
    """Add or take away words; look at one application as the panel does."""
    form = MaskingForm(
        request.POST if request.method == "POST" else None, initial={"words": "\n".join(vacancy.masked_words)}
    )
    blind = blind_applications(vacancy)
    suspected = suspects(blind.values())
    if form.is_valid():
        also = [word for word, _ in suspected if word in request.POST.getlist("also")]
        vacancy.masked_words = list(dict.fromkeys([*form.cleaned_data["words"], *also]))
        vacancy.save(update_fields=["masked_words"])
        count = len(vacancy.masked_words)
        messages.success(request, f"{count} word{'' if count == 1 else 's'} or phrases are hidden from the panel.")
        return redirect(request.get_full_path())
    code = request.GET.get("code", "")
    shown = blind.get(code) or next(iter(blind.values()), None)
    facts = {
        "form": form,
        "codes": list(blind),
        "shown": shown,
        "answers": [(each, shown.answers.get(each.code, "")) for each in vacancy.scored_criteria] if shown else [],
        "suspects": suspected,
    }
    context = standing_around(request, vacancy, "Masking", **facts)
    return render(request, "vacancies/hr/masking.html", context, status=422 if form.errors else 200)


def suspects(applications):
    """Words with capitals in mid-sentence that are still readable: they may identify somebody. (word, codes)."""
    found = {}
    for each in applications:
        for text in each.answers.values():
            for word in WITH_CAPITAL.findall(text):
                if word not in KNOWN:
                    found.setdefault(word, set()).add(each.code)
    return [(word, sorted(codes)) for word, codes in sorted(found.items())]
