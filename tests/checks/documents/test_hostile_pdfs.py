"""PDFs that say one thing and hold another: what they hide is found, or is not in what is kept."""

import base64
import io
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader

from checks.documents.inspecting import NotTaken, inspect, rewrite
from tests.checks.documents import by_hand, files

MEGABYTE = 1024 * 1024
URI = b"<</S/URI/URI(http://CANARY.example)>>"
XMP = by_hand.stream(b"<x:xmpmeta>CANARY</x:xmpmeta>", b"/Type/Metadata/Subtype/XML")
BOMB = zlib.compress(b"\0" * (60 * MEGABYTE), 9)


def refused(data):
    with pytest.raises(NotTaken) as refusal:
        inspect(data, "a.pdf", "application/pdf")
    return refusal.value.code


@pytest.mark.parametrize("what", [b"<</S/JavaScript/JS(app.alert(1))>>", b"<</S/Launch/F(calc.exe)>>"])
@pytest.mark.parametrize("number", [5, 6])
def test_what_runs_is_found_in_an_object_the_file_does_not_list(what, number):
    """A reader looks for it all the same, and so does what writes the paper anew."""
    more = [what] if number == 5 else [b"<</S/GoTo/Next 6 0 R>>", what]
    assert refused(by_hand.with_link(b"/A 5 0 R", *more)) == "active"
    assert refused(by_hand.with_link(b"/A 5 0 R", *more, unlisted={number})) == "active"


@pytest.mark.parametrize("where", [b"(http://evil.example/x)", b"<</FS/URL/F(http://evil.example/x)>>"])
def test_a_stream_that_lies_elsewhere_is_refused(where):
    """ISO 32000-1, 7.3.8.2: a reader would fetch it."""
    assert refused(by_hand.with_contents(b"", b"/F" + where)) == "active"


