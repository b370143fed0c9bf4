"""A whole Situation put together by hand from the pack's claims: no engine is asked.

Every part of a briefing has something to show: a dry product, a silent corridor, a band of
quantiles, a condition, a miss, a contradiction, hostile words in a claim.
"""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from corridor.brief import build
from corridor.packs import Pack, load_pack
from corridor.records.access import Access, CorridorAccess, RoadAccess, TownAccess
from corridor.records.base import Band, Quantiles
from corridor.records.events import Contradiction, Event, Reading, Relation
from corridor.records.exits import CategoryExit, Condition, Exit, Exits, RiskPoint
from corridor.records.geography import MOVEMENT_CLASSES
from corridor.records.outlook import Forecast, LedgerEntry, Outlook, Score, TrackRecord
from corridor.records.posture import Posture, Tripwire
from corridor.records.report import Claim, PlaceRef, Report
from corridor.records.situation import Change, Cutoff, Situation, Withheld
from corridor.records.supply import (
    CoverPoint,
    DryStatus,
    FirstDry,
    NationalSupply,
    ObservationFit,
    PlaceSupply,
    PowerSupply,
    Supply,
    WeeklyInflow,
)

AS_OF = date(2025, 11, 1)
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)> =HYPERLINK("x") *bold* #set text(red)'
)
STATES = {
    "closed": (0.05, 0.2, 0.75, 0.8),
    "contested": (0.2, 0.62, 0.18, 0.5),
    "open": (0.85, 0.1, 0.05, 0.4),
    "not_known": (0.4, 0.35, 0.25, 0.05),
}
CORRIDORS = {
    "dakar-bamako": "closed", "abidjan-zegoua-bamako": "closed",
    "abidjan-tengrela-bamako": "contested", "conakry-bamako": "open",
}  # fmt: skip
SHOWN_ROADS = {
    "kayes-sandare": "closed", "diema-didieni": "closed", "kolokani-kati": "contested",
    "bougouni-bamako": "contested", "sikasso-bougouni": "closed", "segou-bamako": "open",
}  # fmt: skip


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack("mali").at(AS_OF)


def odds(state: str) -> dict[str, object]:
    p_open, p_contested, p_closed, evidence = STATES[state]
    return {"p_open": p_open, "p_contested": p_contested, "p_closed": p_closed,
            "evidence": evidence, "state": state}  # fmt: skip


def hostile_report(handling: str = "public") -> Report:
    return Report(
        id="own-1", source="own-report", origin="own-report", url="javascript:alert(3)",
        title="note", language="en", published=AS_OF, published_precision="day",
        known_from=AS_OF, handling=handling, status="reviewed", local=True,
    )  # fmt: skip


def hostile_claim() -> Claim:
    return Claim(
        id="own-1:0", report="own-1", paraphrase=HOSTILE, kind="event", type="road_blockage",
        places=(PlaceRef(name="Kati", id="kati", precision="town"),), confidence=0.5,
        known_from=AS_OF, happening="OWN1",
    )  # fmt: skip


def events_of(claims: list[Claim]) -> tuple[Event, ...]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.happening:
            groups[claim.happening].append(claim)
    return tuple(
        Event(
            id=f"ev:{name}", kind=group[0].kind, type=group[0].type, assertion=group[0].assertion,
            actors=group[0].actors, place=group[0].places[0] if group[0].places else None,
            places=group[0].places, time=group[0].time, figures=group[0].figures,
            claims=tuple(claim.id for claim in group), origins=("wire",), reliability="B",
            credibility=2 if len(group) > 1 else 3, known_from=group[0].known_from,
            updated=group[-1].known_from, summary=group[0].words,
        )
        for name, group in sorted(groups.items())
    )  # fmt: skip


