"""Small allocation problems with known answers."""

from dataclasses import replace

import numpy as np
import pytest

from corridor.plan import Periods, Problem, Resource, Way


def two_towns(days: int = 28, **changes: object) -> Problem:
    """One border, a hub and a town; two products share one road and its lorries."""
    periods = Periods.of(days)
    length = periods.length.astype(float)
    need = np.zeros((3, 2, periods.count))
    need[1] = np.array([60.0, 40.0])[:, None] * length
    need[2] = np.array([10.0, 20.0])[:, None] * length
    stock = np.array([[0.0, 0.0], [120.0, 80.0], [20.0, 40.0]])
    fields: dict[str, object] = {
        "nodes": ("border:a", "hub", "town"), "products": ("petrol", "diesel"),
        "periods": periods,
        "start": np.array([-1, 0, 1]), "end": np.array([0, 1, 2]), "way": np.array([0, 1, 2]),
        "lag": np.array([0, 3, 1]),
        "ways": (
            Way("load:a", "corridors", 200 * length, ((0, 0.025, 10),)),
            Way("free:a", "corridors", 100 * length),
            Way("inland:town", "corridors", 60 * length),
        ),
        "resources": (Resource("lorries", "lorries", 30 * length, "lorries"),),
        "stock": stock, "storage": np.array([[np.inf, np.inf], [300.0, 200.0], [50.0, 100.0]]),
        "incoming": np.zeros_like(need), "need": need, "weight": np.ones(3), "essential": 0.5,
    }  # fmt: skip
    return Problem(**{**fields, **changes})  # type: ignore[arg-type]


def scaled(problem: Problem, way: int, factor: float) -> Problem:
    """The problem with one way's capacity times a factor."""
    ways = list(problem.ways)
    ways[way] = replace(ways[way], capacity=ways[way].capacity * factor)
    return replace(problem, ways=tuple(ways))


@pytest.fixture
def small() -> Problem:
    return two_towns()
