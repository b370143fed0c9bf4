"""Checks across the tables of a pack: small named functions, run on every load.

Guarantees: each finding names file, row, column, what is wrong, what is allowed, what next.
Refuses: repairing anything. With `strict`, what is only doubtful counts as wrong.
"""

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from corridor.packs.findings import Finding, Findings, at_row, unknown_id
from corridor.packs.load import Loaded, read_pack
from corridor.packs.model import Pack
from corridor.records.errors import PackError
from corridor.records.geography import Corridor, Road

SHARE_TOTAL = 1.0
SHARE_SLACK = 0.02
"""Normal import shares may miss one by this much."""
END_KM = 15.0
"""A road's line may end this far from the town it names (km)."""


def load_pack(name_or_path: str | Path) -> Pack:
    """Return a pack, read and checked.

    Args:
        name_or_path: the name of a shipped pack ("mali"), or a folder.

    Raises:
        PackError: the first error found, with file, row and column.
    """
    loaded = read_pack(name_or_path)
    for finding in findings(loaded):
        if finding.level == "error":
            raise finding.error()
    return loaded.pack


def check_pack(path: str | Path, *, strict: bool = False) -> tuple[Finding, ...]:
    """Return everything wrong or doubtful in a pack; empty when it is sound.

    With `strict`, warnings are returned as errors. A table that cannot be read ends the check with
    that one error.
    """
    try:
        found = tuple(findings(read_pack(path)))
    except PackError as problem:
        return (
            Finding(
                level="error",
                where=problem.where,
                row=problem.row,
                column=problem.column,
                what=problem.what,
                allowed=problem.allowed or "",
                hint=problem.hint or "",
            ),
        )
    if strict:
        return tuple(one.model_copy(update={"level": "error"}) for one in found)
    return found


def findings(loaded: Loaded) -> Findings:
    """Yield the findings of every check, in the order of `CHECKS`."""
    return chain.from_iterable(check(loaded) for check in CHECKS)


def check_capital_is_a_place(loaded: Loaded) -> Findings:
    """The capital is a place of the pack."""
    pack = loaded.pack
    if pack.capital not in pack.places:
        yield Finding(
            level="error",
            where="pack.toml",
            column="capital",
            what=f"unknown place '{pack.capital}'",
            allowed="an id in places.csv",
            hint="add the place or correct the id",
        )


def check_roads_join_known_places(loaded: Loaded) -> Findings:
    """Both ends of a road are known places, and not the same one."""
    for road in loaded.pack.roads.values():
        for column, place in (("from_place", road.from_place), ("to_place", road.to_place)):
            yield from unknown_id(
                loaded, "roads.geojson", road.id, column, place, loaded.pack.places, "places.csv"
            )
        if road.from_place == road.to_place:
            yield at_row(
                loaded,
                "roads.geojson",
                road.id,
                "to_place",
                f"road '{road.id}' ends where it begins",
                "another place",
                "correct one end",
            )


def check_road_lines_reach_their_towns(loaded: Loaded) -> Findings:
    """A road's line begins and ends near the towns it names."""
    for road in loaded.pack.roads.values():
        for place, (lon, lat) in (
            (road.from_place, road.geometry[0]),
            (road.to_place, road.geometry[-1]),
        ):
            town = loaded.pack.places.get(place)
            if town and max(abs(town.lat - lat), abs(town.lon - lon)) * 111 > END_KM:
                yield at_row(
                    loaded,
                    "roads.geojson",
                    road.id,
                    "geometry",
                    f"the line of '{road.id}' does not reach {place}",
                    f"an end within {END_KM:g} km of the town",
                    "correct the line",
                )


def check_corridors_chain(loaded: Loaded) -> Findings:
    """A corridor's roads are known and join, one after the other, from origin to destination."""
    pack = loaded.pack
    for corridor in pack.corridors.values():
        unknown = [road for road in corridor.roads if road not in pack.roads]
        for road in unknown:
            yield from unknown_id(
                loaded, "corridors.csv", corridor.id, "roads", road, pack.roads, "roads.geojson"
            )
        broken = None if unknown else _break(corridor, pack.roads)
        if broken:
            yield at_row(
                loaded,
                "corridors.csv",
                corridor.id,
                "roads",
                broken,
                "roads in order, each beginning where the last ended",
                "correct the order or add the missing road",
            )


