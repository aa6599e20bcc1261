"""S3 as the portal uses it: what takes long is given up in time to say so."""

from botocore.config import Config
from storages.backends.s3 import S3Storage

CONNECT = 3  # seconds
ANSWER = 8  # seconds without a byte; a server waits thirty for all of an answer
TRIES = 2


class ObjectStorage(S3Storage):
    """django-storages' own, which would wait a minute, and that five times."""

    def get_default_settings(self):
        config = Config(
            connect_timeout=CONNECT,
            read_timeout=ANSWER,
            retries={"total_max_attempts": TRIES},
            signature_version="s3v4",
        )
        return super().get_default_settings() | {"client_config": config}
