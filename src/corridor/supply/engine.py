"""Which engine runs: numpy, or the kernel compiled by numba.

Guarantees: both give the same bits, so the choice is about time alone; the absence of the compiler
is said once a process, in the log. Refuses: the compiler for runs too small to repay its loading.
"""

import importlib.util
import logging
from functools import cache
from typing import Literal

from corridor.records.errors import NeedsError
from corridor.supply.setup import Setup

Engine = Literal["auto", "numpy", "numba"]
WORTHWHILE = 4e7
"""Places x products x days x members from which loading and compiling pay for themselves: a briefing
of 2,000 members stays below, one of 10,000 does not."""
_log = logging.getLogger(__name__)


def compiler_installed() -> bool:
    """Say whether the compiler (`numba`) is there."""
    return importlib.util.find_spec("numba") is not None


def chosen(engine: Engine, setup: Setup) -> Literal["numpy", "numba"]:
    """Return the engine of a run.

    Args:
        engine: `numpy`, `numba`, or `auto`: numba where it is installed and the run large enough.
        setup: the run; one in double precision stays with numpy unless numba is asked for.

    Raises:
        NeedsError: numba is asked for and not installed.
    """
    if engine == "numba" and not compiler_installed():
        raise NeedsError("the compiled engine needs numba. Next: pip install 'corridor[fast]'")
    if engine != "auto":
        return engine
    cells = len(setup.net.places) * len(setup.net.products) * setup.days * setup.members
    if setup.exact or cells < WORTHWHILE:
        return "numpy"
    if not compiler_installed():
        _say_once()
        return "numpy"
    return "numba"


@cache
def _say_once() -> None:
    _log.info("numba is not installed: the same figures, more slowly (pip install corridor[fast])")
