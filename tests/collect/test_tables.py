"""Tables and exports: coded rows become claims with a paraphrase; texts become reports."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from corridor.collect import Context, Item, collect
from corridor.collect.acled import type_of
from corridor.collect.countries import country_of, country_of_fips
from corridor.collect.days import NoDayError, parse_day
from corridor.collect.gdelt import COLUMNS as GDELT
from corridor.collect.gdelt import meaning_of
from corridor.collect.ucdp import COLUMNS as UCDP
from corridor.collect.ucdp import released
from corridor.records.event_types import event_types
from corridor.records.report import COARSE_PLACES
from tests.collect.made import TODAY, WORDS, acled, gather, xlsx


def table(*rows: dict[str, object]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_an_acled_row_is_a_claim_with_the_coders_note(read):
    found = read("a.csv", table(acled()))
    (claim,) = found.claims
    assert (claim.type, claim.paraphrase, claim.quote) == (
        "armed_clash",
        "Made-up note of a clash.",
        None,
    )
    assert (claim.places[0].id, claim.places[0].country) == ("kayes", "ML")
    assert (claim.figures[0].best, claim.figures[0].of) == (4, "killed")
    assert claim.time.start == date(2025, 9, 14)
    assert claim.known_from == date(2025, 9, 24), "the day of the time stamp"
    assert claim.actors[0].id == "jnim"
    assert found.reports[0].source == "acled"


def test_acled_as_json_and_xlsx_gives_the_same_claim(read):
    rows = [acled()]
    from_csv = read("a.csv", table(*rows)).claims
    assert read("a.json", json.dumps({"status": 200, "data": rows})).claims == from_csv
    assert read("a.xlsx", xlsx([list(rows[0]), list(rows[0].values())])).claims == from_csv


def test_a_larger_region_of_acled_has_no_point(read):
    (claim,) = read("a.csv", table(acled(geo_precision="3"))).claims
    assert (claim.places[0].precision, claim.places[0].lat, claim.places[0].id) == (
        "region",
        None,
        None,
    )


def test_acled_kinds_without_a_type_are_counted_not_lost(read):
    found = read("a.csv", table(acled(sub_event_type="Other"), acled()))
    assert len(found.claims) == 1
    assert "Other (1)" in found.notices[0].what


def test_a_broken_row_names_file_row_column_and_what_is_allowed(read):
    found = read("a.csv", table(acled(), acled(event_id_cnty="MLI2", latitude="north")))
    assert len(found.claims) == 1
    (row,) = found.skipped
    assert row.where == "a.csv, row 3, column 'latitude'"
    assert "allowed" in row.what


DOCUMENTED = (
    "Armed clash", "Government regains territory", "Non-state actor overtakes territory", "Sexual violence", "Attack",
    "Abduction/forced disappearance", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED", "Grenade", "Peaceful protest", "Protest with intervention",
    "Excessive force against protesters", "Excessive force against protestors", "Violent demonstration", "Mob violence",
    "Agreement", "Arrests", "Headquarters or base established", "Looting/property destruction",
    "Non-violent transfer of territory",
)  # fmt: skip
"""ACLED's sub-events with a type here, as its codebook lists and its exports spell them."""
LEFT_OUT = ("Chemical weapon", "Change to group/activity", "Disrupted weapons use", "Other")


def test_every_sub_event_of_the_codebook_has_a_type_or_is_left_out_knowingly():
    assert [name for name in DOCUMENTED if type_of(name, "1") is None] == []
    assert [name for name in LEFT_OUT if type_of(name, "1") is not None] == []


@pytest.mark.parametrize("day", ["14 September 2025", "2025-09-14", "14-09-2025", "14/09/2025"])
def test_acled_days_are_read_as_its_exports_have_written_them(read, day):
    (claim,) = read("a.csv", table(acled(event_date=day))).claims
    assert claim.time.start == date(2025, 9, 14)


def test_an_acled_day_in_figures_is_day_first_as_its_codebook_says(read):
    (claim,) = read("a.csv", table(acled(event_date="03-04-2025"))).claims
    assert claim.time.start == date(2025, 4, 3)


