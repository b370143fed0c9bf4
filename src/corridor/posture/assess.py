"""`assess_posture`: which of the user's own tripwires are met, and the level they belong to.

Guarantees: every tripwire is met, not met or not known, with value, threshold, reason and sources;
the level is the highest with at least one met tripwire. Refuses: advice - levels and texts are the
user's, the reasons only describe.
"""

import re
from collections.abc import Iterable
from datetime import date

from corridor.exits.advice import all_advice
from corridor.exits.seen import Seen
from corridor.exits.words import state_word
from corridor.packs.model import Pack, TripwireRule
from corridor.posture.metrics import Picture, Value, read_metric
from corridor.records.access import Access
from corridor.records.errors import PackError
from corridor.records.events import Event
from corridor.records.exits import Exits
from corridor.records.outlook import Outlook
from corridor.records.posture import BLUR, Level, Posture, Tripwire, TripwireState
from corridor.records.report import Claim
from corridor.records.supply import Supply
from corridor.records.words import Lang, likelihood, two_figures

NOT_KNOWN = "not_known"


def assess_posture(
    *,
    events: Iterable[Event],
    claims: Iterable[Claim],
    access: Access,
    supply: Supply,
    exits: Exits,
    outlook: Outlook,
    pack: Pack,
    as_of: date,
    previous: Posture | None = None,
) -> Posture:
    """Read every tripwire of the pack as of one day.

    Args:
        events: merged events; later ones are ignored.
        claims: the claims behind them; later ones are ignored.
        access: roads, corridors and towns as of the same day.
        supply: cover and power as of the same day.
        exits: ways out as of the same day.
        outlook: forecasts as of the same day.
        pack: the country, with the user's ladder and tripwires.
        as_of: the day.
        previous: an earlier posture, for the level before.

    Raises:
        PackError: a tripwire names an unknown metric or level, or compares words with numbers.
    """
    known = pack.at(as_of)
    seen = Seen.by(as_of, events, claims, known.reports)
    picture = Picture(
        as_of=as_of,
        seen=seen,
        advice=all_advice(seen, known),
        access=access,
        supply=supply,
        exits=exits,
        outlook=outlook,
        pack=known,
    )
    wires = tuple(_tripwire(rule, picture) for rule in known.tripwires)
    return Posture(
        as_of=as_of,
        ladder=known.ladder,
        level=level_of(known.ladder, wires),
        previous=previous.level if previous else None,
        tripwires=wires,
    )


def level_of(ladder: tuple[Level, ...], wires: tuple[Tripwire, ...]) -> str | None:
    """Return the highest level with a met tripwire, else the lowest; None when nothing is known."""
    order = {level.id: step for step, level in enumerate(ladder)}
    met = [order[wire.level] for wire in wires if wire.state == "met"]
    if met:
        return ladder[max(met)].id
    known = any(wire.state == "not_met" for wire in wires)
    return ladder[0].id if ladder and known else None


def _tripwire(rule: TripwireRule, picture: Picture) -> Tripwire:
    if all(level.id != rule.level for level in picture.pack.ladder):
        msg = f"tripwire '{rule.id}' names the unknown level '{rule.level}'"
        raise PackError(
            msg,
            where="posture.toml",
            column="level",
            allowed=", ".join(level.id for level in picture.pack.ladder),
            hint="choose one of these",
        )
    found = read_metric(rule.metric, picture)
    return Tripwire(
        id=rule.id,
        level=rule.level,
        text_en=rule.text_en,
        text_fr=rule.text_fr,
        state=_state(rule, found.value),
        value=found.value,
        threshold=rule.threshold,
        unit=rule.unit,
        why_en=_why(rule, found, "en"),
        why_fr=_why(rule, found, "fr"),
        basis=found.basis,
        claims=found.claims,
        assumptions=found.assumptions,
    )


