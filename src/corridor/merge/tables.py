"""The tables merging decides by, read once from `merge/data/*.csv`.

Guarantees: every rule and weight stands in a file a person can read, with its reason. Refuses:
a type without a rule (`rule_of` falls back to a plain incident, said so in its docstring).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from corridor.records.events import RelationKind

Nature = Literal["incident", "state", "end", "measure", "statement"]
"""A happening, a lasting state, the end of one, a measured value, or words spoken."""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """How claims of one type are compared.

    `block`: only claims of one block are compared. `actor`: "must" when another actor makes it
    another happening. `roads`: "near" finds roads by place, "named" only where words name them.
    `importance`: 0 to 5, orders contradictions.
    """

    type: str
    block: str
    nature: Nature
    actor: Literal["must", "soft"]
    roads: Literal["near", "named", "none"]
    importance: int


@dataclass(frozen=True, slots=True)
class StateEnd:
    """Which type ends which state, on what match, within how many days."""

    state: str
    end: str
    match: str
    max_days: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("corridor.merge").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


@cache
def type_rules() -> dict[str, TypeRule]:
    """Return the rule of every type."""
    return {
        row["type"]: TypeRule(
            type=row["type"],
            block=row["block"],
            nature=row["nature"],  # type: ignore[arg-type]  # a test holds the column to Nature
            actor=row["actor"],  # type: ignore[arg-type]  # likewise
            roads=row["roads"],  # type: ignore[arg-type]  # likewise
            importance=int(row["importance"]),
        )
        for row in _rows("types.csv")
    }


def rule_of(name: str) -> TypeRule:
    """Return the rule of a type; one the table lacks is an incident compared with its own kind."""
    return type_rules().get(name) or TypeRule(name, name, "incident", "soft", "near", 1)


@cache
def type_pairs() -> dict[frozenset[str], tuple[float, str]]:
    """Return weight and reason for each pair of types that can tell of one happening."""
    return {
        frozenset((row["a"], row["b"])): (float(row["weight"]), row["why"])
        for row in _rows("type_pairs.csv")
    }


@cache
def state_ends() -> tuple[StateEnd, ...]:
    """Return what ends which state."""
    return tuple(
        StateEnd(row["state"], row["end"], row["match"], int(row["max_days"]))
        for row in _rows("state_ends.csv")
    )


@cache
def weights() -> dict[str, float]:
    """Return the weights of the link score, in log odds."""
    return {row["name"]: float(row["weight"]) for row in _rows("weights.csv")}


@cache
def concepts() -> dict[str, tuple[str, str]]:
    """Return (concept, role) by word, English and French alike."""
    return {row["word"]: (row["concept"], row["role"]) for row in _rows("concepts.csv")}


@cache
def scales() -> dict[str, float]:
    """Return the factor of words such as "million"."""
    return {row["word"]: float(row["factor"]) for row in _rows("scales.csv")}


@cache
def stopwords() -> frozenset[str]:
    """Return words that carry no meaning of their own, English and French."""
    return frozenset(row["word"] for row in _rows("stopwords.csv"))


@cache
def total_pattern() -> re.Pattern[str]:
    """Return the pattern of words that mark a total over time."""
    return re.compile("|".join(row["pattern"] for row in _rows("totals.csv")))


@cache
def other_pattern() -> re.Pattern[str]:
    """Return the pattern of words that tell a happening from one already told."""
    return re.compile("|".join(row["pattern"] for row in _rows("others.csv")))


@cache
def nationality_stems() -> tuple[tuple[str, str], ...]:
    """Return (stem of a word, country code), longest stem first."""
    pairs = [(row["stem"], row["country"]) for row in _rows("nationalities.csv")]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def nation_words() -> dict[str, tuple[str, str]]:
    """Return country code -> (`Emirati`, `émiriens`): what its captives are called."""
    return {row["country"]: (row["en"], row["fr"]) for row in _rows("nations.csv")}


@cache
def denial_topics() -> tuple[tuple[str, str], ...]:
    """Return (stem of a word in a denial, type it denies)."""
    return tuple((row["stem"], row["type"]) for row in _rows("denials.csv"))


def _patterned(name: str, value: str) -> tuple[tuple[str, re.Pattern[str] | None, str], ...]:
    return tuple(
        (row["type"], re.compile(row["pattern"]) if row["pattern"] else None, row[value])
        for row in _rows(name)
    )


@cache
def tie_rules() -> tuple[tuple[str, re.Pattern[str] | None, RelationKind], ...]:
    """Return (type, pattern in the words or None, kind of tie), first match counts."""
    # A test holds the column to RelationKind.
    rows = _patterned("ties.csv", "kind")
    return tuple((name, pattern, cast("RelationKind", kind)) for name, pattern, kind in rows)


@cache
def aspect_rules() -> tuple[tuple[str, re.Pattern[str] | None, str], ...]:
    """Return (type, pattern in the words or None, aspect of rule), every match counts."""
    return _patterned("rule_aspects.csv", "aspect")