def test_columns_that_acled_removed_or_added_are_not_needed(read):
    row = acled()
    for name in ("disorder_type", "civilian_targeting", "tags", "region", "source_scale", "iso"):
        del row[name]
    old = row | {"data_id": "8", "event_id_no_cnty": "1", "iso3": "MLI"}
    assert read("a.csv", table(old)).claims[0].places[0].country == "ML"


def test_every_type_that_exports_lead_to_is_in_the_catalogue():
    kinds = event_types()
    assert {type_of(kind.acled, "1") for kind in kinds.values()} - {None} <= set(kinds)
    codes = [
        f"{root:02d}{rest}"
        for root in range(1, 21)
        for rest in ("", "0", "1", "2", "3", "4", "5", "11")
    ]
    assert all(meaning_of(code)[1] in kinds for code in codes)
    assert meaning_of("99") is None


def ucdp(**cells: object) -> dict[str, object]:
    return dict.fromkeys(UCDP, "") | {
        "id": "1", "code_status": "Clear", "type_of_violence": "3", "side_a": "JNIM", "side_b": "Civilians",
        "number_of_sources": "1", "source_office": "Some Radio", "where_prec": "1", "where_coordinates": "Kayes town",
        "adm_1": "Kayes region", "latitude": "14.447", "longitude": "-11.445", "country": "Mali", "event_clarity": "1",
        "date_prec": "1", "date_start": "2025-09-14 00:00:00.000", "date_end": "2025-09-14 00:00:00.000",
        "best": "5", "low": "3", "high": "9",
    } | cells  # fmt: skip


def test_a_ucdp_row_is_known_from_its_release_and_counts_as_its_one_outlet(read):
    found = read("GEDEvent_v25_0_9.csv", table(ucdp()))
    (claim,), (report,) = found.claims, found.reports
    assert claim.known_from == report.known_from == date(2025, 10, 31)
    assert (claim.places[0].id, claim.figures[0].low, claim.figures[0].high) == ("kayes", 3, 9)
    assert (report.source, report.origin) == ("ucdp", "some-radio")


@pytest.mark.parametrize("code", ["4", "5", "6", "7"])
def test_centroids_of_ucdp_are_never_points(read, code):
    (claim,) = read("v25_0_9.csv", table(ucdp(where_prec=code))).claims
    assert claim.places[0].precision in COARSE_PLACES
    assert (claim.places[0].lat, claim.places[0].lon, claim.places[0].id) == (None, None, None)


def test_a_ucdp_range_out_of_order_becomes_the_range_of_its_figures(read):
    (claim,) = read("v25_0_9.csv", table(ucdp(low="7", best="5", high="0"))).claims
    assert (claim.figures[0].low, claim.figures[0].best, claim.figures[0].high) == (0, 5, 7)


def test_candidate_files_without_header_or_with_semicolons_are_read(read):
    text = table(ucdp(), ucdp(id="2"))
    assert len(read("v25_0_9.csv", text.split("\n", 1)[1]).claims) == 2
    assert len(read("v25_0_9.csv", text.replace(",", ";")).claims) == 2


def test_of_one_event_in_two_releases_the_later_counts(mali, tmp_path):
    (tmp_path / "GEDEvent_v25_0_10.csv").write_text(
        table(ucdp(best="8", high="9")), encoding="utf-8"
    )
    (tmp_path / "GEDEvent_v25_0_9.csv").write_text(table(ucdp()), encoding="utf-8")
    found = collect([tmp_path], published=None, today=TODAY, pack=mali)
    assert [claim.figures[0].best for claim in found.claims] == [8]


def test_releases_are_told_by_their_names():
    assert released("GEDEvent_v23_0_10.csv") == date(2023, 11, 30)
    assert released("x.zip!GEDEvent_v25_0_12.csv") == date(2026, 1, 31)
    assert released("GEDEvent_v25_01_25_03.csv") == date(2025, 4, 30)
    assert released("ged251.csv") == released("GEDEvent_v25_1.csv") == date(2025, 7, 31)
    assert released("conflict_data_mli.csv") is None


def gdelt(**cells: str) -> str:
    row = dict.fromkeys(GDELT, "") | {
        "GLOBALEVENTID": "7", "SQLDATE": "20250914", "Actor1Name": "REBEL", "EventCode": "194", "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Kayes, Kayes, Mali", "ActionGeo_CountryCode": "ML", "ActionGeo_Lat": "14.45",
        "ActionGeo_Long": "-11.43", "DATEADDED": "20250915001500", "SOURCEURL": "https://example.org/1",
    } | cells  # fmt: skip
    return "\t".join(row.values())


