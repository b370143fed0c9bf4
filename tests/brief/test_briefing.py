"""The Briefing itself: order, bottom line, staleness, languages, audiences, files."""

import json
import re
from datetime import date

import pytest

from corridor.brief import build
from corridor.brief.front import WORDS, word_count
from corridor.records.errors import UsageError
from corridor.records.posture import Posture

FILES = ["brief.html", "brief.pdf", "brief.json", "map.geojson", "events.csv"]
HIDDEN = ("0.4317", "1.3719", "4.4613", "2.3717", "5.1371", "9.2719", "3.3171", "6.7193", "19.037")
DAYS = re.compile(r"(?<![–\d])\d+[.,]\d+\s*(?:–\s*\d+[.,]?\d*\s*)?(?:days|jours)\b")


def words(briefing):
    statements = briefing.section("bottom_line").blocks[0].statements
    return sum(word_count(statement.text) for statement in statements)


def numbers(briefing):
    """Every figure shown, in one form: as data and as text, None for words of others."""
    found = []
    groups = "\u202f\u2009 " + ("," if briefing.lang == "en" else "")

    def visit(value):
        if isinstance(value, dict):
            data = [value.get(key) for key in ("low", "best", "high", "day", "state")]
            text, own = value.get("text", ""), not value.get("lang")
            plain = re.sub(rf"(?<=\d)[{groups}](?=\d{{3}})", "", text).replace(",", ".")
            found.append((data, sorted(re.findall(r"\d+(?:\.\d+)?", plain)) if own else None))
            for part in value.values():
                visit(part)
        elif isinstance(value, list):
            rows = all(isinstance(part, dict) and "cells" in part for part in value)
            # Tables in alphabetical order differ between the languages.
            for part in sorted(value, key=lambda row: row["id"]) if rows else value:
                visit(part)

    document = json.loads(briefing.to_json())
    visit([document["sections"], document["notes"]])
    return found


def test_english_and_french_show_the_same_figures(briefings):
    for audience in ("local", "public"):
        english, french = numbers(briefings["en", audience]), numbers(briefings["fr", audience])
        assert len(english) == len(french)
        for (data, text), (donnees, texte) in zip(english, french, strict=True):
            assert data == donnees
            assert text == texte or None in (text, texte)


def test_the_bottom_line_is_short_in_both_languages_and_opens_its_sources(briefings):
    for lang in ("en", "fr"):
        briefing = briefings[lang, "local"]
        assert 20 < words(briefing) <= WORDS
        for statement in briefing.section("bottom_line").blocks[0].statements:
            assert statement.claims or statement.assumptions
            assert statement.note


def test_staleness_comes_first(situation, pack):
    cutoff = situation.cutoff.model_copy(update={"stale": True, "age_days": 23,
                                                 "newest_report": date(2025, 10, 9)})  # fmt: skip
    briefing = build(situation.model_copy(update={"cutoff": cutoff}), pack)
    assert "23" in briefing.header.warning
    assert "not now" in briefing.header.warning
    assert build(situation, pack).header.warning == ""


def test_the_sections_stand_in_the_order_of_the_design(briefings):
    order = [section.id for section in briefings["en", "local"].sections]
    assert order == [
        "bottom_line", "contradictions", "posture", "changes", "map", "tripwires", "access",
        "supply", "exits", "outlook", "background", "unknowns", "events", "disputes",
        "assumptions", "sources", "limits",
    ]  # fmt: skip


def test_contradictions_stand_on_page_one_with_both_accounts(briefings):
    table = briefings["en", "local"].section("contradictions").blocks[0]
    assert [len(row.lines) for row in table.rows] == [2]


def test_a_report_the_model_cannot_follow_is_named_among_what_is_not_known(briefings):
    def said(audience):
        block = briefings["en", audience].section("unknowns").blocks[0]
        return " ".join(" ".join(statement.text for statement in block.statements).split())

    assert "stock, Bamako, diesel (1 Oct – 31 Oct)" in said("local")
    assert "entries (" not in said("local"), "the model follows that one"


def test_no_planned_claim_reaches_any_file(situation, pack, tmp_path):
    claim = situation.claims[-1].model_copy(
        update={"assertion": "planned", "paraphrase": "ZZZ convoy on Monday"}
    )
    event = next(x for x in situation.events if claim.id in x.claims)
    events = (
        *(x for x in situation.events if x is not event),
        event.model_copy(update={"assertion": "planned", "summary": "ZZZ convoy on Monday"}),
    )
    changed = situation.model_copy(
        update={"claims": (*situation.claims[:-1], claim), "events": events}
    )
    for path in build(changed, pack).save(tmp_path):
        assert b"ZZZ" not in path.read_bytes(), path.name