def access_of(pack: Pack, claims: tuple[str, ...], assumed: tuple[str, ...]) -> Access:
    def on(state: str) -> dict[str, object]:
        known = state != "not_known"
        return {"claims": claims if known else (), "assumptions": assumed if known else (),
                "since": date(2025, 9, 3) if known else None,
                "last_passage": date(2025, 10, 25) if known else None}  # fmt: skip

    corridors = tuple(
        CorridorAccess.model_validate(
            {"id": name, "class": cls, "p_open_7": 0.2, "p_open_30": 0.35,
             **odds(state), **on(state)}
        )
        for name in pack.corridors
        for cls in MOVEMENT_CLASSES
        for state in [CORRIDORS.get(name, "not_known")]
    )  # fmt: skip
    roads = tuple(
        RoadAccess.model_validate({"id": name, "class": "tanker", **odds(state), **on(state)})
        for name in pack.roads
        for state in [SHOWN_ROADS.get(name, "not_known")]
    )
    town = TownAccess(id=pack.capital, claims=claims, assumptions=assumed, evidence=0.6,
                      encirclement_approaches=0.5, encirclement_volume=0.72,
                      siege_level="partly_cut_off")  # fmt: skip
    return Access(as_of=AS_OF, roads=roads, corridors=corridors, towns=(town,))


def course() -> tuple[CoverPoint, ...]:
    first = date(2025, 8, 1)
    points = []
    for step in range(182):
        day = first + timedelta(days=step)
        middle = max(0.4, 9.0 - step * 0.12) if day <= AS_OF else 1.0 + (step - 92) * 0.03
        points.append(CoverPoint(
            day=day, cover=Quantiles(p10=middle * 0.4, p50=middle, p90=middle * 1.9),
            stations_open=Quantiles(p10=0.05, p50=0.2, p90=0.5), future=day > AS_OF,
        ))  # fmt: skip
    return tuple(points)


def supply_of(pack: Pack, claims: tuple[str, ...], assumed: tuple[str, ...]) -> Supply:
    def item(place: str, product: str, state: str, basis: str) -> PlaceSupply:
        known = state != "not_known"
        return PlaceSupply(
            place=place, product=product, claims=claims[:4], assumptions=assumed,
            days_of_cover=Quantiles(p10=0.4317, p50=1.3719, p90=4.4613),
            p_dry={"7": 0.82, "14": 0.61, "30": 0.34},
            first_dry=FirstDry(p10=date(2025, 11, 1), p50=date(2025, 11, 3), p90=None,
                               p_within_horizon=0.9),
            stations_open=Quantiles(p10=0.03, p50=0.1, p90=0.27),
            street_price=Quantiles(p10=1310, p50=1745, p90=2480),
            now=DryStatus(basis=basis, state=state, probability=0.9,
                          since=date(2025, 10, 6) if known else None,
                          claims=claims[:2] if known else (),
                          assumptions=assumed if known else ()),
            course=course() if place == pack.capital else (),
        )  # fmt: skip

    monday = date(2025, 8, 4)
    weeks = tuple(
        WeeklyInflow(week_start=monday + timedelta(weeks=step), claims=claims[:3],
                     assumptions=assumed, future=step > 12,
                     litres=Quantiles(p10=8.0 + step % 5, p50=14.0 + step % 7, p90=24.0 + step % 6))
        for step in range(26)
    )  # fmt: skip
    fit = ObservationFit(
        id="obs-1", what="entries", start=date(2025, 10, 1), end=date(2025, 10, 31),
        reported=Band(low=74, best=78, high=82, unit="million litres"), claims=claims[:1],
        prior=Quantiles(p10=40, p50=66, p90=101), posterior=Quantiles(p10=71, p50=77, p90=84),
        reconciled=True,
    )  # fmt: skip
    days = fit.model_copy(update={
        "id": "obs-2", "what": "stock", "place": pack.capital, "product": "diesel",
        "reported": Band(low=5.1371, high=9.2719, unit="days"), "reconciled": False,
    })  # fmt: skip
    power = PowerSupply(
        place=pack.capital, hours_per_day=Quantiles(p10=4, p50=6.5, p90=10),
        normal_hours=Band(low=20, best=22, high=24, unit="hours/day"), state="severely_reduced",
        last_reported=date(2025, 10, 20), claims=claims[:1], basis="observed",
    )  # fmt: skip
    return Supply(
        as_of=AS_OF,
        places=(item("bamako", "petrol", "dry", "observed"),
                item("bamako", "diesel", "short", "modelled"),
                item("mopti", "petrol", "not_known", "modelled")),
        national=NationalSupply(weekly_inflow=weeks), power=(power,), observations=(fit, days),
        members=2000, effective_members=640.0,
    )  # fmt: skip


