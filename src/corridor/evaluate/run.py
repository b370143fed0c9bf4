"""Run evaluations by name and hold them against their floors: what `corridor eval` does.

Guarantees: every set is scored whole, compared with `evals/floors/<set>.json`, and listed with its
sizes; a public set that is not there is left out and says so. Refuses: names it does not have;
floors lowered by `--update`.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corridor.evaluate import gate
from corridor.evaluate.attacks import evaluate_attacks
from corridor.evaluate.backtest import read_case
from corridor.evaluate.documents import (
    ASIDE,
    READING_SPLITS,
    SHOWN,
    SPLITS,
    GoldDocument,
    find_evals,
    read_set,
    set_digest,
    set_files,
)
from corridor.evaluate.firstdry import evaluate_first_dry
from corridor.evaluate.merging import evaluate_merging
from corridor.evaluate.places import PlaceScores, evaluate_places, read_geovirus
from corridor.evaluate.public import ClassScores, evaluate_muc, evaluate_plover, find_public
from corridor.evaluate.reading import ReaderLike, evaluate_reading
from corridor.evaluate.replayed import (
    Part,
    evaluate_anchors,
    evaluate_outlook,
    read_anchors,
    replay_months,
)
from corridor.evaluate.results import EvalReport, EvalResult, scored
from corridor.evaluate.tables import (
    class_tables,
    merging_tables,
    place_tables,
    reading_tables,
)
from corridor.packs.model import Pack
from corridor.pipeline import gather_inputs
from corridor.read import NO_MODEL, Reader, installed_tagger
from corridor.records.errors import UsageError
from corridor.records.replay import Replay

NAMES: tuple[str, ...] = ("reading", "places", "merging", "access", "supply", "outlook")
"""Every evaluation, in the order of the stages."""

UNFLOORED: frozenset[str] = frozenset({"precision", "recall", "named_f1", "any_recall"})
"""Halves of a score that has its floor: trading one for the other is no loss."""


@dataclass(frozen=True)
class Setting:
    """What all evaluations of one run share."""

    pack: Pack
    evals: Path
    update: bool

    @cached_property
    def reader(self) -> ReaderLike:
        """The reader under test, by rules alone."""
        return Reader(self.pack)

    @cached_property
    def modelled(self) -> ReaderLike | None:
        """The reader with the language model; None where that is not installed."""
        tagger = installed_tagger()
        return None if tagger is None else Reader(self.pack, tagger=tagger)

    @cached_property
    def public(self) -> Path | None:
        """Where the user keeps the public sets."""
        return find_public(self.evals)

    @cached_property
    def replayed(self) -> Replay:
        """The pack's known months, replayed once for all stages that need them."""
        return replay_months(self.pack)

    def gated(self, result: EvalResult) -> EvalResult:
        """Return the result with its floors checked, or raised."""
        act = gate.update if self.update else gate.check
        kept = {name: value for name, value in result.scores.items() if name not in UNFLOORED}
        found = act(result.set, kept, result.digest, self.evals / "floors")
        return result.model_copy(update={"gate": found})


def run(
    names: Sequence[str], pack: Pack, *, update: bool = False, evals: Path | None = None
) -> EvalReport:
    """Run evaluations and compare every score with its floor.

    Args:
        names: some of `NAMES`.
        pack: the pack to evaluate with.
        update: raise floors to what was measured; none is ever lowered.
        evals: the `evals` folder; by default that of the checkout around the working directory.

    Raises:
        UsageError: an unknown name.
        NeedsError: the evaluation sets are not there.
        InputError: a set or a file of floors does not hold together.
    """
    if unknown := sorted(set(names) - set(NAMES)):
        msg = f"no evaluation {', '.join(unknown)}. Allowed: {', '.join(NAMES)}"
        raise UsageError(msg)
    setting = Setting(pack, find_evals(evals), update)
    results = tuple(result for name in NAMES if name in names for result in _RUNS[name](setting))
    passed = all(result.gate is None or result.gate.passed for result in results)
    return EvalReport(pack=pack.id, results=results, passed=passed)


def _reading(setting: Setting) -> Iterator[EvalResult]:
    for split in READING_SPLITS:
        yield setting.gated(_read_split(setting, setting.reader, split, f"reading-{split}"))
    for split in ASIDE:
        name = f"modelled-{split}"
        if setting.modelled is None:
            yield EvalResult(evaluation="reading", set=name, skipped=NO_MODEL)
        else:
            yield setting.gated(_read_split(setting, setting.modelled, split, name))
    yield _public(setting, "reading", "plover_dev", _plover)
    yield _public(setting, "reading", "muc4_dev", _muc)


def _read_split(setting: Setting, reader: ReaderLike, split: str, name: str) -> EvalResult:
    folder = setting.evals / "reading" / split
    documents = read_set(folder)
    found = evaluate_reading(reader, documents, country=setting.pack.country, show=split in SHOWN)
    overall = found.overall
    names = (
        "type_f1", "type_strict_f1", "kind", "assertion", "speaker_f1", "actor_f1",
        "place_f1", "day", "figures",
    )  # fmt: skip
    return EvalResult(
        evaluation="reading",
        set=name,
        sizes=_sizes(documents),
        digest=set_digest(set_files(folder)),
        scores=scored(
            [
                *((name, getattr(overall, name)) for name in names),
                ("leaks", float(found.leaks)),
                ("french_gap", found.french_gap),
                ("calibration_gap", found.calibration_gap),
            ]
        ),
        tables=reading_tables(found),
        notes=() if split in SHOWN else ("words of held-out texts are not shown",),
    )


