"""Access: which road is passable for whom, and how much of that is evidence.

Guarantees: the three probabilities add up to one; a state is named only when likely and evidenced.
Refuses: "open" out of silence - below the evidence floor the state is `not_known`.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from corridor.records.base import Band, Grounded, Ident, Probability, Record, Share, Slug
from corridor.records.geography import MovementClass
from corridor.records.table import Table

AccessState = Literal["open", "contested", "closed", "not_known"]
SiegeLevel = Literal["supplied", "strained", "partly_cut_off", "cut_off", "not_known"]
STATE_MIN_PROBABILITY = 0.5
STATE_MIN_EVIDENCE = 0.2


def likeliest_state(
    p_open: float, p_contested: float, p_closed: float, evidence: float
) -> AccessState:
    """Name the state, or `not_known` where it is neither likely nor evidenced enough."""
    if evidence < STATE_MIN_EVIDENCE:
        return "not_known"
    names: tuple[AccessState, ...] = ("open", "contested", "closed")
    best, name = max(zip((p_open, p_contested, p_closed), names, strict=True))
    return name if best >= STATE_MIN_PROBABILITY else "not_known"


class _States(Grounded):
    """Three probabilities with the evidence behind them.

    `since`, the first day of the present unbroken state, is told in hindsight: by smoothing, with
    all that was reported by `as_of`, and not as the state looked on that day.
    """

    p_open: Probability
    p_contested: Probability
    p_closed: Probability
    evidence: Share
    state: AccessState
    since: date | None = None
    last_passage: date | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = self.p_open + self.p_contested + self.p_closed
        if abs(total - 1.0) > 2e-3:
            msg = f"the three probabilities add up to {total}, not 1"
            raise ValueError(msg)
        return self


class Rain(Grounded):
    """Rain as a second reason why a road may not be passable, apart from any threat.

    `p_impassable` on a day like this; months 1 to 12 of the usual rainy season; `unpaved`: share of
    the stretch (of the worst stretch, for a corridor) that is not paved.
    """

    p_impassable: Probability
    first_month: int = Field(ge=1, le=12)
    last_month: int = Field(ge=1, le=12)
    unpaved: Share


class RoadAccess(_States):
    """One road for one movement class on the day `as_of`.

    `rain` is None where the pack says nothing of the road's surface or the region's rains.
    """

    id: Slug
    cls: MovementClass = Field(alias="class")
    rain: Rain | None = None


class NextBest(Record):
    """The other corridor to the same place that is likeliest open, with its own state."""

    id: Slug
    p_open: Probability
    evidence: Share
    state: AccessState


class WouldChange(Record):
    """Which reports would give a corridor another state: `count` of one type within `days`.

    `type` None, `count` 0: none at all, silence. `state` and its probability `p` are those at the
    end of the days, computed by the same filter.
    """

    type: Slug | None
    count: int = Field(ge=0)
    days: int = Field(ge=1)
    state: AccessState
    p: Probability


class CorridorAccess(_States):
    """A whole corridor for one movement class, from jointly sampled paths.

    `p_open_7`, `p_open_30`: probability of being open in 7 and in 30 days. `next_best` is None
    where the pack knows no other corridor to the same place. `p_any_way`: probability that some
    chain of open roads joins the corridor's two ends, along it or not.
    """

    id: Slug
    cls: MovementClass = Field(alias="class")
    p_open_7: Probability
    p_open_30: Probability
    p_any_way: Probability | None = None
    rain: Rain | None = None
    next_best: NextBest | None = None
    would_change: tuple[WouldChange, ...] = ()


class WayOut(Record):
    """Whether any chain of roads leads from a town to a border or port, or to the capital.

    `p_open`: every stretch of some chain is open for the class; `p_passable`: none is closed.
    """

    cls: MovementClass = Field(alias="class")
    to: Literal["border", "capital"]
    p_open: Probability
    p_passable: Probability
    evidence: Share
    state: AccessState


class TownAccess(Grounded):
    """How far a town is encircled: share of approaches, share of normal volume cut.

    An approach is cut when it is not open, or leads to no border, port or capital; `ways_out` say
    for each movement class whether any way leads there.
    """

    id: Slug
    encirclement_approaches: Share | None = None
    encirclement_volume: Share | None = None
    ways_out: tuple[WayOut, ...] = ()
    siege_level: SiegeLevel = "not_known"
    evidence: Share = 0.0


class RefittedRate(Grounded):
    """A daily rate before and after what was seen by `as_of`: prior beside posterior, 5 to 95 %.

    `id` names the assumption that is the prior; `seen` events fell into `watched` days, both
    weighted by how well the roads were reported on.
    """

    id: Ident
    prior: Band
    posterior: Band
    seen: float = Field(ge=0)
    watched: float = Field(ge=0)


class Access(Record):
    """All roads, corridors and towns as of one date.

    `rates`: what the months so far have taught about how roads change and how often traffic is
    attacked, prior beside posterior.
    """

    as_of: date
    roads: tuple[RoadAccess, ...] = ()
    corridors: tuple[CorridorAccess, ...] = ()
    towns: tuple[TownAccess, ...] = ()
    rates: tuple[RefittedRate, ...] = ()

    def table(self, *, cls: MovementClass | None = "tanker") -> Table:
        """Return corridors then roads as a table, for one movement class or all (None)."""
        rows = [
            (
                part,
                item.id,
                item.cls,
                item.state,
                item.p_open,
                item.p_contested,
                item.p_closed,
                item.evidence,
                item.since,
                item.last_passage,
            )
            for part, items in (("corridor", self.corridors), ("road", self.roads))
            for item in items
            if cls is None or item.cls == cls
        ]
        columns = (
            "part",
            "id",
            "class",
            "state",
            "p_open",
            "p_contested",
            "p_closed",
            "evidence",
            "since",
            "last_passage",
        )
        return Table(columns=columns, rows=tuple(rows))

    def corridor(self, corridor: str, cls: MovementClass = "tanker") -> CorridorAccess:
        """Return one corridor for one class; KeyError names what there is."""
        for item in self.corridors:
            if item.id == corridor and item.cls == cls:
                return item
        known = sorted({item.id for item in self.corridors})
        msg = f"no corridor '{corridor}' for class '{cls}'; there are: {', '.join(known)}"
        raise KeyError(msg)
