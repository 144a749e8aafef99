"""Papers in the demo: drawn here, of nobody."""

from io import BytesIO

from PIL import Image, ImageDraw

from checks.documents.attaching import attach
from checks.documents.inspecting import JPEG, Looked


def drawn(*lines):
    """A sheet with these words on it, as a JPEG."""
    sheet = Image.new("RGB", (900, 600), "#f4efe2")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 30, 870, 570), outline="#5b6b73", width=4)
    for number, line in enumerate(lines):
        pen.text((70, 90 + 60 * number), line, fill="#22303a", font_size=34)
    made = BytesIO()
    sheet.save(made, "JPEG", quality=85)
    return made.getvalue()


def bring(check, by, title, *lines):
    """Add a drawn paper to a check, as somebody who photographed it would."""
    data = drawn(*lines, "Invented for the demo")
    return attach(check, by=by, title=title, data=data, name="photo.jpg", looked=Looked(JPEG, 1))
