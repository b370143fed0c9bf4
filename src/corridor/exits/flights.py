"""Whether flights run: scheduled and charter, from reports alone.

Guarantees: "usable" only while a recent claim says flights run and no later one says they stopped.
Refuses: inferring flights from a timetable of normal times, or a stop from silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corridor.exits.advice import Advice, names_of
from corridor.exits.setting import EVIDENCE_FLOOR, Setting, freshness
from corridor.exits.verdict import Verdict
from corridor.exits.words import day_words, listed
from corridor.packs.model import ExitWay
from corridor.records.events import Event
from corridor.records.words import Lang

JET_WINDOW_DAYS = 21
"""A reported shortage of jet fuel limits flights for so long unless eased."""
_HUMANITARIAN = re.compile(r"humanitar|UNHAS|UN air service|charter|affrét", re.IGNORECASE)
_PARTIAL = re.compile(
    r"some (flights|airlines)|one (airline|carrier)|partial|reduced|certains? vols|une compagnie",
    re.IGNORECASE,
)
_JET = re.compile(r"\bjet\b|kerosene|kérosène|carburéacteur|aviation fuel", re.IGNORECASE)


@dataclass(frozen=True)
class Sign:
    """One claim or event that says flights run, are limited, or have stopped."""

    day: date
    means: str
    claims: tuple[str, ...]
    who: Advice | None = None


def judge_flights(way: ExitWay, setting: Setting) -> Verdict:
    """Judge a scheduled flight or a charter from the newest signs."""
    signs = _signs(way, setting)
    stops = [sign for sign in signs if sign.means == "stopped"]
    runs = [sign for sign in signs if sign.means == "runs"]
    last_run = max((sign.day for sign in runs), default=None)
    if stops and (last_run is None or stops[-1].day >= last_run):
        return _stopped(stops[-1], setting)
    if last_run is None or freshness(last_run, setting.as_of) < EVIDENCE_FLOOR:
        return _unknown(last_run, setting)
    limits = [sign for sign in signs if sign.means == "limited"]
    return _running(runs, limits, last_run, setting)


def running_days(way: ExitWay, setting: Setting) -> tuple[date, ...]:
    """Return the days on which flights of the way were reported running, oldest first."""
    days = {sign.day for sign in _signs(way, setting) if sign.means == "runs"}
    return tuple(sorted(days))


def _signs(way: ExitWay, setting: Setting) -> list[Sign]:
    chartered = way.kind == "charter"
    found = [
        Sign(event.time.start or event.known_from, _meaning(event, setting), event.claims)
        for event in setting.seen.happened(
            {"flight_suspension", "flight_resumption", "shortage_reported", "shortage_eased"},
            place=way.from_place,
        )
        if _concerns(event, setting, chartered=chartered)
    ]
    if not chartered:
        found += [
            Sign(item.issued, "runs", (item.claim,), item)
            for item in setting.advice
            if item.about("flights")
        ]
    else:
        found += [
            Sign(event.time.start or event.known_from, "runs", event.claims)
            for event in setting.seen.happened({"evacuation"}, place=way.from_place)
        ]
    return sorted((s for s in found if s.means), key=lambda s: (s.day, s.claims))


def _concerns(event: Event, setting: Setting, *, chartered: bool) -> bool:
    words = setting.seen.words(event)
    if event.type.startswith("shortage"):
        return _JET.search(words) is not None
    return chartered == (_HUMANITARIAN.search(words) is not None)


def _meaning(event: Event, setting: Setting) -> str:
    if event.type == "flight_resumption":
        return "runs"
    if event.type == "flight_suspension":
        return "limited" if _PARTIAL.search(setting.seen.words(event)) else "stopped"
    return "limited" if event.type == "shortage_reported" else "eased"


def _stopped(sign: Sign, setting: Setting) -> Verdict:
    return Verdict(
        state="not_usable",
        why_en=f"Flights were reported suspended on {day_words(sign.day, 'en')}; no later report "
        "says that they run.",
        why_fr=f"Vols signalés suspendus le {day_words(sign.day, 'fr')} ; aucun rapport ultérieur "
        "ne dit qu'il y en a.",
        claims=sign.claims,
        basis="observed",
        evidence=round(freshness(sign.day, setting.as_of), 4),
    )


def _unknown(last: date | None, setting: Setting) -> Verdict:
    since_en = f"since {day_words(last, 'en')}" if last else "so far"
    since_fr = f"depuis le {day_words(last, 'fr')}" if last else "jusqu'ici"
    return Verdict(
        state="not_known",
        why_en=f"No report {since_en} says whether flights run; a timetable of normal times is no "
        "evidence.",
        why_fr=f"Aucun rapport {since_fr} ne dit s'il y a des vols ; un horaire de temps normal "
        "n'est pas une preuve.",
        evidence=round(freshness(last, setting.as_of), 4) if last else 0.0,
    )


def _running(runs: Sequence[Sign], limits: Sequence[Sign], last: date, setting: Setting) -> Verdict:
    fresh = [sign for sign in runs if freshness(sign.day, setting.as_of) >= EVIDENCE_FLOOR]
    recent = [s for s in limits if (setting.as_of - s.day).days <= JET_WINDOW_DAYS]
    limited_en = " Jet fuel or part of the flights was reported short." if recent else ""
    limited_fr = " Carburéacteur ou une partie des vols signalés en manque." if recent else ""
    return Verdict(
        state="limited" if recent else "usable",
        why_en=f"Last named as running on {_who(fresh, last, setting, 'en')}.{limited_en}",
        why_fr=f"Vols cités en dernier le {_who(fresh, last, setting, 'fr')}.{limited_fr}",
        claims=tuple(sorted({claim for sign in (*fresh, *recent) for claim in sign.claims})),
        basis="observed",
        evidence=round(freshness(last, setting.as_of), 4),
    )


def _who(signs: Sequence[Sign], last: date, setting: Setting, lang: Lang) -> str:
    """Name the last day with who named it, and apart from these who did so earlier."""
    by_day = [
        [s.who for s in signs if s.who and (s.day == last) == latest] for latest in (True, False)
    ]
    newest, earlier = (names_of(told, setting.pack, lang) for told in by_day)
    earlier = [name for name in earlier if name not in newest]
    before = "; earlier by " if lang == "en" else " ; auparavant par "
    said = f" ({listed(newest, lang)})" if newest else ""
    return day_words(last, lang) + said + (before + listed(earlier, lang) if earlier else "")