def exits_of(pack: Pack, claims: tuple[str, ...], assumed: tuple[str, ...]) -> Exits:
    advice = next(x for x in pack.claims if x.kind == "advice" and x.known_from <= AS_OF)
    condition = Condition(issuer="An embassy", says="Nationals should leave by scheduled flights",
                          issued=date(2025, 10, 30), claim=advice.id,
                          check_again=date(2025, 11, 6))  # fmt: skip
    flight = Exit(
        id="flight", kind="scheduled_flight", name_en="Scheduled flights from the capital",
        name_fr="Vols réguliers depuis la capitale", from_place=pack.capital, state="limited",
        why_en="Airport open; seats are few", why_fr="Aéroport ouvert ; peu de places",
        categories=(CategoryExit(category="international", state="limited", why_en="seats",
                                 why_fr="places", claims=claims[:1]),),
        conditions=(condition,), free_capacity=Quantiles(p10=120, p50=410, p90=980),
        waiting_risk=(RiskPoint(days=7, p_lost=0.08), RiskPoint(days=14, p_lost=0.15),
                      RiskPoint(days=30, p_lost=0.31)),
        earliest_sensible=date(2025, 11, 4), evidence=0.7, claims=claims[:3], assumptions=assumed,
    )  # fmt: skip
    road = Exit(
        id="road-west", kind="road", name_en="Road to the west", name_fr="Route vers l’ouest",
        from_place=pack.capital, corridor="dakar-bamako", state="not_usable",
        why_en="Closed to coaches by a ban", why_fr="Fermée aux cars par une interdiction",
        claims=claims[:2],
    )  # fmt: skip
    river = Exit(id="river", kind="river", name_en="River", name_fr="Fleuve",
                 from_place=pack.capital, state="not_known", why_en="", why_fr="")  # fmt: skip
    return Exits(as_of=AS_OF, ways=(flight, road, river))


def outlook_of(claims: tuple[str, ...], assumed: tuple[str, ...]) -> Outlook:
    def forecast(name: str, english: str, french: str, p: float) -> Forecast:
        return Forecast(
            question=name, as_of=AS_OF, resolves_on=date(2025, 12, 1), text_en=english,
            text_fr=french, probability=p, low=p * 0.6, high=min(1.0, p * 1.3), method="ensemble",
            reference_class="all members of the ensemble", claims=claims[:2], assumptions=assumed,
            median=Band(low=3.3171, best=6.7193, high=19.037, unit="days"),
        )  # fmt: skip

    miss = LedgerEntry(
        id="l-1", question="dry", made=date(2025, 9, 20), resolves_on=date(2025, 10, 20),
        probability=0.22, inputs_digest="0" * 8, outcome="yes", resolved_on=date(2025, 10, 6),
        resolved_by=claims[:1], in_sample=True,
    )  # fmt: skip
    score = Score(question="dry", n=38, n_unresolved=3, brier=0.171, brier_climatology=0.244,
                  brier_last_state=0.198, in_sample=True)  # fmt: skip
    return Outlook(
        as_of=AS_OF,
        forecasts=(
            forecast("dry", "Petrol dry in the capital on any day to 1 December?",
                     "Essence à sec dans la capitale un jour d’ici au 1er décembre ?", 0.71),
            forecast("capture", "The capital taken by an armed group to 1 December?",
                     "Capitale prise par un groupe armé d’ici au 1er décembre ?", 0.012),
        ),
        track_record=TrackRecord(scores=(score,), miss=miss, n=38),
    )  # fmt: skip


