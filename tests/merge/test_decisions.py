"""Decisions in a file: read with clear errors, kept where claims are absent, shown on the event."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.merge import Decision, Merged, merge
from corridor.merge.decisions import beginning, read_decisions, settled
from corridor.records.errors import InputError
from corridor.records.report import Claim
from tests.merge.country import day, make, reports_for, tiny_pack

HEADER = "a,b,verdict,who,when,why\n"
ROW = 'a,b,same,A. Analyst,2030-03-20,"same convoy, same day"\n'
PACK = tiny_pack()


def file(tmp_path: Path, text: str, name: str = "decisions.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


END = day(31)


def run(*claims: Claim, as_of: date = END, decisions: tuple[Decision, ...] = ()) -> Merged:
    return merge(claims, reports_for(*claims), PACK, as_of, decisions=decisions)


def decisions_of(tmp_path: Path, *rows: str) -> tuple[Decision, ...]:
    return tuple(item.decision for item in read_decisions(file(tmp_path, HEADER + "".join(rows))))


def test_csv_and_json_lines_give_the_same_decisions(tmp_path):
    (one,) = read_decisions(file(tmp_path, HEADER + ROW))
    cells = dict(zip(HEADER.strip().split(","), ("a", "b", "join", "A. Analyst", "2030-03-20", "same convoy, same day"), strict=True))  # fmt: skip
    (two,) = read_decisions(file(tmp_path, json.dumps(cells) + "\n\n", "decisions.jsonl"))
    assert one.decision == two.decision
    assert (one.decision.who, one.decision.when, one.decision.verdict) == (
        "A. Analyst",
        date(2030, 3, 20),
        "same",
    )
    assert one.where.endswith("decisions.csv, row 2")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b,verdict\n", "row 1: column who, when, why is missing"),
        (HEADER + ROW.replace("a,b,", ",b,"), "row 2, column 'a': the id of a claim is missing"),
        (HEADER + ROW.replace("a,b,", "ev-1234,b,"), "is an event"),
        (HEADER + ROW.replace("a,b,", "a,not an id,"), "'not an id' is no id of a claim"),
        (HEADER + ROW.replace("a,b,", "a,a,"), "named twice. Allowed: two claims"),
        (HEADER + ROW.replace("same,A", "maybe,A"), "Allowed: same or different"),
        (HEADER + ROW.replace("A. Analyst", ""), "column 'who': it is empty"),
        (HEADER + ROW.replace('"same convoy, same day"', ""), "column 'why': it is empty"),
        (HEADER + ROW.replace("2030-03-20", "20 March"), "column 'when': '20 March' is not a day"),
        (HEADER + ROW.replace('"', ""), "more cells than columns"),
        (HEADER + ROW + ROW.replace("same,A", "different,A"), "row 3, column 'verdict'"),
        (HEADER + ROW + ROW.replace("a,b,same", "b,a,split"), "row 3, column 'verdict'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(tmp_path, text, says):
    with pytest.raises(InputError) as error:
        read_decisions(file(tmp_path, text))
    assert says in str(error.value)


@pytest.mark.parametrize("text", ["[1]\n", "{}\n", "nonsense\n", "[" * 100_000])
def test_broken_json_lines_are_refused_with_their_row(tmp_path, text):
    with pytest.raises(InputError, match="row 1"):
        read_decisions(file(tmp_path, text, "d.jsonl"))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "d.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_decisions_or_a_clear_error(tmp_path_factory, data):
    for name in ("d.csv", "d.jsonl"):
        path = tmp_path_factory.mktemp("any") / name
        path.write_bytes(data)
        with suppress(InputError):
            assert all(item.decision.why for item in read_decisions(path))


def test_the_last_word_of_several_days_stands(tmp_path):
    claims = [make("a", known=day(11)), make("b", source="paper", where="cor", known=day(11))]
    rows = (ROW, ROW.replace("same,A", "split,B").replace("03-20", "03-25"))
    decisions = decisions_of(tmp_path, *rows)
    assert len(run(*claims, as_of=day(24), decisions=decisions).events) == 1
    assert len(run(*claims, as_of=day(25), decisions=decisions).events) == 2


def test_absent_claims_are_announced_and_the_decision_counts_when_they_come(tmp_path):
    filed = read_decisions(file(tmp_path, HEADER + ROW))
    a, b = make("a"), make("b", source="paper", where="cor")
    kept, said = settled(filed, [a])
    assert [d.b for d in kept] == ["b"]
    assert said == ((filed[0].where, "no claim b in these reports: kept, not used yet"),)
    assert len(run(a, decisions=kept).events) == 1
    kept, said = settled(filed, [a, b])
    assert said == ()
    assert len(run(a, b, decisions=kept).events) == 1


def test_a_decision_about_other_words_does_not_count(tmp_path):
    a, b = make("a", words="Gunmen burned three tankers."), make("b", words="Other words here.")
    row = f"a,b,same,A,2030-03-20,why,{beginning(a)},Petrol is dear.\n"
    filed = read_decisions(file(tmp_path, HEADER.strip() + ",a_words,b_words\n" + row))
    kept, said = settled(filed, [a, b])
    assert kept == ()
    assert said[0][1] == "claim b no longer says what was decided on: not used"
    right = row.replace("Petrol is dear.", beginning(b))
    filed = read_decisions(file(tmp_path, HEADER.strip() + ",a_words,b_words\n" + right))
    assert settled(filed, [a, b])[1] == ()


def test_a_join_survives_new_reports_and_stands_on_the_event(tmp_path):
    decisions = decisions_of(tmp_path, ROW)
    claims = [make("a"), make("b", source="paper", where="cor")]
    later = [make("c", source="radio"), make("d", source="blog", where="cor"), make("e", when=20)]
    for count in range(len(later) + 1):
        merged = run(*claims, *later[:count], decisions=decisions)
        assert merged.event_of["a"] == merged.event_of["b"]
        home = next(event for event in merged.events if "a" in event.claims)
        assert [d.why for d in home.decisions] == ["same convoy, same day"]
        others = [event for event in merged.events if event is not home]
        assert all(not event.decisions for event in others)


def test_a_split_survives_new_reports_and_stands_on_both_events(tmp_path):
    decisions = decisions_of(tmp_path, ROW.replace("same,A", "different,A"))
    claims = [make("a"), make("b", source="paper")]
    assert len(run(*claims).events) == 1
    for more in ([], [make("c", source="radio")], [make("c", source="radio"), make("d", source="blog")]):  # fmt: skip
        merged = run(*claims, *more, decisions=decisions)
        assert merged.event_of["a"] != merged.event_of["b"]
        marked = {event.id for event in merged.events if event.decisions}
        assert marked == {merged.event_of["a"], merged.event_of["b"]}


def test_before_its_day_a_decision_shows_nowhere(tmp_path):
    decisions = decisions_of(tmp_path, ROW.replace("same,A", "different,A"))
    claims = [make("a", known=day(11)), make("b", source="paper", known=day(11))]
    assert all(not event.decisions for event in run(*claims, as_of=day(19), decisions=decisions).events)  # fmt: skip
    assert all(event.decisions for event in run(*claims, as_of=day(20), decisions=decisions).events)


def test_a_join_that_a_split_overrules_is_not_shown(tmp_path):
    rows = (ROW, "b,c,same,A,2030-03-20,x\n", "a,c,different,A,2030-03-20,y\n")
    claims = [make("a"), make("b", where="cor"), make("c", where="dun")]
    merged = run(*claims, decisions=decisions_of(tmp_path, *rows))
    shown = {(d.a, d.b) for event in merged.events for d in event.decisions}
    home = merged.event_of
    assert home["a"] != home["c"]
    assert shown == {("a", "c")} | ({("a", "b")} if home["a"] == home["b"] else {("b", "c")})
