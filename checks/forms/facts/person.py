"""What is asked of the person: what they bring with them, as far as a rule asks."""

from checks.forms.facts import choices
from checks.forms.facts.fields import how_many, is_so, one_of, said, yes_no
from checks.forms.facts.post import Page
from hiring.days import DayField

A_LONG_STAY = {"months": 12, "years_since_end": 0, "aged_18_or_over": True, "taught": True}  # what is not known yet
NOBODY = {
    "names_changed": False,
    "rtw": "unknown",
    "abroad": None,
    "previous_school_post": None,
    "internal": None,
    "update_service": None,
    "agency_dbs_has_disclosure": None,
}


class About(Page):
    """The few facts about the person that a rule turns on."""

    title = "About the person"

    age = one_of("Age on the first day", choices.AGES)
    names_changed = yes_no("Have they ever had another name?", unknown=True)
    rtw = one_of("Right to work in the UK", choices.RIGHTS)
    lived_abroad = yes_no("Have they ever lived or worked outside the UK, holidays apart?", unknown=True)
    school_post = yes_no("Did they leave a post in a school or college in England in the last few months?")
    already_here = yes_no("Do they already work for this employer, with no break?")
    subscribed = yes_no("Are they on the DBS Update Service?")
    told_of_content = yes_no("Does the agency say that the certificate has something on it?", unknown=True)

    def left_out(self):
        told = self.told
        staff = ("names_changed", "rtw", "lived_abroad", "school_post", "already_here", "subscribed")
        return [*(() if told.is_staff else staff), *(() if told.comes_as == "agency_supply" else ("told_of_content",))]

    def person(self):
        given = self.cleaned_data
        facts = NOBODY | {"age_at_start": int(given["age"])}
        if "names_changed" in given:
            facts |= {"names_changed": is_so(given["names_changed"]), "rtw": given["rtw"]}
        if given.get("lived_abroad") == "unknown":
            facts["abroad"] = A_LONG_STAY
        if "told_of_content" in given:
            facts["agency_dbs_has_disclosure"] = is_so(given["told_of_content"])
        return facts

    @staticmethod
    def typed(role, person):
        age = person["age_at_start"]
        held = person["update_service"]
        return {
            "age": "18" if age >= 18 else "16" if age >= 16 else "15",
            "names_changed": said(person["names_changed"]),
            "rtw": person["rtw"],
            "lived_abroad": said(person["abroad"]),
            "school_post": said(person["previous_school_post"]),
            "already_here": said(person["internal"]),
            "subscribed": said(held and held["subscribed"]),
            "told_of_content": said(person["agency_dbs_has_disclosure"]),
        }


class AboutSomebodyKnown(About):
    """The same of somebody who has a file, with what can only be new since then."""

    new_name = yes_no(
        "Have they a new name since we last saw their documents?",
        required=False,
        help_text="Their identity is then seen again, under the new name.",
    )

    def person(self):
        facts = super().person()
        return facts | {"names_changed": True} if self.is_new and self.told.is_staff else facts

    @property
    def is_new(self):
        return self.cleaned_data.get("new_name") == "yes"

    @staticmethod
    def typed(role, person):
        return About.typed(role, person) | {"new_name": "no"}


class LastPost(Page):
    """The last school post, for the three-month rule."""

    title = "Their last post in a school or college"
    why = "A certificate seen there carries over only when they left it in the three months before the first day here."

    in_england = yes_no("Was it in England?")
    regular_contact = yes_no("Did it bring regular contact with children?")
    end_date = DayField(label="Last day there")
    same_employer = yes_no("Was it for this same employer?")

    @classmethod
    def applies(cls, told):
        return told.is_staff and told.get("school_post") == "yes"

    def person(self):
        given = self.cleaned_data
        flags = {name: given[name] == "yes" for name in ("in_england", "regular_contact", "same_employer")}
        return {"previous_school_post": flags | {"end_date": given["end_date"].isoformat()}}

    @staticmethod
    def typed(role, person):
        post = person["previous_school_post"]
        if post is None:
            return {}
        flags = {name: said(post[name]) for name in ("in_england", "regular_contact", "same_employer")}
        return flags | {"end_date": post["end_date"]}


class AlreadyHere(Page):
    """What somebody the employer already has did until now: only what is new is asked for (block I)."""

    title = "What they did for this employer until now"

    break_days = how_many("Days between the two posts", help_text="0 when they go straight from one to the other.")
    was_regulated_activity = yes_no("Was it regulated activity, with a certificate and the barred list checked?")
    was_teaching_work = one_of("Was it teaching work?", choices.TEACHING)
    was_management = yes_no("Did they take part in managing a school?")
    was_childcare_in_scope = yes_no("Did they work in childcare, and were they asked about disqualification?")

    @classmethod
    def applies(cls, told):
        return told.is_staff and told.get("already_here") == "yes"

    def person(self):
        given = self.cleaned_data
        flags = ("was_regulated_activity", "was_management", "was_childcare_in_scope")
        facts = {"same_employer": True, "break_days": given["break_days"]}
        facts["was_teaching_work"] = given["was_teaching_work"]
        return {"internal": facts | {name: given[name] == "yes" for name in flags}}

    @staticmethod
    def typed(role, person):
        had = person["internal"]
        if had is None:
            return {}
        flags = ("was_regulated_activity", "was_management", "was_childcare_in_scope")
        plain = {"break_days": str(had["break_days"]), "was_teaching_work": had["was_teaching_work"]}
        return plain | {name: said(had[name]) for name in flags}


class UpdateService(Page):
    """A subscription stands in for a new certificate only when the paper was seen and fits the post."""

    title = "Their DBS certificate and the Update Service"

    free_as_volunteer = yes_no(
        "Is the subscription free because they volunteer?",
        unknown=True,
        help_text="A free one is not for paid work: then a new certificate is asked for.",
    )
    consent = yes_no("Have they agreed that we check it?")
    original_seen = yes_no("Has somebody here seen the original certificate?")
    workforce = one_of("Workforce on the certificate", choices.WORKFORCES, required=False)
    level = one_of("Level", choices.LEVELS, required=False)
    barred_list = yes_no("Does it include the children’s barred list?", required=False)

    @classmethod
    def applies(cls, told):
        return told.is_staff and told.get("subscribed") == "yes"

    def person(self):
        given = self.cleaned_data
        facts = {name: given[name] or None for name in ("workforce", "level")}
        facts |= {name: given[name] == "yes" for name in ("consent", "original_seen")}
        facts["children_barred_list"] = given["barred_list"] == "yes" if given["barred_list"] else None
        facts["free_as_volunteer"] = is_so(given["free_as_volunteer"])
        return {"update_service": facts | {"subscribed": True, "status": None}}  # only a look-up tells it

    @staticmethod
    def typed(role, person):
        held = person["update_service"]
        if held is None:
            return {}
        plain = {name: held[name] or "" for name in ("workforce", "level")}
        flags = {name: said(held[name]) for name in ("consent", "original_seen")}
        flags["free_as_volunteer"] = said(held["free_as_volunteer"]) if "free_as_volunteer" in held else ""
        listed = held["children_barred_list"]
        return plain | flags | {"barred_list": "" if listed is None else said(listed)}
