"""Runs by the kernel whatever their size; as a program, the kernel against the slow implementation.

The program is meant for `NUMBA_DISABLE_JIT=1`: the kernel's own lines, read by the interpreter, in
double precision.
"""

import sys

from corridor.supply.kernel import kernel_for
from corridor.supply.parameters import generator
from corridor.supply.simulate import _step, start
from tests.supply.test_reference import agree


def simulate_by_kernel(setup, guide=None):
    """As `simulate`, with the kernel moving each day."""
    run = start(setup)
    run.kernel = kernel_for(setup, run.draws, run.normal, run.first_stock, run.hub_normal)
    rng = generator(setup.seed, "supply/noise")
    for day in range(setup.days):
        run.day = day
        _step(run, rng, day)
        if guide is not None:
            guide.after_day(run)
    return run


if __name__ == "__main__":
    for seed in map(int, sys.argv[1:]):
        agree(seed, simulate_by_kernel)
        sys.stdout.write(f"seed {seed}: the kernel agrees\n")
