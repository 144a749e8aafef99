"""Facts asked a page at a time. Until they are saved they stay in the session of whoever types them, and nowhere else."""

from django.http import Http404
from django.shortcuts import redirect, render

from checks.forms.facts.gathering import Gathered
from checks.forms.months import MonthField
from checks.reading import month_words
from hiring.templatetags.dates import fullday

NOT_KEPT = {"csrfmiddlewaretoken"}


class Telling:
    """One set of pages on the way: where its answers are kept, what they are, and where each page is."""

    def __init__(self, request, key, pages, *, base, begun=None, **options):
        self.request, self.key, self.base = request, key, base
        typed = request.session.get(key)
        self.gathered = Gathered(pages, typed if typed is not None else begun or {}, **options)

    def keep(self, name):
        """Remember what was typed on this page, right or wrong."""
        typed = {field: self.request.POST.getlist(field) for field in self.request.POST if field not in NOT_KEPT}
        self.request.session[self.key] = {**self.gathered.typed, name: typed}
        self.gathered = Gathered(self.gathered.pages, self.request.session[self.key], **self.gathered.options)

    def begin_with(self, typed):
        """Begin anew from these answers; whoever began finds them here to change."""
        self.request.session[self.key] = typed
        self.gathered = Gathered(self.gathered.pages, typed, **self.gathered.options)

    @property
    def is_begun(self):
        """Whether anything typed here waits to be saved."""
        return self.key in self.request.session

    def forget(self):
        self.request.session.pop(self.key, None)

    def url(self, name=None):
        return f"{self.base}{name}/" if name else f"{self.base}check/"

    def rows(self):
        """Every answer with its question, page by page, and the way back to it."""
        return [
            {"title": form.title, "name": name, "rows": answers(form, self.url(name))}
            for name, form in self.gathered.forms.items()
        ]


def ask(telling, name, **around):
    """One page of questions: shown, or kept and followed by the next one still to answer."""
    request = telling.request
    if name not in telling.gathered.forms:
        raise Http404("We could not find that page. Go to Home or search.")
    if request.method == "POST":
        telling.keep(name)
        if request.POST.get("do") == "another":
            return redirect(telling.url(name))
        if telling.gathered.forms[name].is_valid():
            return redirect(telling.url(telling.gathered.after(name)))
    form = telling.gathered.forms[name]
    names = list(telling.gathered.forms)
    place = names.index(name) + 1
    context = {"form": form, "title": form.title, "why": form.why, "nav": "people"} | around
    context["progress"] = f"Page {place} of {len(names)}, then a check of everything"
    wrong = request.method == "POST" and bool(form.errors)
    return render(request, "checks/staff/facts_page.html", context, status=422 if wrong else 200)


def answers(form, url):
    """A page's answers as a summary list shows them."""
    return [
        {"label": field.label, "value": answer_in_words(form, name, field), "url": f"{url}#id_{name}"}
        for name, field in form.fields.items()
    ]


def answer_in_words(form, name, field):
    value = form.cleaned_data.get(name) if form.is_valid() else ""
    if hasattr(value, "isoformat"):
        return fullday(value)
    if isinstance(field, MonthField) and value:
        return month_words(value)
    words = dict(field.choices) if hasattr(field, "choices") and not hasattr(field, "queryset") else {}
    if isinstance(value, list):
        return ", ".join(words.get(each, each) for each in value) or "None of these"
    return str(words.get(value, value) or "Not given") if value is not None else "Not given"
