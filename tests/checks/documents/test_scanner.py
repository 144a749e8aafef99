"""The client of clamd against a real socket: one answer means clean, everything else does not."""

import socket
import threading
import time

import pytest

from hiring.scanning import CHUNK, CLEAN, EICAR, STAND_IN, UNKNOWN, UNSAFE, scan
from tests.checks.documents.clamd import UNKNOWN_MOODS


def test_what_holds_nothing_is_clean(scanner):
    assert (scan(b"hello").word, scan(b"hello").by) == (CLEAN, "clamd")


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 10 * 1024 * 1024])
def test_every_byte_reaches_the_scanner(scanner, size):
    data = bytes(index % 251 for index in range(size)) if size < 10**6 else b"\1\2\3" * (size // 3) + b"\4"
    assert scan(data).word == CLEAN
    assert scanner.seen == [data]


def test_what_it_found_is_told_by_name(scanner):
    assert scan(b"before " + EICAR + b" after").said == "Win.Test.EICAR_HDB-1"
    assert scan(EICAR).word == UNSAFE


@pytest.mark.parametrize("mood", UNKNOWN_MOODS)
@pytest.mark.parametrize("data", [b"hello", EICAR], ids=["harmless", "unsafe"])
def test_not_known_is_never_clean(scanner, mood, data):
    scanner.mood = mood
    began = time.monotonic()
    verdict = scan(data)
    assert (verdict.word, bool(verdict.said)) == (UNKNOWN, True)
    assert time.monotonic() - began < 3


def test_no_one_at_the_address_is_not_known(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
    assert scan(b"hello").word == UNKNOWN


def test_a_name_nobody_knows_is_not_known(settings):
    settings.CLAMD_ADDRESS = "tcp://scanner.invalid:3310"
    assert scan(b"hello").word == UNKNOWN


def test_a_socket_that_is_not_there_is_not_known(settings, tmp_path):
    settings.CLAMD_ADDRESS = f"unix:{tmp_path}/clamd.ctl"
    assert scan(b"hello").word == UNKNOWN


def test_a_unix_socket_works_as_well(settings, tmp_path):
    path = f"{tmp_path}/clamd.ctl"
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(1)

    def answer():
        line, _ = server.accept()
        with line:
            taken = b""
            while not taken.endswith(b"\0\0\0\0"):
                taken += line.recv(4096)
            line.sendall(b"stream: OK\0")

    threading.Thread(target=answer, daemon=True).start()
    settings.CLAMD_ADDRESS, settings.CLAMD_SECONDS = f"unix:{path}", 2
    assert scan(b"hello").word == CLEAN
    server.close()


def test_an_answer_in_pieces_is_put_together(settings):
    server = socket.create_server(("127.0.0.1", 0))

    def answer():
        line, _ = server.accept()
        with line:
            line.recv(4096)
            for piece in (b"stream", b": O", b"K", b"\0"):
                line.sendall(piece)
                time.sleep(0.05)

    threading.Thread(target=answer, daemon=True).start()
    settings.CLAMD_ADDRESS, settings.CLAMD_SECONDS = f"tcp://127.0.0.1:{server.getsockname()[1]}", 2
    assert scan(b"hello").word == CLEAN
    server.close()


def test_the_stand_in_says_that_it_is_one_and_knows_only_the_test_file(settings):
    settings.CLAMD_ADDRESS = ""
    assert (scan(b"hello").word, scan(b"hello").by) == (CLEAN, STAND_IN)
    assert scan(EICAR).word == UNSAFE


def test_production_has_no_stand_in(settings):
    settings.CLAMD_ADDRESS, settings.PRODUCTION = "", True
    assert scan(b"hello").word == UNKNOWN
