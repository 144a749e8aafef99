"""A photo inside a PDF, copied without the place, the camera, a smaller picture of itself or what follows its end."""

import re

from refusal import Refused

START, END, SCAN = b"\xff\xd8", 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers with nothing after them
NEXT = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")  # after a scan: what is no part of it
JPEG_2000 = b"\x00\x00\x00\x0cjP  "
POINTS_ONLY = b"\xff\x4f\xff\x51"  # JPEG 2000 without a box around it
BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}  # of JPEG 2000: what a picture is drawn from


def plain(data):
    """Raises Refused for what is neither JPEG nor JPEG 2000."""
    if data.startswith(JPEG_2000):
        return plain_boxes(data)
    if data.startswith(POINTS_ONLY):
        return data
    if START not in data:
        raise Refused("broken")
    return plain_jpeg(data)


def plain_jpeg(data):
    """Segment by segment, scans whole, up to its end and no further."""
    at = data.index(START) + 2
    kept = bytearray(START)
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xFF:
            at += 1
        elif marker == END:
            break
        elif marker in ALONE:
            kept, at = kept + data[at : at + 2], at + 2
        else:
            length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
            kept += needed(marker, data[at : at + length])
            at += length
            if marker == SCAN:
                found = NEXT.search(data, at)
                end = found.start() if found else len(data)
                kept, at = kept + data[at:end], end
    return bytes(kept + b"\xff\xd9")


def needed(marker, segment):
    """How it is drawn: of the size in points without the small picture, and how colours are coded."""
    if marker == 0xE0:
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\0\0" if segment[4:9] == b"JFIF\0" else b""
    if marker == 0xEE:
        return segment if segment[4:9] == b"Adobe" else b""
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE else segment


def plain_boxes(data):
    kept, at = b"", 0
    while at + 8 <= len(data):
        length, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        length = length or len(data) - at
        if length < head:
            raise Refused("broken")
        kept += data[at : at + length] if name in BOXES else b""
        at += length
    return kept
