"""How the pages between scoring and shortlist find their vacancy, and who may open them."""

from functools import wraps

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.views.decorators.cache import never_cache

from hiring.access import signed_in
from hiring.permissions import is_hr
from vacancies.permissions import chairs_this_panel, is_hr_or_chair, is_hr_or_on_the_panel
from vacancies.views.hr.around import around, pages_of
from vacancies.views.hr.finding import PANEL, the_vacancy

NOWHERE = "We could not find that page. Go to Home or search."


def _opened(test, *, after_seal=False, with_panel=False):
    """with_panel: the page shows the panel; without, it is read only for those who are not HR, of whom it is asked who they are."""

    def decorate(view):
        @wraps(view)
        def opened(request, reference, *args, **kwargs):
            vacancy = the_vacancy(request, reference)
            wanted = ["criteria"] if after_seal and vacancy.seal_is_open else []
            if with_panel or not is_hr(vacancy, request.actor):
                wanted.append(PANEL)
            prefetch_related_objects([vacancy], *wanted)
            if not test(vacancy, request.actor):
                raise Http404(NOWHERE)
            if after_seal and not vacancy.seal_is_open:
                from vacancies.views.hr.scoring import still_sealed

                return still_sealed(request, vacancy)
            return view(request, vacancy, *args, **kwargs)

        return signed_in(never_cache(opened))

    return decorate


for_hr = _opened(is_hr)
for_hr_or_chair = _opened(is_hr_or_chair, after_seal=True)
for_the_room = _opened(is_hr_or_on_the_panel, after_seal=True, with_panel=True)


def standing_around(request, vacancy, current, **more):
    """The context of one of these pages. The chair and the panel are led among those they may open."""
    context = around(vacancy, request.actor, current, **more)
    if not is_hr(vacancy, request.actor):
        base = vacancy.get_absolute_url()
        pages = [("My part", f"/panel/{vacancy.reference}/"), ("Moderation", f"{base}moderation/")]
        if chairs_this_panel(vacancy, request.actor):
            pages.append(("Shortlist", f"{base}shortlist/"))
        extra = [{"label": label, "url": url, "current": label == current} for label, url in pages]
        kept = [page for page in pages_of(vacancy, request.actor, current) if request.actor.works_here]
        context["subnav"] = {"items": [*kept, *extra]}
    return context
