"""The stacks that the short forms share."""

from tests.faults.stacks import (  # noqa: F401  fixtures
    alone,
    behind,
    bucket,
    cluster,
    mail,
    may_mount,
    on_small_disk,
    stack,
)


def pytest_collection_modifyitems(config, items):
    """A disk that is full is left out where none may be mounted."""
    of_disk = {item for item in items if "on_small_disk" in getattr(item, "fixturenames", ())}
    if of_disk and not may_mount():
        config.hook.pytest_deselected(items=list(of_disk))
        items[:] = [item for item in items if item not in of_disk]