def check_corridor_places(loaded: Loaded) -> Findings:
    """Origin, border and destination of a corridor are known places."""
    for corridor in loaded.pack.corridors.values():
        for column, place in (
            ("origin", corridor.origin),
            ("border", corridor.border),
            ("destination", corridor.destination),
        ):
            if place:
                yield from unknown_id(
                    loaded,
                    "corridors.csv",
                    corridor.id,
                    column,
                    place,
                    loaded.pack.places,
                    "places.csv",
                )


def check_import_shares_add_up(loaded: Loaded) -> Findings:
    """Normal shares of the import corridors add up to one."""
    shares = [c.normal_share or 0.0 for c in loaded.pack.corridors.values() if c.kind == "import"]
    if shares and abs(sum(shares) - SHARE_TOTAL) > SHARE_SLACK:
        yield Finding(
            level="warning",
            where="corridors.csv",
            column="normal_share",
            what=f"the import shares add up to {sum(shares):g}",
            allowed="1",
            hint="adjust the shares that are assumed",
        )


def check_figures_name_known_keys(loaded: Loaded) -> Findings:
    """Place, corridor and product of a figure are known."""
    pack = loaded.pack
    for figure in pack.figures:
        keys: tuple[tuple[str, str | None, Iterable[str], str], ...] = (
            ("place", figure.place, pack.places, "places.csv"),
            ("corridor", figure.corridor, pack.corridors, "corridors.csv"),
            ("product", figure.product, pack.products, "products.csv"),
        )
        for column, value, known, file in keys:
            if value:
                yield from unknown_id(loaded, "figures", figure.id, column, value, known, file)


def check_figures_are_not_ahead_of_their_report(loaded: Loaded) -> Findings:
    """A reported figure is not known before the report at its first address."""
    reports = loaded.pack.reports
    claims = {claim.id: claim for claim in loaded.pack.claims}
    for figure in loaded.pack.figures:
        claim = claims.get(f"fig:{figure.id}")
        if claim and reports[claim.report].known_from > figure.known_from:
            yield at_row(
                loaded,
                "figures",
                figure.id,
                "known_from",
                f"the figure is known before its first report ({reports[claim.report].known_from})",
                "a day not before the report's",
                "put the earliest report first, or correct the day",
            )


def check_exits(loaded: Loaded) -> Findings:
    """Places, corridors, roads, figures and assumptions named by an exit are known."""
    pack = loaded.pack
    figures = {figure.id for figure in pack.figures}
    for way in pack.exits:
        keys: tuple[tuple[str, str | None, Iterable[str], str], ...] = (
            ("from_place", way.from_place, pack.places, "places.csv"),
            ("to_place", way.to_place, pack.places, "places.csv"),
            ("corridor", way.corridor, pack.corridors, "corridors.csv"),
            ("access_road", way.access_road, pack.roads, "roads.geojson"),
            ("capacity_figure", way.capacity_figure, figures, "services.csv"),
            *(("assumptions", one, pack.assumptions, "assumptions.csv") for one in way.assumptions),
        )
        for column, value, known, file in keys:
            if value:
                yield from unknown_id(loaded, "exits.csv", way.id, column, value, known, file)


def check_actors(loaded: Loaded) -> Findings:
    """The parent of an actor is an actor, and nobody is its own parent."""
    for actor in loaded.pack.actors.values():
        if actor.parent:
            others = loaded.pack.actors.keys() - {actor.id}
            yield from unknown_id(
                loaded, "actors.csv", actor.id, "parent", actor.parent, others, "actors.csv"
            )


def check_sources(loaded: Loaded) -> Findings:
    """A belligerent is an actor; no host belongs to two sources; grade A has a reason."""
    owners: dict[str, str] = {}
    for source in loaded.pack.sources.values():
        if source.belligerent:
            yield from unknown_id(
                loaded,
                "sources.csv",
                source.id,
                "belligerent",
                source.belligerent,
                loaded.pack.actors,
                "actors.csv",
            )
        if source.reliability == "A" and not source.note:
            yield at_row(
                loaded,
                "sources.csv",
                source.id,
                "reliability",
                "grade A without a reason",
                "a reason in `note`, or B",
                "write the reason",
                "warning",
            )
        for host in source.hosts:
            if host in owners:
                yield at_row(
                    loaded,
                    "sources.csv",
                    source.id,
                    "hosts",
                    f"'{host}' already belongs to '{owners[host]}'",
                    "a host once",
                    "remove it from one of the two",
                )
            owners[host] = source.id


