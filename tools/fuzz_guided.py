"""Coverage-guided fuzzing with atheris: tools/fuzz_guided.py formats|reader --minutes 10.

Guarantees: inputs that reach new code are kept and mutated on; a failure is written down with its
bytes. Refuses: to be needed by anything: atheris is an optional tool (`pip install atheris`, CPython
on Linux), no dependency, and the tests hold a short run of the same checks without it.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import atheris  # noqa: E402 - an optional tool, and it must come before what it instruments

with atheris.instrument_imports(include=["corridor"]):
    from corridor.collect import Context
    from corridor.packs import load_pack
    from corridor.read import Reader
    from corridor.read.gazetteer import Gazetteer

from tests.collect.mangle import SUFFIXES, every_format, mangled, salad  # noqa: E402
from tools.fuzz import START, checked_text, failure  # noqa: E402

LONGEST = 3000


class Found(Exception):  # noqa: N818 - what a fuzzer is looking for
    """An input that was not taken as it must be."""


def formats(context: Context) -> Callable[[bytes], None]:
    """Return the test of one input: its first byte chooses the ending, the rest is the file."""

    def one(data: bytes) -> None:
        wrong = failure(context, None, SUFFIXES[data[0] % len(SUFFIXES)], data[1:]) if data else ""
        if wrong:
            raise Found(wrong)

    return one


def texts(context: Context) -> Callable[[bytes], None]:
    """Return the test of one text: read into claims and places."""
    reader = Reader(context.pack, gazetteer=Gazetteer.of(context.pack, world=False))
    for word in ("tankers burned near Kati", "des citernes incendiées près de Kati"):
        checked_text(reader, word)

    def one(data: bytes) -> None:
        wrong = checked_text(reader, data.decode("utf-8", "ignore"))
        if wrong:
            raise Found(wrong)

    return one


def seeds(what: str, folder: Path) -> None:
    """Write the inputs to begin with."""
    noise = random.Random(0)  # noqa: S311 - noise, no secret
    if what == "formats":
        files = [bytes([SUFFIXES.index(ending)]) + data for ending, data in every_format()]
    else:
        files = [salad(noise).encode() for _ in range(200)]
    for number, data in enumerate(files):
        (folder / f"seed-{number}").write_bytes(data)


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Half the time break a file where it hurts (also inside an archive), else as atheris would."""
    noise = random.Random(seed)  # noqa: S311 - noise, no secret
    if len(data) > 1 and noise.random() < 0.5:
        return (data[:1] + mangled(data[1:], noise))[:longest]
    return bytes(atheris.Mutate(data, longest))


def main() -> None:
    """Run for the minutes asked; atheris prints the figures and leaves with 0 or 77."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("formats", "reader"))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"))
    asked = parser.parse_args()
    context = Context(load_pack("mali"), None, START)
    one = {"formats": formats, "reader": texts}[asked.what](context)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        seeds(asked.what, Path(folder))
        flags = [
            f"-max_total_time={round(asked.minutes * 60)}",
            f"-max_len={20_000 if asked.what == 'formats' else LONGEST}",
            f"-artifact_prefix={asked.out}/{asked.what}-",
            "-timeout=30",
            "-print_final_stats=1",
            "-rss_limit_mb=3000",
            folder,
        ]
        atheris.Setup([sys.argv[0], *flags], one, custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
