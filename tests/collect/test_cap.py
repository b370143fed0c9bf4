"""CAP alerts: a report a language, one origin; faults that decide are named, others are noted."""

import re
from datetime import date

import pytest

from corridor.collect import Item, collect_items
from tests.collect.made import gather

INFO = (
    "<info><language>{lang}</language><category>Security</category><event>Road attack</event>"
    "<urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>"
    "<senderName>{name}</senderName><headline>{head}</headline><description>{text}</description>"
    "<instruction>Avoid the road.</instruction><area><areaDesc>Cercle de Kati</areaDesc></area></info>"
)
ENGLISH = INFO.format(lang="en-GB", name="Civil Protection", head="Tankers burned", text="Gunmen burned three tankers near Kati.\n\nResidents fled.")  # fmt: skip
FRENCH = INFO.format(lang="fr", name="Protection civile", head="Citernes brûlées", text="Des hommes armés ont incendié trois citernes près de Kati.")  # fmt: skip
HEAD = {
    "identifier": "ML-7",
    "sender": "alerts@civil.example",
    "sent": "2025-10-30T18:00:00+00:00",
    "status": "Actual",
    "msgType": "Alert",
    "scope": "Public",
}


def cap(*infos: str, version: str = "1.2", prefix: str = "", **head: str | None) -> bytes:
    """An alert; a part of the head that is None is left out."""
    parts = [f"<{k}>{v}</{k}>" for k, v in {**HEAD, **head}.items() if v is not None]
    text = f"<alert xmlns='urn:oasis:names:tc:emergency:cap:{version}'>{''.join((*parts, *infos))}</alert>"
    if prefix:
        text = re.sub(r"<(/?)(\w)", rf"<\1{prefix}:\2", text).replace("xmlns=", f"xmlns:{prefix}=")
    return f"<?xml version='1.0'?>{text}".encode()


@pytest.mark.parametrize("name", ["a.cap", "a.xml", "a"])
@pytest.mark.parametrize("prefix", ["", "cap"])
def test_each_language_is_a_report_and_all_are_one_origin(context, name, prefix):
    found = gather([Item(name, data=cap(ENGLISH, FRENCH, prefix=prefix))], context)
    assert (found.skipped, found.notices) == ([], [])
    one, two = found.reports
    assert one.text == (
        "Tankers burned\n\nGunmen burned three tankers near Kati.\n\nResidents fled.\n\n"
        "Avoid the road.\n\nCercle de Kati"
    )
    assert (one.title, one.language, two.language) == ("Tankers burned", "en", "fr")
    assert one.published == one.known_from == date(2025, 10, 30)
    assert one.source != two.source
    assert one.origin == two.origin == "civil-protection"


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"identifier": None}, "<identifier> is missing"),
        ({"sender": ""}, "<sender> is empty"),
        ({"sent": "30 October"}, "<sent> is '30 October'"),
        ({"sent": "2025-13-30T18:00:00+00:00"}, "<sent>"),
        ({"status": "Real"}, "allowed: Actual, Exercise"),
        ({"msgType": "News"}, "allowed: Alert, Update"),
        ({"scope": None}, "<scope> is missing"),
        ({"status": "Exercise"}, "no alert in earnest"),
        ({"status": "Test"}, "no alert in earnest"),
        ({"status": "Draft"}, "no alert in earnest"),
        ({"msgType": "Ack"}, "a reply"),
        ({"msgType": "Cancel", "references": "a,b,c"}, "withdraws a,b,c"),
    ],
)
def test_what_decides_must_be_there_and_an_alert_must_be_meant(context, part, says):
    assert says in gather([Item("a.cap", data=cap(ENGLISH, **part))], context).why


def test_other_faults_are_noted_and_the_alert_is_kept(context):
    empty = ENGLISH.replace("Immediate", "").replace("Severe", "Bad")
    found = gather([Item("a.cap", data=cap(empty, references="", scope="Private"))], context)
    assert len(found.reports) == 1
    told = " ".join(row.what for row in found.notices)
    for words in (
        "<references> is empty",
        "<urgency> is empty",
        "<severity> is 'Bad'",
        "scope is Private",
    ):
        assert words in told


def test_an_older_version_may_lack_the_scope_and_an_unknown_one_is_refused(context):
    assert gather([Item("a.cap", data=cap(ENGLISH, version="1.0", scope=None))], context).only
    assert "CAP 1.0, 1.1, 1.2" in gather([Item("a.cap", data=cap(version="9.9"))], context).why
    assert "root is <html>" in gather([Item("a.cap", data=b"<html></html>")], context).why


def test_an_alert_that_says_nothing_is_listed(context):
    assert "no <info>" in gather([Item("a.cap", data=cap())], context).why
    bare = re.sub(r"<(headline|description|instruction|area)>.*</\1>", "", ENGLISH, flags=re.DOTALL)
    assert "no text" in gather([Item("a.cap", data=cap(bare))], context).why


@pytest.mark.parametrize("data", [b"\xa1\xb2\xc3\xd4 a capture", b"<alert", cap(ENGLISH)[:-9], b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + cap(ENGLISH)[21:]])  # fmt: skip
def test_broken_files_give_a_reason(context, data):
    assert gather([Item("a.cap", data=data)], context).why


def test_from_the_network_it_is_told_by_its_media_type(context):
    item = Item("http://a.example/7", data=cap(ENGLISH), url="http://a.example/7", content_type="application/cap+xml")  # fmt: skip
    assert gather([item], context).only.url == "http://a.example/7"


SAMPLES = {
    "australia.cap": 1, "canada.cap": 2, "canada_errors.cap": 1, "earthquake.cap": 1, "invalid.cap": "<scope> is missing",
    "no_optional_fields.cap": "no <info>", "noaa_errors.cap": 1, "oasis_amber_alert_1.2.xml": 2, "wcatwc-warning.cap": 1,
    "weather.cap": 1, "xee.cap": "declares entities",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_public_samples_give_reports_or_a_clear_reason(context, shared, name):
    found = collect_items([Item(name, shared / "cap" / name)], context)
    want = SAMPLES[name]
    if isinstance(want, int):
        assert (len(found.reports), found.skipped) == (want, ())
        assert len({report.origin for report in found.reports}) == 1
    else:
        assert not found.reports
        assert want in found.skipped[0].what
