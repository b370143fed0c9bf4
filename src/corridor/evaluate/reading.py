"""How well the reader turns a text into claims, against labelled texts, part by part.

Guarantees: every score comes with its counts, by language, style and hard case; opinion and other
countries that reach the picture are listed one by one. Refuses: showing words of held-out texts
(`show=False`), so that no rule is written from them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corridor.evaluate.align import Alignment, align
from corridor.evaluate.bands import Bin, banded
from corridor.evaluate.documents import GoldClaim, GoldDocument
from corridor.evaluate.slots import day_agrees, figure_hits, places_agree, speakers_agree
from corridor.evaluate.tally import Scores, scores, tally, total
from corridor.records.base import Record
from corridor.records.report import Claim, PlaceRef, Report

OUTSIDE: frozenset[str] = frozenset({"opinion", "background"})
"""Kinds that enter nothing downstream."""
SHOWN = 40
NONE = "-"


class ReaderLike(Protocol):
    """What is measured: a report to its claims and its place names."""

    def read(self, report: Report) -> tuple[Claim, ...]:
        """Return the claims of a report."""
        ...

    def toponyms(self, report: Report) -> tuple[PlaceRef, ...]:
        """Return every place name of a report with coordinates."""
        ...


class TypeConfusion(Record):
    """How often a labelled type was read as another; "-" is nothing."""

    wanted: str
    found: str
    count: int


class ReadingError(Record):
    """One thing read wrongly, with the words it rests on."""

    document: str
    part: str
    wanted: str
    found: str
    quote: str


class Leak(Record):
    """Opinion, or another country, that would reach the picture."""

    document: str
    what: str
    found: str
    quote: str


class ReadingScores(Record):
    """Everything measured on one set."""

    overall: Scores
    languages: dict[str, Scores]
    styles: dict[str, Scores]
    hard: dict[str, Scores]
    french_gap: float | None
    leaks: int
    leaked: tuple[Leak, ...]
    confusions: tuple[TypeConfusion, ...]
    errors: tuple[ReadingError, ...]
    calibration: tuple[Bin, ...]
    calibration_gap: float | None


@dataclass(frozen=True)
class Read:
    """One document with what was predicted for it."""

    document: GoldDocument
    claims: tuple[Claim, ...]
    alignment: Alignment


def evaluate_reading(
    reader: ReaderLike, documents: Sequence[GoldDocument], *, country: str = "", show: bool = True
) -> ReadingScores:
    """Read every document and score what came out.

    Args:
        reader: what is measured.
        documents: the labelled texts.
        country: the pack's country code; a text about elsewhere must not be placed in it.
        show: whether words of the texts may appear in the result (not for held-out texts).
    """
    reads = tuple(_read(reader, document) for document in documents)
    tallies = [tally(read.document, read.claims, read.alignment) for read in reads]
    languages = _grouped(reads, tallies, lambda document: (document.lang,))
    leaked = tuple(leak for read in reads for leak in leaks_of(read, country))
    bins = calibration(reads)
    return ReadingScores(
        overall=scores(total(tallies)),
        languages=languages,
        styles=_grouped(reads, tallies, lambda document: (document.style,)),
        hard=_grouped(reads, tallies, lambda document: document.hard),
        french_gap=_gap(languages),
        leaks=len(leaked),
        leaked=leaked if show else (),
        confusions=confusions(reads),
        errors=tuple(_spread(errors(reads))) if show else (),
        calibration=bins,
        calibration_gap=_calibration_gap(bins),
    )


def _read(reader: ReaderLike, document: GoldDocument) -> Read:
    claims = reader.read(document.report())
    return Read(document, claims, align(document, claims))


def _grouped(
    reads: Sequence[Read],
    tallies: Sequence[Counter[str]],
    keys: Callable[[GoldDocument], Iterable[str]],
) -> dict[str, Scores]:
    """Scores for each key that `keys` gives a document, sorted by key."""
    groups: defaultdict[str, list[Counter[str]]] = defaultdict(list)
    for read, counts in zip(reads, tallies, strict=True):
        for key in keys(read.document):
            groups[key].append(counts)
    return {key: scores(total(groups[key])) for key in sorted(groups)}


def _gap(languages: dict[str, Scores]) -> float | None:
    """How far French lies below English in type F1 (negative where it lies above)."""
    english, french = languages.get("en"), languages.get("fr")
    if english is None or french is None or english.type_f1 is None or french.type_f1 is None:
        return None
    return round(english.type_f1 - french.type_f1, 4)


def leaks_of(read: Read, country: str) -> tuple[Leak, ...]:
    """Return every predicted claim that carries opinion or another country into the picture.

    Opinion leaks when it is read as anything that enters. Another country leaks when a claim
    about elsewhere is placed in the pack's country, or is background that enters without a place
    by which a later stage could leave it out.
    """
    found = []
    for pair in read.alignment.pairs:
        gold, other = read.document.claims[pair.gold], read.claims[pair.found]
        if other.kind in OUTSIDE:
            continue
        if not gold.kinds - OUTSIDE and "opinion" in gold.kinds:
            found.append(_leak(read, gold, other, "opinion"))
        elif _elsewhere(gold, country) and _enters(gold, other, country):
            found.append(_leak(read, gold, other, "other country"))
    return tuple(found)


def _elsewhere(gold: GoldClaim, country: str) -> bool:
    return bool(gold.places) and all(place.country != country for place in gold.places)


def _enters(gold: GoldClaim, other: Claim, country: str) -> bool:
    here = any(place.country == country for place in other.places)
    return here or (not other.places and gold.kind == "background")


def _leak(read: Read, gold: GoldClaim, other: Claim, what: str) -> Leak:
    return Leak(
        document=read.document.id,
        what=what,
        found=f"{other.kind}/{other.type}",
        quote=gold.quote,
    )


def confusions(reads: Sequence[Read]) -> tuple[TypeConfusion, ...]:
    """Count types read as others, missed ones and spurious ones, most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for read in reads:
        gold, alignment = read.document.claims, read.alignment
        for pair in alignment.pairs:
            if not pair.typed:
                counts[gold[pair.gold].type, read.claims[pair.found].type] += 1
        counts.update((gold[index].type, NONE) for index in alignment.missed)
        counts.update((NONE, read.claims[index].type) for index in alignment.spurious)
    ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return tuple(
        TypeConfusion(wanted=wanted, found=found, count=count) for (wanted, found), count in ordered
    )


