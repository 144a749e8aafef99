"""A place of a test's own for files: a folder, or a bucket over HTTP."""

import boto3
import pytest
from moto.server import ThreadedMotoServer


@pytest.fixture
def store(tmp_path, settings):
    """A folder of this test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "hiring.storage.FolderStorage"}}
    return settings.MEDIA_ROOT


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint, settings, monkeypatch, store):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "an-invented-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "an-invented-secret")
    settings.S3_BUCKET, settings.S3_ENDPOINT_URL = "gatepost-papers", endpoint
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "hiring.storage.BucketStorage"}}
    where = {"LocationConstraint": settings.S3_REGION}
    client = boto3.client("s3", endpoint_url=endpoint, region_name=settings.S3_REGION)
    client.create_bucket(Bucket=settings.S3_BUCKET, CreateBucketConfiguration=where)
    emptied = boto3.resource("s3", endpoint_url=endpoint, region_name=settings.S3_REGION).Bucket(settings.S3_BUCKET)
    yield emptied
    emptied.objects.delete()
    emptied.delete()


def keys(bucket):
    return sorted(each.key for each in bucket.objects.all())
