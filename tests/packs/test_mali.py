"""The Mali pack: whole, sourced, and in agreement with itself."""

import json
import re
from collections import Counter
from datetime import date, timedelta

import pytest

from corridor.packs import PACK_NOTE, check_pack, grounding, list_packs, pack_folder
from corridor.packs.model import Pack
from corridor.records.event_types import event_types

WANTED_CORRIDORS = {
    "dakar-bamako", "abidjan-zegoua-bamako", "abidjan-tengrela-bamako", "conakry-bamako",
    "nouakchott-bamako", "lome-bamako", "niamey-gao", "niamey-bamako", "bamako-segou",
    "bamako-mopti", "bamako-timbuktu", "bamako-gao", "bamako-sikasso", "bamako-kayes",
}  # fmt: skip
SIMULATED = (
    "bamako", "kayes", "nioro-du-sahel", "sikasso", "bougouni", "koutiala", "segou", "san",
    "mopti", "timbuktu", "gao", "kati", "rest",
)  # fmt: skip


def test_is_listed_and_has_no_finding_even_when_strict():
    assert "mali" in list_packs()
    assert check_pack("mali", strict=True) == ()


def test_holds_what_the_crisis_needs(pack: Pack):
    assert len(pack.places) >= 45
    assert len(pack.roads) >= 38
    assert pack.corridors.keys() >= WANTED_CORRIDORS
    assert len(pack.questions) >= 10
    assert len(pack.tripwires) >= 12
    assert len(pack.advisories) >= 22
    ports = {"dakar", "abidjan", "conakry", "nouakchott", "lome", "tema", "cotonou"}
    assert {place for place in pack.places if pack.places[place].kind == "port"} == ports


def test_holds_all_coded_claims(pack: Pack):
    coded = [claim for claim in pack.claims if claim.happening]
    assert len(coded) == 203
    assert len({claim.happening for claim in coded}) == 128
    assert all(claim.quote is None and claim.span is None for claim in coded)


def test_every_claim_opens_to_a_report_and_a_source(pack: Pack):
    for claim in pack.claims:
        report = pack.reports[claim.report]
        assert report.source in pack.sources
        assert report.url or report.title
        assert report.known_from <= claim.known_from


def test_every_id_in_a_claim_resolves(pack: Pack):
    for claim in pack.claims:
        assert claim.type in event_types()
        assert {actor.id for actor in claim.actors if actor.id} <= pack.actors.keys()
        assert {place.id for place in claim.places if place.id} <= pack.places.keys()


def test_ids_of_claims_are_unique(pack: Pack):
    assert len({claim.id for claim in pack.claims}) == len(pack.claims)


def test_every_figure_advisory_and_relation_can_be_opened(pack: Pack):
    claims = {claim.id: claim for claim in pack.claims}
    for figure in pack.figures:
        behind, assumed = grounding(figure)
        assert behind or assumed
        assert all(claims[name].note == PACK_NOTE for name in behind)
        assert all(pack.assumptions[name].reason for name in assumed)
    assert all(f"adv:{advisory.id}" in claims for advisory in pack.advisories)
    for relation in pack.relations:
        assert relation.claims
        assert set(relation.claims) <= claims.keys()


def test_towns_simulated_have_need_and_stock(pack: Pack):
    for place in SIMULATED:
        for product in ("petrol", "diesel"):
            need = pack.assumption(f"demand.{place}.{product}")
            stock = pack.assumption(f"stock.{place}.{product}")
            assert need.known_from <= pack.simulate_from
            assert stock.known_from <= pack.simulate_from


def test_the_capital_uses_a_third_to_a_half_of_what_is_not_burned_for_power(pack: Pack):
    best = {
        place: sum(pack.assumption(f"demand.{place}.{product}").best or 0
                   for product in ("petrol", "diesel"))
        for place in SIMULATED
    }  # fmt: skip
    assert 0.35 <= best["bamako"] / sum(best.values()) <= 0.5


def test_tanker_capacity_is_an_assumption_until_official_counts(pack: Pack):
    before, after = pack.at(date(2025, 11, 24)), pack.at(date(2025, 11, 25))
    assert before.figure("tanker_capacity") is None
    assert before.assumption("tanker_capacity").best == 42
    found = after.figure("tanker_capacity")
    assert found is not None
    assert found.best == 46


