"""Today is the pack's today, wherever the machine stands."""

from datetime import UTC, datetime, timedelta

import pytest

from corridor.cli.options import today_in
from corridor.packs import Pack
from corridor.records.errors import PackError


@pytest.mark.parametrize(("zone", "hours"), [("Pacific/Kiritimati", 14), ("Etc/GMT+12", -12)])
def test_today_is_that_of_the_pack(zone: str, hours: int, mali: Pack) -> None:
    before = (datetime.now(UTC) + timedelta(hours=hours)).date()
    found = today_in(mali.model_copy(update={"timezone": zone}))
    assert before <= found <= (datetime.now(UTC) + timedelta(hours=hours)).date()


@pytest.mark.parametrize("zone", ["Africa/Nowhere", "../etc", ""])
def test_a_time_zone_that_is_none_is_named(zone: str, mali: Pack) -> None:
    with pytest.raises(PackError, match=r"pack\.toml, column 'timezone': there is no time zone"):
        today_in(mali.model_copy(update={"timezone": zone}))
