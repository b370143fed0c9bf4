"""`corridor export`: CAP and Atom from the command line, within the limits of both."""

import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from corridor.cli import main

FAST = ("--as-of", "2025-11-01", "--days", "10", "--members", "50")
ATOM = "{http://www.w3.org/2005/Atom}"
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


def export(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words])


def test_an_alert_is_a_draft_by_its_sender(tmp_path):
    out = tmp_path / "alert.cap"
    result = export("cap", *FAST, "--sender", "office@example.org", "--out", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    alert = ET.fromstring(out.read_text(encoding="utf-8"))  # noqa: S314 - our own output
    assert alert.findtext(f"{CAP}sender") == "office@example.org"
    assert alert.findtext(f"{CAP}status") == "Draft"
    assert len(alert.findall(f"{CAP}info")) == 2


def test_a_feed_can_be_kept_to_places_and_days():
    def entries(*words: str) -> int:
        result = export("atom", *FAST, *words)
        assert result.exit_code == 0, result.stderr
        return len(ET.fromstring(result.stdout).findall(f"{ATOM}entry"))  # noqa: S314 - our own

    every = entries()
    assert 0 < entries("--place", "bamako") < every
    assert entries("--last-days", "1") <= every <= entries("--last-days", "60")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("cap",), "needs --sender"),
        (("cap", "--sender", "a@b.org", "--audience", "public"), "never for the public"),
        (("cap", "--sender", "a b"), "without spaces"),
        (("atom", "--json"), "XML"),
        (("atom", "--place", "atlantis"), "has no 'atlantis'"),
        (("atom", "--corridor", "nowhere-x"), "has no 'nowhere-x'"),
        (("shapefile",), "not one of"),
    ],
)
def test_what_does_not_go_is_wrong_usage(words, says):
    result = export(*words, *FAST)
    assert result.exit_code == 2
    assert says in result.stderr
