"""The ledger: forecasts kept as they were made, in a file that only grows.

Guarantees: a line once written stays; a later line of the same id may only add what came of it.
Refuses: a changed probability, date or digest, and a file with a line that is no entry.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from corridor.packs.model import Pack
from corridor.records.errors import InputError
from corridor.records.outlook import LedgerEntry, Outlook

OUTCOME_FIELDS = frozenset({"outcome", "resolved_on", "resolved_by", "observed"})
LEDGER_FILE = "ledger.jsonl"
"""Name of a pack's own ledger, where it ships one."""


@dataclass(frozen=True)
class Ledger:
    """An append-only JSONL file of forecasts and their outcomes."""

    path: Path

    def read(self) -> tuple[LedgerEntry, ...]:
        """Return every entry with its newest outcome, in the order first written.

        Raises:
            InputError: a line is no entry, or changes what was forecast.
        """
        if not self.path.exists():
            return ()
        found: dict[str, LedgerEntry] = {}
        lines = self.path.read_text(encoding="utf-8").splitlines()
        for row, line in enumerate(lines, start=1):
            entry = self._parse(line, row)
            if entry.id in found:
                self._check_same(found[entry.id], entry, row)
            found[entry.id] = entry
        return tuple(found.values())

    def append(self, entries: Iterable[LedgerEntry]) -> int:
        """Add entries not yet there, and outcomes newly known; return how many lines were added.

        Raises:
            InputError: an entry of the same id was forecast differently.
        """
        kept = {entry.id: entry for entry in self.read()}
        fresh = []
        for entry in entries:
            older = kept.get(entry.id)
            if older == entry:
                continue
            if older is not None:
                self._check_same(older, entry, None)
            kept[entry.id] = entry
            fresh.append(entry.to_json() + "\n")
        if fresh:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.writelines(fresh)
        return len(fresh)

    def _parse(self, line: str, row: int) -> LedgerEntry:
        try:
            return LedgerEntry.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            msg = f"not a ledger entry ({type(error).__name__})"
            raise InputError(
                msg,
                where=str(self.path),
                row=row,
                allowed="one LedgerEntry as JSON a line",
                hint="see the schema ledger-entry",
            ) from error

    def _check_same(self, older: LedgerEntry, newer: LedgerEntry, row: int | None) -> None:
        if made_as(older) != made_as(newer):
            msg = f"entry '{newer.id}' differs from what was forecast"
            raise InputError(
                msg,
                where=str(self.path),
                row=row,
                allowed="a later line may only add what came of a forecast",
                hint="make a new entry with an id of its own",
            )


def made_as(entry: LedgerEntry) -> LedgerEntry:
    """Return an entry as it was made, without what came of it."""
    blank = {"outcome": None, "resolved_on": None, "resolved_by": (), "observed": None}
    return entry.model_copy(update=blank)


def ledger_entries(outlook: Outlook, pack: Pack, inputs_digest: str) -> tuple[LedgerEntry, ...]:
    """Return one entry for each forecast of an outlook, marked in-sample where it is."""
    until = pack.in_sample_until
    return tuple(
        LedgerEntry(
            id=f"{item.question}:{item.as_of}:{inputs_digest[:12]}",
            question=item.question,
            made=item.as_of,
            resolves_on=item.resolves_on,
            probability=item.probability,
            climatology=item.climatology,
            last_state=item.last_state,
            inputs_digest=inputs_digest,
            in_sample=until is not None and item.as_of <= until,
            median=item.median,
        )
        for item in outlook.forecasts
    )


def load_history(pack: Pack, as_of: date) -> tuple[LedgerEntry, ...]:
    """Return the forecasts of the pack's own ledger made before `as_of`, outcomes taken off.

    Outcomes are taken off because they are resolved anew from what was known by `as_of`.
    """
    entries = Ledger(pack.folder / LEDGER_FILE).read()
    return tuple(made_as(entry) for entry in entries if entry.made < as_of)
