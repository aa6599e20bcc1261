"""Czech words with the frequencies of a real language."""

from functools import cache
from itertools import accumulate
from random import Random

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

# In a real text the most frequent words are these, not any from the dictionary.
MOST_FREQUENT = """
a v na se je že s z do i o k pro ale jako za by od nebo při po jsou které který tak jeho která jen
už až podle také také bude byl byla bylo být jejich mezi před více další pod bez kde když proto této
tomu co však nad roku let lidí měst města město obce obcí obec kraje kraj zdraví zdravé rozvoj
spolupráce veřejnost veřejné projekt projekty setkání zkušenosti program doprava školy škola děti
životní prostředí voda energie klima plán strategie služby sociální partneři region místní
udržitelný fórum anketa zastupitelstvo starosta úřad občané dobrá praxe
""".split()
_SHIFT = 2.7  # Mandelbrot's correction: the first few words are not as frequent as Zipf's law says


class Vocabulary:
    """Draws word forms so that the n-th most frequent one comes 1/n times as often as the first."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.words = self._ranked()
        self._weights = list(accumulate(1 / (rank + _SHIFT) for rank in range(len(self.words))))

    def draw(self, count: int) -> list[str]:
        return self._chance.choices(self.words, cum_weights=self._weights, k=count)

    def _ranked(self) -> list[str]:
        """The most frequent words, then all other small-lettered forms in an order by chance."""
        first = list(dict.fromkeys(MOST_FREQUENT))
        first_ones = set(first)
        rest = [word for word in _known() if word not in first_ones]
        self._chance.shuffle(rest)
        return first + rest


@cache
def _known() -> tuple[str, ...]:
    """The dictionary's words in small letters, always in the same order."""
    words = DefaultDictionaryFactory().get_dictionary("cs")
    return tuple(
        sorted(word for word in words if len(word) > 2 and word.isalpha() and word.islower())
    )
