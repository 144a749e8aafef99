"""A stand-in for the DBS Update Service that speaks its documented XML over real HTTP, well or badly, as a test wants it."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<statusCheckResult><statusCheckResultType>{kind}</statusCheckResultType><status>{status}</status>
<forename>{forename}</forename><surname>{surname}</surname><printDate class="sql-date">{printed}</printDate></statusCheckResult>"""


def said(status="BLANK_NO_NEW_INFO", kind="SUCCESS", forename="AMARA", surname="OKONJO", printed="2026-01-12"):
    return XML.format(status=status, kind=kind, forename=forename, surname=surname, printed=printed).encode()


class Reply:
    """One way to answer: a status and a body, after a pause, perhaps dripping, perhaps promising more than it gives."""

    def __init__(self, status=200, body=b"", pause=0.0, promised=None, drip=0.0, headers=()):
        self.status, self.body, self.pause, self.promised, self.drip = status, body, pause, promised, drip
        self.headers = dict(headers)


@contextmanager
def running(reply):
    """(address, what was asked) of a server that gives this reply, or the next of several, until the test is done."""
    replies, asked = list(reply) if isinstance(reply, list) else [reply], []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            where = urlsplit(self.path)
            asked.append({"path": where.path, **{key: values[0] for key, values in parse_qs(where.query).items()}})
            now = replies.pop(0) if len(replies) > 1 else replies[0]
            time.sleep(now.pause)
            self.send_response(now.status)
            for name, value in now.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(now.promised or len(now.body)))
            self.end_headers()
            try:
                for at in range(len(now.body)) if now.drip else [None]:
                    self.wfile.write(now.body if at is None else now.body[at : at + 1])
                    time.sleep(now.drip)
            except OSError:
                pass

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
