"""The pages of facts together: which apply, which are still to answer, and what the rules are told in the end."""

from functools import cached_property

from django.http import QueryDict

from checks.differences import as_they_were
from checks.forms.facts.pages import OF_A_FILE
from checks.forms.facts.person import NOBODY, AlreadyHere, LastPost
from checks.forms.facts.post import Told
from checks.models import RulesPolicy
from hiring import clock

NOTHING = {
    "governance_role": None,
    "teaching_work": "no",
    "qts_required": False,
    "qualification_required": False,
    "management": False,
    "early_years": False,
    "later_years_childcare": False,
    "manages_childcare": False,
    "paid": True,
    "supervised": False,
    "temporary_or_occasional_service": False,
    "competitive_process": False,
    "starts_before_dbs": False,
}


def as_data(typed):
    """What was typed on one page, as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data


class Gathered:
    """What has been typed so far, page by page. `options` are what the first page must be told."""

    def __init__(self, pages, typed, **options):
        self.pages, self.typed, self.options = pages, typed, options
        self.first = next(iter(pages))

    def form(self, name, data=None, *, told=None):
        """One page's form: with new answers, or with those given before."""
        if data is None and self.typed.get(name):
            data = as_data(self.typed[name])
        options = self.options if name == self.first else {}
        return self.pages[name](data, told=self.told_before(name) if told is None else told, **options)

    @cached_property
    def forms(self):
        """The pages that apply, in order, each with what was typed on it; a page's answers decide on those after it."""
        told, found = Told(), {}
        for name, page in self.pages.items():
            if page.applies(told):
                form = found[name] = self.form(name, told=Told(dict(told.answers)))
                if form.is_valid():
                    told.answers.update(form.cleaned_data)
        return found

    def told_before(self, name):
        """What the pages before this one said."""
        form = self.forms.get(name)
        return form.told if form is not None else Told()

    @property
    def unfinished(self):
        """The pages that are still to answer, in order."""
        return [name for name, form in self.forms.items() if not form.is_valid()]

    def after(self, name):
        """The next page still to answer; None when every one is."""
        return next(iter(self.unfinished), None)

    @property
    def said(self):
        """Every answer, by its field's name."""
        return {name: value for form in self.forms.values() for name, value in form.cleaned_data.items()}

    def role(self, school):
        """What the rules are told of the post."""
        facts = NOTHING | {"phase": school.phase}
        for form in self.forms.values():
            facts |= form.role() if hasattr(form, "role") else {}
        return facts

    def somebody(self):
        """Somebody new, as adding takes them."""
        said = self.said
        plain = ("name", "email", "school", "post_title", "starts_on", "offered_on")
        return {
            **{name: said[name] for name in plain},
            "sent_by": self.sent_by,
            "role": self.role(said["school"]),
            "person": self.person(said["school"].trust),
            "here_already": said["here_already"] == "yes",
            "countries": self.countries,
        }

    def facts_of(self, file):
        """What is different about somebody, as a change of facts takes it."""
        role = self.role(file.school)
        person = with_the_status(self.person_of(file), file.person_facts.get("update_service"))
        post = {"post_title": self.said["post_title"], "sent_by": self.sent_by}
        return {**post, "role_facts": role, "person_facts": person, **self.news}

    @property
    def news(self):
        """What is no fact by itself and is new all the same."""
        return {"new_name": self.said.get("new_name") == "yes", "countries": self.countries}

    @property
    def sent_by(self):
        """Who sends them, of those whom somebody sends."""
        return self.said.get("sent_by", "")

    @property
    def countries(self):
        """Each country they lived in."""
        form = self.forms.get("abroad")
        return form.countries() if form is not None else []

    def person(self, trust):
        """What the rules are told of somebody new at this trust."""
        return self._person(RulesPolicy.of(trust), None)

    def person_of(self, file):
        """What the rules are told of somebody who has a file."""
        return self._person(file.policy, file.born_on)

    def _person(self, policy, born_on):
        facts = dict(NOBODY)
        for name, form in self.forms.items():
            if hasattr(form, "person"):
                facts |= form.person(policy, born_on) if name == "abroad" else form.person()
        return facts


def with_the_status(person, held):
    """What a look at the Update Service said stays with the same certificate; nobody types it."""
    told = person["update_service"]
    if told and held and told | {"status": held["status"]} == {"free_as_volunteer": False} | held:
        return person | {"update_service": held}
    return person


def begun_from(file):
    """The facts of a file as they stand; of somebody at work, a change is read by the rules of today unless said otherwise."""
    role = {**file.role_facts, "title": file.post_title, "sent_by": file.sent_by}
    if file.began_on:
        role["start_date"] = clock.today().isoformat()
    try:
        return typed_from(OF_A_FILE, role, {**file.person_facts, "countries": file.countries})
    except (KeyError, TypeError):  # an old record was never told them
        return {}


def begun_with_what_they_said(file):
    """The same, with what they told us before they begin; their present post as our own record of it has it."""
    typed, left = begun_from(file), file.told.get("last_school")
    if typed and left:
        post = {name: left[name] for name in ("in_england", "regular_contact", "end_date", "same_employer")}
        typed["about"]["school_post"] = "yes"
        typed["last-post"] = LastPost.typed({}, {"previous_school_post": post})
    if typed and file.told.get("works_here_as"):
        here = file.of_their_present_post
        typed["about"]["already_here"] = "yes"
        typed["already-here"] = AlreadyHere.typed({}, {"internal": as_they_were(here) if here else None})
    return typed


def typed_from(pages, role, person):
    """The pages as they would have been typed, for facts that are there already."""
    return {name: dict(page.typed(role, person)) for name, page in pages.items()}
