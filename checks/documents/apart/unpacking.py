"""How much a PDF's streams unpack to, whatever they are packed with and however often it is said."""

import zlib
from io import BytesIO

from PIL import Image
from pypdf import filters
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, NullObject
from refusal import Refused

PIXELS = 40_000_000  # of any one picture
STREAM_BYTES = 50 * 1024 * 1024  # any one stream that is not a picture, once unpacked
POINT = 8  # bytes: four colours of 16 bits
SHORT = {
    "/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode", "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode", "/CCF": "/CCITTFaxDecode",
}  # fmt: skip
WRITTEN_OUT = {"/ASCIIHexDecode": filters.ASCIIHexDecode, "/ASCII85Decode": filters.ASCII85Decode}
OLD = {"/LZWDecode": filters.LZWDecode, "/RunLengthDecode": filters.RunLengthDecode}
PHOTOS = {"/DCTDecode": "/DCTDecode", "/DCT": "/DCTDecode", "/JPXDecode": "/JPXDecode"}
DRAWN = {*PHOTOS, "/CCITTFaxDecode", "/JBIG2Decode"}  # how pictures are packed; only ever the last


def size_of(stream):
    """Bytes this stream unpacks to; a picture is measured by its points. Raises Refused for a bomb."""
    is_picture = str(stream.get("/Subtype")) == "/Image"
    most = STREAM_BYTES
    if is_picture:
        points, rows = points_of(stream)
        most = points * POINT + rows + 1024
    data = unpack(stream, most)
    if PHOTOS.keys() & set(filters_of(stream)):
        seen(data)
    return 0 if is_picture else len(data)


def points_of(picture):
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if width < 0 or height < 0 or width * height > PIXELS:
        raise Refused("too_many_pixels")
    return width * height, height


def seen(photo):
    """A photo says how large it is itself, whatever the page says of it."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        width, height = Image.open(BytesIO(photo), formats=["JPEG", "JPEG2000"]).size
    except Exception:  # noqa: BLE001 a reader shows nothing of it either
        return
    if width * height > PIXELS:
        raise Refused("too_many_pixels")


def photo_in(picture):
    """A photo as it is packed itself, out of what it was wrapped in."""
    return unpack(picture, STREAM_BYTES)


def unpack(stream, most):
    """What is in it, as far as it is not drawn. Raises Refused once there are more than `most` bytes."""
    named, data = filters_of(stream), stream._data
    packed = [name for name in named if name not in DRAWN and name not in WRITTEN_OUT]
    if len(packed) > 1:
        raise Refused("bomb")
    for at, name in enumerate(named):
        if name in DRAWN and at == len(named) - 1:
            return data
        data = one(name, data, most)
    return data


def one(name, data, most):
    if name == "/FlateDecode":
        data = inflate(data, most)
    elif name in WRITTEN_OUT:
        data = WRITTEN_OUT[name].decode(data)
    elif name in OLD:
        data = patiently(OLD[name].decode, data)
    else:
        raise Refused("broken")
    if len(data) > most:
        raise Refused("bomb")
    return data


def inflate(data, most):
    try:
        return zlib.decompressobj().decompress(data, most + 1)
    except zlib.error:
        return patiently(filters.decompress, data)


def patiently(decode, data):
    """As a patient reader would, and as old programs packed; the library stops at a limit of its own."""
    try:
        return decode(data)
    except LimitReachedError:
        raise Refused("bomb") from None


def filters_of(stream):
    """By what it is packed, outermost first, in the names written out."""
    named = stream.get("/Filter", NullObject()).get_object()
    each = named if isinstance(named, ArrayObject) else [] if isinstance(named, NullObject) else [named]
    return [SHORT.get(str(name), str(name)) for name in each]
