"""How kernel functions are compiled: by numba where it is installed, else left as plain Python.

Guarantees: machine code is kept in the user's own cache folder under a digest of the sources and
constants it was made from, so a changed formula is compiled anew; no fast-math: every operation is
rounded as numpy rounds it. Refuses: compiling on import of anything but the kernel; a cache where
others can write.
"""

import hashlib
import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

SOURCES = (
    "kernel_jit.py",
    "kernel_quantiles.py",
    "kernel_roads.py",
    "kernel_gather.py",
    "kernel_places.py",
    "kernel_days.py",
    "kernel_tables.py",
    "convoys.py",
    "depots.py",
    "stations.py",
    "state.py",
)
CACHE = "CORRIDOR_CACHE"
"""Environment variable that names the folder for machine code."""


def installed() -> bool:
    """Say whether the compiler (`numba`) is there."""
    return importlib.util.find_spec("numba") is not None


def cache_folder() -> Path | None:
    """Return the folder for this version's machine code, made if need be; None: none is writable."""
    base = os.environ.get(CACHE) or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "corridor" / "kernel" / _digest()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    mine = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    return folder if mine and os.access(folder, os.W_OK) else None


def _digest() -> str:
    found = hashlib.sha256()
    for name in SOURCES:
        found.update((Path(__file__).parent / name).read_bytes())
    return found.hexdigest()[:16]


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a part of the kernel: reached only from other parts, so it needs no door of its own."""
    if not installed():
        return function
    made: Callable[..., Any] = _numba().njit(
        nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True
    )(function)
    return made


def entry(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a way into the kernel, and keep its machine code on disk where a folder allows."""
    if not installed():
        return function
    numba, folder = _numba(), cache_folder()
    options = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}
    if folder is None:
        made: Callable[..., Any] = numba.njit(**options)(function)
        return made
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder)
    try:
        made = numba.njit(cache=True, **options)(function)
    finally:
        numba.config.CACHE_DIR = before
    return made


def _numba() -> Any:
    return importlib.import_module("numba")
