"""What the tests of the working pages share: reading a page, and counting its questions."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import story


def words(response):
    """The page as one line, tags and all."""
    return " ".join(response.content.decode().split())


def questions(client, url):
    """How many queries a page asks, once templates and rules are warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def statements(client, url, data):
    """The answer to a post, and how many statements it took; the savepoints belong to the test's own transaction."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, data)
    return answer, sum("SAVEPOINT" not in each["sql"] for each in asked.captured_queries)


def candidates(number, start=0):
    return [story.person(f"Invented Person {n}", f"invented{n}@example.org") for n in range(start, start + number)]
