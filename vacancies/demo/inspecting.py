"""An inspector is expected at two schools: a link and a code that the demo's own page tells everybody."""

from checks.record_exports.inspecting import make_link
from hiring import demo_link, links
from hiring.models import Link


def tell(schools, staff):
    """The trust's safeguarding lead opens the record of Reydon and Kittiwake for five days."""
    both = [schools["Kittiwake Academy"], schools["Reydon Primary"]]
    by, words = staff["Maeve Lindqvist"], "Ofsted, lead inspector"
    inspection, _, _ = make_link(by=by, schools=both, inspector=words, days=5, shows_leavers=False)
    link = inspection.link
    code = links.digest(f"{link.pk}:{demo_link.CODE}")
    Link.objects.filter(pk=link.pk).update(digest=links.digest(demo_link.TOKEN), code_digest=code)
