import re
import time
import urllib.request
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from moto.server import ThreadedMotoServer

from hiring.storage import BucketStorage, FolderStorage

RANDOM_NAME = re.compile(r"documents/[0-9a-f]{64}\.pdf")


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "an-invented-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "an-invented-secret")
    settings.S3_BUCKET = "gatepost-documents"
    settings.S3_ENDPOINT_URL = endpoint
    where = {"LocationConstraint": settings.S3_REGION}
    client = boto3.client("s3", endpoint_url=endpoint, region_name=settings.S3_REGION)
    client.create_bucket(Bucket=settings.S3_BUCKET, CreateBucketConfiguration=where)
    yield BucketStorage()
    emptied = boto3.resource("s3", endpoint_url=endpoint, region_name=settings.S3_REGION).Bucket(settings.S3_BUCKET)
    emptied.objects.delete()
    emptied.delete()


@pytest.fixture
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    return FolderStorage()


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.s3)])
def storage(request):
    return request.getfixturevalue(request.param)


def keep(storage, name="documents/Passport of Ada Fenn.PDF", content=b"%PDF-1.7 one"):
    return storage.save(storage.generate_filename(name), ContentFile(content))


def test_a_kept_file_reads_back_the_same(storage):
    name = keep(storage)
    with storage.open(name) as file:
        assert file.read() == b"%PDF-1.7 one"
    assert storage.size(name) == 12


def test_a_kept_name_says_nothing_about_the_person(storage):
    assert RANDOM_NAME.fullmatch(keep(storage))


def test_a_second_file_of_the_same_name_leaves_the_first_alone(storage):
    first = storage.save("documents/passport.pdf", ContentFile(b"first"))
    second = storage.save("documents/passport.pdf", ContentFile(b"second"))
    assert first != second
    assert storage.open(first).read() == b"first"
    assert storage.open(second).read() == b"second"


def test_a_removed_file_is_gone(storage):
    name = keep(storage)
    storage.delete(name)
    assert not storage.exists(name)


def test_a_folder_is_its_owners_alone_and_has_no_addresses(folder):
    name = keep(folder)
    path = folder.base_location / name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(ValueError, match="a view reads them"):
        folder.url(name)


def test_a_name_cannot_climb_out_of_the_folder(folder):
    with pytest.raises(SuspiciousFileOperation):
        folder.save("../secrets/SECRET_KEY", ContentFile(b"mine now"))


@pytest.mark.s3
def test_a_link_is_signed_for_one_minute_and_for_this_file_only(bucket, endpoint):
    name = keep(bucket)
    address = urlsplit(bucket.url(name))
    asked = {key: values[0] for key, values in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}" == endpoint
    assert address.path == f"/gatepost-documents/{name}"
    assert asked["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert asked["X-Amz-Expires"] == "60"
    assert asked["X-Amz-SignedHeaders"] == "host"
    assert asked["X-Amz-Credential"].split("/")[2:] == ["eu-west-2", "s3", "aws4_request"]
    assert re.fullmatch(r"[0-9a-f]{64}", asked["X-Amz-Signature"])
    signed_at = time.strptime(asked["X-Amz-Date"], "%Y%m%dT%H%M%SZ")
    assert abs(time.time() - time.mktime(signed_at) + time.timezone) < 60


@pytest.mark.s3
def test_a_link_downloads_rather_than_opens_and_is_never_cached(bucket):
    with urllib.request.urlopen(bucket.url(keep(bucket))) as answer:
        assert answer.read() == b"%PDF-1.7 one"
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["x-amz-server-side-encryption"] == "AES256"


@pytest.mark.s3
def test_two_links_to_two_files_carry_different_signatures(bucket):
    one, other = (parse_qs(urlsplit(bucket.url(keep(bucket))).query)["X-Amz-Signature"] for _ in range(2))
    assert one != other
