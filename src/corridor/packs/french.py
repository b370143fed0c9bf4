"""What a pack says in French beside its tables: the reasons of assumptions, coded claims.

Guarantees: a translation is found by the English reason itself, so a reason that was changed has no
French until somebody translates it anew; general assumptions are told in French for every pack.
Refuses: two translations of one reason in one file, and a reason without its translation.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from corridor.packs.figures import UNSTATED, advisory_words
from corridor.packs.general import DEFAULTS
from corridor.packs.model import Advisory
from corridor.packs.tables import read_table
from corridor.records.countries import countries
from corridor.records.figures import Assumption

REASONS = "assumptions_fr.csv"
CLAIMS = "claims_fr.csv"


def texts(path: Path, column: str = "reason") -> dict[str, str]:
    """Return English -> French of one file (columns `<column>`, `<column>_fr`); empty without it.

    Raises:
        PackError: a text is empty in a language or stands twice.
    """
    found: dict[str, str] = {}
    for row in read_table(path, (column, f"{column}_fr")) if path.is_file() else ():
        english, french = row.text(column), row.text(f"{column}_fr")
        if not english or not french or english in found:
            msg = f"the {column} is empty in a language or stands twice"
            raise row.error(
                msg,
                f"{column}_fr" if english and english not in found else column,
                allowed=f"each {column} once, with its French",
                hint="fill in the French or drop the row",
            )
        found[english] = french
    return found


def claims(folder: Path) -> dict[str, str]:
    """Return the paraphrases of coded claims, English -> French; empty where the pack has none."""
    return texts(folder / CLAIMS, "paraphrase")


def advisories(rows: Iterable[Advisory]) -> dict[str, str]:
    """Return the advisories in words, English -> French, where French tells all of them.

    `says_fr` leaves out the mission's staff: where that is known, the English stays.
    """
    names = {land.names["en"][0]: land.names["fr"][0] for land in countries() if land.names["fr"]}
    return {
        advisory_words(row): f"{names.get(row.issuer, row.issuer)} : {row.says_fr}"
        for row in rows
        if row.says_fr and (not row.staff_posture or row.staff_posture.startswith(UNSTATED))
    }


def reasons(assumptions: Mapping[str, Assumption], folder: Path) -> dict[str, Assumption]:
    """Return the assumptions with their reasons in French, where the pack or the package has them."""
    known = texts(DEFAULTS / REASONS) | texts(folder / REASONS)
    return {
        name: one.model_copy(update={"reason_fr": known.get(one.reason, "")})
        for name, one in assumptions.items()
    }
