"""Probabilities of links mean what they say, as far as the labelled claims can tell."""

from pathlib import Path

import pytest

from corridor.evaluate.merging import MergingScores, evaluate_merging, score_claims
from corridor.evaluate.tables import merging_tables
from corridor.merge import merge
from corridor.merge.merge import link_probabilities
from tests.merge.country import day, make, reports_for, tiny_pack

DEV = Path(__file__).resolve().parents[2] / "evals" / "merging" / "dev"
PACK = tiny_pack()


@pytest.fixture(scope="module", params=["dev", "pack"])
def measured(request, mali) -> MergingScores:
    if request.param == "dev":
        return evaluate_merging(DEV, mali)
    return score_claims(mali.claims, mali.reports, mali)


def test_what_is_said_lies_near_what_is_so(measured):
    pairs = sum(row.count for row in measured.links)
    gap = sum(row.count * abs(row.confidence - row.right) for row in measured.links) / pairs
    assert pairs >= 90
    assert gap <= 0.12


def test_the_surest_links_are_right_and_the_least_sure_wrong(measured):
    assert measured.links[-1].right >= 0.9
    assert measured.links[0].right <= 0.1


def test_the_evaluation_shows_the_table(measured):
    table = merging_tables(measured)[0]
    assert table.title == "links weighed"
    assert sum(row[1] for row in table.table.rows) == sum(row.count for row in measured.links)


def test_vetoed_pairs_are_no_links_and_the_probability_is_that_of_the_event():
    claims = [make("a"), make("b", source="paper"), make("c", where="dun"), make("d", when=28)]
    reports = reports_for(*claims)
    found = link_probabilities(claims, reports, PACK, day(31))
    assert set(found) == {("a", "b")}
    event = next(e for e in merge(claims, reports, PACK, day(31)).events if "b" in e.claims)
    assert {link.probability for link in event.links} == {found["a", "b"]}
