"""Atom: entries of what became known, filtered, inert, without the clock."""

from xml.etree.ElementTree import fromstring as parse

import pytest

from corridor.export import events_feed
from corridor.records.errors import UsageError

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(text):
    return parse(text).findall(f"{ATOM}entry")  # noqa: S314  # our own output


def test_hostile_words_are_text_and_only_web_addresses_are_links(situation, pack):
    text = events_feed(situation, pack)
    summaries = [x.findtext(f"{ATOM}summary") for x in entries(text)]
    assert any("Tom & <b>Jerry</b>" in x for x in summaries)
    links = [x.get("href") for x in parse(text).iter(f"{ATOM}link")]  # noqa: S314  # our own output
    assert links == ["https://example.org/a?b=1&c=2"]


def test_planned_movements_and_higher_handling_stay_out(situation, pack):
    text = events_feed(situation, pack, audience="public")
    assert "PLAN" not in text
    assert "SECRET" not in text
    assert len(entries(text)) == 1


def test_a_reader_follows_places_and_corridors_of_choice(situation, pack):
    assert len(entries(events_feed(situation, pack, places=["segou"]))) == 1
    assert entries(events_feed(situation, pack, corridors=["dakar-bamako"])) == []


def test_times_are_days_of_the_data(situation, pack):
    text = events_feed(situation, pack, lang="fr")
    assert {x.text for x in parse(text).iter(f"{ATOM}updated")} == {"2025-11-01T23:59:59Z"}  # noqa: S314  # our own output
    assert text == events_feed(situation, pack, lang="fr")


def test_an_unknown_audience_is_refused(situation, pack):
    with pytest.raises(UsageError, match="Allowed"):
        events_feed(situation, pack, audience="press")
