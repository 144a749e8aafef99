"""The virus scanner: a small client of clamd, which speaks INSTREAM over TCP or a Unix socket.

Only one answer means clean. Silence, half an answer, another answer or no scanner at all mean "not known", and what
is not known is not clean.
"""

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

CLEAN, UNSAFE, UNKNOWN = "clean", "unsafe", "unknown"
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
STAND_IN = "stand-in"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # in two, or scanners find us


@dataclass(frozen=True)
class Verdict:
    """What the scanner said: clean, unsafe with the name of what it found, or not known with why."""

    word: str
    said: str = ""
    by: str = "clamd"


def scan(data):
    """Ask the scanner about these bytes. Never raises for a scanner that is away, slow or talks nonsense."""
    if not settings.CLAMD_ADDRESS:
        return stand_in(data)
    try:
        with reach(settings.CLAMD_ADDRESS) as line:
            return verdict(ask(line, data))
    except TimeoutError:
        return Verdict(UNKNOWN, "The scanner took too long")
    except OSError as error:
        return Verdict(UNKNOWN, f"The scanner could not be reached ({type(error).__name__})")


def stand_in(data):
    """What Gatepost brings along for a demo. It is no scanner: it knows the EICAR test file and nothing else."""
    if settings.PRODUCTION:
        return Verdict(UNKNOWN, "No scanner is set")
    return Verdict(UNSAFE, "EICAR test file", STAND_IN) if EICAR in data else Verdict(CLEAN, "", STAND_IN)


def reach(address):
    """A line to clamd: `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. Each step may take CLAMD_SECONDS."""
    where = urlsplit(address)
    if where.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(settings.CLAMD_SECONDS)
        try:
            line.connect(where.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((where.hostname, where.port or 3310), settings.CLAMD_SECONDS)


def ask(line, data):
    """Send the bytes in chunks, each with its length before it and a length of nought at the end; the answer, whole or not."""
    line.sendall(b"zINSTREAM\0")
    for at in range(0, len(data), CHUNK):
        chunk = data[at : at + CHUNK]
        line.sendall(len(chunk).to_bytes(4, "big") + chunk)
    line.sendall(b"\0\0\0\0")
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        answer += more
    return answer


def verdict(answer):
    """`stream: OK` is clean, `stream: <name> FOUND` is not; whatever else it says, we do not know."""
    words = answer.decode("ascii", "replace")
    if not words.endswith("\0"):
        return Verdict(UNKNOWN, "The scanner broke off in the middle of its answer")
    words = words.rstrip("\0").strip()
    if words == "stream: OK":
        return Verdict(CLEAN)
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        return Verdict(UNSAFE, words.removeprefix("stream: ").removesuffix(" FOUND")[:100])
    return Verdict(UNKNOWN, "The scanner gave an answer we do not know")
