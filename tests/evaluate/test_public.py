from datetime import date

import pytest

from corridor.evaluate.mucslots import days_in, template_slots
from corridor.evaluate.public import (
    evaluate_muc,
    evaluate_plover,
    find_public,
    muc_day,
    muc_types,
    plover_root,
)
from corridor.records.event_types import event_types

TEXT = (
    "SAN SALVADOR, 17 FEB 90 (EFE) -- GUERRILLAS BOMBED A BRIDGE AND KIDNAPPED A MAYOR. "
    "THEY ROBBED A BANK. A BUS BURNED."
)


def template(kind, **fields):
    return {"doc": "m-1", "type": [kind], "optional": False, **fields}


def test_the_table_names_known_types_only():
    assert set(muc_types()) <= set(event_types())


def test_the_dateline_gives_the_day():
    assert muc_day(TEXT) == date(1990, 2, 17)
    assert muc_day("NO DATELINE") == date(1990, 1, 1)


def test_days_of_a_range():
    assert days_in("17 FEB 90 - 18 FEB 90") == ("1990-02-17", "1990-02-18")


def test_plover_takes_the_most_confident_claim(claim, told):
    record = {"id": "p-1", "date": "2000-01-01", "event": "THREATEN", "text": "X threatened Y."}
    sure = claim(record["text"], "X threatened Y", type="threat", confidence=0.9)
    unsure = claim(record["text"], "threatened", type="killing", confidence=0.4)
    found = evaluate_plover(told({"p-1": (unsure, sure)}), [record])
    assert (found.f1, found.any_recall) == (1, 1)
    turned = evaluate_plover(
        told({"p-1": (unsure.model_copy(update={"confidence": 0.95}), sure)}), [record]
    )
    assert (turned.f1, turned.any_recall) == (0, 1)
    assert evaluate_plover(told(), [record]).f1 == 0


def test_a_denial_is_rejection(claim):
    denied = claim("X denied it", "X denied it", type="killing", assertion="denied")
    assert plover_root(denied) == "REJECT"


def test_muc_types_are_scored_as_sets_of_a_text(claim, told):
    documents = [{"id": "m-1", "text": TEXT}, {"id": "m-2", "text": "NOTHING HERE"}]
    templates = [
        template("BOMBING", location=["EL SALVADOR: SAN SALVADOR (CITY)"]),
        template("KIDNAPPING"),
        template("ROBBERY", optional=True),
        {"doc": "m-2", "template": None},
    ]
    answers = (
        claim(TEXT, "GUERRILLAS BOMBED A BRIDGE", type="explosive_device"),
        claim(TEXT, "ROBBED A BANK", type="looting", id="optional"),
        claim(TEXT, "KIDNAPPED A MAYOR", type="kidnapping", assertion="denied"),
        claim(TEXT, "A BUS BURNED", type="vehicle_burned"),
    )
    found = evaluate_muc(told({"m-1": answers}), documents, templates)
    assert (found.wanted, found.found, found.right) == (2, 2, 1)
    assert found.f1 == 0.5
    assert found.classes == {"ARSON": 0, "BOMBING": 1, "KIDNAPPING": 0}


def test_alternatives_of_a_type_are_not_punished(claim, told):
    documents = [{"id": "m-1", "text": TEXT}]
    answers = (claim(TEXT, "BOMBED", type="convoy_attack"),)
    found = evaluate_muc(told({"m-1": answers}), documents, [template("BOMBING / ATTACK")])
    assert (found.wanted, found.found) == (1, 0)


def test_slots_are_filled_by_any_shared_word(claim, told):
    gold = template(
        "BOMBING",
        location=["EL SALVADOR: SAN SALVADOR (CITY)"],
        date=["17 FEB 90"],
        perp_org=['"FMLN"'],
        perp_org_confidence=['REPORTED AS FACT: "FMLN"'],
    )
    answer = claim(
        TEXT, "GUERRILLAS BOMBED A BRIDGE", type="explosive_device",
        places=[{"name": "San Salvador"}],
        actors=[{"role": "actor", "name": "guerrillas"}],
        time={"start": "1990-02-17", "end": "1990-02-17", "precision": "day"},
    )  # fmt: skip
    found = evaluate_muc(told({"m-1": (answer,)}), [{"id": "m-1", "text": TEXT}], [gold])
    assert found.slots == {
        "location": 1, "perpetrator": 0, "target": None, "date": 1, "confidence": 1,
    }  # fmt: skip


def test_a_claim_of_doubt_is_a_confidence_of_its_own():
    slots = template_slots(template("ATTACK", perp_org_confidence=['POSSIBLE: "FMLN"']))
    assert slots["confidence"] == {"attributed"}


def test_public_sets_are_looked_for_in_two_places(tmp_path):
    evals = tmp_path / "checkout" / "evals"
    evals.mkdir(parents=True)
    assert find_public(evals) is None
    beside = tmp_path / "shared" / "data" / "reading"
    beside.mkdir(parents=True)
    assert find_public(evals) == beside
    (evals / "public").mkdir()
    assert find_public(evals) == evals / "public"


@pytest.mark.parametrize("name", ["plover_dev", "muc4_dev"])
def test_the_public_files_are_where_they_are_expected(shared, name):
    assert list((shared / "reading" / name).glob("*.jsonl"))
