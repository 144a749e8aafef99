"""Lays out one document: reads what to print from its input, writes the PDF to its output. Run by itself, without Django.

Nothing is fetched: whatever the page needs comes with it.
"""

import json
import resource
import sys

MEMORY = 4 * 1024**3  # bytes of address space
TIME = 600  # seconds of processor


def limited():
    """No more memory and time than a large document needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME, TIME))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def printed(html, css, data, name):
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols={"data"})
    page = HTML(string=html, url_fetcher=nothing)
    style = CSS(string=css, url_fetcher=nothing)
    carried = Attachment(string=data.encode(), name=name, description="The rows, to check the fingerprint by")
    return page.write_pdf(stylesheets=[style], attachments=[carried], pdf_variant="pdf/ua-1", pdf_tags=True)


if __name__ == "__main__":
    limited()
    sys.stdout.buffer.write(printed(**json.load(sys.stdin)))
