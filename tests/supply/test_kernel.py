"""The kernel against the numpy engine (the same bits) and the slow implementation (rounding)."""

import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corridor.records.errors import NeedsError
from corridor.supply import engine
from corridor.supply.bans import Bans
from corridor.supply.kernel_jit import CACHE, cache_folder
from corridor.supply.kernel_quantiles import rank_rows
from corridor.supply.kernel_tables import Now, checked
from corridor.supply.setup import make_setup
from corridor.supply.simulate import simulate, take
from tests.supply.by_kernel import simulate_by_kernel
from tests.supply.conftest import FIRST, assumption, build, constant_paths, random_paths

ROOT = Path(__file__).parents[2]
AS_OF = FIRST + timedelta(days=40)
MEMBERS, DAYS = 48, 71


def a_setup(seed=1, paths=None, **changes):
    """A run with attacks, a ban, rationing, a town that buys abroad, escorts reported or not."""
    rng = np.random.default_rng(seed)
    local = {"local_flow.hill": assumption("local_flow.hill", 0.1, 0.2, 0.4, "share")}
    pack = build(assumptions=dict(build().assumptions) | local)
    paths = random_paths(pack, AS_OF, 30, 20, seed) if paths is None else paths
    setup = make_setup([], paths, pack, as_of=AS_OF, days=30, members=MEMBERS, seed=seed)
    shape = (DAYS, len(setup.net.corridors))
    news = {
        "attacks": (rng.random(shape) < 0.1).astype(np.float32),
        "bans": Bans(
            (rng.random(shape) < 0.5).astype(np.float32),
            rng.integers(0, 60, shape).astype(np.float32),
        ),
        "rationed": (rng.random((DAYS, len(setup.net.places))) < 0.3).astype(float),
        "calm": 8,
    }
    return replace(setup, **(news | changes))


class Shuffle:
    """Resamples now and then, as the weighing by reports does."""

    def after_day(self, run):
        if run.day % 17 == 16:
            rng = np.random.default_rng(run.day)
            index = np.sort(rng.integers(0, MEMBERS, MEMBERS))
            take(run, index, rng.standard_normal((len(run.draws.names), MEMBERS)))


def same(one, two):
    """Compare two runs bit by bit: all history, all state, all books."""
    for name in ("share", "lorries", "litres", "queue", "security", "national", "fuelled"):
        np.testing.assert_array_equal(
            getattr(one.history, name), getattr(two.history, name), err_msg=name
        )
    for part in ("state", "totals"):
        a, b = (run.state if part == "state" else run.state.totals for run in (one, two))
        for field in fields(a):
            if field.name != "totals":
                np.testing.assert_array_equal(
                    getattr(a, field.name), getattr(b, field.name), err_msg=field.name
                )


@pytest.mark.parametrize("escorts", [None, 12])
@pytest.mark.parametrize("seed", [1, 2])
def test_kernel_and_numpy_give_the_same_bits(seed, escorts):
    setup = a_setup(seed, escorts_from=escorts)
    by_numpy, by_kernel = simulate(setup, Shuffle()), simulate_by_kernel(setup, Shuffle())
    assert by_numpy.state.totals.departed.max() > 0
    assert by_numpy.state.totals.lost.max() > 0
    same(by_numpy, by_kernel)


def test_a_country_without_imports_or_without_a_hub_gives_the_same_bits():
    pack = build()
    alone = {c.id: c for c in pack.corridors.values() if c.kind != "import"}
    for changed in (build(corridors=alone), build(capital="nowhere")):
        paths = constant_paths(changed, AS_OF, 30, 4)
        setup = make_setup([], paths, changed, as_of=AS_OF, days=30, members=MEMBERS, seed=0)
        same(simulate(setup), simulate_by_kernel(setup))


def test_the_kernel_read_line_by_line_agrees_with_the_slow_implementation():
    """Without the compiler and in double precision: the kernel's own lines."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.supply.by_kernel", "1", "2"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.stdout.count("agrees") == 2, done.stderr


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_books_balance_and_nothing_is_negative(seed):
    run = simulate_by_kernel(a_setup(seed))
    books = run.state.totals
    moved = (books.landed + books.local - books.sold - books.power).sum(axis=0)
    flow = books.landed.sum(axis=0) + run.first_stock
    np.testing.assert_allclose(
        (run.first_stock + moved) / flow, run.state.stock().sum(axis=0) / flow, atol=5e-6
    )
    for name in ("depot", "station", "security", "inland", "queue", "buffer", "busy"):
        assert getattr(run.state, name).min() >= -1e-5, name
    assert np.isfinite(run.history.share).all()


def test_nothing_passes_closed_corridors():
    run = simulate_by_kernel(a_setup(paths=constant_paths(build(), AS_OF, 30, 4, state=2)))
    assert run.state.totals.departed.max() == 0


def test_small_runs_stay_with_numpy_and_double_precision_does_too(monkeypatch):
    setup = a_setup()
    assert engine.chosen("auto", setup) == "numpy"
    monkeypatch.setattr(engine, "WORTHWHILE", 0)
    assert engine.chosen("auto", replace(setup, exact=True)) == "numpy"
    assert engine.chosen("numpy", setup) == "numpy"


def test_absence_of_the_compiler_is_said_once_and_costs_only_time(monkeypatch, caplog):
    monkeypatch.setattr(engine, "WORTHWHILE", 0)
    monkeypatch.setattr(engine, "compiler_installed", lambda: False)
    engine._say_once.cache_clear()
    with caplog.at_level("INFO"):
        assert [engine.chosen("auto", a_setup()) for _ in range(2)] == ["numpy", "numpy"]
    assert len(caplog.records) == 1
    with pytest.raises(NeedsError, match=r"corridor\[fast\]"):
        engine.chosen("numba", a_setup())


def test_machine_code_lies_in_the_users_own_folder_and_never_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE, str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.is_relative_to(tmp_path)
    assert folder.stat().st_mode & 0o077 == 0
    blocked = tmp_path / "a file"
    blocked.write_text("")
    monkeypatch.setenv(CACHE, str(blocked))
    assert cache_folder() is None


def test_members_that_do_not_lie_side_by_side_are_refused():
    table = Now(*(np.zeros((2, 3)) for _ in Now._fields))._replace(depot=np.zeros((3, 2)).T)
    with pytest.raises(ValueError, match="depot"):
        checked("now", table)


values = arrays(
    np.float32,
    st.tuples(st.integers(1, 4), st.integers(1, 300)),
    elements=st.one_of(st.just(0.0), st.floats(0, 1000, width=32), st.sampled_from([1.0, 2.0])),
)


@settings(max_examples=100, deadline=None)
@given(rows=values, shares=st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_ranks_are_those_of_sorting(rows, shares):
    found = np.empty((len(rows), len(shares)))
    rows = np.ascontiguousarray(rows)
    rank_rows(rows, rows.view(np.int32), np.array(shares), found)
    expected = np.quantile(rows.astype(np.float64), shares, axis=1).T
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
