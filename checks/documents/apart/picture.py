"""Pictures: opened whole, turned upright, and written anew from their points alone."""

from io import BytesIO

from PIL import Image, ImageOps
from refusal import Refused

PIXELS = 40_000_000
MODES = {"jpeg": ("RGB", "L"), "png": ("RGB", "RGBA", "L", "LA", "1", "P")}
ENDS = {"jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82"}


def read(data, kind):
    """`({"pages": 1}, write)`. Raises Refused. `write()` gives the picture without a word about where or by whom."""
    Image.MAX_IMAGE_PIXELS = None  # ours is the limit, and it is asked before anything is unpacked
    found = Image.open(BytesIO(data), formats=[kind.upper()])
    if found.width * found.height > PIXELS:
        raise Refused("too_many_pixels")
    if ENDS[kind] not in data:
        raise Refused("broken")
    found.load()
    return {"pages": 1}, lambda: write(found, kind)


def write(found, kind):
    """The points and nothing else: no place, no camera, no author, no second picture, no bytes after the end."""
    upright = ImageOps.exif_transpose(found)
    if upright.mode.startswith("I"):
        upright = grey(upright)
    if upright.mode not in MODES[kind]:
        upright = upright.convert("RGB")
    transparency = upright.info.get("transparency")
    upright.info = {} if transparency is None else {"transparency": transparency}
    clean = BytesIO()
    options = {"quality": 90} if kind == "jpeg" else {"compress_level": 2}  # the smallest would take too long
    upright.save(clean, kind.upper(), exif=b"", icc_profile=None, **options)
    return clean.getvalue()


def grey(found):
    """A scan in 65,536 greys in 256 of them; cut off at the 256th it would be a white page."""
    return found.convert("I").point(lambda value: value * (1 / 257)).convert("L")
