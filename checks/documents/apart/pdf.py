"""PDFs: refused when locked, active or a bomb; otherwise written anew from their pages alone."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from refusal import Refused

PAGES = 100
PIXELS = 40_000_000  # of any one picture
OBJECTS = 100_000
STREAM_BYTES = 50 * 1024 * 1024  # any one stream that is not a picture, once unpacked
ALL_BYTES = 200 * 1024 * 1024  # all of them together
DEEP = 60
# What runs, fetches, sends or carries something inside (ISO 32000-1, 12.6.4, 7.11.4 and 13)
ACTIVE = {
    "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/RichMedia", "/XFA",
    "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound", "/3D", "/Screen", "/OPI", "/Ref",
}  # fmt: skip
NAMING = {"/S", "/Subtype", "/Type", "/FT"}
ABOUT = ("/Metadata", "/PieceInfo", "/AA", "/LastModified", "/Thumb", "/StructParents", "/Beads")
UNPACKING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW"}
KEPT_OF_JPEG = {0xE0, 0xE2, 0xEE}  # the size in points, the colours, and how they are coded


def read(data):
    """`({"pages": n}, write)`. Raises Refused. `write()` gives the pages and nothing that was beside them."""
    if not data.startswith(b"%PDF-"):
        raise Refused("broken")
    found = PdfReader(BytesIO(data), strict=False)
    if found.is_encrypted:
        raise Refused("locked")
    search(found)
    pages = len(found.pages)
    if pages == 0:
        raise Refused("broken")
    if pages > PAGES:
        raise Refused("too_many_pages")
    return {"pages": pages}, lambda: write(found)


def search(found):
    """Every object there is, reached from the pages or not."""
    numbers = {(number, generation) for generation, rows in found.xref.items() for number in rows}
    numbers |= {(number, 0) for number in found.xref_objStm}
    if len(numbers) > OBJECTS:
        raise Refused("bomb")
    look_at(found.trailer, 0)
    unpacked = 0
    for number, generation in sorted(numbers):
        each = found.get_object(IndirectObject(number, generation, found))
        look_at(each, 0)
        if isinstance(each, StreamObject):
            unpacked += size_of(each)
    if unpacked > ALL_BYTES:
        raise Refused("bomb")


def look_at(each, depth):
    """Refuse what acts by itself, wherever it hides. Other objects are looked at in their own turn."""
    if depth > DEEP:
        raise Refused("bomb")
    if isinstance(each, DictionaryObject):
        if ACTIVE & set(each):
            raise Refused("active")
        for name in NAMING & set(each):
            if str(each.raw_get(name)) in ACTIVE:
                raise Refused("active")
    inside = each.values() if isinstance(each, DictionaryObject) else each if isinstance(each, ArrayObject) else ()
    for inner in raw(each) if isinstance(each, DictionaryObject) else inside:
        if not isinstance(inner, IndirectObject):
            look_at(inner, depth + 1)


def raw(each):
    return [each.raw_get(name) for name in each]


def size_of(stream):
    """Bytes this stream unpacks to; a picture is measured by its points. Raises Refused for a bomb."""
    if stream.get("/Subtype") == "/Image":
        if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > PIXELS:
            raise Refused("too_many_pixels")
        return 0
    filters = names_of(stream)
    if sum(name in UNPACKING for name in filters) > 1:
        raise Refused("bomb")
    if filters[:1] not in (["/FlateDecode"], ["/Fl"]):
        return len(stream._data)
    try:
        unpacked = zlib.decompressobj().decompress(stream._data, STREAM_BYTES + 1)
    except zlib.error:
        return len(stream._data)  # a reader shows nothing of it either
    if len(unpacked) > STREAM_BYTES:
        raise Refused("bomb")
    return len(unpacked)


def names_of(stream):
    named = stream.get("/Filter", [])
    return [str(each) for each in (named if isinstance(named, ArrayObject) else [named])]


def write(found):
    """The pages in a new file: without its author, its earlier versions, its forms' actions and what follows its end."""
    anew = PdfWriter()
    for page in found.pages:
        anew.add_page(page)
    for each in anew._objects:
        if isinstance(each, DictionaryObject):
            for name in ABOUT:
                each.pop(name, None)
        if isinstance(each, StreamObject) and names_of(each) == ["/DCTDecode"]:
            each._data = plain_jpeg(each._data)
    anew.metadata = None
    clean = BytesIO()
    anew.write(clean)
    return clean.getvalue()


def plain_jpeg(data):
    """A photo inside a PDF without the place and the camera: its APP and comment segments are left out."""
    kept, at = bytearray(data[:2]), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big") + 2
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in KEPT_OF_JPEG:
            kept += data[at : at + length]
        at += length
    return bytes(kept + data[at:])
