"""Look into one file handed in on standard input, or write it anew; run as `python -I apart look|rewrite pdf|jpeg|png`.

Answers one line of JSON, `{"pages": 3}` or `{"refused": "locked"}`, and after it the bytes written anew. Imports nothing
of ours: what is hidden in a file finds no database, no settings and no secret here, and little memory or time.
"""

import json
import resource
import sys

MEMORY = 1024**3  # bytes of address space; a picture of 40 million points takes about a third of it
SECONDS = 10


def lock_down():
    """Before anything of the file is read."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def reader_of(kind):
    """What opens this kind; a picture does not wait for all that reads a PDF."""
    if kind == "pdf":
        import pdf

        return pdf.read
    import picture

    return lambda data: picture.read(data, kind)


def main(task, kind):
    from refusal import Refused

    data = sys.stdin.buffer.read()
    try:
        told, clean = reader_of(kind)(data)
        answer, body = told, clean() if task == "rewrite" else b""
    except Refused as refused:
        answer, body = {"refused": refused.code}, b""
    except MemoryError:
        answer, body = {"refused": "bomb"}, b""
    except Exception:  # noqa: BLE001 whatever a parser stumbles over, the file is not one we can vouch for
        answer, body = {"refused": "broken"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + body)


if __name__ == "__main__":
    lock_down()
    main(*sys.argv[1:])
