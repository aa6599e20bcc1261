"""Uploads into a running portal, and what came of each."""

import http.client
import json
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from tests.browser import shelf
from tests.kills.killing import Editor
from tests.library.intake.metadata import metadata_in
from tests.library.intake.samples import Sample
from tests.servers.portal import Portal

UPLOAD = "/admin/library/picture/nahrat/"
PATIENCE = 60  # seconds
LARGEST_DIFFERENCE = 5.0  # of a channel, on the average of the whole picture, from 0 to 255
LARGEST_IN_A_CORNER = 16
REPORT = """
import json
from nszm_portal.library.models import Picture
rows = Picture.objects.values("pk", "file", "width", "height", "size", "credit", "taken_on")
print(json.dumps({row["pk"]: row for row in rows}, default=str))
"""


@dataclass
class Outcome:
    sample: Sample
    size: int  # bytes that were sent
    status: int
    told: dict
    seconds: float
    stored: str = ""
    difference: float | None = None
    wrong: str = ""

    @property
    def row(self) -> str:
        difference = "" if self.difference is None else f"{self.difference:.2f}"
        came = self.stored or self.told.get("error", {}).get("message", "")
        cells = [self.sample.label, f"{self.size:,}", self.status, came, difference]
        cells += [f"{self.seconds:.2f}", self.wrong or "ok"]
        return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


class Trial:
    """Everything is sent first; then the database and the files are looked at once."""

    def __init__(self, portal: Portal):
        self.portal = portal
        self.media = Path(portal.env["MEDIA_ROOT"])
        shelf.put(portal, "people")
        portal.start()
        self.editor = Editor(portal)
        self.editor.sign_in()
        self.editor.send("GET", "/admin/library/picture/add/")
        self.outcomes: list[Outcome] = []
        self.metadata: list[str] = []

    def send(self, sample: Sample) -> Outcome:
        content = sample.content()
        body, kind = multipart(sample.name, sample.media_type, content)
        started = time.monotonic()
        status, answer = self.post(UPLOAD, body, kind)
        seconds = time.monotonic() - started
        told = json.loads(answer) if answer.startswith(b"{") else {}
        outcome = Outcome(sample, len(content), status, told, seconds)
        self.outcomes.append(outcome)
        return outcome

    def post(self, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.editor.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": kind, "Referer": self.portal.url}
        headers["X-CSRFToken"] = self.editor.cookies["csrftoken"]
        connection = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=PATIENCE)
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except ConnectionError as error:
            return 0, str(error).encode()  # the worker is dead
        finally:
            connection.close()

    def look(self) -> None:
        """Compares what is stored with what was meant."""
        code = self.portal.manage("shell", "-v0", "-c", REPORT)
        rows = {int(pk): row for pk, row in json.loads(code.splitlines()[-1]).items()}
        for outcome in self.outcomes:
            outcome.wrong = self._refused(outcome) or self._stored(outcome, rows)
        count, self.metadata = metadata_in(self.media)
        if count < len(rows):
            self.metadata.append(f"only {count} files of {len(rows)} pictures were looked at")

    @staticmethod
    def _refused(outcome: Outcome) -> str:
        sentence = outcome.told.get("error", {}).get("message", "")
        if outcome.status != 200 or not outcome.told:
            return f"the answer was {outcome.status}"
        if outcome.sample.says not in sentence or bool(sentence) != bool(outcome.sample.says):
            return f"said {sentence!r}"
        if sentence and not ("„" in sentence and sentence.endswith(".")):
            return "the sentence does not name the file"
        return ""

    def _stored(self, outcome: Outcome, rows: dict) -> str:
        if outcome.sample.meant is None:
            return ""
        row = rows[outcome.told["id"]]
        content = (self.media / row["file"]).read_bytes()
        image = Image.open(BytesIO(content))
        image.load()
        outcome.stored = f"{image.format} {image.width} × {image.height}, {len(content):,} B"
        meant = outcome.sample.meant()
        if is_see_through(meant) != (image.mode == "RGBA"):
            return f"stored as {image.mode}"
        meant = meant.convert(image.mode)
        if _shape(meant.size) != image.size:
            return f"stored as {image.size}, meant was {meant.size}"
        meant = meant.resize(image.size, Image.Resampling.LANCZOS)
        outcome.difference = difference(image, meant)
        if outcome.difference > LARGEST_DIFFERENCE:
            return "other colours"
        if not corners_agree(image, meant):
            return "other corners"
        if row["credit"] != outcome.sample.credit:
            return f"credit {row['credit']!r}"
        return ""

    @property
    def wrong(self) -> list[str]:
        said = [f"{one.sample.label}: {one.wrong}" for one in self.outcomes if one.wrong]
        return said + self.metadata

    def table(self) -> str:
        head = "| upload | bytes | status | what came of it | difference | s | |"
        return "\n".join([head, "|" + " --- |" * 7, *(outcome.row for outcome in self.outcomes)])

    # --- memory ----------------------------------------------------------------------------------

    def workers(self) -> list[int]:
        master = self.portal.process.pid
        return [
            int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()
        ]

    def memory(self) -> dict[int, float]:
        """Megabytes that each worker holds now."""
        return {pid: megabytes(pid, "VmRSS") for pid in self.workers()}


def megabytes(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (found,) = [line.split()[1] for line in lines if line.startswith(f"{what}:")]
    return int(found) * 1024 / 1e6


def _shape(size: tuple[int, int]) -> tuple[int, int]:
    """What the stored picture should measure."""
    longer = max(size)
    if longer <= 2560:
        return size
    return tuple(max(1, round(side * 2560 / longer)) for side in size)


def is_see_through(image: Image.Image) -> bool:
    return "A" in image.mode and image.getchannel("A").getextrema()[0] < 255


def difference(image: Image.Image, meant: Image.Image) -> float:
    """The mean difference of all channels, each seen on grey where it is see-through."""
    apart = ImageStat.Stat(ImageChops.difference(_on_grey(image), _on_grey(meant)))
    return sum(apart.mean) / len(apart.mean)


def corners_agree(image: Image.Image, meant: Image.Image) -> bool:
    """Which way is up, even where the difference as a whole would be small."""
    width, height = image.size
    points = [(x, y) for x in (width // 10, width - 1 - width // 10) for y in _ends(height)]
    one, other = _on_grey(image), _on_grey(meant)
    pairs = [(one.getpixel(point), other.getpixel(point)) for point in points]
    return all(
        abs(a - b) <= LARGEST_IN_A_CORNER
        for seen, wanted in pairs
        for a, b in zip(seen, wanted, strict=True)
    )


def _ends(height: int) -> tuple[int, int]:
    return height // 10, height - 1 - height // 10


def _on_grey(image: Image.Image) -> Image.Image:
    paper = Image.new("RGBA", image.size, (128, 128, 128, 255))
    return Image.alpha_composite(paper, image.convert("RGBA")).convert("RGB")


def multipart(name: str, media_type: str, content: bytes, **fields: str) -> tuple[bytes, str]:
    """The body of a form with one file, its name escaped as browsers do, and the body's type."""
    boundary = "hranice-" + "7" * 24
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="upload"; filename="{escaped}"\r\n'
        f"Content-Type: {media_type}\r\n\r\n".encode()
    )
    body = b"".join(parts) + content + f"\r\n--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"
