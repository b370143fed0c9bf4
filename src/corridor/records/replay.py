"""Replay: a range of days, each as it could have been known, and the ledger that would have been.

Guarantees: states only, one row a day; scores with their counts. Refuses: holding each day's whole
Situation; that lies in a file a day.
"""

from datetime import date

from corridor.records.base import Record
from corridor.records.outlook import LedgerEntry, TrackRecord


class ReplayDay(Record):
    """One day of a replay in brief: states only; the whole Situation is in the day's file."""

    as_of: date
    posture: str | None
    corridors: dict[str, str]
    encirclement_volume: dict[str, float | None]
    supply: dict[str, str]
    power: dict[str, str]
    exits: dict[str, str]
    tripwires_met: tuple[str, ...]


class Replay(Record):
    """All days, the ledger that would have been, and how it scored by the last day."""

    first: date
    last: date
    days: tuple[ReplayDay, ...]
    ledger: tuple[LedgerEntry, ...]
    track_record: TrackRecord
