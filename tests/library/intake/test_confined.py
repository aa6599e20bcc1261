"""The process in which pictures are decoded: whatever befalls it, the caller goes on."""

import resource
import signal
import sys
import tempfile
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from nszm_portal.library.intake import confined, read_picture
from tests.factories.library import encoded, photo, quadrants, upload
from tests.library.intake.metadata import AUTHOR, dirty


@pytest.fixture
def decoder(monkeypatch):
    """decoder("code"): what runs instead of the decoder, already confined."""

    def decoder(code: str):
        code = f"from nszm_portal.library.intake.confined import confine\nconfine()\n{code}"
        monkeypatch.setattr(confined, "COMMAND", [sys.executable, "-c", code])

    return decoder


def refused(file=None) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        read_picture(file or photo(name="fotka.jpg"))
    assert "„fotka.jpg“" in caught.value.message
    return caught.value


def test_a_picture_comes_back_with_what_is_known_of_it():
    taken = read_picture(upload(dirty("JPEG", quadrants()), "fotka.jpg"))
    assert (taken.width, taken.height) == (640, 480)
    assert taken.credit == AUTHOR
    assert str(taken.taken_on) == "2015-02-12"
    assert taken.content.name == "picture.jpg"
    assert Image.open(taken.content).size == (640, 480)


def test_an_upload_on_disk_is_read_where_it_lies():
    content = encoded(quadrants(), "PNG")
    file = TemporaryUploadedFile("fotka.png", "image/png", len(content), "")
    file.write(content)
    file.flush()
    assert read_picture(file).width == 640
    file.seek(0)
    assert file.read() == content


def test_a_refusal_comes_back_as_one():
    assert refused(upload(b"<svg/>" * 2, "fotka.jpg")).code == "no_picture"
    assert refused(upload(b"<svg></svg>", "fotka.jpg")).code == "svg"


@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE"])
def test_a_decoder_that_crashes_is_a_damaged_picture(decoder, name):
    decoder(f"import os, signal; os.kill(os.getpid(), signal.{name})")
    assert refused().code == "damaged"


def test_a_decoder_that_never_ends_is_ended(decoder, monkeypatch):
    monkeypatch.setattr(confined, "SECONDS", 1)
    started = time.monotonic()
    decoder("import time; time.sleep(60)")
    assert refused().code == "too_demanding"
    assert time.monotonic() - started < 10


def test_a_decoder_left_without_its_caller_ends_by_itself():
    code = "import resource; from nszm_portal.library.intake.confined import confine; confine()"
    code += "; print(*(resource.getrlimit(what)[0] for what in (resource.RLIMIT_CPU,"
    code += " resource.RLIMIT_AS, resource.RLIMIT_CORE)))"
    assert told_by(code) == f"{confined.SECONDS} {confined.MEMORY} 0"


def told_by(code: str) -> str:
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaints:
        with open(__file__, "rb") as file, pytest.MonkeyPatch.context() as patch:
            patch.setattr(confined, "COMMAND", [sys.executable, "-c", code])
            assert confined._run(file, answer, complaints) == 0
        answer.seek(0)
        return answer.read().decode().strip()


def test_it_may_not_take_all_the_memory(decoder):
    decoder("bytearray(3 * 10**9)")
    assert refused().code == "unavailable"  # Python's own MemoryError, outside of any picture


def test_a_picture_that_needs_too_much_memory_is_refused(monkeypatch):
    code = "import resource; resource.setrlimit(resource.RLIMIT_AS, (400_000_000,) * 2)\n"
    code += "from nszm_portal.library.intake import confined, decoding\n"
    code += "confined.confine = lambda: None\ndecoding.main()"
    monkeypatch.setattr(confined, "COMMAND", [sys.executable, "-c", code])
    file = encoded(Image.new("RGBA", (7000, 7000), (9, 9, 9, 9)), "PNG")
    assert refused(upload(file, "fotka.jpg")).code == "too_demanding"
    assert read_picture(photo()).width == 640


def test_it_knows_none_of_the_portals_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "tajne")
    assert "tajne" not in told_by("import os; print(dict(os.environ))")


@pytest.mark.parametrize("command", [["/neni/tu"], [sys.executable, "-c", "1/0"]])
def test_our_own_fault_is_not_blamed_on_the_picture(monkeypatch, caplog, command):
    monkeypatch.setattr(confined, "COMMAND", command)
    assert refused().code == "unavailable"
    assert "The decoder" in caplog.text


def test_noise_of_a_decoder_takes_no_memory_here(decoder):
    decoder("import sys\nwhile True: sys.stderr.write('x' * 10**6)")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused().code in {"too_demanding", "unavailable"}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_signals_are_told_apart():
    assert confined._reason(-signal.SIGXCPU, "") == "too_demanding"
    assert confined._reason(-signal.SIGSEGV, "") == "damaged"
    assert confined._reason(1, "") == "unavailable"
