"""The portal with and without its page cache and a bare project, under the same load in turn."""

from dataclasses import dataclass, field

from tqdm import tqdm

from bench.answer import Answer
from bench.load import Burst, burst
from bench.serving import Server

WARMING = 0.5  # seconds of load that do not count: each worker has to make each page once


@dataclass
class Subject:
    """One page of one server, with what was measured of it: one burst a round."""

    name: str
    server: Server
    path: str
    queries: int = 0
    queries_after_change: int = 0
    answer: Answer = None
    bursts: list[Burst] = field(default_factory=list)


def measure(subjects: list[Subject], rounds: int, seconds: float) -> None:
    """Fills in the subjects' bursts.

    Whatever else the machine does hits all of them: each is measured once a round, each second
    round goes backwards, so that neighbours follow each other closely and none always comes first.
    """
    for subject in subjects:
        subject.answer = subject.server.fetch(subject.path)
        burst(subject.server, subject.path, WARMING)
    with tqdm(total=rounds * len(subjects), unit=" bursts", leave=False, disable=None) as bar:
        for number in range(rounds):
            for subject in subjects[:: -1 if number % 2 else 1]:
                subject.bursts.append(burst(subject.server, subject.path, seconds))
                bar.update()
