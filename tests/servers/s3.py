"""Object storage of the run's own: moto, which answers as S3 does."""

import subprocess
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from tests.servers import processes

BUCKET = "portal"
PATIENCE = 30  # seconds


class ObjectStorage:
    """`stop()` shows what the portal does without it; after `start()` it is empty again.

    `env` is what a portal needs in its environment to keep its files there.
    """

    def __init__(self):
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self.env = {
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": self.url,
            "S3_REGION": "us-east-1",
            "S3_ACCESS_KEY_ID": "pristup",
            "S3_SECRET_ACCESS_KEY": "tajny-klic",
        }

    def start(self) -> None:
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(processes.as_child(command), stdout=quiet, stderr=quiet)
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.client().create_bucket(Bucket=BUCKET)
            except (BotoCoreError, ClientError):
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
            else:
                return

    def client(self):
        """boto3's own client of it."""
        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name=self.env["S3_REGION"],
            aws_access_key_id=self.env["S3_ACCESS_KEY_ID"],
            aws_secret_access_key=self.env["S3_SECRET_ACCESS_KEY"],
            config=Config(connect_timeout=2, read_timeout=10, retries={"max_attempts": 0}),
        )

    def names(self) -> set[str]:
        """What is kept there."""
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return {row["Key"] for page in pages for row in page.get("Contents", ())}

    def stop(self) -> None:
        if self.process:
            processes.end(self.process)
