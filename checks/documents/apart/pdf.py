"""PDFs: refused when locked, active or a bomb; otherwise written anew from their pages alone."""

from io import BytesIO

from photo import plain
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject, StreamObject
from refusal import Refused
from unpacking import PHOTOS, filters_of, photo_in, size_of

PAGES = 100
OBJECTS = 100_000
ALL_BYTES = 200 * 1024 * 1024  # all streams that are not pictures together, once unpacked
DEEP = 60
# What runs, fetches, sends or carries something inside (ISO 32000-1, 12.6.4, 7.11.4 and 13)
ACTIVE = {
    "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/RichMedia", "/XFA",
    "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound", "/3D", "/Screen", "/OPI", "/Ref",
}  # fmt: skip
NAMING = {"/S", "/Subtype", "/Type", "/FT"}
ABOUT = (
    "/Metadata", "/PieceInfo", "/AA", "/LastModified", "/Thumb", "/StructParents", "/Beads", "/PresSteps",
)  # fmt: skip


def read(data):
    """`({"pages": n}, write)`. Raises Refused. `write()` gives the pages and nothing that was beside them."""
    if not data.startswith(b"%PDF-"):
        raise Refused("broken")
    found = PdfReader(BytesIO(data), strict=False)
    if found.is_encrypted:
        raise Refused("locked")
    everything = search(found)
    pages = len(found.pages)
    if pages == 0:
        raise Refused("broken")
    if pages > PAGES:
        raise Refused("too_many_pages")
    return {"pages": pages}, lambda: write(found, everything)


def search(found):
    """Every object there is: those the file lists, and those it leads to without listing them. Raises Refused."""
    numbers = {(number, generation) for generation, rows in found.xref.items() for number in rows}
    numbers |= {(number, 0) for number in found.xref_objStm}
    waiting = [*numbers, *look_at(found.trailer, 0)]
    seen, everything, unpacked = set(), [], 0
    while waiting:
        each = waiting.pop()
        if each in seen:
            continue
        seen.add(each)
        if len(seen) > OBJECTS:
            raise Refused("bomb")
        here = found.get_object(IndirectObject(*each, found))
        everything.append(here)
        waiting += look_at(here, 0)
        unpacked += size_of(here) if isinstance(here, StreamObject) else 0
        if unpacked > ALL_BYTES:
            raise Refused("bomb")
    return everything


def look_at(each, depth):
    """Refuse what acts by itself, wherever it hides; else the numbers of the objects this one leads to."""
    if depth > DEEP:
        raise Refused("bomb")
    if isinstance(each, IndirectObject):
        return [(each.idnum, each.generation)]
    if isinstance(each, DictionaryObject):
        if ACTIVE & set(each) or (isinstance(each, StreamObject) and "/F" in each):  # a stream that lies elsewhere
            raise Refused("active")
        for name in NAMING & set(each):
            if str(each.raw_get(name)) in ACTIVE:
                raise Refused("active")
    return [number for inner in inside(each) for number in look_at(inner, depth + 1)]


def inside(each):
    if isinstance(each, DictionaryObject):
        return [each.raw_get(name) for name in each]
    return list(each) if isinstance(each, ArrayObject) else []


def write(found, everything):
    """The pages in a new file: without its author, its earlier versions, its forms' actions and what follows its end."""
    for each in (*everything, *found.pages):
        forget(each)
    anew = PdfWriter()
    for page in found.pages:
        anew.add_page(page)  # with what it leads to still, and nothing else
    anew.metadata = None
    clean = BytesIO()
    anew.write(clean)
    return clean.getvalue()


def forget(each):
    """Leave out what is beside the pages, also where it lies within another entry; and the words in a photo."""
    if isinstance(each, DictionaryObject):
        for name in ABOUT:
            each.pop(name, None)
        if isinstance(each, StreamObject) and PHOTOS.keys() & set(filters_of(each)):
            forget_the_words_of(each)
    for inner in inside(each):
        if isinstance(inner, (DictionaryObject, ArrayObject)):
            forget(inner)


def forget_the_words_of(picture):
    """A photo is kept as it is packed itself, without what it was wrapped in."""
    last, parms = filters_of(picture)[-1], picture.get("/DecodeParms", NullObject()).get_object()
    picture._data = plain(photo_in(picture))
    picture[NameObject("/Filter")] = NameObject(PHOTOS[last])
    if isinstance(parms, ArrayObject):
        del picture["/DecodeParms"]
        if isinstance(parms[-1], DictionaryObject):
            picture[NameObject("/DecodeParms")] = parms[-1]
