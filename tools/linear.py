"""Time and calls for twice the input, shape by shape: tools/linear.py.

Guarantees: each figure is the least of three runs, of this process only. Refuses: a verdict where a
run is too short to be timed; the tests count calls instead (tests/collect/test_linear.py).
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

from corridor.collect import Context, Item, stream
from corridor.packs import load_pack
from corridor.read import Reader
from corridor.read.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.collect.shapes import FILES, TEXTS  # noqa: E402 - needs the path above
from tools.fuzz import checked_text  # noqa: E402

TOO_MUCH = 3.0
"""Times the time for twice the input."""
SHORTEST = 0.02
"""Seconds below which a run says nothing."""


def seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of three runs."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def row(name: str, work: Callable[[int], object], parts: int) -> bool:
    """Print the times of one shape; return whether each doubling costs less than `TOO_MUCH`."""
    work(parts)
    times = [seconds(lambda size=size: work(size)) for size in (parts, 2 * parts, 4 * parts)]
    pairs = pairwise(times)
    good = all(b < TOO_MUCH * a for a, b in pairs if a > SHORTEST)
    shown = "  ".join(f"{t:7.3f}" for t in times)
    print(f"{name:<24} {parts:>7,} parts: {shown} s{'' if good else '  MORE THAN LINEAR'}")
    return good


def main() -> int:
    """Time every shape; return 1 where one is more than linear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=500)
    asked = parser.parse_args()
    pack = load_pack("mali")
    context = Context(pack, None, date(2026, 1, 1))
    reader = Reader(pack, gazetteer=Gazetteer.of(pack, world=False))
    good = True
    for name, text in TEXTS.items():
        good &= row(name, lambda n, text=text: checked_text(reader, text(n)), asked.parts)
    for ending, made in FILES.items():

        def work(n: int, made: Callable[[int], bytes] = made, ending: str = ending) -> None:
            list(stream([Item("a" + ending, data=made(n))], context))

        good &= row(ending, work, asked.parts)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
