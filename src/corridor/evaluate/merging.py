"""How well merging groups claims: B-cubed precision and recall against a person's grouping.

Guarantees: scores are computed without the coder's own grouping as input, whole and part by part.
Refuses: a set without gold groups. Source of the measure: Bagga and Baldwin (1998), B-cubed.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from corridor.evaluate.bands import Bin, banded
from corridor.merge import merge
from corridor.merge.merge import link_probabilities
from corridor.packs.model import Pack
from corridor.records.base import Record, Share
from corridor.records.errors import InputError
from corridor.records.report import Claim, Report

_R = TypeVar("_R", bound=Record)


class Confusion(Record):
    """Claims wrongly put together or kept apart, with their words."""

    kind: str
    claims: tuple[str, ...]
    words: tuple[str, ...]


class MergingScores(Record):
    """B-cubed scores of one set, and what went wrong.

    Precision: of the claims put with a claim, the share that belongs with it. Recall: of the
    claims that belong with it, the share that was put there. Both are means over claims. `links`
    sets the probabilities of links beside how many of them a person confirms.
    """

    claims: int
    happenings: int
    events: int
    precision: Share
    recall: Share
    f1: Share
    links: tuple[Bin, ...] = ()
    confusions: tuple[Confusion, ...] = ()


def evaluate_merging(path: Path, pack: Pack) -> MergingScores:
    """Score merging on a folder with `claims.jsonl` and `reports.jsonl`.

    Args:
        path: the folder; each claim's `happening` is the gold group, and is not shown to merging.
        pack: the pack whose actors, places and sources are used.

    Raises:
        InputError: a file is missing, a line is no claim or report, or a claim has no gold group.
    """
    claims = _read(path / "claims.jsonl", Claim)
    reports = {report.id: report for report in _read(path / "reports.jsonl", Report)}
    return score_claims(claims, reports, pack)


def score_claims(
    claims: Sequence[Claim], reports: Mapping[str, Report], pack: Pack
) -> MergingScores:
    """Score merging on claims that carry their gold group in `happening`."""
    gold = {claim.id: claim.happening for claim in claims if claim.happening}
    if not gold:
        raise InputError(
            "no claim carries a gold group",
            where="merging set",
            allowed="claims with `happening`",
            hint="label the claims first (evals/merging/GUIDE.md)",
        )
    labelled = [claim for claim in claims if claim.id in gold]
    last = max((claim.known_from for claim in labelled), default=date.max)
    merged = merge(labelled, reports, pack, last, use_happening=False)
    # A claim the stage lets in nowhere (opinion, abroad) stands alone.
    found = {claim: merged.event_of.get(claim, claim) for claim in gold}
    precision, recall = bcubed(found, gold)
    total = precision + recall
    words = {claim.id: claim.words for claim in labelled}
    return MergingScores(
        claims=len(gold),
        happenings=len(set(gold.values())),
        events=len(set(found.values())),
        precision=round(precision, 4),
        recall=round(recall, 4),
        f1=round(2 * precision * recall / total if total else 0.0, 4),
        links=banded(
            (probability, gold[a] == gold[b])
            for (a, b), probability in link_probabilities(labelled, reports, pack, last).items()
        ),
        confusions=_confusions(found, gold, words),
    )


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float]:
    """Return B-cubed precision and recall of one grouping against another, over the same items."""
    ours, theirs = _members(found), _members(gold)
    precision = recall = 0.0
    for item, group in gold.items():
        mine, right = ours[found[item]], theirs[group]
        both = len(mine & right)
        precision += both / len(mine)
        recall += both / len(right)
    return precision / len(gold), recall / len(gold)


def _members(groups: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for item, group in groups.items():
        members[group].add(item)
    return members


def _confusions(
    found: Mapping[str, str], gold: Mapping[str, str], words: Mapping[str, str]
) -> tuple[Confusion, ...]:
    """Return events that mix happenings, and happenings spread over events, largest first."""
    mixed = [
        ("mixed", sorted(items))
        for items in _members(found).values()
        if len({gold[item] for item in items}) > 1
    ]
    spread = [
        ("spread", sorted(items))
        for items in _members(gold).values()
        if len({found[item] for item in items}) > 1
    ]
    ordered = sorted(mixed + spread, key=lambda pair: (-len(pair[1]), pair))
    return tuple(
        Confusion(kind=kind, claims=tuple(items), words=tuple(words[item] for item in items))
        for kind, items in ordered
    )


def _read(path: Path, record: type[_R]) -> list[_R]:
    """Read one record a line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        msg = f"cannot be read ({error.strerror})"
        raise InputError(
            msg,
            where=str(path),
            allowed="a folder with claims.jsonl and reports.jsonl",
            hint="see evals/merging/GUIDE.md",
        ) from error
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            rows.append(record.model_validate(json.loads(line)))
        except (ValueError, ValidationError) as error:
            msg = f"is no {record.__name__}: {error}"
            raise InputError(
                msg,
                where=str(path),
                row=number,
                allowed="one JSON object a line",
            ) from error
    return rows
