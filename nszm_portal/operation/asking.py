"""Asks several parts of the installation at once how they are; a silent one holds nobody up."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connections

PATIENCE = 3.0  # seconds in which all parts together have to answer
KEPT = 0.5  # seconds for which an answer serves whoever asks again
logger = logging.getLogger(__name__)


class State(StrEnum):
    """How a part is; `silent` is one that has not answered in time."""

    OK = "ok"
    FAILING = "failing"
    SILENT = "silent"


@dataclass(frozen=True)
class Outcome:
    """What was learnt of a part; `detail` is for the log and for administrators only."""

    key: str
    state: State
    detail: str = ""


class Question:
    """One part, asked in a thread of its own, and never again while that one is waiting.

    `ask()` gives a sentence on what is wrong, or "" when nothing is; what it raises is wrong too.
    """

    def __init__(self, key: str, ask: Callable[[], str]):
        self.key, self.ask = key, ask
        self._thread: threading.Thread | None = None
        self._outcome: Outcome | None = None

    def begin(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            # A daemon: the process can end while a part does not answer.
            self._thread = threading.Thread(target=self._run, name=self.key, daemon=True)
            self._thread.start()

    def outcome(self, deadline: float) -> Outcome:
        """What it said by `deadline` of the monotonic clock."""
        thread = self._thread
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive() or self._outcome is None:
            return Outcome(self.key, State.SILENT, "neodpovídá")
        return self._outcome

    def _run(self) -> None:
        self._outcome = None
        try:
            detail = self.ask()
        except Exception as error:  # each part has errors of its own
            detail = f"{type(error).__name__}: {error}"
        finally:
            connections.close_all()  # those of this thread
        self._outcome = Outcome(self.key, State.FAILING if detail else State.OK, detail)


class Round:
    """All questions, asked together; one round serves whoever comes within KEPT seconds."""

    def __init__(self, questions: Sequence[Question], patience: float = PATIENCE):
        self.questions, self.patience = questions, patience
        self._lock = threading.Lock()
        self._outcomes: list[Outcome] = []
        self._ended_at = float("-inf")

    def outcomes(self) -> list[Outcome]:
        with self._lock:
            if time.monotonic() - self._ended_at >= KEPT:
                self._outcomes = self._ask()
                self._ended_at = time.monotonic()
            return self._outcomes

    def _ask(self) -> list[Outcome]:
        deadline = time.monotonic() + self.patience
        for question in self.questions:
            question.begin()
        found = [question.outcome(deadline) for question in self.questions]
        for outcome in found:
            if outcome.state is not State.OK:
                logger.warning("%s is %s: %s", outcome.key, outcome.state, outcome.detail)
        return found
