"""What is taken and what is not: by content, name and declared type together, at, below and above every limit."""

import io
import os
import subprocess
import sys

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

from checks.documents.inspecting import APART, NotTaken, inspect, rewrite
from checks.documents.limits import FILE_BYTES
from hiring.scanning import EICAR
from tests.checks.documents import files

MEDIA = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}


def refused(data, name="a.pdf", media_type=None):
    with pytest.raises(NotTaken) as refusal:
        inspect(data, name, MEDIA[name.rpartition(".")[2]] if media_type is None else media_type)
    assert refusal.value.sentence.endswith(".")
    return refusal.value.code


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (files.pdf(3), "letter.pdf", "pdf"),
        (files.pdf(1), "LETTER.PDF", "pdf"),
        (files.jpeg(), "photo.jpg", "jpeg"),
        (files.jpeg(), "photo.JPEG", "jpeg"),
        (files.png(), "scan.png", "png"),
    ],
)
def test_a_good_file_is_taken(data, name, kind):
    looked = inspect(data, name, MEDIA[name.lower().rpartition(".")[2]])
    assert (looked.kind, looked.pages) == (kind, 3 if data == files.pdf(3) else 1)


def test_a_browser_that_does_not_know_the_type_may_say_so():
    assert inspect(files.jpeg(), "a.jpg", "application/octet-stream").kind == "jpeg"
    assert inspect(files.jpeg(), "a.jpg", "").kind == "jpeg"


@pytest.mark.parametrize(
    ("data", "name", "media_type", "code"),
    [
        (b"", "a.pdf", "application/pdf", "empty"),
        (b"hello", "a.pdf", "application/pdf", "wrong_type"),
        (files.zipped("word/document.xml", data=b"x"), "cv.docx", "", "wrong_type"),
        (files.zipped("a", data=b"x"), "a.pdf", "application/pdf", "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "image/svg+xml", "wrong_type"),
        (b"<html></html>", "a.html", "text/html", "wrong_type"),
        (b"GIF89a" + b"\0" * 40, "a.gif", "image/gif", "wrong_type"),
        (b"MZ" + b"\0" * 100, "a.pdf", "application/pdf", "wrong_type"),
        (files.jpeg(), "a.pdf", "application/pdf", "not_as_named"),
        (files.pdf(), "a.jpg", "image/jpeg", "not_as_named"),
        (files.pdf(), "a.pdf", "text/html", "not_as_named"),
        (files.pdf(), "a.pdf.exe", "application/pdf", "not_as_named"),
        (files.pdf(), "pdf", "application/pdf", "not_as_named"),
        (files.png(), "a.jpg", "image/jpeg", "not_as_named"),
    ],
)
def test_content_name_and_type_must_agree(data, name, media_type, code):
    assert refused(data, name, media_type) == code


@pytest.mark.parametrize(("size", "code"), [(FILE_BYTES - 1, None), (FILE_BYTES, None), (FILE_BYTES + 1, "too_large")])
def test_size_at_below_and_above(size, code):
    data = files.jpeg()
    data += b"\0" * (size - len(data))
    assert (inspect(data, "a.jpg", "image/jpeg").kind if code is None else refused(data, "a.jpg")) == (code or "jpeg")


@pytest.mark.parametrize(("pages", "code"), [(99, None), (100, None), (101, "too_many_pages")])
def test_pages_at_below_and_above(pages, code):
    data = files.pdf(pages)
    assert (inspect(data, "a.pdf").pages if code is None else refused(data)) == (code or pages)


@pytest.mark.parametrize(
    ("width", "height", "code"), [(7999, 5000, None), (8000, 5000, None), (8000, 5001, "too_many_pixels")]
)
def test_pixels_at_below_and_above(width, height, code):
    data = files.jpeg(width, height)
    assert (inspect(data, "a.jpg").kind if code is None else refused(data, "a.jpg")) == (code or "jpeg")


def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked():
    assert refused(files.png_claiming(60_000, 60_000), "a.png") == "too_many_pixels"


@pytest.mark.parametrize(("width", "code"), [(8000, None), (8001, "too_many_pixels")])
def test_a_picture_inside_a_pdf_has_the_same_limit(width, code):
    data = files.with_picture(files.jpeg(), width, 5000)
    assert (inspect(data, "a.pdf").kind if code is None else refused(data)) == (code or "pdf")


@pytest.mark.parametrize(("megabytes", "code"), [(49, None), (50, None), (51, "bomb")])
def test_a_stream_may_not_unpack_to_too_much(megabytes, code):
    data = files.with_stream(b"\0" * (megabytes * 1024 * 1024))
    assert len(data) < 100_000
    assert (inspect(data, "a.pdf").kind if code is None else refused(data)) == (code or "pdf")


def test_streams_may_not_unpack_to_too_much_together():
    def change(writer):
        for _ in range(5):
            stream = files.DecodedStreamObject()
            stream.set_data(b"\0" * (45 * 1024 * 1024))
            writer._add_object(stream.flate_encode())

    assert refused(files.pdf(change=change)) == "bomb"


def test_a_stream_packed_twice_over_is_refused():
    assert refused(files.with_filters(b"x", "/FlateDecode", "/FlateDecode")) == "bomb"


@pytest.mark.parametrize(("user", "owner"), [("a password", "b"), ("", "only against changes")])
def test_a_locked_pdf_is_refused(user, owner):
    assert refused(files.locked(user, owner)) == "locked"


@pytest.mark.parametrize(
    "data",
    [
        files.with_action(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)")),
        files.with_action(S=NameObject("/Launch"), F=TextStringObject("cmd.exe")),
        files.with_action(S=NameObject("/SubmitForm"), F=TextStringObject("https://evil.example")),
        files.with_action(S=NameObject("/ImportData")),
        files.with_action(S=NameObject("/GoToE")),
        files.with_action(S=NameObject("/GoToR")),
        files.with_action(S=NameObject("/Rendition")),
        files.with_action(S=NameObject("/Movie")),
        files.with_orphan("/JS"),
        files.with_orphan("/EmbeddedFiles"),
        files.with_orphan("/XFA"),
        files.with_orphan("/RichMedia"),
        files.pdf(change=lambda writer: writer.add_attachment("inside.exe", b"MZ")),
    ],
)
def test_a_pdf_that_acts_or_carries_is_refused(data):
    assert refused(data) == "active"


def test_a_javascript_name_written_in_code_is_found_too():
    assert refused(files.with_orphan("/JS").replace(b"/JS", b"/J#53")) == "active"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (files.jpeg()[:200], "a.jpg"),
        (files.png()[:60], "a.png"),
        (b"%PDF-1.7\nnothing of a PDF", "a.pdf"),
        (files.pdf()[:200], "a.pdf"),
        (b"\x89PNG\r\n\x1a\n" + os.urandom(400), "a.png"),
        (b"\xff\xd8\xff\xe0" + os.urandom(400), "a.jpg"),
    ],
)
def test_a_broken_file_is_refused(data, name):
    assert refused(data, name) in {"broken", "bomb"}


