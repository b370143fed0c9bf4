"""Public labelled sets, read from where the user keeps them: PLOVER sentences and MUC-4 texts.

Guarantees: our types reach their classes only through a table (`event_types.csv`, `muc_types.csv`).
Refuses: shipping a set; where the files are absent the evaluation is left out and says so.
Measures: PLOVER root class, one label a sentence, micro F1; MUC-4 incident types as a set for each
text, micro F1, optional templates neither asked for nor punished (after the MUC-4 scoring rules).
"""

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from corridor.evaluate.documents import plain_report
from corridor.evaluate.mucscope import scoped, without_outcomes
from corridor.evaluate.mucslots import SLOTS, slot_hits, template_slots
from corridor.evaluate.reading import NONE, ReaderLike, TypeConfusion
from corridor.evaluate.tally import f1, ratio
from corridor.records.base import Record, Share
from corridor.records.event_types import event_types
from corridor.records.report import Claim

_SAID = frozenset({"asserted", "attributed", "conditional"})
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATELINE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})[A-Z]* (\d\d)\b")
_MUC_DAY = date(1990, 1, 1)


class ClassScores(Record):
    """Micro precision, recall and F1 over classes of another scheme.

    `any_f1` (PLOVER) counts a sentence right when any of its claims has the labelled class.
    `slots` (MUC-4): F1 of each slot over texts and types that were found.
    """

    items: int
    wanted: int
    found: int
    right: int
    precision: Share | None
    recall: Share | None
    f1: Share | None
    any_recall: Share | None = None
    classes: dict[str, Share | None] = {}
    slots: dict[str, Share | None] = {}
    confusions: tuple[TypeConfusion, ...] = ()


def evaluate_plover(reader: ReaderLike, records: Sequence[Mapping[str, Any]]) -> ClassScores:
    """Score one class a sentence: that of its most confident claim that has a PLOVER class."""
    counts: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    by_class: dict[str, Counter[str]] = {}
    for record in records:
        day = date.fromisoformat(record["date"])
        claims = reader.read(plain_report(str(record["id"]), record["text"], day, "en"))
        roots = _roots(claims)
        wanted, best = str(record["event"]), roots[0] if roots else NONE
        counts.update(wanted=1, found=bool(roots), right=best == wanted, any=wanted in roots)
        _count_class(by_class, wanted, best)
        if best != wanted:
            confused[wanted, best] += 1
    return _class_scores(len(records), counts, by_class, confused, any_of=True)


def _roots(claims: Sequence[Claim]) -> list[str]:
    """PLOVER classes of a sentence's claims, most confident first, each once."""
    ordered = sorted(claims, key=lambda claim: (-claim.confidence, claim.span or (0, 0), claim.id))
    roots = [plover_root(claim) for claim in ordered]
    return list(dict.fromkeys(root for root in roots if root))


def plover_root(claim: Claim) -> str:
    """Return the PLOVER root class of a claim, "" where it has none; a denial is REJECT."""
    if claim.assertion == "denied":
        return "REJECT"
    return event_types()[claim.type].plover


def _count_class(by_class: dict[str, Counter[str]], wanted: str, best: str) -> None:
    by_class.setdefault(wanted, Counter())["wanted"] += 1
    if best != NONE:
        by_class.setdefault(best, Counter())["found"] += 1
    if best == wanted:
        by_class[wanted]["right"] += 1


