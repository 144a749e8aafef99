"""Files as people send them, good and bad, made here so that nothing unsafe lies in the repository."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from hiring.scanning import EICAR


def jpeg(width=60, height=40, *, exif=None, comment=b"", colour="white"):
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", exif=exif or b"", comment=comment)
    return out.getvalue()


def photo_with_a_place():
    """A photo as a phone takes it: turned on its side, with the place and the camera written in."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "CANARY-camera", "CANARY-model", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 19.0, 30.0)})
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("black", (0, 0, 30, 40))
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"CANARY-comment")
    return out.getvalue()


def png(width=60, height=40, text=""):
    info = PngInfo()
    if text:
        info.add_text("Author", text)
        info.add_itxt("Comment", text, zip=True)
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (0, 120, 0, 128)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def png_claiming(width, height):
    """A few bytes that say they are a very large picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def pdf(pages=1, change=None, **options):
    """A PDF of so many pages; `change(writer)` puts more in it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "CANARY-author", "/Title": "CANARY-title"})
    if change:
        change(writer)
    return written(writer, **options)


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(user="a password", owner="another"):
    return pdf(change=lambda writer: writer.encrypt(user, owner, algorithm="AES-256"))


def with_stream(data, **entries):
    """A PDF whose page draws this stream, packed."""

    def change(writer):
        stream = DecodedStreamObject()
        stream.set_data(data)
        packed = stream.flate_encode()
        packed.update({NameObject(name): value for name, value in entries.items()})
        writer.pages[0][NameObject("/Contents")] = writer._add_object(packed)

    return pdf(change=change)


def with_action(**action):
    """A PDF that does something when it is opened."""

    def change(writer):
        told = DictionaryObject({NameObject("/" + name): value for name, value in action.items()})
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(told)

    return pdf(change=change)


def with_orphan(name):
    """A PDF that carries something no page leads to."""
    return pdf(change=lambda writer: writer._add_object(DictionaryObject({NameObject(name): TextStringObject("x")})))


def with_picture(data, width=60, height=40):
    """A PDF of a scanned page: one JPEG as it came from the camera."""

    def change(writer):
        stream = DecodedStreamObject()
        stream.set_data(data)
        stream.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Filter"): NameObject("/DCTDecode"),
                NameObject("/Width"): NumberObject(width),
                NameObject("/Height"): NumberObject(height),
                NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
                NameObject("/BitsPerComponent"): NumberObject(8),
            }
        )
        picture = writer._add_object(stream)
        pictures = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): picture})})
        writer.pages[0][NameObject("/Resources")] = pictures

    return pdf(change=change)


def with_filters(data, *names):
    """A PDF with a stream said to be packed several times over."""

    def change(writer):
        stream = DecodedStreamObject()
        stream.set_data(data)
        stream[NameObject("/Filter")] = ArrayObject([NameObject(name) for name in names])
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return pdf(change=change)


def pages_of(data):
    return len(PdfReader(io.BytesIO(data)).pages)


def zipped(*names, data=EICAR):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def eicar_in_png():
    """In a text chunk before the end."""
    whole = png()
    return whole[:-12] + _chunk(b"tEXt", b"Comment\0" + EICAR) + whole[-12:]


WRAPPERS = {  # how the test file may come; (name, declared type, bytes)
    "as it is": ("eicar.com", "application/octet-stream", EICAR),
    "called a PDF": ("eicar.pdf", "application/pdf", EICAR),
    "in a zip": ("eicar.zip", "application/zip", zipped("eicar.com")),
    "in a zip in a zip": ("eicar.zip", "application/zip", zipped("inner.zip", data=zipped("eicar.com"))),
    "in a Word file": (
        "cv.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    ),
    "in a web page": ("page.html", "text/html", b"<html><script>" + EICAR + b"</script></html>"),
    "in a drawing": ("mark.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'>" + EICAR + b"</svg>"),
    "after the end of a PDF": ("a.pdf", "application/pdf", pdf() + b"\n" + EICAR),
    "packed in a PDF’s stream": ("a.pdf", "application/pdf", with_stream(EICAR)),
    "as a PDF’s attachment": ("a.pdf", "application/pdf", pdf(change=lambda w: w.add_attachment("e.com", EICAR))),
    "after the end of a photo": ("a.jpg", "image/jpeg", jpeg() + EICAR),
    "in a photo’s comment": ("a.jpg", "image/jpeg", jpeg(comment=EICAR)),
    "in a picture’s text": ("a.png", "image/png", eicar_in_png()),
}
REACHES_THE_SCANNER = {
    "after the end of a PDF",
    "packed in a PDF’s stream",
    "after the end of a photo",
    "in a photo’s comment",
    "in a picture’s text",
}
