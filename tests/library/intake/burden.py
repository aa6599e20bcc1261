"""What the largest pictures cost in memory and time."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from nszm_portal.library.intake import confined
from tests.factories.library import encoded
from tests.library.intake.samples import Sample, scene
from tests.library.intake.uploading import Trial, megabytes
from tests.servers.portal import ROOT

LARGEST = (8688, 5792)  # a sensor sold as 50 Mpx
# Stands between pytest and what is measured: a child's peak is never below its parent's size.
MEASURE = """
import json, resource, subprocess, sys, time
with open(sys.argv[1], "rb") as file, open(sys.argv[2], "wb") as answer:
    started = time.monotonic()
    subprocess.run(sys.argv[3:], stdin=file, stdout=answer, check=True)
    seconds = time.monotonic() - started
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"seconds": seconds, "megabytes": peak * 1024 / 1e6}))
"""
BARE = """
import sys
import pillow_heif
from PIL import Image
pillow_heif.register_heif_opener()
image = Image.open(sys.stdin.buffer)
size = (2560, round(2560 * image.height / image.width))
image.resize(size, Image.Resampling.LANCZOS).save(sys.stdout.buffer, "JPEG", quality=90)
"""


@dataclass(frozen=True)
class Burden:
    seconds: float
    megabytes: float  # at the peak, the interpreter and its libraries included

    def __str__(self):
        return f"{self.megabytes:.0f} MB, {self.seconds:.1f} s"


def photograph(width: int, height: int) -> Image.Image:
    """Soft shapes under the grain of a sensor: it compresses about as a photograph does."""
    coarse = (width // 32 + 1, height // 32 + 1)
    shapes = [Image.effect_noise(coarse, 120).resize((width, height)) for _ in "RGB"]
    grain = Image.effect_noise((width, height), 24)
    return Image.blend(Image.merge("RGB", shapes), Image.merge("RGB", [grain] * 3), 0.25)


def ours(file: Path) -> Burden:
    """Of the process that decodes an upload, as the portal starts it."""
    return _measured(file, confined.COMMAND, confined.ENVIRONMENT)


def bare(file: Path) -> Burden:
    """Of a process in which Pillow opens the same file, resizes it and saves it."""
    return _measured(file, [sys.executable, "-c", BARE], {})


def _measured(file: Path, command: list[str], env: dict[str, str]) -> Burden:
    between = [sys.executable, "-c", MEASURE, str(file), str(file.with_suffix(".out"))]
    done = subprocess.run([*between, *command], cwd=ROOT, env=env, capture_output=True, check=True)
    return Burden(**json.loads(done.stdout))


class Workers:
    """A running portal's workers, and what uploads leave in their memory."""

    def __init__(self, trial: Trial):
        self.trial = trial
        self._warm_up()

    def _warm_up(self) -> None:
        """Has each worker load what it needs; two at once, as one would take them all."""
        samples = [drawn(number) for number in range(12)]
        with ThreadPoolExecutor(2) as pool:
            outcomes = list(pool.map(self.trial.send, samples))
        assert all(outcome.told.get("uploaded") for outcome in outcomes)

    def growth(self, contents: list[bytes]) -> tuple[float, list[float]]:
        """By how many megabytes a worker has grown at most, and how long each upload took."""
        before = self.trial.memory()
        seconds = []
        for number, content in enumerate(contents):
            # The same file twice would not be read twice.
            sample = Sample("", lambda: content + b"%d" % number)  # noqa: B023
            started = time.monotonic()
            assert self.trial.send(sample).told.get("uploaded")
            seconds.append(time.monotonic() - started)
        after = self.trial.memory()
        assert after.keys() == before.keys()
        return max(after[pid] - before[pid] for pid in after), seconds

    def peak(self) -> float:
        return max(megabytes(pid, "VmHWM") for pid in self.trial.workers())


def drawn(number: int) -> Sample:
    image = scene(1800, 1200)
    return Sample("warm-up", lambda: encoded(image, comment=b"%d" % number))
