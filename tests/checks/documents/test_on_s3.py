"""The same papers in a bucket over HTTP: quarantine, a link signed for a minute, and nothing left behind."""

import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError

from checks.documents.scanning import scan_all
from hiring.storage import BucketStorage
from tests.checks.conftest import keys
from tests.checks.documents import files
from tests.checks.documents.conftest import browser, fresh
from workflows.outbox import carry_out_all

pytestmark = pytest.mark.s3


def test_a_paper_lives_and_ends_in_a_bucket(cast, check, add, scanner, bucket):
    document = add(check, files.photo_with_a_place())
    assert keys(bucket) == [document.waiting_key]
    scan_all()
    carry_out_all()
    document = fresh(document)
    assert (document.state, keys(bucket)) == ("clean", [document.key])
    assert b"CANARY" not in bucket.Object(document.key).get()["Body"].read()
    document.remove(by=cast.hr, reason="Not needed.")
    carry_out_all()
    assert keys(bucket) == []


def test_the_link_is_signed_for_a_minute_and_saves_under_our_own_words(cast, check, clean, bucket):
    document = clean(check)
    link = browser(cast.hr).post(f"{document.get_absolute_url()}open/").context["link"]["url"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert asked["X-Amz-Expires"] == "60"
    assert asked["X-Amz-Signature"]
    assert urlsplit(link).path == f"/gatepost-papers/{document.key}"
    with urllib.request.urlopen(link) as answer:
        assert answer.read()[:3] == b"\xff\xd8\xff"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="passport-photo-page.jpg"'
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_removed_papers_link_leads_nowhere(cast, check, clean, bucket):
    document = clean(check)
    link = browser(cast.hr).post(f"{document.get_absolute_url()}open/").context["link"]["url"]
    fresh(document).remove(by=cast.hr, reason="Not needed.")
    carry_out_all()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(link)
    assert refused.value.code in {403, 404}


def test_a_store_that_is_away_is_waited_for(check, add, scanner, bucket, settings):
    document = add(check)
    bucket.objects.delete()
    assert scan_all() == 0
    assert fresh(document).state == "quarantined"
    assert "could not be fetched" in fresh(document).scan_fault


def test_without_the_right_to_list_a_missing_name_is_free(bucket, monkeypatch):
    storage = BucketStorage()
    answer = {"Error": {"Code": "403"}, "ResponseMetadata": {"HTTPStatusCode": 403}}

    def forbidden(**_options):
        raise ClientError(answer, "HeadObject")

    monkeypatch.setattr(storage.connection.meta.client, "head_object", forbidden)
    assert storage.exists("documents/anything") is False
    answer["ResponseMetadata"]["HTTPStatusCode"] = 500
    with pytest.raises(ClientError):
        storage.exists("documents/anything")
