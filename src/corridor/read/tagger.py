"""Which words of a text make which type of claim, by the language model, where it is installed.

Guarantees: every word of every sentence gets a probability of each type, from the words around it in
its own window; the same text gives the same numbers on one machine; work grows with the length of
the text. Refuses: looking further than a window, so that one report cannot stop the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corridor.read.encoder import WINDOW, Encoder
from corridor.read.learned import NONE
from corridor.read.words import Token

Floats = NDArray[np.float32]
PACKAGE = "corridor_model"
"""The package that brings the weights (`model/` in the repository)."""
NO_MODEL = (
    "the language model is not installed: texts are read by the rules alone, which miss more of what "
    "is told in unusual words. Next: pip install ./model"
)
_CHARACTERS = 400
"""Sentences are read together up to this many characters."""
_APART = 0.5
"""From this probability of a beginning on, a claim of the same type is another."""
_LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Words `start` to `end` (exclusive) that make one claim, and how probable each type is there."""

    start: int
    end: int
    type: str
    chances: Floats

    @property
    def probability(self) -> float:
        """Probability of the run's own type."""
        return float(self.chances.max())


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence: probability of each type [word, type], and of a beginning [word]."""

    types: tuple[str, ...]
    chances: Floats
    begins: Floats

    def mean(self, start: int, end: int) -> Floats:
        """Return the mean probability of each type over words `start` to `end`."""
        return np.asarray(self.chances[start:end].mean(axis=0))

    def runs(self) -> list[Run]:
        """Return the stretches of one likeliest type, none of them of no claim."""
        best, found, start = self.chances.argmax(axis=1), [], 0
        for at in range(1, len(best) + 1):
            if at < len(best) and best[at] == best[start] and self.begins[at] < _APART:
                continue
            name = self.types[int(best[start])]
            if name != NONE and at - start >= _LEAST_WORDS:
                found.append(Run(start, at, name, self.mean(start, at)))
            start = at
        return found


class Tagger:
    """The reader's language model, over one file of weights.

    Attributes:
        types: names of the types it knows, `none` among them.
        digest: of the weights.
    """

    def __init__(self, path: Path) -> None:
        self._encoder = Encoder(path)
        self.types = self._encoder.types
        self.digest = f"{crc32(path.read_bytes()):08x}"

    def read(self, text: str, sentences: Sequence[Sequence[Token]]) -> list[Tagged]:
        """Return what the model makes of each sentence of a text, in order."""
        return [one for window in _windows(sentences) for one in self._window(text, window)]

    def _window(self, text: str, sentences: Sequence[Sequence[Token]]) -> Iterator[Tagged]:
        first, last = sentences[0][0].start, sentences[-1][-1].end
        numbers, spans = self._encoder.pieces.of(text[first:last])
        parts = [
            self._encoder.chances(numbers[at : at + WINDOW])
            for at in range(0, len(numbers), WINDOW)
        ]
        chances, begins = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
        edges = np.array(spans, dtype=np.int64) + first
        for tokens in sentences:
            yield self._of_words(tokens, edges, chances, begins)

    def _of_words(
        self, tokens: Sequence[Token], edges: NDArray[np.int64], chances: Floats, begins: Floats
    ) -> Tagged:
        """Give each word the mean of its pieces."""
        start = np.searchsorted(edges[:, 1], [token.start for token in tokens], side="right")
        stop = np.searchsorted(edges[:, 0], [token.end for token in tokens], side="left")
        stop = np.maximum(stop, start + 1)
        words = np.stack([chances[a:b].mean(axis=0) for a, b in zip(start, stop, strict=True)])
        opened = np.array([begins[a:b].max() for a, b in zip(start, stop, strict=True)])
        return Tagged(self.types, words, opened)


def _windows(sentences: Sequence[Sequence[Token]]) -> Iterator[list[Sequence[Token]]]:
    """Yield sentences that stand together, up to so many characters or one sentence."""
    window: list[Sequence[Token]] = []
    for tokens in sentences:
        if window and tokens[-1].end - window[0][0].start >= _CHARACTERS:
            yield window
            window = []
        window.append(tokens)
    if window:
        yield window


@cache
def installed_tagger() -> Tagger | None:
    """Return the language model of the package `corridor_model`, or None without it.

    Raises:
        InputError: the package is there and its weights cannot be read.
    """
    if find_spec(PACKAGE) is None:
        return None
    path = Path(str(files(PACKAGE).joinpath("weights.npz")))
    return Tagger(path) if path.is_file() else None
