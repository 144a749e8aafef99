"""Who is added, and as what; or, of somebody already in a file, what has become of their post."""

from django import forms

from checks.forms.facts import choices
from checks.forms.facts.fields import one_of
from checks.forms.facts.post import Page
from checks.models import Clearance
from hiring import clock
from hiring.days import DayField
from hiring.models import Role, School, User
from hiring.permissions import HR

ADDS_PEOPLE = {*HR, Role.HEAD}


def schools_of(actor):
    """The schools for which this person may add people."""
    near = School.objects.visible_to(actor).select_related("trust")
    return near.filter(pk__in=[school.pk for school in near if actor.roles_at(school) & ADDS_PEOPLE])


class Post(Page):
    """What the post is called, as what they come, and from which day."""

    title = "The post"

    post_title = forms.CharField(label="Post or office", max_length=200)
    engagement = one_of("They come as", choices.ENGAGEMENTS)
    setting = one_of("The school is", choices.SETTINGS)
    starts_on = DayField(label="From which day is this so?", help_text="The rules of that day are read.")

    def role(self):
        given = self.cleaned_data
        return {
            "title": given["post_title"],
            "engagement": given["engagement"],
            "setting": given["setting"],
            "start_date": given["starts_on"].isoformat(),
        }

    @staticmethod
    def typed(role, person):
        return {
            "post_title": role.get("title", ""),
            "engagement": role["engagement"],
            "setting": role["setting"],
            "starts_on": role["start_date"],
        }


class Who(Post):
    """A person with no vacancy: their name, and how they are reached."""

    title = "Who is it?"

    name = forms.CharField(label="Full name", max_length=200)
    email = forms.EmailField(
        label="E-mail address (leave empty if they have none)",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Without one, they are asked in person and you record what you saw.",
    )
    school = forms.ModelChoiceField(label="School", queryset=School.objects.none(), empty_label="Choose a school")
    here_already = one_of(
        "Are they at work here already?",
        [("no", "No, they are still to begin"), ("yes", "Yes, they are at work now")],
    )
    offered_on = DayField(
        label="Day the place was offered, on condition of the checks",
        help_text="Health and the DBS may be asked about only after an offer (Equality Act 2010, section 60).",
    )
    starts_on = DayField(label="First day", help_text="The rules of that day are read.")

    field_order = ("name", "email", "school", "post_title", "engagement", "setting", "here_already", "starts_on")

    def __init__(self, *args, by, **kwargs):
        self.by = by
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools_of(by)
        self.fields["setting"].initial = "academy"
        self.fields["post_title"].help_text = "Governor, reading volunteer, supply teacher, caretaker."

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        known = User.objects.filter(email__iexact=email).first() if email else None
        if known is not None and known.pk == self.by.pk:
            raise forms.ValidationError("That is you. Somebody else keeps the file on you.")
        self.known = known
        return email

    def clean(self):
        given = super().clean()
        today, first = clock.today(), given.get("starts_on")
        if first and given.get("here_already") == "no" and first < today:
            self.add_error("starts_on", "That day has passed. If they are at work already, say so above.")
        if first and given.get("here_already") == "yes" and first > today:
            self.add_error("starts_on", "Somebody who is at work already began on a day that has come.")
        if given.get("offered_on") and given["offered_on"] > today:
            self.add_error("offered_on", "The day of the offer cannot be in the future.")
        self._is_the_same_person(given)
        self._is_not_there_already(given)
        return given

    def _is_the_same_person(self, given):
        known = getattr(self, "known", None)
        named = given.get("name", "").strip().casefold()
        if known is not None and named and known.name.strip().casefold() != named:
            self.add_error("email", "We know this address by another name. Check both, or leave the address empty.")

    def _is_not_there_already(self, given):
        known, school = getattr(self, "known", None), given.get("school")
        if known is None or school is None:
            return
        files = Clearance.objects.filter(person=known, school=school, state__in=["open", "relied_on"])
        if files.filter(post_title__iexact=given.get("post_title", "")).exists():
            self.add_error(
                "post_title", f"{known.name} has a file for this post at {school} already. Change the facts there."
            )
