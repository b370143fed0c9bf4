"""A small Situation by hand: two events, a met tripwire, one restricted report."""

from datetime import date

import pytest

from corridor.packs import load_pack
from corridor.records.access import Access
from corridor.records.events import Event
from corridor.records.exits import Exits
from corridor.records.outlook import Outlook
from corridor.records.posture import Posture, Tripwire
from corridor.records.report import Claim, PlaceRef, Report
from corridor.records.situation import Cutoff, Situation
from corridor.records.supply import Supply

AS_OF = date(2025, 11, 1)
HOSTILE = "Tom & <b>Jerry</b> \x00 ]]> é"


@pytest.fixture(scope="session")
def pack():
    return load_pack("mali").at(AS_OF)


def report(name, handling="public", url="https://example.org/a?b=1&c=2"):
    return Report(id=name, source="own-report", origin="own", url=url, known_from=AS_OF,
                  published=AS_OF, handling=handling)  # fmt: skip


def claim(name, of, words, assertion="asserted"):
    return Claim(id=name, report=of, paraphrase=words, kind="event", type="road_blockage",
                 assertion=assertion, confidence=0.5, known_from=AS_OF)  # fmt: skip


def event(name, claims, place, words, assertion="asserted"):
    return Event(id=name, kind="event", type="road_blockage", claims=claims, known_from=AS_OF,
                 updated=AS_OF, summary=words, assertion=assertion, reliability="C",
                 credibility=3, place=PlaceRef(name=place, id=place, precision="town"))  # fmt: skip


@pytest.fixture(scope="session")
def situation(pack):
    claims = (
        claim("c1", "r1", HOSTILE), claim("c2", "r2", "SECRET words"),
        claim("c3", "r1", "PLAN", "planned"),
    )  # fmt: skip
    events = (
        event("e1", ("c1",), "kati", HOSTILE), event("e2", ("c2",), "segou", "SECRET words"),
        event("e3", ("c3",), "kati", "PLAN", "planned"),
    )  # fmt: skip
    level = pack.ladder[1]
    wires = (
        Tripwire(id="w1", level=level.id, text_en="A road is blocked", text_fr="Une route coupée",
                 state="met", why_en="one report", why_fr="un rapport", claims=("c1",)),
        Tripwire(id="w2", level=level.id, text_en="SECRET wire", text_fr="SECRET seuil",
                 state="met", claims=("c2",)),
        Tripwire(id="w3", level=level.id, text_en="UNMET", text_fr="UNMET", state="not_met",
                 claims=("c1",)),
    )  # fmt: skip
    return Situation(
        pack=pack.id, pack_version="1", as_of=AS_OF, days=30, members=100, seed=0, version="0",
        inputs_digest="ab" * 32, cutoff=Cutoff(as_of=AS_OF), access=Access(as_of=AS_OF),
        supply=Supply(as_of=AS_OF), exits=Exits(as_of=AS_OF), outlook=Outlook(as_of=AS_OF),
        posture=Posture(as_of=AS_OF, ladder=pack.ladder, level=level.id, tripwires=wires),
        events=events, claims=claims,
        reports=(report("r1"), report("r2", "confidential", "javascript:alert(1)")),
    )  # fmt: skip
