"""What answers where there is no address of the service: made up, and said to be. Production refuses to run on it.

The last figure of the certificate number chooses: 7 has new information, 8 had something on it, 9 is not found,
0 does not answer; anything else is blank with nothing new.
"""

STATUS = {"7": "NEW_INFO", "8": "NON_BLANK_NO_NEW_INFO"}
SAID = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<statusCheckResult><statusCheckResultType>SUCCESS</statusCheckResultType><status>{status}</status>
<forename>{forename}</forename><surname>{surname}</surname>
<printDate class="sql-date">2026-01-12</printDate></statusCheckResult>"""
NAMED = "a stand-in for the DBS Update Service, which made this up"


def reply(question):
    """(HTTP status, body) as the service gives them."""
    from xml.sax.saxutils import escape

    last = question.number[-1]
    if last in "90":
        return (404 if last == "9" else 503), b""
    status = STATUS.get(last, "BLANK_NO_NEW_INFO")
    return 200, SAID.format(status=status, forename="", surname=escape(question.surname.upper())).encode()
