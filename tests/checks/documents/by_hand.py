"""PDFs written object by object, so that a test can lie in one as no library would."""

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def page(more=b"", resources=b""):
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<" + resources + b">>" + more + b">>"


def stream(data, entries=b""):
    return b"<</Length %d%s>>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def pdf(third, *more, unlisted=()):
    """A PDF of one page; `more` are objects 4, 5 and so on. The table at its end says nothing of the unlisted ones."""
    objects = dict(enumerate([CATALOGUE, PAGES, third, *more], 1))
    written, listed = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        if number not in unlisted:
            listed[number] = len(written)
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 1\n0000000000 65535 f \n"
    for number, at in listed.items():
        written += b"%d 1\n%010d 00000 n \n" % (number, at)
    return bytes(written + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))


def with_link(action, *more, **options):
    """A link on the page; it is object 4, and does this when it is pressed."""
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 200 200]" + action + b">>"
    return pdf(page(b"/Annots[4 0 R]"), link, *more, **options)


def with_contents(data, entries):
    return pdf(page(b"/Contents 4 0 R"), stream(data, entries))


def with_photo(data, how, *more):
    entries = b"/Type/XObject/Subtype/Image/Width 60/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter" + how
    drawn = page(b"/Contents 4 0 R", b"/XObject<</Im0 5 0 R>>")
    return pdf(drawn, stream(b"q 60 0 0 40 0 0 cm /Im0 Do Q"), stream(data, entries), *more)