def _sizes(documents: Sequence[GoldDocument]) -> dict[str, int]:
    return {
        "documents": len(documents),
        "claims": sum(len(document.claims) for document in documents),
        "French documents": sum(document.lang == "fr" for document in documents),
    }


def _places(setting: Setting) -> Iterator[EvalResult]:
    for split in SPLITS:
        folder = setting.evals / "reading" / split
        documents = read_set(folder)
        found = evaluate_places(setting.reader, documents, show=split == "dev")
        near = evaluate_places(setting.reader, documents, within_km=10, show=False)
        yield setting.gated(
            EvalResult(
                evaluation="places",
                set=f"places-{split}",
                sizes={"documents": len(documents), "names": found.names},
                digest=set_digest(set_files(folder)),
                scores=scored([*_place_scores(found), ("f1_10_km", near.f1)]),
                tables=place_tables(found),
            )
        )
    yield _public(setting, "places", "geovirus_dev", _geovirus)


def _place_scores(found: PlaceScores) -> list[tuple[str, float | None]]:
    return [
        ("f1_161_km", found.f1),
        ("precision", found.precision),
        ("recall", found.recall),
        ("named_f1", found.named_f1),
    ]


def _public(
    setting: Setting,
    evaluation: str,
    name: str,
    measure: Callable[[Setting, Path], EvalResult],
) -> EvalResult:
    """Score a public set where the user has it, else say that it is left out."""
    folder = setting.public / name if setting.public else None
    if folder is None or not folder.is_dir():
        why = f"the public set {name} is not here (keep it in evals/public/{name}; it is not ours to ship)"
        return EvalResult(evaluation=evaluation, set=name, skipped=why)
    return setting.gated(measure(setting, folder))


def _geovirus(setting: Setting, folder: Path) -> EvalResult:
    documents = read_geovirus(folder)
    found = evaluate_places(setting.reader, documents)
    return EvalResult(
        evaluation="places",
        set=folder.name,
        sizes={"documents": len(documents), "names": found.names},
        digest=set_digest(set_files(folder)),
        scores=scored(_place_scores(found)),
        tables=place_tables(found),
    )


def _plover(setting: Setting, folder: Path) -> EvalResult:
    records = _json_lines(folder / "plover.jsonl")
    found = evaluate_plover(setting.reader, records)
    return _classes(folder, found, "sentences")


def _muc(setting: Setting, folder: Path) -> EvalResult:
    documents, templates = (_json_lines(folder / f"{name}.jsonl") for name in ("docs", "templates"))
    found = evaluate_muc(setting.reader, documents, templates)
    return _classes(folder, found, "texts")


def _classes(folder: Path, found: ClassScores, what: str) -> EvalResult:
    return EvalResult(
        evaluation="reading",
        set=folder.name,
        sizes={what: found.items, "labels": found.wanted},
        digest=set_digest(set_files(folder)),
        scores=scored(
            [
                ("f1", found.f1),
                ("precision", found.precision),
                ("recall", found.recall),
                ("any_recall", found.any_recall),
                *((f"slot_{slot}", value) for slot, value in found.slots.items()),
            ]
        ),
        tables=class_tables(found),
    )


def _json_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _merging(setting: Setting) -> Iterator[EvalResult]:
    for split in SPLITS:
        folder = setting.evals / "merging" / split
        found = evaluate_merging(folder, setting.pack)
        yield setting.gated(
            EvalResult(
                evaluation="merging",
                set=f"merging-{split}",
                sizes={"claims": found.claims, "happenings": found.happenings},
                digest=set_digest(set_files(folder)),
                scores={"f1": found.f1, "precision": found.precision, "recall": found.recall},
                tables=merging_tables(found) if split == "dev" else (),
            )
        )


def _anchored(part: Part) -> Callable[[Setting], Iterator[EvalResult]]:
    def measure(setting: Setting) -> Iterator[EvalResult]:
        path = setting.evals / "replay" / "anchors.csv"
        anchors = read_anchors(path)
        yield setting.gated(evaluate_anchors(part, setting.replayed, anchors, path))

    return measure


def _access(setting: Setting) -> Iterator[EvalResult]:
    yield from _anchored("access")(setting)
    yield setting.gated(evaluate_attacks(gather_inputs(setting.pack)))


def _supply(setting: Setting) -> Iterator[EvalResult]:
    yield from _anchored("supply")(setting)
    path = setting.evals / "replay" / "first_dry.csv"
    case = read_case(path)
    yield setting.gated(evaluate_first_dry(gather_inputs(setting.pack), case, path))


def _outlook(setting: Setting) -> Iterator[EvalResult]:
    yield setting.gated(evaluate_outlook(setting.replayed, setting.pack))


_RUNS: Mapping[str, Callable[[Setting], Iterator[EvalResult]]] = {
    "reading": _reading,
    "places": _places,
    "merging": _merging,
    "access": _access,
    "supply": _supply,
    "outlook": _outlook,
}
