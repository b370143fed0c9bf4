"""What is found in a sentence, and what a text said before it.

Guarantees: one shape for every stage after the finders; the readers of days, tables and claims
take it from here, so that imports go one way. Refuses: looking at later sentences.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corridor.read.actors import ActorMention
from corridor.read.language import Language
from corridor.read.nouns import HEADER
from corridor.read.parallel import FigureMention
from corridor.read.parts import heads_line
from corridor.read.patterns import Line
from corridor.read.places import PlaceMention
from corridor.read.sentences import Sentence
from corridor.read.speech import Attribution, opening_name, speaker_words
from corridor.read.spots import Spot
from corridor.read.tagger import Tagged
from corridor.read.times import TimeMention
from corridor.read.triggers import Trigger
from corridor.read.words import Token, wordset

_INFORMS = wordset(
    "informs inform informe informent informer communique attention connaissance knowledge"
)
_OPENING = 4
"""A communiqué says in its first blocks who informs the public."""


@dataclass(slots=True)
class Parsed:
    """One sentence with everything found in it."""

    sentence: Sentence
    line: Line
    language: Language
    places: list[PlaceMention] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    figures: list[FigureMention] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    silent: bool = False
    """Whether it asserts nothing: the head row of a table."""
    grid: list[Trigger] = field(default_factory=list)
    """What the cells of a table of numbers say."""
    tagged: Tagged | None = None
    """What the language model makes of it, where one is installed."""

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.line.tokens


def spoken(part: Parsed, mention: TimeMention) -> bool:
    """Say whether a day is that of a speech: it stands right after the verb of saying."""
    return any(
        item.end == mention.start or (item.start <= mention.start and mention.end <= item.end)
        for item in part.attributions
    )


_GAP = 2
"""So many line ends make an empty line."""
_LABEL = 7
"""So many words at most make the label of a line."""


def _heads(part: Parsed) -> bool:
    """Say whether a heading is short and no row of a table."""
    return len(part.tokens) <= HEADER and not any(set(t.gap) & set("|;") for t in part.tokens)


@dataclass(slots=True)
class Memory:
    """What a text said before: its issuer, the last speaker, the last day named, by block."""

    issuer: ActorMention | None = None
    speaker: str | None = None
    block: int = -1
    time: TimeMention | None = None
    label: list[Spot] = field(default_factory=list)
    """Places of a line's opening words that assert nothing: `22/09 ; Kolondiéba ; ...`."""
    header: list[Spot] = field(default_factory=list)
    """Places of a heading that asserts nothing, for the lines below it up to an empty one."""
    header_end: int = -1
    under_header: bool = False
    labelled_day: bool = False
    day: TimeMention | None = None
    """The day named last, however far back."""
    armed: ActorMention | None = None
    communique: str | None = None
    """Who informs the public in the whole text, once an opening sentence says so."""
    at_home: bool = False
    """Whether the whole text names a place in the pack's country."""
    elsewhere: bool = False
    """Whether the sentence before, in the same block, told of other countries alone."""

    def labels(self, sentence: Sentence, text: str) -> list[Spot]:
        """Return the places that label a sentence which names none: of its line, or of a heading."""
        if sentence.block == self.block and self.label:
            return self.label
        return self.header if self._headed(sentence, text) else []

    def _headed(self, sentence: Sentence, text: str) -> bool:
        if sentence.heading or not self.header:
            return False
        return self.under_header or text.count("\n", self.header_end, sentence.start) < _GAP

    def _take_header(self, part: Parsed, text: str, kinds: AbstractSet[str]) -> None:
        if part.sentence.heading:
            self.header = [] if kinds or not _heads(part) else part.spots
        elif not self._headed(part.sentence, text):
            self.header = []
        self.header_end, self.under_header = part.sentence.end, part.sentence.heading

    def after(self, part: Parsed, text: str, kinds: AbstractSet[str] = frozenset()) -> None:
        """Take in a sentence once its claims are made."""
        self._take_header(part, text, kinds)
        if part.sentence.block != self.block:
            self.time = None
            self.elsewhere = False
            self.block = part.sentence.block
            self.label, self.labelled_day = [], False
        if part.spots or kinds:
            self.elsewhere = kinds == {"background"} and not any(s.home for s in part.spots)
        exact = [t for t in part.times if t.span.start and t.span.precision == "day"]
        exact = [t for t in exact if not spoken(part, t)] or exact
        self.time = exact[-1] if exact else self.time
        self.day = exact[-1] if exact else self.day
        labels = [s for s in part.spots if heads_line(part.tokens, s.start, s.end)]
        if labels:
            self.label = labels
        elif not kinds and len(part.tokens) <= _LABEL:
            self.label = part.spots or self.label
            self.labelled_day = self.labelled_day or bool(exact)
        armed = [m for m in part.actors if "armed" in m.tags]
        self.armed = next((m for m in armed if m.id), armed[0] if armed else self.armed)
        if not part.attributions and (name := opening_name(text, part.line)):
            self.speaker = name
        for item in part.attributions:
            words = speaker_words(text, part.line, item.speaker) if item.speaker else None
            self.speaker = words[0] if words else self.speaker
            informs = any(fold in _INFORMS for fold in part.line.folds[item.start : item.end])
            if words and informs and part.sentence.block <= _OPENING:
                self.communique = words[0]
