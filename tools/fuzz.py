"""Feed arbitrary and mangled bytes to every format, for as long as asked: tools/fuzz.py --minutes 10.

Guarantees: the same seed gives the same files; each failure is written down with its bytes, so that
it can be read again. Refuses: passing over an exception, a wrong span or a file that takes too long.
"""

import argparse
import random
import sys
import time
import traceback
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corridor.collect import Context, Item, stream
from corridor.packs import load_pack
from corridor.records.report import Report

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.collect.mangle import SUFFIXES, every_format, mangled  # noqa: E402 - needs the path above

SLOW_SECONDS = 2.0
"""For one file of at most 200 kB, on one core."""
LONGEST = 200_000


def samples(folders: list[Path]) -> list[tuple[str, bytes]]:
    """Return (ending, bytes) of the files to mangle, cut to a length that is read in no time."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        (path.suffix.lower(), path.read_bytes()[:LONGEST])
        for path in paths
        if path.suffix.lower() in SUFFIXES
    ]


def cases(seed: int, seeds: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield inputs without end: noise under every ending, mangled samples under their own."""
    noise = random.Random(seed)  # noqa: S311 - noise, no secret
    while True:
        ending = noise.choice(SUFFIXES)
        if seeds and noise.random() < 0.8:
            ending, data = noise.choice(seeds)
            if noise.random() < 0.1:
                ending = noise.choice(SUFFIXES)
            yield ending, mangled(data, noise)
        else:
            yield ending, noise.randbytes(noise.randrange(2000))


def failure(context: Context, reader: object, ending: str, data: bytes) -> str:
    """Return what is wrong with how an input is taken, or nothing."""
    began = time.perf_counter()
    try:
        for piece in stream([Item("fuzz" + ending, data=data)], context):
            if reader is not None and isinstance(piece, Report) and piece.text:
                for claim in reader.read(piece):  # type: ignore[attr-defined]
                    if claim.span and piece.text[slice(*claim.span)] != claim.quote:
                        return f"span {claim.span} is not its quote"
    except Exception:  # noqa: BLE001 - any exception is what is looked for
        return traceback.format_exc()
    took = time.perf_counter() - began
    return f"took {took:.1f} s" if took > SLOW_SECONDS else ""


def main() -> int:
    """Run until the time is over; return 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--samples", type=Path, action="append", default=[], help="folder of real files to mangle"
    )
    parser.add_argument("--reader", action="store_true", help="read each text into claims as well")
    parser.add_argument(
        "--out", type=Path, default=Path("out/fuzz"), help="where failing inputs are kept"
    )
    asked = parser.parse_args()
    pack = load_pack("mali")
    context = Context(pack, None, date(2026, 1, 1))
    reader = None
    if asked.reader:
        from corridor.read import Reader  # noqa: PLC0415 - seconds that a run without it need not wait

        reader = Reader(pack)
    seeds = every_format() + samples(asked.samples)
    for ending, data in every_format():
        failure(
            context, reader, ending, data
        )  # tables are learnt at first use: that is not slowness
    end, count, failed = time.monotonic() + asked.minutes * 60, 0, 0
    for ending, data in cases(asked.seed, seeds):
        if time.monotonic() > end:
            break
        count += 1
        wrong = failure(context, reader, ending, data)
        if wrong:
            failed += 1
            asked.out.mkdir(parents=True, exist_ok=True)
            path = asked.out / f"{zlib.crc32(data):08x}{ending}"
            path.write_bytes(data)
            print(f"{path}: {wrong}")
    print(f"{count} inputs, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
