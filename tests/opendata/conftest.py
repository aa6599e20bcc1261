import pytest

from tests.opendata.norm import Norm


@pytest.fixture(scope="session")
def norm(ofn) -> Norm:
    """The norms' own schemas; a test that asks for it needs `--ofn FILE`."""
    return Norm(ofn)