def test_at_hides_all_that_came_later(pack: Pack):
    for day in (date(2025, 8, 25), date(2025, 9, 20), date(2025, 11, 1), date(2025, 11, 24)):
        then = pack.at(day)
        dated = (
            *then.claims, *then.reports.values(), *then.figures, *then.assumptions.values(),
            *then.advisories, *then.relations, *then.exits, *then.questions,
        )  # fmt: skip
        assert all(row.known_from <= day for row in dated)
    assert len(pack.at(date(2025, 9, 20)).claims) < len(pack.at(date(2025, 11, 1)).claims)


def test_customs_volumes_are_known_only_from_the_day_they_were_published(pack: Pack):
    day = date(2025, 11, 25)
    name = "inflow_customs_month"
    assert {f.as_of for f in pack.at(day).figures if f.parameter == name} == {
        "2025-09", "2025-10", "2025-11-01/2025-11-24",
    }  # fmt: skip
    eve = pack.at(day - timedelta(days=1))
    assert not [f for f in eve.figures if f.parameter == name]


def test_a_claim_made_from_a_table_is_not_known_before_its_report(pack: Pack):
    made = [claim for claim in pack.claims if claim.note == PACK_NOTE]
    assert made
    assert all(claim.known_from >= pack.reports[claim.report].known_from for claim in made)


def test_notes_of_figures_tell_nothing_that_came_later(pack: Pack):
    for figure in pack.figures:
        years = [int(year) for year in re.findall(r"\b20[12]\d\b", f"{figure.as_of} {figure.note}")]
        assert all(year <= figure.known_from.year for year in years), figure.id


def test_ransoms_are_only_attributed_and_denials_denied(pack: Pack):
    kinds = {claim.type: claim.assertion for claim in pack.claims if claim.happening}
    assert kinds["ransom_paid"] == kinds["ransom_demand"] == "attributed"
    assert kinds["denial"] == "denied"


def test_nothing_planned_is_told(pack: Pack):
    words = " ".join(claim.words for claim in pack.claims)
    assert "promised for" not in words


def test_no_depot_is_named(pack: Pack):
    notes = " ".join(figure.note for figure in pack.figures)
    words = notes + " ".join(claim.words for claim in pack.claims)
    depots = [row.pattern for row in pack.redactions if row.why == "depot"]
    assert depots
    assert not [name for name in depots if name.casefold() in words.casefold()]


def test_private_names_have_a_neutral_name_and_a_redaction(pack: Pack):
    hidden = [actor for actor in pack.actors.values() if not actor.public]
    patterns = {row.pattern.casefold() for row in pack.redactions}
    assert hidden
    for actor in hidden:
        assert actor.neutral_en
        assert actor.neutral_fr
        names = (actor.name_en, *actor.aliases)
        assert any(name.casefold() in patterns for name in names)


def test_coarse_places_keep_their_precision(pack: Pack):
    found = Counter(place.precision for claim in pack.claims if claim.happening
                    for place in claim.places[:1])  # fmt: skip
    assert found["region"] > 0
    assert found["country"] > 0


def test_copies_of_one_wire_are_one_origin(pack: Pack):
    origins = {report.origin for report in pack.reports.values() if report.source == "allafrica-fr"}
    assert "rfi" in origins
    wires = {"afp", "reuters", "ap", "rfi"}
    assert wires <= {source.origin for source in pack.sources.values()}


def test_grade_a_is_never_given_without_a_reason(pack: Pack):
    assert all(source.note for source in pack.sources.values() if source.reliability == "A")


def test_texts_exist_in_both_languages_and_order_nobody(pack: Pack):
    texts = [(q.text_en, q.text_fr) for q in pack.questions]
    texts += [(wire.text_en, wire.text_fr) for wire in pack.tripwires]
    assert all(english and french and english != french for english, french in texts)
    orders = ("leave ", "prepare ", "close ", "evacuate", "quittez", "partez")
    assert not [t for pair in texts for t in pair if t.casefold().startswith(orders)]


def test_the_basemap_is_small_and_holds_the_country(pack: Pack):
    path = pack.folder / "basemap.geojson"
    assert path.stat().st_size < 300_000
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert pack.country in {feature["properties"].get("country") for feature in features}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_is_a_valid_data_package():
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(pack_folder("mali") / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]


def test_the_data_package_lists_every_file():
    folder = pack_folder("mali")
    listed = {r["path"] for r in json.loads((folder / "datapackage.json").read_text())["resources"]}
    present = {path.name for path in folder.iterdir()} - {"README.md", "datapackage.json"}
    assert present == listed