def _state(rule: TripwireRule, value: float | str | None) -> TripwireState:
    if value is None or (value == NOT_KNOWN and NOT_KNOWN not in choices(rule)):
        return "not_known"
    if isinstance(value, str):
        met = _same_kind(rule, words=True) and value in choices(rule)
    elif rule.compare == "in":
        met = _same_kind(rule, words=False)
    else:
        limit = float(rule.threshold) if _same_kind(rule, words=False) else 0.0
        met = {
            ">=": value >= limit - 1e-9,
            "<=": value <= limit + 1e-9,
            "==": abs(value - limit) <= 1e-9,
        }[rule.compare]
    return "met" if met else "not_met"


def choices(rule: TripwireRule) -> tuple[str, ...]:
    """Return the words a threshold allows: `contested, closed` or one word."""
    return tuple(part for part in re.split(r"[\s,|]+", str(rule.threshold)) if part)


def _same_kind(rule: TripwireRule, *, words: bool) -> bool:
    """Check that threshold and value are both words or both numbers."""
    fits = (
        rule.compare in {"==", "in"} and isinstance(rule.threshold, str)
        if words
        else (rule.compare != "in" and not isinstance(rule.threshold, str))
    )
    if fits:
        return True
    msg = f"tripwire '{rule.id}' compares {'a state' if words else 'a number'} with "
    raise PackError(
        msg + f"'{rule.compare} {rule.threshold}'",
        where="posture.toml",
        column="threshold",
        allowed="== or in with words for a state; >=, <= or == with a number otherwise",
        hint=f"see the metric '{rule.metric}'",
    )


def _why(rule: TripwireRule, found: Value, lang: Lang) -> str:
    """Say the value and the threshold it is held against, in words and numbers."""
    subject = found.en if lang == "en" else found.fr
    limit = "threshold" if lang == "en" else "seuil :"
    colon = ":" if lang == "en" else " :"
    shown = _shown(found.value, found.kind, lang)
    if found.kind == "probability" and _close(rule.threshold, found.value):
        shown = f"{round(float(found.value or 0) * 100)} %"
    rests = _evidence(found, lang)
    return f"{subject}{colon} {shown} ({limit} {_limit(rule, found.kind, lang)}{rests})."


def _evidence(found: Value, lang: Lang) -> str:
    """Say how far a modelled value rests on reports: a level is not raised by a bare model unseen."""
    if found.value is None or found.evidence is None:
        return ""
    word = "; evidence" if lang == "en" else " ; étayage"
    return f"{word} {round(found.evidence * 100)} %"


def _close(threshold: float | str, value: float | str | None) -> bool:
    """Say whether words for a chance would blur on which side of its threshold it lies."""
    numbers = isinstance(threshold, float) and isinstance(value, float)
    return numbers and abs(float(threshold) - float(value or 0)) < BLUR


def _shown(value: float | str | None, kind: str, lang: Lang) -> str:
    if value is None:
        return state_word(NOT_KNOWN, lang)
    if isinstance(value, str):
        return state_word(value, lang)
    if kind == "probability":
        return likelihood(value, lang)
    if kind == "share":
        return f"{round(value * 100)} %"
    text = str(round(value)) if kind == "count" else two_figures(value)
    return text.replace(".", ",") if lang == "fr" else text


def _limit(rule: TripwireRule, kind: str, lang: Lang) -> str:
    if isinstance(rule.threshold, str):
        joint = " or " if lang == "en" else " ou "
        return joint.join(state_word(part, lang) for part in choices(rule))
    signs = {">=": ("at least", "au moins"), "<=": ("at most", "au plus"), "==": ("=", "=")}
    sign = signs.get(rule.compare, ("in", "parmi"))[0 if lang == "en" else 1]
    if kind in {"probability", "share"}:
        return f"{sign} {round(rule.threshold * 100)} %"
    limit = f"{rule.threshold:g}"
    return f"{sign} {limit.replace('.', ',') if lang == 'fr' else limit}"
