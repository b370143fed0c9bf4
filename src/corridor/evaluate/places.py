"""Place names end to end: found in the text and put on the right spot of the earth.

Guarantees: a name counts only if its span overlaps the labelled one and its coordinates lie within
the radius; precision, recall, F1 over all names. Refuses: credit for a name found but not placed.
Measure: end-to-end toponym resolution within 161 km (100 miles), after Gritta et al. (2018).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from corridor.evaluate.documents import GoldDocument, GoldToponym
from corridor.evaluate.reading import ReaderLike
from corridor.evaluate.slots import distance_km
from corridor.evaluate.tally import f1, ratio
from corridor.records.base import Record, Share
from corridor.records.report import PlaceRef

WITHIN_KM = 161.0
SHOWN = 30


class PlaceError(Record):
    """A name missed, misplaced or wrongly taken for a place, with the distance in km."""

    document: str
    what: str
    name: str
    apart_km: float | None = None


class PlaceScores(Record):
    """End-to-end scores of one set within `within_km`."""

    within_km: float
    documents: int
    names: int
    found: int
    right: int
    precision: Share | None
    recall: Share | None
    f1: Share | None
    named_f1: Share | None
    errors: tuple[PlaceError, ...] = ()


class _Phrase(TypedDict):
    phrase: str
    start: int
    end: int
    lat: float
    lon: float


class _GeoVirus(TypedDict):
    id: str
    text: str
    toponyms: list[_Phrase]


def evaluate_places(
    reader: ReaderLike,
    documents: Sequence[GoldDocument],
    *,
    within_km: float = WITHIN_KM,
    show: bool = True,
) -> PlaceScores:
    """Score `reader.toponyms` on labelled texts; `named_f1` asks only for the name's span."""
    counts: Counter[str] = Counter()
    errors: list[PlaceError] = []
    for document in documents:
        found = reader.toponyms(document.report())
        errors += _document(document, found, within_km, counts)
    names, predicted, right = counts["names"], counts["found"], counts["right"]
    return PlaceScores(
        within_km=within_km,
        documents=len(documents),
        names=names,
        found=predicted,
        right=right,
        precision=ratio(right, predicted),
        recall=ratio(right, names),
        f1=f1(right, predicted, names),
        named_f1=f1(counts["named"], predicted, names),
        errors=tuple(errors[:SHOWN]) if show else (),
    )


def _document(
    document: GoldDocument, found: Iterable[PlaceRef], within_km: float, counts: Counter[str]
) -> list[PlaceError]:
    """Match the names of one text in reading order, add to `counts`, return what is wrong."""
    left = [place for place in found if place.span]
    counts["found"] += len(left)
    errors = []
    for name in document.toponyms:
        counts["names"] += 1
        match = next((place for place in left if place.span and _meet(place.span, name.span)), None)
        if match is None:
            errors.append(PlaceError(document=document.id, what="missed", name=name.name))
            continue
        left.remove(match)
        counts["named"] += 1
        apart = _apart(name, match)
        if (apart is not None and apart <= within_km) or _same_country(name, match):
            counts["right"] += 1
        else:
            errors.append(
                PlaceError(document=document.id, what="misplaced", name=name.name, apart_km=apart)
            )
    errors += [PlaceError(document=document.id, what="spurious", name=p.name) for p in left]
    return errors


def _meet(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return min(first[1], second[1]) > max(first[0], second[0])


def _same_country(name: GoldToponym, found: PlaceRef) -> bool:
    """A country is right by its code: where its middle lies is a matter of taste."""
    return name.precision == found.precision == "country" and name.country == found.country


def _apart(name: GoldToponym, found: PlaceRef) -> float | None:
    if found.lat is None or found.lon is None:
        return None
    return round(distance_km(name.lat, name.lon, found.lat, found.lon), 1)


def read_geovirus(folder: Path) -> tuple[GoldDocument, ...]:
    """Return the GeoVirus texts of a folder with `docs.jsonl` (WikiNews on outbreaks).

    Their day of publication is not given and does not matter for places.
    """
    adapter: TypeAdapter[_GeoVirus] = TypeAdapter(_GeoVirus)
    lines = (folder / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_geovirus(adapter.validate_json(line)) for line in lines)


def _geovirus(row: _GeoVirus) -> GoldDocument:
    names = sorted(row["toponyms"], key=lambda phrase: phrase["start"])
    text = row["text"]
    return GoldDocument(
        id=row["id"],
        lang="en",
        style="wire",
        published=date(2014, 1, 1),
        text=text,
        toponyms=tuple(
            GoldToponym(
                name=text[name["start"] : name["end"]],
                span=(name["start"], name["end"]),
                lat=name["lat"],
                lon=name["lon"],
            )
            for name in names
        ),
    )
