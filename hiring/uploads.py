"""How much somebody may send at once. What is over the limit is read to its end and thrown away as it comes."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class NotTooMuch(FileUploadHandler):
    """First in line, so that neither memory nor disk ever holds more than a request may carry."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 Django's name
        self.taken = 0
        self.refuse = content_length > settings.UPLOAD_BYTES
        self.request.sent_too_much = self.refuse

    def receive_data_chunk(self, raw_data, start):
        self.taken += len(raw_data)
        if self.refuse or self.taken > settings.UPLOAD_BYTES:
            self.request.sent_too_much = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size):
        return None
