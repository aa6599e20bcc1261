"""Many readers at once, each with an address and a connection of his own, while editors save."""

import asyncio
import random
import ssl
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles

from tests.faults import days
from tests.kills.killing import REFUSALS, Editor, form

PAUSE = (0.5, 1.5)  # seconds that a reader looks at a page
BETWEEN_SAVES = (2.0, 8.0)  # seconds; faster than anybody writes
PATIENCE = 30  # seconds
ADD = "/admin/news/article/add/"


@dataclass
class Crowd:
    """What came of it: seconds of each answer, and all that was not a page."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{len(self.seconds)} pages, p99 {_p99(self.seconds)}, "
            f"{len(self.saved)} saves, p99 {_p99(self.saves)}, "
            f"errors {len(self.errors)} {self.kinds()}, lost saves {len(self.lost)}"
        )

    def kinds(self) -> dict[str, int]:
        """How many errors of each kind, whatever page they were on."""
        return dict(Counter(error.partition(": ")[2][:40] for error in self.errors))


def _p99(seconds: list[float]) -> str:
    return f"{quantiles(seconds, n=100)[98]:.3f} s" if len(seconds) > 1 else "unknown"


def gather(nginx, portal, paths: list[str], *, readers: int, editors: int, seconds: float) -> Crowd:
    """`readers` of the given pages and `editors` at once, for so many seconds."""
    crowd, signed_in = Crowd(), Editor(nginx)
    signed_in.sign_in()
    over = time.monotonic() + seconds
    people = [
        threading.Thread(target=_write, args=[crowd, nginx, signed_in.cookies, number, over])
        for number in range(editors)
    ]
    for person in people:
        person.start()
    # In a thread of its own: a browser that another test opened has its loop in this one.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, _read_all(crowd, nginx, paths, readers, over)).result()
    for person in people:
        person.join()
    stored = days.titles(portal)
    crowd.lost = [title for title in crowd.saved if stored.count(title) != 1]
    return crowd


async def _read_all(crowd, nginx, paths, readers, over) -> None:
    context = None
    if nginx.tls:
        context = ssl.create_default_context(cafile=nginx.folder / "certificate.pem")
    await asyncio.gather(
        *(_read(crowd, nginx, paths, number, over, context) for number in range(readers))
    )


async def _read(crowd, nginx, paths, number, over, context) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, PAUSE[1]))
    source = (f"127.7.{number // 250}.{number % 250 + 1}", 0)
    stream = None
    while time.monotonic() < over:
        path, began = chance.choice(paths), time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                if stream is None:
                    stream = await asyncio.open_connection(
                        "127.0.0.1", nginx.port, ssl=context, local_addr=source
                    )
                status = await _ask(*stream, nginx.port, path)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            crowd.errors.append(f"{path}: {error!r}")
            stream = None
        else:
            crowd.seconds.append(time.monotonic() - began)
            if status != 200:
                crowd.errors.append(f"{path}: {status}")
        await asyncio.sleep(chance.uniform(*PAUSE))
    if stream:
        stream[1].close()


async def _ask(reader, writer, port, path) -> int:
    """The status of one page, read to its end on a connection that stays open."""
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br\r\n\r\n"
    writer.write(asked.encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"\r\ncontent-length:" in head:
        await reader.readexactly(int(head.split(b"\r\ncontent-length:")[1].split(b"\r\n")[0]))
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head.split(b" ")[1])


def _write(crowd, nginx, cookies, number, over) -> None:
    chance = random.Random(-number)
    editor = Editor(nginx)
    editor.cookies = dict(cookies)
    done = 0
    while time.monotonic() < over:
        done += 1
        title = f"Uložená v davu {number} {done} {chance.random()}"
        began = time.monotonic()
        button = "_publish" if done % 3 == 0 else "_save"
        try:
            status, _, text = editor.post(ADD, **form(title), **{button: "1"})
        except REFUSALS as error:
            crowd.errors.append(f"editor: {error!r}")
            continue
        crowd.saves.append(time.monotonic() - began)
        if status == 302:
            crowd.saved.append(title)
        else:
            crowd.errors.append(f"editor: {status} {text[:300]}")
        time.sleep(chance.uniform(*BETWEEN_SAVES))
