"""The labelled reading set itself: whole, varied, split evenly, and true to its guide."""

from collections import Counter
from itertools import combinations

import pytest

from corridor.evaluate.documents import READING_SPLITS, find_evals, read_set
from corridor.records.errors import InputError, NeedsError

STYLES = {
    "wire", "local_press", "communique_army", "communique_group", "embassy", "sitrep", "radio",
    "social", "incident_list",
}  # fmt: skip
UNITS = {
    "tankers", "lorries", "vehicles", "coaches", "litres", "tonnes", "FCFA", "FCFA/litre", "USD",
    "days", "hours/day", "km", "people", "percent", "stations",
    *(f"{what}/{per}" for what in ("litres", "tankers", "lorries", "tonnes", "vehicles")
      for per in ("day", "week", "month")),
}  # fmt: skip
HARD = {
    "denial", "hearsay", "planned", "threat", "negation", "two_events", "origin_only",
    "people_as_places", "totals", "quantities", "ranges", "date_relative", "conditional_hearsay",
    "headline", "table", "background", "comparison", "invective",
}  # fmt: skip


@pytest.fixture(scope="module")
def sets(evals):
    return {split: read_set(evals / "reading" / split) for split in READING_SPLITS}


@pytest.fixture(scope="module")
def documents(sets):
    return [document for rows in sets.values() for document in rows]


def test_it_is_large_enough_and_half_or_more_french(documents):
    assert len(documents) >= 150
    french = sum(document.lang == "fr" for document in documents) / len(documents)
    assert 0.5 <= french <= 0.6


def test_a_third_and_more_is_held_out_with_the_same_mix(sets, documents):
    apart = [x for split in ("heldout", "second", "third", "fourth") for x in sets[split]]
    assert 0.33 <= len(apart) / len(documents) <= 0.45
    whole = Counter((document.lang, document.style) for document in documents)
    held = Counter((document.lang, document.style) for document in apart)
    assert all(0.25 <= held[key] / count <= 0.55 for key, count in whole.items())


def test_no_document_is_in_two(sets):
    for one, other in combinations(READING_SPLITS, 2):
        assert not {x.text for x in sets[one]} & {x.text for x in sets[other]}
        assert not {x.id for x in sets[one]} & {x.id for x in sets[other]}


def test_every_style_and_hard_case_is_there(documents):
    assert {document.style for document in documents} == STYLES
    assert {case for document in documents for case in document.hard} >= HARD


def test_texts_are_of_the_length_of_news(documents):
    lengths = {document.id: len(document.text.split()) for document in documents}
    assert not {ident: count for ident, count in lengths.items() if not 25 <= count <= 500}


def test_dates_lie_in_the_months_the_facts_are_from(documents):
    days = {document.published for document in documents}
    assert min(days).isoformat() >= "2025-07-01"
    assert max(days).isoformat() <= "2025-11-30"


def test_figures_have_agreed_units_and_a_value(documents):
    for document in documents:
        for claim in document.claims:
            for figure in claim.figures:
                assert figure.unit in UNITS, document.id
                assert not figure.low == figure.best == figure.high, document.id


def test_attributed_claims_have_someone_or_are_hearsay(documents):
    claims = [claim for document in documents for claim in document.claims]
    spoken = [claim for claim in claims if claim.assertion == "attributed"]
    assert sum(claim.speaker is not None for claim in spoken) >= 0.6 * len(spoken)
    for document in documents:
        for claim in document.claims:
            assert claim.speaker is None or claim.speaker in document.text, document.id


def test_ids_of_places_and_actors_are_the_packs(documents, mali):
    """Ids the pack lacks must be few: they can never be read rightly."""
    claims = [claim for document in documents for claim in document.claims]
    places = Counter(p.id for claim in claims for p in claim.places if p.id)
    actors = Counter(a.id for claim in claims for a in claim.actors if a.id)
    foreign = {ident for ident in places if ident not in mali.places}
    unknown = {ident for ident in actors if ident not in mali.actors}
    named = sum(actors.values())
    assert sum(actors[ident] for ident in unknown) <= 0.05 * named, sorted(unknown)
    assert sum(places[ident] for ident in foreign if "-" not in ident) <= 0.1 * sum(
        places.values()
    ), sorted(foreign)


def test_an_absent_set_is_a_clear_need(tmp_path):
    with pytest.raises(NeedsError, match="checkout"):
        find_evals(tmp_path)
    with pytest.raises(NeedsError, match="no evaluation set"):
        read_set(tmp_path)


def test_a_broken_line_names_file_and_row(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl, row 1"):
        read_set(tmp_path)
