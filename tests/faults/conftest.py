"""The stacks that the short forms share."""

from tests.faults.stacks import (  # noqa: F401  fixtures
    alone,
    behind,
    bucket,
    cluster,
    mail,
    on_small_disk,
    stack,
)