def posture_of(pack: Pack, claims: tuple[str, ...]) -> Posture:
    def wire(number: int, rule: object, state: str) -> Tripwire:
        return Tripwire(
            id=rule.id, level=rule.level, text_en=rule.text_en, text_fr=rule.text_fr, state=state,
            value=2.3717 if number % 2 else "closed", threshold=rule.threshold,
            unit="days" if number % 2 else "", why_en="As the ensemble has it",
            why_fr="D’après l’ensemble", claims=claims[:2],
        )  # fmt: skip

    wires = tuple(
        wire(number, rule, ("met", "not_met", "not_known")[number % 3])
        for number, rule in enumerate(pack.tripwires)
    )
    return Posture(as_of=AS_OF, ladder=pack.ladder, level=wires[0].level,
                   previous=pack.ladder[0].id, tripwires=wires)  # fmt: skip


def make_situation(pack: Pack, *, handling: str = "public") -> Situation:
    claims = [*pack.claims, hostile_claim()]
    reports = (*pack.reports.values(), hostile_report(handling))
    names = tuple(claim.id for claim in claims if claim.type.startswith(("convoy", "road")))[:9]
    assumed = tuple(sorted(pack.assumptions))[:3]
    events = events_of(claims)
    first, second = names[0], names[1]
    dispute = Contradiction(
        id="con-1", about="figure", events=(events[0].id,), rank=1,
        readings=(Reading(claim=first, says="40 tankers"), Reading(claim=second, says="80 tankers")),
        summary="Tankers lost in one convoy",
    )  # fmt: skip
    relation = Relation(id="rel-1", subject="malian_army", kind="fights", object="jnim",
                        start=date(2012, 1, 1), known_from=date(2020, 1, 1),
                        claims=names[:1], note="since the start")  # fmt: skip
    change = Change(what_en="Bamako, petrol", what_fr="Bamako, essence", before="selling",
                    after="dry", claims=names[:2])  # fmt: skip
    return Situation(
        pack=pack.id, pack_version=pack.version, as_of=AS_OF, days=90, members=2000, seed=0,
        version="0.1.0", inputs_digest="ab" * 32,
        cutoff=Cutoff(as_of=AS_OF, newest_report=AS_OF, age_days=0, origins_7_days=14,
                      reports=len(reports), claims=len(claims)),
        access=access_of(pack, names, assumed), supply=supply_of(pack, names, assumed),
        exits=exits_of(pack, names, assumed), outlook=outlook_of(names, assumed),
        posture=posture_of(pack, names), changes=(change,),
        changes_since=AS_OF - timedelta(days=7), events=events, relations=(relation,),
        contradictions=(dispute,), claims=tuple(claims), reports=tuple(reports),
        sources=tuple(pack.sources.values()), assumptions=tuple(pack.assumptions.values()),
        withheld=Withheld(planned=2, recent_passages=1, commentary=4),
    )  # fmt: skip


@pytest.fixture(scope="session")
def situation(pack):
    return make_situation(pack)


@pytest.fixture(scope="session")
def briefings(situation, pack):
    """One briefing for each language and audience."""
    return {
        (lang, audience): build(situation, pack, lang=lang, audience=audience)
        for lang in ("en", "fr")
        for audience in ("local", "partner", "public")
    }


@pytest.fixture(scope="session")
def saved(briefings, tmp_path_factory):
    """The files of the English local briefing."""
    folder = tmp_path_factory.mktemp("brief")
    return {path.name: path for path in briefings["en", "local"].save(folder)}


@pytest.fixture(scope="session")
def with_handling(pack):
    """Makes the same situation with one report of a given handling mark."""
    return lambda handling: make_situation(pack, handling=handling)
