"""An environment fit for production, as a school's own server would be given it; every value is invented."""

import base64

PRODUCTION = {
    "GATEPOST_MODE": "production",
    "SECRET_KEY": "signs-sessions-and-links-" + "s" * 40,
    "AUDIT_KEY": "chains-the-history-" + "a" * 40,
    "FIELD_KEY": base64.b64encode(bytes(range(32))).decode(),
    "DATABASE_URL": "postgresql://gatepost:invented@database.example:5432/gatepost",
    "REDIS_URL": "rediss://queue.example:6379/0",
    "S3_BUCKET": "gatepost-documents",
    "EMAIL_HOST": "mail.example",
    "CLAMD_ADDRESS": "tcp://scanner.example:3310",
    "UPDATE_SERVICE_URL": "https://update-service.example",
    "ALLOWED_HOSTS": "hiring.example",
    "SITE_URL": "https://hiring.example",
}
