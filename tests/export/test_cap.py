"""CAP: valid, a draft, restricted, in two languages, with sources and without advice."""

from pathlib import Path
from xml.etree.ElementTree import fromstring as parse

import pytest

from corridor.export import cap_alert
from corridor.records.errors import UsageError

SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "data" / "cap" / "CAP-v1.2.xsd"
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


@pytest.fixture(scope="module")
def alert(situation, pack):
    return cap_alert(situation, pack, sender="office@example.org")


def test_the_alert_is_valid_against_the_schema_of_oasis(alert):
    etree = pytest.importorskip("lxml.etree", reason="lxml checks the schema")
    if not SCHEMA.exists():
        pytest.skip("the OASIS schema is not beside the project")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    schema.assertValid(etree.fromstring(alert.encode()))


def test_it_is_a_restricted_draft_without_a_judgement_of_ours(alert):
    root = parse(alert)  # noqa: S314  # our own output
    assert root.findtext(f"{CAP}status") == "Draft"
    assert root.findtext(f"{CAP}scope") == "Restricted"
    assert root.findtext(f"{CAP}sent") == "2025-11-01T23:59:59+00:00"
    assert root.findall(f".//{CAP}instruction") == []
    assert {x.text for x in root.iter(f"{CAP}severity")} == {"Unknown"}
    assert [x.text for x in root.iter(f"{CAP}language")] == ["en-GB", "fr-FR"]


def test_only_met_tripwires_stand_in_it_with_their_sources(alert):
    assert "A road is blocked. one report" in alert
    assert "Une route coupée" in alert
    assert "UNMET" not in alert
    assert "https://example.org/a?b=1&amp;c=2" in alert


def test_a_partner_sees_nothing_that_rests_on_confidential_reports(situation, pack):
    for_partner = cap_alert(situation, pack, sender="office", audience="partner")
    assert "SECRET" not in for_partner
    assert "SECRET" in cap_alert(situation, pack, sender="office")


def test_two_runs_give_the_same_bytes(situation, pack, alert):
    assert cap_alert(situation, pack, sender="office@example.org") == alert


@pytest.mark.parametrize("wrong", [{"sender": "two words"}, {"sender": ""},
                                   {"sender": "x", "audience": "public"}])  # fmt: skip
def test_unusable_calls_say_what_is_allowed(situation, pack, wrong):
    with pytest.raises(UsageError, match="Allowed"):
        cap_alert(situation, pack, **wrong)
