"""Where files are kept: an S3 bucket, or a folder. Either way under a random name that is never used twice.

A view checks who asks and notes it before it hands out `url()`, which works for a minute.
"""

import secrets
from pathlib import PurePosixPath

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

LINK_SECONDS = 60


class RandomNames:
    """File names that tell nothing about the person and cannot be guessed; the folder and the extension stay."""

    def generate_filename(self, filename):
        path = PurePosixPath(filename)
        return super().generate_filename(str(path.with_name(secrets.token_hex(32) + path.suffix.lower())))


@deconstructible(path="hiring.storage.FolderStorage")
class FolderStorage(RandomNames, FileSystemStorage):
    """Files in a folder no address leads to: only our own views read them."""

    def __init__(self, **options):
        super().__init__(
            **{
                "location": settings.MEDIA_ROOT,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
                **options,
            }
        )

    def url(self, name):
        raise ValueError("Files in a folder have no address of their own: a view reads them.")


class BucketStorage(RandomNames, S3Storage):
    """Files in a private bucket, encrypted there, reached by links signed for one minute."""

    def exists(self, name):
        """Without the right to list, S3 says 403 of what is not there. A name of ours is never there twice."""
        try:
            return super().exists(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 403:
                raise
            return False

    def link(self, name, called, media_type):
        """An address that works for a minute and always saves the file under this name, whatever is in it."""
        answer_with = {
            "ResponseContentDisposition": content_disposition_header(as_attachment=True, filename=called),
            "ResponseContentType": media_type,
            "ResponseCacheControl": "private, no-store",
        }
        return self.url(name, parameters=answer_with, expire=LINK_SECONDS)

    def get_default_settings(self):
        # file_overwrite and custom_domain: left alone, the first replaces files and the second makes unsigned links.
        return super().get_default_settings() | {
            "bucket_name": settings.S3_BUCKET,
            "endpoint_url": settings.S3_ENDPOINT_URL,
            "region_name": settings.S3_REGION,
            "default_acl": None,
            "querystring_auth": True,
            "querystring_expire": LINK_SECONDS,
            "file_overwrite": False,
            "custom_domain": None,
            "signature_version": "s3v4",
            "object_parameters": {
                "ServerSideEncryption": "AES256",
                "CacheControl": "private, no-store",
                "ContentDisposition": "attachment",
            },
        }
