"""Texts in the shape of real ones: sentences, paragraphs, headings, lists."""

from random import Random

from nszm_portal.demonstration.synthetic.vocabulary import Vocabulary

STOCK = 20_000  # words drawn at once


class Writer:
    """Writes titles, leads and bodies; a body is written the way that cleaning would leave it."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._vocabulary = Vocabulary(self.chance)
        self._stock: list[str] = []

    def title(self) -> str:
        return self._capital(self._words(self.chance.randint(3, 8)))[:180]

    def lead(self) -> str:
        return self._sentences(self.chance.randint(1, 2))[:600]

    def body(self) -> str:
        """From a note of two paragraphs to a report of a page or two."""
        blocks = self._paragraphs(1, 3)
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 3))):
            blocks.append(f"<h2>{self._capital(self._words(self.chance.randint(2, 6)))}</h2>")
            blocks += self._paragraphs(1, 3)
            if self.chance.random() < 0.4:
                blocks.append(self._listing())
        return "\n".join(blocks)

    def _paragraphs(self, least: int, most: int) -> list[str]:
        count = self.chance.randint(least, most)
        return [f"<p>{self._sentences(self.chance.randint(2, 5))}</p>" for _ in range(count)]

    def _listing(self) -> str:
        tag = self.chance.choice(("ul", "ol"))
        count = self.chance.randint(3, 6)
        items = (self._capital(self._words(self.chance.randint(2, 9))) for _ in range(count))
        return f"<{tag}>" + "\n".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"

    def _sentences(self, count: int) -> str:
        return " ".join(self._sentence() for _ in range(count))

    def _sentence(self) -> str:
        text = self._words(self.chance.randint(4, 10))
        if self.chance.random() < 0.45:
            text += ", " + self._words(self.chance.randint(3, 8))
        return self._capital(text) + self.chance.choices(".?!", (95, 4, 1))[0]

    def _words(self, count: int) -> str:
        if len(self._stock) < count:
            self._stock = self._vocabulary.draw(STOCK)
        taken = self._stock[-count:]
        del self._stock[-count:]
        return " ".join(taken)

    @staticmethod
    def _capital(text: str) -> str:
        return text[:1].upper() + text[1:]
