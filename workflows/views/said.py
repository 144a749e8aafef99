"""What is said once a move is made: who is written to and when, and how to take it back until then."""

from django.utils.html import format_html

from hiring.templatetags.dates import hour


def with_letters(went, letters, undo=""):
    """“K7 moved to Not progressing. Sends at 10:52. Undo”, or how many letters go out at once.

    letters: of each, when it may go, or None for at once. undo: where it is undone until then.
    """
    if not letters:
        return went
    later = [at for at in letters if at]
    if not later or not undo:
        return f"{went} {len(letters)} {'letter goes' if len(letters) == 1 else 'letters go'} out."
    many = "Sends" if len(letters) == 1 else f"{len(letters)} letters go"
    link = format_html('<a class="govuk-link" href="{}">Undo</a>', undo)
    return format_html("{} {} at {}. {}", went, many, hour(max(later)), link)
