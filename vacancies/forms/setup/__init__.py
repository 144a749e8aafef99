"""The parts of setting up a vacancy, one short form each."""

from vacancies.forms.setup.advert import AdvertForm
from vacancies.forms.setup.checks import ChecksForm
from vacancies.forms.setup.choosing import ChoosingForm
from vacancies.forms.setup.criterion import CriterionForm
from vacancies.forms.setup.dates import DatesForm
from vacancies.forms.setup.new import NewVacancy
from vacancies.forms.setup.panel import InvitedMember, PanelForm
from vacancies.forms.setup.parts import Part
from vacancies.forms.setup.post import PostForm

__all__ = [
    "AdvertForm",
    "ChecksForm",
    "CriterionForm",
    "DatesForm",
    "InvitedMember",
    "NewVacancy",
    "PanelForm",
    "PostForm",
    "form_of",
]
FORMS = {"post": PostForm, "dates": DatesForm, "choosing": ChoosingForm, "advert": AdvertForm, "checks": ChecksForm}


def form_of(part, vacancy):
    """The form of one part about this vacancy, to be given what was typed."""
    kind = FORMS[part]
    told = {"instance": vacancy} if issubclass(kind, Part) else {"vacancy": vacancy}

    def filled_in(data):
        form = kind(data, **told)
        form.part = part
        return form

    return filled_in
