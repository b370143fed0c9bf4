"""The reader's own tables: rules, word classes, units, names, as rows a person can read and extend.

Guarantees: every table is read once, from CSV beside the code, as plain strings. Refuses: a table
without a header; a row with more cells than its header.
"""

import csv
from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of `read/data/<name>.csv`; ValueError names a row that is too long."""
    text = (files("corridor.read") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    table = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        if None in row or None in row.values():
            msg = f"read/data/{name}.csv, row {number}: cells do not match the header"
            raise ValueError(msg)
        table.append(row)
    return tuple(table)


@cache
def word_classes(language: str) -> dict[str, str]:
    """Return the word classes of a language: name to alternatives, for `{name}` in patterns."""
    return {row["class"]: row["words"] for row in rows(f"words_{language}")}


def patterns_of(table: str, language: str, column: str, value: str) -> list[str]:
    """Return the `pattern` cells of the rows of one language whose `column` holds `value`."""
    return [
        row["pattern"]
        for row in rows(table)
        if row["lang"] in {language, "*"} and row[column] == value
    ]