def test_a_pdf_that_begins_later_is_not_one():
    assert refused(b"<html>" + files.pdf(), "a.pdf") in {"wrong_type", "broken"}


def test_a_photo_is_written_anew_without_its_place_and_upright():
    came = files.photo_with_a_place()
    assert b"CANARY" in came
    clean = rewrite(came).clean
    picture = Image.open(io.BytesIO(clean))
    assert (picture.size, dict(picture.getexif())) == ((40, 60), {})
    assert b"CANARY" not in clean
    assert b"Exif" not in clean
    assert picture.getpixel((20, 5))[0] < 60
    assert picture.getpixel((20, 55))[0] > 200


def test_what_follows_the_end_of_a_picture_is_left_behind():
    assert EICAR not in rewrite(files.jpeg() + EICAR).clean
    assert EICAR not in rewrite(files.eicar_in_png()).clean


def test_a_picture_is_written_anew_without_its_words():
    came = files.png(text="CANARY-text")
    clean = rewrite(came).clean
    assert b"CANARY" in came
    assert (b"CANARY" in clean, b"tEXt" in clean, b"iTXt" in clean) == (False, False, False)
    assert Image.open(io.BytesIO(clean)).getpixel((0, 0)) == (0, 120, 0, 128)


def test_a_pdf_is_written_anew_without_author_title_and_earlier_versions():
    came = files.pdf(2) + b"\n% CANARY-after-the-end\n"
    clean = rewrite(came).clean
    assert files.pages_of(clean) == 2
    assert b"CANARY" in came
    assert b"CANARY" not in clean
    assert PdfReader(io.BytesIO(clean)).metadata is None


def test_a_photo_inside_a_pdf_loses_its_place():
    came = files.with_picture(files.photo_with_a_place())
    clean = rewrite(came).clean
    assert b"CANARY-camera" in came
    assert b"CANARY" not in clean
    picture = PdfReader(io.BytesIO(clean)).pages[0].images[0].image
    assert picture.size == (60, 40)


def test_a_page_keeps_what_is_drawn_on_it():
    clean = rewrite(files.with_stream(b"0 0 50 50 re f")).clean
    assert b"0 0 50 50 re f" in PdfReader(io.BytesIO(clean)).pages[0].get_contents().get_data()


def test_links_of_a_page_stay_and_its_own_actions_go():
    def change(writer):
        page = writer.pages[0]
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject()})
        page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/CANARY"): NumberObject(1)})

    clean = rewrite(files.pdf(change=change)).clean
    assert (b"/AA" in clean, b"CANARY" in clean) == (False, False)


def test_the_reading_process_knows_no_secret_and_may_use_little():
    """Run as it is, and asked what it has: no environment, none of our packages on its path, a bound on memory and time."""
    probe = (
        "import os, sys, resource, runpy\n"
        f"sys.path.insert(0, {str(APART)!r})\n"
        f"names = runpy.run_path({str(APART / '__main__.py')!r})\n"
        "names['lock_down']()\n"
        "print(sorted(set(os.environ) - {'LC_CTYPE'}), resource.getrlimit(resource.RLIMIT_AS)[0],"
        " resource.getrlimit(resource.RLIMIT_CPU)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0],"
        " any(os.path.isdir(os.path.join(each, 'checks')) for each in sys.path))\n"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", probe], capture_output=True, text=True, env={}, cwd="/", check=True
    )
    assert told.stdout.split("\n")[0] == f"[] {1024**3} 10 0 False"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_taken_or_refused_and_never_more(seed):
    """Good files with bytes turned, cut and joined: whatever comes, it is one of our answers."""
    import random

    dice = random.Random(seed)
    data = bytearray(dice.choice([files.pdf(2), files.jpeg(), files.png(), files.with_stream(b"q Q" * 50)]))
    for _ in range(dice.randint(1, 20)):
        data[dice.randrange(8, len(data))] = dice.randrange(256)
    data = bytes(data[: dice.randint(len(data) // 2, len(data))])
    name = {b"%PDF": "a.pdf", b"\xff\xd8\xff\xe0": "a.jpg", b"\x89PNG": "a.png"}[data[:4]]
    try:
        told = inspect(data, name).kind
    except NotTaken as refusal:
        told = refusal.sentence
    assert told
