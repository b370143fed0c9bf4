"""Rule 1: nothing without its source. brief.json is walked from end to end."""

import json
import re

import pytest

from corridor.brief import METADATA_KEYS, Briefing, build

DIGIT = re.compile(r"\d")
ENDS = ("claims", "assumptions", "sources")


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def states_something(part):
    """Whether an object holds a number, a day or a status of its own."""
    numbers = any(is_number(value) for value in part.values())
    status = any(part.get(key) not in (None, "", "not_known") for key in ("state", "day"))
    rows = any(is_number(x) for row in part.get("data", []) for x in row)
    sentence = set(part) <= {"text", "lang", "basis", "claims", "assumptions", "note"}
    spoken = sentence and part.get("basis", "none") != "none" and DIGIT.search(part["text"])
    return bool(numbers or status or rows or spoken)


def objects(value, path="$"):
    if isinstance(value, dict):
        yield path, value
        for key, part in value.items():
            if key not in METADATA_KEYS:
                yield from objects(part, f"{path}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from objects(part, f"{path}[{number}]")


def untraced(document):
    return [
        (path, part.get("text"))
        for path, part in objects(document)
        if path != "$" and states_something(part)
        and not (part.get("claims") or part.get("assumptions"))
    ]  # fmt: skip


def dangling(document):
    """Ids and note numbers that the tables of the document do not resolve."""
    notes = {note["number"]: note for note in document["notes"]}
    found = []
    for path, part in objects({**document, **{key: {} for key in ENDS}}):
        if "claims" not in part and "assumptions" not in part:
            continue
        found += [(path, x) for x in part.get("claims", ()) if x not in document["claims"]]
        found += [
            (path, x) for x in part.get("assumptions", ()) if x not in document["assumptions"]
        ]
        note = part.get("note")
        if note and notes[note]["claims"] != list(part.get("claims", [])):
            found.append((path, f"note {note}"))
    for name, claim in document["claims"].items():
        if claim["source"] not in document["sources"]:
            found.append((name, claim["source"]))
    return found


def check(briefing):
    document = json.loads(briefing.to_json())
    assert untraced(document) == []
    assert dangling(document) == []
    return document


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("audience", ["local", "partner", "public"])
def test_every_number_and_status_opens_to_claims_or_assumptions(briefings, lang, audience):
    document = check(briefings[lang, audience])
    shown = [part for _, part in objects(document) if states_something(part)]
    assert len(shown) > 200, "the walk must have something to look at"


def test_every_claim_names_its_outlet_its_dates_and_grades(briefings):
    for claim in briefings["en", "local"].claims.values():
        assert claim.words
        assert claim.outlet
        assert claim.known_from <= briefings["en", "local"].header.as_of
        assert claim.reliability in "ABCDEF"


def test_every_assumption_names_its_reason(briefings):
    for item in briefings["en", "local"].assumptions.values():
        assert item.reason
        assert item.best is not None


def test_the_walk_sees_a_number_without_source(briefings):
    document = json.loads(briefings["en", "local"].to_json())
    document["sections"][0]["blocks"].append({"kind": "text", "best": 3.0})
    assert untraced(document) != []


def test_what_rests_on_nothing_is_left_out_and_counted(situation, pack):
    bare = situation.supply.places[0].model_copy(update={"claims": (), "assumptions": ()})
    supply = situation.supply.model_copy(update={"places": (bare,)})
    briefing = build(situation.model_copy(update={"supply": supply}), pack)
    check(briefing)
    text = json.dumps(briefing.section("supply").to_dict())
    assert '"low":0.43' not in text.replace(" ", "")
    remarks = [x for b in briefing.section("limits").blocks for x in b.remarks]
    assert any("left out" in x for x in remarks)


def test_the_json_comes_back_as_the_same_briefing(briefings):
    text = briefings["fr", "local"].to_json()
    assert Briefing.model_validate_json(text).to_json() == text


@pytest.mark.slow
def test_a_real_situation_is_traceable_in_both_languages():
    corridor = pytest.importorskip("corridor")
    situation = corridor.assess("mali", as_of="2025-11-01", members=60, days=40, changes=False)
    pack = corridor.load_pack("mali").at(situation.as_of)
    for lang in ("en", "fr"):
        document = check(build(situation, pack, lang=lang))
        assert len(document["claims"]) > 100