def test_gdelt_rows_of_one_address_are_one_report(read):
    found = read("x.export.CSV", "\n".join([gdelt(), gdelt(GLOBALEVENTID="8", EventCode="0871")]))
    assert [claim.type for claim in found.claims] == ["shelling", "truce"]
    assert len({report.id for report in found.reports}) == 1
    assert found.claims[0].known_from == date(2025, 9, 15)
    assert found.claims[0].places[0].id == "kayes"
    assert found.claims[0].confidence < 0.5


@pytest.mark.parametrize(("kind", "precision"), [("1", "country"), ("5", "region")])
def test_gdelt_centroids_are_never_points(read, kind, precision):
    (claim,) = read("x.CSV", gdelt(ActionGeo_Type=kind)).claims
    assert (claim.places[0].precision, claim.places[0].lat) == (precision, None)


def test_fips_letters_are_not_iso_letters():
    assert (country_of_fips("UV"), country_of_fips("NG"), country_of_fips("ML")) == (
        "BF",
        "NE",
        "ML",
    )
    assert (country_of("NG"), country_of("466"), country_of("DR Congo (Zaire)")) == (
        "NG",
        "ML",
        "CD",
    )
    assert country_of("Atlantis", "") is None


def reliefweb(**fields: object) -> str:
    base = {"title": "Fuel back", "date": {"original": "2025-11-10T00:00:00+00:00", "created": "2025-11-12T00:00:00+00:00"},
            "url_alias": "https://reliefweb.int/report/mali/1", "source": [{"shortname": "WFP"}], "language": [{"code": "en"}]}  # fmt: skip
    return json.dumps({"data": [{"id": "12", "fields": base | fields}]})


def test_a_reliefweb_entry_is_a_report_known_from_when_it_was_there(read):
    report = read("r.json", reliefweb(body="Pumps run **again**.")).only
    assert report.text == "Fuel back\n\nPumps run **again**."
    assert (report.published, report.known_from) == (date(2025, 11, 10), date(2025, 11, 12))
    assert (report.id, report.origin, report.language) == ("reliefweb-12", "wfp", "en")


def test_a_reliefweb_entry_without_body_says_so(read):
    found = read("r.json", reliefweb())
    assert found.only.text == "Fuel back"
    assert "body" in found.notices[0].what


def test_hxl_counts_are_figures_and_descriptions_reports(read):
    counts = (
        "Date,Région,Tués\n#date,#adm1+name,#affected+killed\n2025-09-14,Kayes,3\n2025,Ségou,5\n"
    )
    one, two = read("h.csv", counts).claims
    assert (one.kind, one.figures[0].best, one.places[0].name, one.places[0].precision) == (
        "figure",
        3,
        "Kayes",
        "region",
    )
    assert (two.time.start, two.time.precision) == (date(2025, 1, 1), "year")
    texts = "a,b,c\n#date,#loc+name,#description\n2025-09-14,Kolondieba,Three tankers burned.\n"
    assert read("h.csv", texts).only.text == "Kolondieba: Three tankers burned."


def test_a_table_of_ones_own_is_known_by_its_headers(read):
    text = "Date;Lieu;Détails;Média\n14/09/2025;Kolondiéba;Trois citernes brûlées.;Studio Tamani\n"
    report = read("mine.csv", text).only
    assert report.text == "Kolondiéba: Trois citernes brûlées."
    assert (report.published, report.published_precision) == (date(2025, 9, 14), "approximate")


def test_a_row_with_a_known_type_is_a_coded_claim(read):
    found = read(
        "mine.csv",
        "date,place,type,description,killed\n2025-09-14,Kayes,embuscade,A patrol was hit.,2\n",
    )
    (claim,) = found.claims
    assert (claim.type, claim.places[0].id, claim.figures[0].best) == ("ambush", "kayes", 2)