def evaluate_muc(
    reader: ReaderLike,
    documents: Sequence[Mapping[str, Any]],
    templates: Sequence[Mapping[str, Any]],
) -> ClassScores:
    """Score the set of incident types of each text, and the slots of those found."""
    wanted, optional = _gold_types(templates)
    counts: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    by_class: dict[str, Counter[str]] = {}
    slots: Counter[str] = Counter()
    for document in documents:
        ident, text = str(document["id"]), str(document["text"])
        day = muc_day(text)
        claims = reader.read(plain_report(ident, text, day, "en"))
        by_type = _muc_claims(claims)
        incidents = without_outcomes(_muc_claims(scoped(claims, day)))
        asked, spare = wanted.get(ident, {}), optional.get(ident, set())
        found = {name for name in incidents if name in asked or name not in spare}
        counts.update(wanted=len(asked), found=len(found), right=len(found & set(asked)))
        for name in found | set(asked):
            row = by_class.setdefault(name, Counter())
            row.update(wanted=name in asked, found=name in found, right=name in found & set(asked))
        confused.update((name, NONE) for name in set(asked) - found)
        confused.update((NONE, name) for name in found - set(asked))
        for name in found & set(asked):
            slots.update(slot_hits([template_slots(t) for t in asked[name]], by_type[name]))
    result = _class_scores(len(documents), counts, by_class, confused)
    return result.model_copy(update={"slots": {slot: _slot(slots, slot) for slot in SLOTS}})


def _slot(counts: Counter[str], slot: str) -> float | None:
    return f1(counts[f"{slot}_right"], counts[f"{slot}_found"], counts[f"{slot}_wanted"])


def _gold_types(
    templates: Sequence[Mapping[str, Any]],
) -> tuple[dict[str, dict[str, list[Mapping[str, Any]]]], dict[str, set[str]]]:
    """By text: required types with their templates, and types of optional templates.

    `A / B` are alternatives: the first is asked for, the others are optional.
    """
    wanted: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    optional: dict[str, set[str]] = {}
    for template in templates:
        for entry in template.get("type") or ():
            first, *others = [name.strip() for name in str(entry).split("/")]
            spare = optional.setdefault(str(template["doc"]), set())
            spare.update(others)
            if template.get("optional"):
                spare.add(first)
            else:
                wanted.setdefault(str(template["doc"]), {}).setdefault(first, []).append(template)
    return wanted, optional


def _muc_claims(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Claims by MUC type, leaving out denials, plans and opinion."""
    table = muc_types()
    by_type: dict[str, list[Claim]] = {}
    for claim in claims:
        name = table.get(claim.type)
        if name and claim.assertion in _SAID and claim.kind != "opinion":
            by_type.setdefault(name, []).append(claim)
    return by_type


@cache
def muc_types() -> dict[str, str]:
    """Return our types with their MUC incident type."""
    text = files("corridor.evaluate").joinpath("muc_types.csv").read_text(encoding="utf-8")
    return {row["type"]: row["muc"] for row in csv.DictReader(text.splitlines())}


def muc_day(text: str) -> date:
    """Return the day in the dateline of a MUC text (1 January 1990 where there is none)."""
    found = _DATELINE.search(text[:200])
    if found is None:
        return _MUC_DAY
    day, month, year = found.groups()
    return date(1900 + int(year), _MONTHS.index(month) + 1, int(day))


def _class_scores(
    items: int,
    counts: Counter[str],
    by_class: Mapping[str, Counter[str]],
    confused: Counter[tuple[str, str]],
    *,
    any_of: bool = False,
) -> ClassScores:
    right, found, wanted = counts["right"], counts["found"], counts["wanted"]
    ordered = sorted(confused.items(), key=lambda row: (-row[1], row[0]))
    return ClassScores(
        items=items,
        wanted=wanted,
        found=found,
        right=right,
        precision=ratio(right, found),
        recall=ratio(right, wanted),
        f1=f1(right, found, wanted),
        any_recall=ratio(counts["any"], wanted) if any_of else None,
        classes={
            name: f1(row["right"], row["found"], row["wanted"])
            for name, row in sorted(by_class.items())
        },
        confusions=tuple(
            TypeConfusion(wanted=one, found=other, count=count)
            for (one, other), count in ordered[:20]
        ),
    )


def find_public(evals: Path) -> Path | None:
    """Return the folder of public sets: `evals/public`, else `shared/data/reading` beside the checkout."""
    beside = evals.parent.parent / "shared" / "data" / "reading"
    return next((path for path in (evals / "public", beside) if path.is_dir()), None)
