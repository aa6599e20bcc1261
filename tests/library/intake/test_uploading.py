"""The short form of the trial of uploads, over HTTP into a running portal."""

from tests.library.intake.hostile import all_hostile
from tests.library.intake.samples import all_samples
from tests.library.intake.uploading import Trial

CHOSEN = {
    "JPEG",
    "HEIF",
    "AVIF of 10 bits",
    "PNG, see-through",
    "JPEG, orientation 6",
    "HEIF in Display P3",
    "JPEG with all metadata",
    "PNG with all metadata",
    "motion photo",
    "HTML named JPEG",
    "half of HEIF",
    "PNG that claims 60000²",
    "WebP that claims 16384²",
    "JPEG and HTML in one",
    "JPEG with circular EXIF",
}


def test_what_is_uploaded_becomes_a_clean_picture_or_a_sentence(make_portal):
    trial = Trial(make_portal())
    workers = trial.workers()
    samples = [one for one in (*all_samples(), *all_hostile()) if one.label in CHOSEN]
    for sample in samples:
        trial.send(sample)
    trial.look()
    assert trial.wrong == []
    assert trial.workers() == workers
    assert len(trial.outcomes) == len(CHOSEN)
