"""How a part is taken away and given back: ended, or stopped so that it holds its connections."""

import os
import signal
import subprocess
from pathlib import Path


def family(process: subprocess.Popen) -> list[int]:
    """The process and its children."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [process.pid, *map(int, children)]


def freeze(process: subprocess.Popen) -> None:
    """It answers nothing any more, yet whoever connects is let in: a machine that hangs."""
    for pid in family(process):
        os.kill(pid, signal.SIGSTOP)


def thaw(process: subprocess.Popen) -> None:
    for pid in family(process):
        os.kill(pid, signal.SIGCONT)
