"""What the bundled packs say in French: every reason of an assumption, every note of a tie."""

import re

import pytest

from corridor.packs import Pack, list_packs, load_pack
from corridor.packs.french import REASONS, reasons, texts
from corridor.packs.load import pack_folder
from corridor.protect import redactor
from corridor.records.errors import PackError
from corridor.records.units import knows_unit

NUMBER = re.compile(r"\d+(?:[.,\u202f]\d+)*")


@pytest.fixture(scope="module", params=list_packs())
def bundled(request) -> Pack:
    return load_pack(request.param)


def test_every_assumption_has_its_reason_in_french(bundled: Pack):
    missing = sorted(x.id for x in bundled.assumptions.values() if not x.reason_fr)
    assert missing == [], f"add their reasons to {REASONS} (columns reason, reason_fr)"


def test_french_reasons_hold_the_same_numbers(bundled: Pack):
    def digits(text: str) -> list[str]:
        return sorted(re.sub(r"\D", "", found) for found in NUMBER.findall(text))

    for one in bundled.assumptions.values():
        english, french = digits(one.reason), digits(one.reason_fr)
        # "160-200 thousand" and "160 000 à 200 000" are the same: no reason says it so today.
        assert english == french, one.id


def test_every_coded_claim_is_told_in_french_as_redacted():
    pack = load_pack("mali")
    rewrite = redactor(pack)
    coded = {rewrite(c.words) for c in pack.claims if re.match(r"ML\d", c.id)}
    assert coded - set(pack.in_french) == set()
    assert all(rewrite(french) == french for french in pack.in_french.values())


def test_french_paraphrases_hold_no_number_of_their_own():
    def digits(text: str) -> set[str]:
        return set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u202f ](?=\d)", "", text)))

    for english, french in load_pack("mali").in_french.items():
        added = digits(french) - digits(english)
        assert added <= SPELLED, english


SPELLED = {"1"}
"""Written as a word in English: `by one in ten`."""


def test_every_unit_of_an_assumption_is_told_in_french(bundled: Pack):
    unknown = {x.unit for x in bundled.assumptions.values()} - {""}
    assert {unit for unit in unknown if not knows_unit(unit)} == set()


def test_every_note_of_a_tie_is_told_in_french():
    assert [x.id for x in load_pack("mali").relations if x.note and not x.note_fr] == []


def test_a_changed_reason_has_no_french():
    row = load_pack("mali").assumptions["access.silence"]
    changed = row.model_copy(update={"reason": row.reason + " Changed."})
    found = reasons({row.id: changed}, pack_folder("mali"))
    assert found[row.id].reason_fr == ""


def test_a_reason_told_twice_is_refused(tmp_path):
    (tmp_path / REASONS).write_text("reason,reason_fr\na,b\na,c\n", encoding="utf-8")
    with pytest.raises(PackError, match="twice"):
        texts(tmp_path / REASONS)


def test_an_advisory_is_told_in_french_where_french_tells_all_of_it():
    pack = load_pack("mali")
    told = {claim.paraphrase: pack.in_french.get(claim.paraphrase or "") for claim in pack.claims}
    assert told["Spain: Recommended departure; no evacuation planned"] == (
        "Espagne : Départ recommandé ; aucune évacuation prévue"
    )
    staffed = [words for words in told if words and words.startswith("France: Extra vigilance")]
    assert staffed == ["France: Extra vigilance; embassy open"]
    assert told[staffed[0]] is None
    assert not any("none stated" in (words or "") for words in told)
