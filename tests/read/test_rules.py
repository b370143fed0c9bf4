"""Every row of the tables is read as its own example says."""

from collections.abc import Iterator

import pytest

from corridor.read.nodes import Line
from corridor.read.tables import rows
from corridor.read.topics import TopicBook
from corridor.read.triggers import RuleBook
from corridor.read.words import tokenize
from corridor.records.event_types import event_types


def _examples() -> Iterator[tuple[str, int, dict[str, str]]]:
    for language in ("en", "fr"):
        for number, row in enumerate(rows(f"triggers_{language}"), start=2):
            yield language, number, row


@pytest.mark.parametrize(
    ("language", "row"),
    [pytest.param(lang, row, id=f"{lang}-{n}-{row['type']}") for lang, n, row in _examples()],
)
def test_each_rule_has_an_example_that_is_read_so(language, row, read):
    assert row["type"] in event_types()
    assert row["example"]
    types = {claim.type for claim in read(row["example"])}
    assert row["type"] in types or _fires(language, row), types


def _fires(language: str, row: dict[str, str]) -> bool:
    """The rule itself fits its example, where an earlier row takes the words or it gives way."""
    book = RuleBook(language)
    alone = next(rule for rule in book.rules if rows(f"triggers_{language}")[rule.number] is row)
    line = Line(tokenize(row["example"]))
    return any(number == alone.number for number, _, _ in book._patterns.search(line))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_rule_gives_way_only_to_types_there_are(language):
    known = set(event_types()) | {"*"}
    for row in rows(f"triggers_{language}"):
        assert set(filter(None, row["yields"].split(";"))) <= known, row["example"]


@pytest.mark.parametrize(
    ("language", "row"),
    [
        pytest.param(language, row, id=f"{language}-{number}-{row['type']}")
        for language in ("en", "fr")
        for number, row in enumerate(rows(f"topics_{language}"), start=2)
    ],
)
def test_each_topic_has_an_example_that_is_read_so(language, row, read):
    types = {claim.type for claim in read(row["example"])}
    book = TopicBook(language)
    number = rows(f"topics_{language}").index(row)
    line = Line(tokenize(row["example"]))
    fits = any(found == number for found, _, _ in book._topics.search(line))
    assert row["type"] in types or (fits and book._says[number].any(line)), types
