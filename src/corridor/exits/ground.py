"""Ways out that stay on the ground: road, river, relocation, hibernation.

Guarantees: overland is at most "limited" unless a reviewed local report of the last days supports
it. Refuses: "usable" for people from model and press alone, a river out of its season.
"""

from datetime import timedelta

from corridor.exits.assumed import best
from corridor.exits.seen import Seen
from corridor.exits.setting import Setting, land_class
from corridor.exits.verdict import Verdict, worst
from corridor.exits.words import state_word
from corridor.packs.model import ExitWay
from corridor.records.access import CorridorAccess
from corridor.records.exits import ExitState

PASSED_DAYS = 14
"""A contested road counts as a way for so long after traffic was reported to pass."""
LOCAL_DAYS = 7
"""A reviewed local report supports an overland way for so many days."""
PASSES = frozenset(
    {"road_reopened", "convoy_arrival", "movement_ban_lifted", "siege_lifted", "service_resumed"}
)
"""Event types that say a way passes."""
WATER_ATTACKS = frozenset({"attack_on_post", "convoy_attack", "ambush", "killing", "armed_clash"})
RIVER_FIRST, RIVER_LAST = "exits.river_first_month", "exits.river_last_month"
_ROAD_STATE: dict[str, ExitState] = {
    "open": "usable", "contested": "limited", "closed": "not_usable", "not_known": "not_known",
}  # fmt: skip
_SIEGE_STATE: dict[str, ExitState] = {
    "supplied": "usable", "strained": "limited", "partly_cut_off": "limited",
    "cut_off": "not_usable", "not_known": "not_known",
}  # fmt: skip

_STAYING: dict[str, ExitState] = {
    "supplied": "usable", "strained": "usable", "partly_cut_off": "limited",
    "cut_off": "limited", "not_known": "not_known",
}  # fmt: skip
"""Staying is always possible: how far supply lets it last is the limit."""


def judge_road(way: ExitWay, setting: Setting) -> Verdict:
    """Judge a road for the categories the pack lists; the worst class is the way's state."""
    classes = sorted({land_class(way, item) for item in way.categories}) or ["foreign_national"]
    return worst(tuple(judge_class(way, setting, cls) for cls in classes))


def judge_class(way: ExitWay, setting: Setting, cls: str) -> Verdict:
    """Judge a road for one movement class, capped where no reviewed local report supports it."""
    found = setting.corridor(way.corridor, cls)
    if found is None:
        return Verdict(
            state="not_known",
            why_en="The road of this way is not assessed.",
            why_fr="La route de cette voie n'est pas évaluée.",
        )
    kind_en = "a private car" if cls == "car" else "foreign nationals"
    kind_fr = "une voiture particulière" if cls == "car" else "les ressortissants étrangers"
    unseen = found.state == "contested" and not _passed(found, setting)
    verdict = Verdict(
        state="not_known" if unseen else _ROAD_STATE[found.state],
        why_en=f"Road {state_word(found.state, 'en')} for {kind_en}."
        + (" No passage was reported in the last weeks." if unseen else ""),
        why_fr=f"État de la route pour {kind_fr} : {state_word(found.state, 'fr')}."
        + (" Aucun passage signalé ces dernières semaines." if unseen else ""),
        claims=found.claims,
        assumptions=found.assumptions,
        basis=found.basis,
        evidence=found.evidence,
    )
    local = local_support(way, setting.seen)
    if local:
        return worst((verdict, _supported(local)))
    return verdict.capped(
        "limited",
        "No reviewed local report of the last days supports it.",
        "Aucun rapport local relu des derniers jours ne le confirme.",
    )


def _passed(found: CorridorAccess, setting: Setting) -> bool:
    """Say whether traffic was reported to pass a road lately: an attack alone opens no way out."""
    last = found.last_passage
    return last is not None and (setting.as_of - last).days <= PASSED_DAYS


def local_support(way: ExitWay, seen: Seen) -> tuple[str, ...]:
    """Return recent claims of passage on the way from reviewed local reports."""
    since = seen.as_of - timedelta(days=LOCAL_DAYS)
    return tuple(
        claim
        for event in seen.happened(PASSES, since=since)
        if way.corridor is not None and way.corridor in event.corridors
        for claim in event.claims
        if _is_local(claim, seen)
    )


