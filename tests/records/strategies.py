"""Records out of thin air: a strategy for any record, built from its own fields.

A record's cross-field rules (ordered bands, quote with span, probabilities that add up) are met by
`MENDED`, one small function a record; everything else comes from the annotations.
"""

import types
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Len, MinLen
from hypothesis import strategies as st
from pydantic import StringConstraints

from corridor.records import access, base, dates, events, figures, report, situation

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
MIDNIGHT = datetime.combine(FIRST, time())
WORDS = st.text(alphabet="aé ɛ'\"\\<&;,\n1", max_size=12)
SLUGS = st.text(alphabet="abz09-_", min_size=1, max_size=8).map(lambda text: "a" + text)
Fields = dict[str, Any]


def _ordered(names: tuple[str, ...]) -> Callable[[Fields], Fields]:
    def mend(fields: Fields) -> Fields:
        known = [name for name in names if fields[name] is not None]
        return fields | dict(zip(known, sorted(fields[name] for name in known), strict=True))

    return mend


def _assumption(fields: Fields) -> Fields:
    filled = fields | {"best": 1.0 if fields["best"] is None else fields["best"]}
    return _ordered(("low", "best", "high"))(filled)


def _adding_up(fields: Fields) -> Fields:
    total = fields["p_open"] + fields["p_contested"] + fields["p_closed"]
    if total < 1e-6:
        return fields | {"p_open": 1.0, "p_contested": 0.0, "p_closed": 0.0}
    return fields | {name: fields[name] / total for name in ("p_open", "p_contested", "p_closed")}


def _worded(fields: Fields) -> Fields:
    if fields["quote"] is None:
        return fields | {"span": None, "paraphrase": fields["paraphrase"] or "in our words"}
    return fields | {"span": (3, 3 + max(1, len(fields["quote"])))}


def _no_later_claims(fields: Fields) -> Fields:
    known = (claim for claim in fields["claims"] if claim.known_from <= fields["as_of"])
    return fields | {"claims": tuple(known)}


def _two_claims(fields: Fields) -> Fields:
    return fields | {"b": f"{fields['a']}-other" if fields["a"] == fields["b"] else fields["b"]}


MENDED: dict[type, Callable[[Fields], Fields]] = {
    figures.Assumption: _assumption,
    base.Band: _ordered(("low", "best", "high")),
    base.Quantiles: _ordered(("p10", "p50", "p90")),
    dates.TimeSpan: _ordered(("start", "end")),
    access.RoadAccess: _adding_up,
    access.CorridorAccess: _adding_up,
    events.Decision: _two_claims,
    report.Claim: _worded,
    situation.Situation: _no_later_claims,
}


def records(kind: type[base.Record]) -> st.SearchStrategy[Any]:
    """Valid records of one kind."""
    fields = {
        name: values(field.annotation, tuple(field.metadata))
        for name, field in kind.model_fields.items()
    }
    mend = next((MENDED[each] for each in kind.__mro__ if each in MENDED), None)
    made = st.fixed_dictionaries(fields)
    return (made.map(mend) if mend else made).map(lambda found: kind(**found))


def values(annotation: Any, rules: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Values of an annotation that obey its rules."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return values(parts[0], (*rules, *parts[1:]))
    if origin is Literal:
        return st.sampled_from(parts)
    if origin in (Union, types.UnionType):
        return st.one_of(*(values(part, rules) for part in parts))
    if origin in (tuple, dict):
        return _many(origin, parts, rules)
    if isinstance(annotation, type) and issubclass(annotation, base.Record):
        return records(annotation)
    return _plain(annotation, rules)


def _many(origin: type, parts: Any, rules: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is dict:
        return st.dictionaries(values(parts[0]), values(parts[1]), max_size=2)
    if parts[-1] is not Ellipsis:
        return st.tuples(*(values(part) for part in parts))
    least = max((rule.min_length for rule in rules if isinstance(rule, MinLen | Len)), default=0)
    return st.lists(values(parts[0]), min_size=least, max_size=max(1, least)).map(tuple)


def _plain(annotation: Any, rules: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    rules = tuple(inner for rule in rules for inner in (getattr(rule, "metadata", None) or [rule]))
    low = max((rule.ge for rule in rules if isinstance(rule, Ge)), default=-1000)
    low = max((rule.gt + 1 for rule in rules if isinstance(rule, Gt)), default=low)
    high = min((rule.le for rule in rules if isinstance(rule, Le)), default=1000)
    if annotation is str:
        return _strings(rules)
    plain = {
        bool: st.booleans(),
        int: st.integers(int(low), int(high)),
        float: st.floats(low, high).map(lambda value: round(value, 4) + 0.0),
        date: st.dates(FIRST, LAST),
        datetime: st.datetimes(timezones=st.just(UTC), min_value=MIDNIGHT),
        type(None): st.none(),
    }
    return plain[annotation]


def _strings(rules: tuple[Any, ...]) -> st.SearchStrategy[str]:
    if any(isinstance(rule, StringConstraints) for rule in rules):
        return SLUGS
    sizes = [rule for rule in rules if isinstance(rule, MinLen | Len)]
    least = max((rule.min_length for rule in sizes), default=0)
    return WORDS.map(lambda text: text.ljust(least, "x")[: least or None])
