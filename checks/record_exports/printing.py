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
    tagged = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "finisher": with_headings_that_are_found}
    return page.write_pdf(stylesheets=[style], attachments=[carried], **tagged)


def with_headings_that_are_found(_document, pdf):
    """Each heading of a table says whether it heads a row or a column, and the list by which a cell finds its headings is there.

    WeasyPrint names the headings and says in each cell which are its own, and leaves the list out (ISO 32000-1, 14.7.2;
    ISO 14289-1, 7.5).
    """
    import pydyf

    def found(reference):
        return pdf.objects[int(reference.split()[0])]

    headings = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/TH"]
    for each in headings:
        heads_columns = found(found(each["P"])["P"])["S"] == "/THead"
        each["A"]["Scope"] = "/Column" if heads_columns else "/Row"
    named = sorted((each["ID"].string, each) for each in headings)
    names = pydyf.Array([part for name, each in named for part in (pydyf.String(name), each.reference)])
    found(pdf.catalog["StructTreeRoot"])["IDTree"] = pydyf.Dictionary({"Names": names})


if __name__ == "__main__":
    limited()
    sys.stdout.buffer.write(printed(**json.load(sys.stdin)))