def test_the_public_sees_bands_and_no_days(briefings):
    for lang in ("en", "fr"):
        briefing = briefings[lang, "public"]
        assert [x for x in briefing.section("supply").blocks if x.id == "cover"] == []
        document = json.loads(briefing.to_json())
        shown = json.dumps(
            [s for s in document["sections"] if s["id"] not in {"events", "background"}],
            ensure_ascii=False,
        )
        assert DAYS.findall(shown) == []
        for hidden in HIDDEN:
            assert hidden not in shown
        assert not re.search(r'"unit": "days', shown)


def test_a_restricted_claim_stays_with_those_who_may_see_it(with_handling, pack):
    for handling, seen in (("restricted", {"local", "partner"}), ("confidential", {"local"})):
        situation = with_handling(handling)
        for audience in ("local", "partner", "public"):
            briefing = build(situation, pack, audience=audience)
            found = "onerror" in briefing.to_json() + "".join(briefing.attachments.values())
            assert found is (audience in seen)
            assert briefing.header.handling == (handling if audience in seen else "public")


def test_an_empty_situation_still_makes_a_whole_briefing(situation, pack, tmp_path):
    blank = situation.model_copy(update={
        "access": situation.access.model_copy(update={"roads": (), "corridors": (), "towns": ()}),
        "supply": situation.supply.model_copy(update={"places": (), "power": (),
                                                      "observations": (),
                                                      "national": type(situation.supply.national)()}),
        "exits": situation.exits.model_copy(update={"ways": ()}),
        "outlook": situation.outlook.model_copy(update={"forecasts": ()}),
        "posture": Posture(as_of=situation.as_of), "events": (), "relations": (), "claims": (),
        "contradictions": (), "changes": (), "changes_since": None, "assumptions": (),
        "reports": (),
    })  # fmt: skip
    paths = build(blank, pack).save(tmp_path)
    assert [path.name for path in paths] == FILES


def test_saving_twice_gives_the_same_bytes(situation, pack, saved, tmp_path):
    again = build(situation, pack).save(tmp_path / "new" / "folder")
    assert [path.name for path in again] == FILES
    for path in again:
        assert path.read_bytes() == saved[path.name].read_bytes(), path.name
    assert [
        path.name for path in (tmp_path / "new" / "folder").iterdir() if ".part" in path.name
    ] == []


@pytest.mark.parametrize("wrong", [{"lang": "de"}, {"audience": "press"}])
def test_unknown_language_or_audience_is_refused(situation, pack, wrong):
    with pytest.raises(UsageError, match="Allowed"):
        build(situation, pack, **wrong)


def test_actors_carry_neutral_names_and_private_ones_none(situation, pack):
    from corridor.brief.view import View

    view = View(situation, pack, "en", "local")
    for actor in pack.actors.values():
        shown = view.actor(actor.id)
        if not actor.public:
            assert actor.name_en not in shown
        elif actor.neutral_en:
            assert shown == actor.neutral_en


def test_two_corridors_from_one_port_are_told_apart_by_their_border_posts(briefings):
    for lang, names in (("en", ("Zegoua", "Kadiana")), ("fr", ("Zégoua", "Kadiana"))):
        told = briefings[lang, "local"].section("bottom_line").blocks[0].statements
        text = " ".join(statement.text for statement in told)
        assert all(f"Abidjan–{name}" in text for name in names)
        assert "Dakar–" not in text


def test_a_limited_way_by_a_contested_road_says_so(situation, pack):
    def told(state):
        road = next(way for way in situation.exits.ways if way.kind == "road")
        ways = (road.model_copy(update={"state": "limited"}),)
        corridors = tuple(
            x.model_copy(update={"state": state}) if x.id == road.corridor else x
            for x in situation.access.corridors
        )
        changed = situation.model_copy(update={
            "exits": situation.exits.model_copy(update={"ways": ways}),
            "access": situation.access.model_copy(update={"corridors": corridors}),
        })  # fmt: skip
        lines = build(changed, pack).section("bottom_line").blocks[0].statements
        return " ".join(line.text for line in lines)

    assert "Road to the west – limited, contested" in told("contested")
    assert "Road to the west – limited." in told("open")