def check_reports_have_sources(loaded: Loaded) -> Findings:
    """Every report's source is known."""
    for report in loaded.pack.reports.values():
        yield from unknown_id(
            loaded,
            "reports.jsonl",
            report.id,
            "source",
            report.source,
            loaded.pack.sources,
            "sources.csv",
        )


def check_claims(loaded: Loaded) -> Findings:
    """A claim's report is known and not younger than the claim; its ids resolve."""
    pack = loaded.pack
    for claim in pack.claims:
        report = pack.reports.get(claim.report)
        if report and report.known_from > claim.known_from:
            yield at_row(
                loaded,
                "claims.csv",
                claim.id,
                "known_from",
                f"the claim is known before its report ({report.known_from})",
                "a day not before the report's",
                "correct one of the two days",
            )
        for actor in claim.actors:
            if actor.id:
                yield from unknown_id(
                    loaded, "claim_actors.csv", claim.id, "ids", actor.id, pack.actors, "actors.csv"
                )


def check_relations(loaded: Loaded) -> Findings:
    """Claims named by a relation are known by the day the relation is."""
    claims = {claim.id: claim for claim in loaded.pack.claims}
    for relation in loaded.pack.relations:
        for name in relation.claims:
            yield from unknown_id(
                loaded, "relations.csv", relation.id, "claims", name, claims, "claims.csv"
            )
            if name in claims and claims[name].known_from > relation.known_from:
                yield at_row(
                    loaded,
                    "relations.csv",
                    relation.id,
                    "known_from",
                    f"the relation is known before its claim '{name}'",
                    f"{claims[name].known_from} or later",
                    "correct the day",
                )


def check_questions(loaded: Loaded) -> Findings:
    """Place, corridor and product of a question are known."""
    for question in loaded.pack.questions:
        if question.place:
            yield from unknown_id(
                loaded,
                "questions.csv",
                question.id,
                "place",
                question.place,
                loaded.pack.places,
                "places.csv",
            )
        if question.corridor:
            yield from unknown_id(
                loaded,
                "questions.csv",
                question.id,
                "corridor",
                question.corridor,
                loaded.pack.corridors,
                "corridors.csv",
            )
        if question.product:
            yield from unknown_id(
                loaded,
                "questions.csv",
                question.id,
                "product",
                question.product,
                loaded.pack.products,
                "products.csv",
            )


def check_tripwires(loaded: Loaded) -> Findings:
    """A tripwire moves to a level of the ladder; tripwire ids are unique."""
    levels = {level.id for level in loaded.pack.ladder}
    seen: set[str] = set()
    for number, wire in enumerate(loaded.pack.tripwires, start=1):
        place = {"where": "posture.toml [[tripwire]]", "row": number}
        if wire.level not in levels:
            yield Finding(
                level="error",
                column="level",
                what=f"unknown level '{wire.level}'",
                allowed=", ".join(sorted(levels)),
                hint="add the level",
                **place,
            )
        if wire.id in seen:
            yield Finding(
                level="error",
                column="id",
                what=f"the id '{wire.id}' is used twice",
                allowed="an id once",
                hint="rename one",
                **place,
            )
        seen.add(wire.id)


CHECKS: tuple[Callable[[Loaded], Findings], ...] = (
    check_capital_is_a_place,
    check_roads_join_known_places,
    check_road_lines_reach_their_towns,
    check_corridors_chain,
    check_corridor_places,
    check_import_shares_add_up,
    check_figures_name_known_keys,
    check_figures_are_not_ahead_of_their_report,
    check_exits,
    check_actors,
    check_sources,
    check_reports_have_sources,
    check_claims,
    check_relations,
    check_questions,
    check_tripwires,
)
"""Every check, in order."""


def _break(corridor: Corridor, roads: dict[str, Road]) -> str | None:
    """Return where the chain of roads breaks, or None."""
    here = corridor.origin
    for name in corridor.roads:
        ends = (roads[name].from_place, roads[name].to_place)
        if here not in ends:
            return f"road '{name}' does not begin at '{here}'"
        here = ends[1] if here == ends[0] else ends[0]
    return None if here == corridor.destination else f"the roads end at '{here}'"