def errors(reads: Sequence[Read]) -> list[ReadingError]:
    """Return everything that was read wrongly, document by document."""
    return [row for read in reads for row in (*_missing(read), *_wrong(read))]


def _missing(read: Read) -> list[ReadingError]:
    document, alignment = read.document, read.alignment
    missed = [document.claims[index] for index in alignment.missed]
    extra = [read.claims[index] for index in alignment.spurious]
    return [
        *(
            ReadingError(
                document=document.id, part="missed", wanted=gold.type, found=NONE, quote=gold.quote
            )
            for gold in missed
        ),
        *(
            ReadingError(
                document=document.id, part="spurious", wanted=NONE, found=claim.type,
                quote=claim.words,
            )
            for claim in extra
        ),
    ]  # fmt: skip


def _wrong(read: Read) -> list[ReadingError]:
    rows = []
    for pair in read.alignment.pairs:
        gold, other = read.document.claims[pair.gold], read.claims[pair.found]
        for part, right, wanted, found in _parts(gold, other):
            if not right:
                rows.append(
                    ReadingError(
                        document=read.document.id,
                        part=part,
                        wanted=wanted,
                        found=found,
                        quote=gold.quote,
                    )
                )
    return rows


def _parts(gold: GoldClaim, other: Claim) -> list[tuple[str, bool, str, str]]:
    """Each part of a pair: its name, whether it is right, what was wanted, what was found."""
    places = [place for place in gold.places if not place.implied]
    exact = gold.time.precision in {"day", "ongoing"} and not gold.time.implied
    dated = gold.time.start is not None and exact
    return [
        ("type", other.type in gold.types, gold.type, other.type),
        ("kind", other.kind in gold.kinds, gold.kind, other.kind),
        ("assertion", other.assertion in gold.assertions, gold.assertion, other.assertion),
        (
            "speaker",
            gold.speaker is None or speakers_agree(gold, other),
            gold.speaker or NONE,
            other.speaker or NONE,
        ),
        (
            "place",
            all(any(places_agree(want, have) for have in other.places) for want in places),
            ", ".join(place.name for place in places) or NONE,
            ", ".join(place.name for place in other.places) or NONE,
        ),
        (
            "day",
            not dated or day_agrees(gold.time, other.time),
            f"{gold.time.start}..{gold.time.end}",
            f"{other.time.start}..{other.time.end}",
        ),
        (
            "figures",
            figure_hits(gold.figures, other.figures) == len(gold.figures),
            "; ".join(_figure(figure) for figure in gold.figures) or NONE,
            "; ".join(_figure(figure) for figure in other.figures) or NONE,
        ),
    ]


class _Bounded(Protocol):
    @property
    def low(self) -> float | None: ...
    @property
    def best(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def unit(self) -> str: ...


def _figure(figure: _Bounded) -> str:
    values = "/".join(
        NONE if value is None else f"{value:g}" for value in (figure.low, figure.best, figure.high)
    )
    return f"{values} {figure.unit}"


def _spread(rows: Sequence[ReadingError]) -> list[ReadingError]:
    """Take errors of every part in turn, so that the list shown is not all of one sort."""
    by_part: defaultdict[str, list[ReadingError]] = defaultdict(list)
    for row in rows:
        by_part[row.part].append(row)
    share = max(1, SHOWN // max(1, len(by_part)))
    return [row for part in sorted(by_part) for row in by_part[part][:share]]


def calibration(reads: Sequence[Read], width: float = 0.1) -> tuple[Bin, ...]:
    """Return, by band of confidence, the share of predicted claims with type and kind right."""
    said: list[tuple[float, bool]] = []
    for read in reads:
        right = {
            pair.found
            for pair in read.alignment.pairs
            if pair.typed and read.claims[pair.found].kind in read.document.claims[pair.gold].kinds
        }
        said += [
            (claim.confidence, index in right)
            for index, claim in enumerate(read.claims)
            if index not in read.alignment.second
        ]
    return banded(said, width)


def _calibration_gap(bins: Sequence[Bin]) -> float | None:
    """Return the mean distance between confidence and share right, weighed by counts."""
    count = sum(bin_.count for bin_ in bins)
    if not count:
        return None
    gap = sum(bin_.count * abs(bin_.confidence - bin_.right) for bin_ in bins)
    return round(gap / count, 4)
