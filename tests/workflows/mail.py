"""A real SMTP server of our own, that takes letters, refuses them or breaks the line where it is told to."""

import asyncio
from email import message_from_bytes


class Sink:
    """What arrived, and how the server is to behave."""

    def __init__(self, port):
        self.port = port
        self.mails = []
        self.answers = {}
        self.breaks = None
        self.seconds = 0
        self.begun = 0

    def takes(self, seconds):
        """How long the server thinks before it takes a letter."""
        self.seconds = seconds

    def says(self, sentence):
        step, _, answer = sentence.partition(" ")
        self.answers[step] = answer

    def breaks_at(self, step):
        """Break the line once, at this step."""
        self.breaks = step

    def _break_if(self, step, server):
        if self.breaks == step:
            self.breaks = None
            server.transport.abort()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 the library's name
        self._break_if("rcpt", server)
        envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 the library's name
        if self.breaks == "data":
            self._break_if("data", server)
            await asyncio.sleep(0)
            return "451 Gone"
        if "data" in self.answers:
            return self.answers["data"]
        self.begun += 1
        await asyncio.sleep(self.seconds)
        self.mails.append(message_from_bytes(envelope.content))
        self._break_if("taken", server)
        return "250 OK"
