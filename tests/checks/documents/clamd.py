"""A scanner that speaks clamd's protocol on a real socket, and can be told to fail in every way a scanner may."""

import io
import re
import socketserver
import threading
import time
import zipfile
import zlib

from hiring.scanning import EICAR

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


class Scanner(socketserver.ThreadingTCPServer):
    """Answers INSTREAM; `mood` says how. `seen` keeps what it was shown."""

    allow_reuse_address = daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mood, self.seen = "well", []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def address(self):
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        mood = self.server.mood
        if mood == "hangs up":
            return
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = self.take_in(mood)
        if data is None:
            return
        self.server.seen.append(data)
        self.wfile.write(self.answer(mood, data))

    def take_in(self, mood):
        data = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            data += self.rfile.read(length)
            if mood == "too much":
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return None
        return data

    def answer(self, mood, data):
        if mood == "silent":
            time.sleep(1.5)
            return b""
        told = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if is_eicar(data) else b"stream: OK\0"
        return {
            "half": told[:-4],
            "without an end": told[:-1],
            "garbage": bytes(range(128, 250)) + b"\0",
            "another command": b"PONG\0",
            "ok of something else": b"/etc/passwd: OK\0",
            "ok and more": b"stream: OK and so on\0",
            "error": b"stream: Can't allocate memory ERROR\0",
            "nothing": b"\0",
            "lower case": b"stream: ok\0",
        }.get(mood, told)


UNKNOWN_MOODS = [
    "half", "without an end", "garbage", "another command", "ok of something else", "ok and more", "error", "nothing",
    "lower case", "silent", "hangs up", "too much",
]  # fmt: skip


def is_eicar(data, depth=0):
    """As clamd does, also inside a zip and inside the packed streams of a PDF."""
    if EICAR in data:
        return True
    if depth > 3:
        return False
    if data.startswith(b"PK"):
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile:
            return False
        return any(is_eicar(archive.read(name), depth + 1) for name in archive.namelist())
    return any(_unpacks_to_eicar(found) for found in STREAM.findall(data))


def _unpacks_to_eicar(packed):
    try:
        return EICAR in zlib.decompress(packed)
    except zlib.error:
        return False