def test_a_mapping_beside_the_file_names_columns_types_and_order(mali, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text("Quand,Quoi,Faits\n03/04/2025,Raid,Un convoi touché.\n", encoding="utf-8")
    beside = tmp_path / "liste.csv.mapping.toml"
    beside.write_text(
        'date_order = "dmy"\n[columns]\ndate = "Quand"\ntype = "Quoi"\ntext = "Faits"\n[types]\nRaid = "convoy_attack"\n',
        encoding="utf-8")  # fmt: skip
    found = collect([tmp_path], published=None, today=TODAY, pack=mali)
    assert [(claim.type, claim.time.start) for claim in found.claims] == [
        ("convoy_attack", date(2025, 4, 3))
    ]
    beside.write_text('[columns]\nwhen = "Quand"\n', encoding="utf-8")
    (row,) = collect([path], published=None, today=TODAY, pack=mali).skipped
    assert "mapping.toml" in row.where
    assert "published" in row.what, "what is allowed"


def test_unknown_headers_say_what_to_do(read):
    assert "mapping.toml" in read("x.csv", "alpha,beta\n1,2\n").why


@pytest.mark.parametrize(
    ("words", "day"),
    [("2025-9-4", (2025, 9, 4)), ("20250904", (2025, 9, 4)), ("4 sept. 2025", (2025, 9, 4)), ("1er août 2025", (2025, 8, 1)),
     ("September 4, 2025", (2025, 9, 4)), ("24/9/25", (2025, 9, 24)), ("09-24-2025", (2025, 9, 24)),
     ("2025-09-04T10:00:00Z", (2025, 9, 4))],
)  # fmt: skip
def test_days_are_read_as_people_write_them(words, day):
    assert parse_day(words) == date(*day)


@pytest.mark.parametrize(
    "words", ["03/04/2025", "31/02/2025", "soon", "", "2025-13-01", "99999999"]
)
def test_days_that_are_none_or_two_are_refused(words):
    with pytest.raises(NoDayError):
        parse_day(words)


SAMPLES = {
    "ucdp/GEDEvent_v23_0_10_sahel.csv": (125, 125, 0),
    "ucdp/GEDEvent_v23_0_10.csv": (2391, 2391, 0),
    "hxl/hdx_ucdp_conflict_data_BGD.csv": (601, 601, 0),
    "hxl/hdx_ucdp_qc_conflict_data_BGD.csv": (601, 601, 0),
    "hxl/libhxl_input-date.csv": (6, 6, 0),
    "gdelt/gdelt2_sample.export.CSV": (100, 100, 0),
    "gdelt/gdelt2_sample.mentions.CSV": (0, 0, 1),
    "gdelt/gdelt2_sample.gkg.csv": (0, 0, 1),
    "reliefweb/reports_page1.json": (4, 0, 0),
    "mali/claims.csv": (149, 203, 0),
}
"""Real file -> how many reports, claims and skips it gives (counted in the files themselves)."""


@pytest.mark.parametrize("name", SAMPLES)
def test_real_exports_are_read_whole(shared: Path, context: Context, name: str):
    path = shared / name
    if not path.is_file():
        pytest.skip(f"{path} is not there; it is not part of the repository")
    found = gather([Item(name, path=path)], context)
    assert (len(found.reports), len(found.claims), len(found.skipped)) == SAMPLES[name]


def test_real_ucdp_rows_keep_their_precision(shared: Path, context: Context):
    path = shared / "ucdp" / "GEDEvent_v23_0_10.csv"
    if not path.is_file():
        pytest.skip(f"{path} is not there; it is not part of the repository")
    with path.open(encoding="utf-8", newline="") as stream:
        coarse = {
            f"ucdp-{row['id']}" for row in csv.DictReader(stream) if int(row["where_prec"]) >= 4
        }
    claims = {claim.id: claim for claim in gather([Item(path.name, path=path)], context).claims}
    assert coarse
    assert all(claims[ident].places[0].lat is None for ident in coarse)
    assert all(claim.places[0].country for claim in claims.values())


def test_a_row_with_a_text_is_not_lost_for_its_neighbours(read):
    found = read(
        "mine.csv", f'text,published\n"{WORDS}",2025-10-15\n,2025-10-15\n"{WORDS} Again.",soon\n'
    )
    assert len(found.reports) == 1
    assert [row.where for row in found.skipped] == ["mine.csv, row 3", "mine.csv, row 4"]
