"""Everything that may be uploaded as a picture, into a running portal; and the largest of it."""

from pathlib import Path

import pytest

from tests.factories.library import encoded
from tests.library.intake import burden
from tests.library.intake.hostile import all_hostile
from tests.library.intake.samples import all_samples
from tests.library.intake.uploading import Trial

MOST_MEGABYTES = 600
MOST_GROWTH = 20  # megabytes
LARGE_UPLOADS = 10


def test_whatever_is_uploaded_becomes_a_clean_picture_or_a_sentence(make_portal):
    trial = Trial(make_portal())
    workers = trial.workers()
    for sample in (*all_samples(), *all_hostile()):
        trial.send(sample)
    trial.look()
    print(trial.table(), *trial.wrong, sep="\n")
    assert trial.wrong == []
    assert trial.workers() == workers  # nothing ended one of them
    assert len(trial.outcomes) >= 40


@pytest.fixture(scope="module")
def largest(tmp_path_factory) -> dict[str, Path]:
    """Photographs of fifty megapixels by their kind."""
    folder = tmp_path_factory.mktemp("largest")
    image = burden.photograph(*burden.LARGEST)
    files = {}
    for kind, options in {
        "JPEG": {"quality": 92},
        "JPEG, progressive": {"quality": 92, "progressive": True},
        "HEIF": {"quality": 60},
        "AVIF": {"quality": 60, "speed": 10},
        "WEBP": {"quality": 80, "method": 0},
    }.items():
        files[kind] = folder / kind
        files[kind].write_bytes(encoded(image, kind.split(",")[0], **options))
    return files


def test_the_largest_pictures_fit_into_memory(largest):
    told = {kind: (burden.ours(file), burden.bare(file)) for kind, file in largest.items()}
    for kind, (ours, bare) in told.items():
        print(f"{kind}, {largest[kind].stat().st_size / 1e6:.0f} MB: {ours}; bare Pillow: {bare}")
    for kind, (ours, bare) in told.items():
        assert ours.megabytes <= 2 * bare.megabytes, kind
        if kind.startswith(("JPEG", "HEIF")):
            assert ours.megabytes <= MOST_MEGABYTES, kind


def test_a_worker_is_as_large_after_large_uploads_as_before(make_portal, largest):
    """The renditions are made in the worker; what they took goes back to the system."""
    contents = [largest["JPEG"].read_bytes(), largest["HEIF"].read_bytes()]
    contents *= LARGE_UPLOADS // 2
    workers = burden.Workers(Trial(make_portal()))
    growth, seconds = workers.growth(contents)
    print(f"{LARGE_UPLOADS} uploads of 50 Mpx: {min(seconds):.1f} to {max(seconds):.1f} s each;")
    print(f"a worker grew by {growth:.1f} MB at most; its peak was {workers.peak():.0f} MB")
    assert growth <= MOST_GROWTH
