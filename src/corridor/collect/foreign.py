"""Parsers of others: loaded only when a file needs them, and kept from ending a run.

Guarantees: a parser that is not installed is a `NeedsError` that names the extra; whatever a parser
raises on a broken file becomes a reason in words. Refuses: warnings of parsers on standard error.
"""

import importlib
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from corridor.records.errors import InputError, NeedsError


def load(module: str, what: str) -> Any:
    """Return a module of the `formats` extra.

    Raises:
        NeedsError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        msg = f'reading {what} needs {package}, which is not installed. Next: pip install "corridor[formats]"'
        raise NeedsError(msg) from None


@contextmanager
def guarded(where: str, what: str, *loggers: str) -> Iterator[None]:
    """Turn whatever a parser raises into an `InputError`, and keep it quiet.

    Args:
        where: the input.
        what: what it should be, for instance "PDF".
        loggers: names of loggers the parser complains to.
    """
    before = {name: logging.getLogger(name).level for name in loggers}
    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - a foreign parser may raise anything on a broken file
        detail = " ".join(str(error).split())[:120] or type(error).__name__
        msg = f"it is no readable {what} ({detail})"
        raise InputError(
            msg, where=where, allowed=f"a whole {what} file", hint="open it and save it again"
        ) from None
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
