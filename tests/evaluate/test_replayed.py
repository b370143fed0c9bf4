from datetime import date

import pytest

from corridor.evaluate.replayed import evaluate_anchors, evaluate_outlook, read_anchors
from corridor.records.errors import InputError, NeedsError
from corridor.records.outlook import Score, TrackRecord
from corridor.records.replay import Replay, ReplayDay

DAY = date(2025, 10, 26)
ROW = ReplayDay(
    as_of=DAY,
    posture=None,
    corridors={"dakar-bamako": "closed"},
    encirclement_volume={},
    supply={"bamako/petrol": "selling"},
    power={"bamako": "severely_reduced"},
    exits={},
    tripwires_met=(),
)
REPLAY = Replay(first=DAY, last=DAY, days=(ROW,), ledger=(), track_record=TrackRecord())


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "anchors.csv"
    file.write_text(
        "day,part,key,allowed,why\n"
        "2025-10-26,access,dakar-bamako,contested|closed,a\n"
        "2025-10-26,supply,bamako/petrol,dry|short,b\n"
        "2025-10-26,supply,power/bamako,severely_reduced,c\n"
        "2025-10-25,supply,bamako/petrol,dry,another day\n",
        encoding="utf-8",
    )
    return file


def test_anchors_are_met_by_allowed_states(path):
    anchors = read_anchors(path)
    assert evaluate_anchors("access", REPLAY, anchors, path).scores == {"anchors": 1}
    supply = evaluate_anchors("supply", REPLAY, anchors, path)
    assert supply.scores == {"anchors": 0.5}
    assert supply.sizes["anchors"] == 2
    (wrong,) = supply.tables[0].table.rows
    assert wrong[1:4] == ("bamako/petrol", "dry or short", "selling")


def test_skill_is_measured_against_climatology(mali):
    rows = (
        Score(
            question="all", n=10, n_unresolved=1, brier=0.1, brier_climatology=0.2, in_sample=True
        ),
    )
    scored = REPLAY.model_copy(update={"track_record": TrackRecord(scores=rows, n=10)})
    result = evaluate_outlook(scored, mali)
    assert result.scores == {"brier_skill": 0.5}
    assert any("in sample" in note for note in result.notes)
    assert evaluate_outlook(REPLAY, mali).scores == {}


def test_absent_and_broken_anchors(tmp_path, path):
    with pytest.raises(NeedsError):
        read_anchors(tmp_path / "none.csv")
    path.write_text("day,part,key,allowed,why\nsoon,access,x,open,y\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2"):
        read_anchors(path)


def test_the_committed_anchors_name_roads_and_places_of_the_pack(evals, mali):
    anchors = read_anchors(evals / "replay" / "anchors.csv")
    assert len(anchors) >= 20
    for anchor in anchors:
        if anchor.part == "access":
            assert anchor.key in mali.corridors, anchor.key
        else:
            assert any(part in mali.places for part in anchor.key.split("/")), anchor.key