@pytest.mark.parametrize(
    "data",
    [
        by_hand.with_link(b"/AA<</PO" + URI + b">>"),
        by_hand.with_link(b"/AA 5 0 R", b"<</PO 6 0 R>>", URI),
        by_hand.pdf(by_hand.page(b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/AA<</PO" + URI + b">>>>]")),
        by_hand.pdf(by_hand.page(b"/AA<</O 4 0 R>>"), URI),
        by_hand.pdf(by_hand.page(b"/Metadata 4 0 R"), XMP),
        by_hand.pdf(by_hand.page(b"", b"/Properties<</MC0<</Metadata 4 0 R>>>>"), XMP),
        by_hand.pdf(by_hand.page(b"/Thumb 4 0 R"), by_hand.stream(b"CANARYCANARY", b"/Width 2/Height 2")),
        by_hand.pdf(by_hand.page(b"/PieceInfo<</Illustrator 4 0 R>>"), b"<</Private 5 0 R>>", XMP),
    ],
    ids=[
        "action",
        "action elsewhere",
        "action within",
        "page opens",
        "words",
        "words within",
        "small picture",
        "private",
    ],
)
def test_what_is_beside_the_page_is_not_in_what_is_kept_at_all(data):
    """Neither named nor left lying in the file for whoever looks into it."""
    assert b"CANARY" in data
    clean = rewrite(data).clean
    assert b"CANARY" not in clean
    assert files.pages_of(clean) == 1


def test_a_link_to_press_stays():
    assert b"CANARY" in rewrite(by_hand.with_link(b"/A" + URI)).clean


PHOTO = files.photo_with_a_place()
AFTER = files.jpeg() + b"CANARY after its end" + PHOTO
FILLED = PHOTO[:2] + b"\xff\xff\xff" + PHOTO[2:]
SMALL = b"\xff\xe0" + (16 + 12).to_bytes(2, "big") + b"JFIF\0\1\1\0\0\1\0\1\2\2" + b"CANARYCANARY"
BETWEEN = b"\xff\xe1\x00\x08CANARY"


def progressive():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG", progressive=True)
    data = out.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + BETWEEN + data[last:]


@pytest.mark.parametrize(
    "data",
    [
        by_hand.with_photo(PHOTO, b"/DCTDecode"),
        by_hand.with_photo(PHOTO, b"/DCT"),
        by_hand.with_photo(PHOTO, b" 6 0 R", b"/DCTDecode"),
        by_hand.with_photo(zlib.compress(PHOTO), b"[/FlateDecode/DCTDecode]/DecodeParms[null null]"),
        by_hand.with_photo(PHOTO.hex().encode() + b">", b"[/ASCIIHexDecode/DCTDecode]"),
        by_hand.with_photo(AFTER, b"/DCTDecode"),
        by_hand.with_photo(FILLED, b"/DCTDecode"),
        by_hand.with_photo(PHOTO[:2] + SMALL + PHOTO[20:], b"/DCTDecode"),
        by_hand.with_photo(progressive(), b"/DCTDecode"),
    ],
    ids=[
        "plain",
        "short",
        "elsewhere",
        "packed",
        "as figures",
        "after its end",
        "filled up",
        "small",
        "between scans",
    ],
)
def test_a_photo_keeps_no_words_however_it_lies_in_the_file(data):
    clean = rewrite(data).clean
    picture = PdfReader(io.BytesIO(clean)).pages[0].images[0]
    assert picture.image.size == (60, 40)
    raw = picture.indirect_reference.get_object()._data
    assert raw.startswith(b"\xff\xd8")
    assert (b"CANARY" in clean, b"CANARY" in raw, b"Exif" in raw) == (False, False, False)
    as_it_came = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"]["/Im0"]._data
    if as_it_came.startswith(b"\xff\xd8\xff"):
        assert Image.open(io.BytesIO(as_it_came)).tobytes() == Image.open(io.BytesIO(raw)).tobytes()


def test_a_jpeg_2000_picture_keeps_no_words():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG2000")
    whole = out.getvalue()
    words = (8 + 6).to_bytes(4, "big") + b"xml CANARY"
    at = whole.index(b"jp2c") - 4
    clean = rewrite(by_hand.with_photo(whole[:at] + words + whole[at:] + words, b"/JPXDecode")).clean
    raw = PdfReader(io.BytesIO(clean)).pages[0]["/Resources"]["/XObject"]["/Im0"]._data
    assert b"CANARY" not in clean
    assert Image.open(io.BytesIO(raw)).size == (60, 40)


def runs(megabytes):
    return b"\x81\0" * (megabytes * MEGABYTE // 128) + b"\x80"


def lzw(rounds):
    """Noughts as LZW packs them: each code one nought longer than the last, and begun anew when no code is left."""
    bits = []
    for _ in range(rounds):
        bits += [f"{256:09b}", f"{0:09b}"]
        bits += [f"{code:0{max(9, (code + 1).bit_length())}b}" for code in range(258, 4095)]
        bits += [f"{256:012b}"]
    whole = "".join(bits)
    whole += "0" * (-len(whole) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8, "big")


@pytest.mark.parametrize(
    "data",
    [
        by_hand.with_contents(BOMB, b"/Filter/FlateDecode"),
        by_hand.with_contents(base64.a85encode(BOMB) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]"),
        by_hand.with_contents(BOMB.hex().encode() + b">", b"/Filter[/AHx/Fl]"),
        by_hand.with_contents(BOMB, b"/Filter[/Crypt/FlateDecode]"),
        by_hand.with_contents(BOMB, b"/Subtype/Image/Width 1/Height 1/Filter/FlateDecode"),
        by_hand.with_contents(runs(100), b"/Filter/RunLengthDecode"),
        by_hand.pdf(by_hand.page(b"/Contents 4 0 R"), by_hand.stream(BOMB, b"/Filter 5 0 R"), b"/FlateDecode"),
        by_hand.with_contents(lzw(12), b"/Filter/LZWDecode"),
    ],
    ids=["plain", "letters", "figures", "two", "picture of one point", "runs", "named elsewhere", "lzw"],
)
def test_a_bomb_is_one_however_it_is_packed(data):
    assert len(data) < 10 * MEGABYTE
    assert refused(data) == "bomb"


def test_a_picture_may_unpack_to_its_points_and_no_more():
    def picture(length):
        data = zlib.compress(b"\0" * length)
        entries = b"/Type/XObject/Subtype/Image/Width 600/Height 400/ColorSpace/DeviceRGB/BitsPerComponent 8"
        return by_hand.with_contents(data, entries + b"/Filter/FlateDecode")

    assert inspect(picture(600 * 400 * 3), "a.pdf").pages == 1
    assert refused(picture(600 * 400 * 12)) == "bomb"


def test_a_photo_in_a_pdf_says_its_own_size():
    """The page may say that it is small."""
    assert refused(by_hand.with_photo(files.jpeg(8000, 5001), b"/DCTDecode")) == "too_many_pixels"
    wrapped = by_hand.with_photo(zlib.compress(files.jpeg(8000, 5001)), b"[/FlateDecode/DCTDecode]")
    assert refused(wrapped) in {"too_many_pixels", "bomb"}


@pytest.mark.parametrize("how", [b"/FlateDecode", b"/LZWDecode", b"/RunLengthDecode", b"[/ASCII85Decode/LZWDecode]"])
def test_what_old_programs_packed_is_taken(how):
    drawn = b"0 0 50 50 re f"
    packed = {
        b"/FlateDecode": zlib.compress(drawn),
        b"/LZWDecode": packed_lzw(drawn),
        b"/RunLengthDecode": bytes([len(drawn) - 1]) + drawn + b"\x80",
    }
    data = packed.get(how) or base64.a85encode(packed[b"/LZWDecode"]) + b"~>"
    clean = rewrite(by_hand.with_contents(data, b"/Filter" + how)).clean
    assert drawn in PdfReader(io.BytesIO(clean)).pages[0].get_contents().get_data()


def packed_lzw(data):
    from pypdf._codecs._codecs import LzwCodec

    return LzwCodec().encode(data)


def test_a_scan_in_many_greys_stays_readable():
    """Sixteen bits a point: cut off at the 256th grey, the page would be white and what came is gone."""
    scan = Image.new("I;16", (60, 40), 30_000)
    for x, value in enumerate((0, 65_535)):
        scan.putpixel((x, 0), value)
    out = io.BytesIO()
    scan.save(out, "PNG")
    kept = Image.open(io.BytesIO(rewrite(out.getvalue()).clean))
    assert [kept.getpixel((x, 0)) for x in range(3)] == [0, 255, 116]
