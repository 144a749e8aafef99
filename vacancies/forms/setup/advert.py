"""What every advert has to say."""

from django import forms

from vacancies.forms.setup.parts import Part
from vacancies.models import Vacancy


class AdvertForm(Part):
    """What safer recruitment asks every advert to say (KCSIE Part three, advert)."""

    class Meta:
        model = Vacancy
        fields = ["safeguarding_statement", "offenders_statement", "online_search_notice", "childcare_notice"]
        labels = {
            "safeguarding_statement": "Our commitment to safeguarding",
            "offenders_statement": "Rehabilitation of Offenders Act 1974",
            "online_search_notice": "Online searches",
            "childcare_notice": "Childcare disqualification",
        }
        help_texts = {
            "offenders_statement": "That the post is exempt, and what will be asked of whom.",
            "childcare_notice": "Only where the post works with children in reception or below, or in care outside school "
            "hours with children under 8. Cite the 2018 Regulations.",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in fields}