def _is_local(claim: str, seen: Seen) -> bool:
    report = seen.reports.get(seen.claims[claim].report)
    return report is not None and report.local and report.status == "reviewed"


def _supported(claims: tuple[str, ...]) -> Verdict:
    return Verdict(
        state="usable",
        why_en="A reviewed local report of the last days says that it passes.",
        why_fr="Un rapport local relu des derniers jours dit que l'on passe.",
        claims=tuple(sorted(claims)),
        basis="observed",
        evidence=1.0,
    )


def judge_river(way: ExitWay, setting: Setting) -> Verdict:
    """Judge a river: its season is assumed; in season it is not known, limited after attacks."""
    first, last = (int(best(setting.pack, name)) for name in (RIVER_FIRST, RIVER_LAST))
    month = setting.as_of.month
    in_season = first <= month <= last if first <= last else month >= first or month <= last
    if not in_season:
        return Verdict(
            state="not_usable",
            why_en="Out of the assumed season of high water.",
            why_fr="Hors de la saison supposée des hautes eaux.",
            assumptions=(RIVER_FIRST, RIVER_LAST),
            basis="assumed",
        )
    town = setting.town(way.to_place)
    siege = town.siege_level if town else "not_known"
    cut = siege in {"cut_off", "partly_cut_off"}
    extra_en = f" {setting.name(way.to_place)[0]} is {state_word(siege, 'en')}." if cut else ""
    extra_fr = f" {setting.name(way.to_place)[1]} est {state_word(siege, 'fr')}." if cut else ""
    return Verdict(
        state="not_usable" if siege == "cut_off" else "not_known",
        why_en=f"In the assumed season; no report says whether boats carry people.{extra_en}",
        why_fr=f"En saison supposée ; aucun compte rendu ne dit si des bateaux passent.{extra_fr}",
        claims=town.claims if town and cut else (),
        assumptions=(RIVER_FIRST, RIVER_LAST, *(town.assumptions if town and cut else ())),
        basis="assumed",
    )


def judge_relocation(way: ExitWay, setting: Setting) -> Verdict:
    """Judge moving to another town: the road there and the town's own supply must both hold."""
    town = setting.town(way.to_place)
    level = town.siege_level if town else "not_known"
    names = setting.name(way.to_place)
    arrival = Verdict(
        state=_SIEGE_STATE[level],
        why_en=f"{names[0]}: {state_word(level, 'en')}.",
        why_fr=f"{names[1]} : {state_word(level, 'fr')}.",
        claims=town.claims if town else (),
        assumptions=town.assumptions if town else (),
        evidence=town.evidence if town else 0.0,
    )
    if way.corridor:
        return worst((judge_road(way, setting), arrival))
    return arrival.capped(
        "limited", "The way there is not assessed.", "Le trajet n'est pas évalué."
    )


def judge_hibernation(way: ExitWay, setting: Setting) -> Verdict:
    """Judge staying in place by the town's siege level, its diesel and its power."""
    town = setting.town(way.from_place)
    level = town.siege_level if town else "not_known"
    diesel = setting.product(way.from_place, "diesel")
    power = setting.power(way.from_place)
    state = _STAYING[level]
    scarce = diesel is not None and diesel.now.state in {"dry", "short"}
    dark = power is not None and power.state == "severely_reduced"
    if state == "usable" and (scarce or dark):
        state = "limited"
    names = setting.name(way.from_place)
    diesel_state = diesel.now.state if diesel else "not_known"
    power_state = power.state if power else "not_known"
    parts = [
        item for item in (town, diesel, diesel.now if diesel else None, power) if item is not None
    ]
    return Verdict(
        state=state,
        why_en=f"{names[0]}: {state_word(level, 'en')}; diesel {state_word(diesel_state, 'en')}; "
        f"power {state_word(power_state, 'en')}.",
        why_fr=f"{names[1]} : {state_word(level, 'fr')} ; gasoil : "
        f"{state_word(diesel_state, 'fr')} ; électricité : {state_word(power_state, 'fr')}.",
        claims=tuple(sorted({claim for item in parts for claim in item.claims})),
        assumptions=tuple(sorted({name for item in parts for name in item.assumptions})),
        evidence=town.evidence if town else 0.0,
    )
