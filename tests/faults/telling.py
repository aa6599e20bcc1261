"""A day's row in the table of faults."""

from dataclasses import dataclass, field

HEADINGS = ["fault", "sent", "good", "503 with a sentence", "failed", "wrong", "saved"]
HEADINGS += ["lost", "slowest warm s", "recovered s", "warm pages"]


@dataclass
class Row:
    """What happened while a part was away, and after."""

    fault: str
    answers: list = field(default_factory=list)
    saved: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    recovered: float = 0
    warm: int = 0
    given: float = 0  # when the part was given back, by the monotonic clock

    def count(self, verdict: str, *who: str) -> int:
        return sum(a.verdict == verdict and (not who or a.who in who) for a in self.answers)

    def details(self, *verdicts: str) -> list[str]:
        """What went wrong, each of its kind once."""
        return sorted(
            {f"{a.who} {a.path}: {a.detail}" for a in self.answers if a.verdict in verdicts}
        )

    def slowest(self, who: str) -> float:
        return max((a.seconds for a in self.answers if a.who == who), default=0)

    @property
    def cells(self) -> list[str]:
        counts = [self.count(each) for each in ("good", "sorry", "failed", "wrong")]
        told = [self.fault, len(self.answers), *counts, self.saved, len(self.lost)]
        return [
            *map(str, told),
            f"{self.slowest('warm'):.2f}",
            f"{self.recovered:.1f}",
            str(self.warm),
        ]


def table(rows: list[Row]) -> str:
    lines = [HEADINGS, ["---"] * len(HEADINGS), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
