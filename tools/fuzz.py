"""Any bytes to every format, any text to the reader, as long as asked: tools/fuzz.py formats.

Guarantees: the same seed gives the same inputs; each failure is written down with its bytes, so that
it can be read again. Refuses: passing over an exception, a wrong span, a record that does not come
back from its JSON, or an input that takes too long.
"""

import argparse
import random
import sys
import time
import traceback
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from corridor.collect import Context, Item, stream
from corridor.packs import load_pack
from corridor.read import NO_MODEL, Reader, installed_tagger
from corridor.read.gazetteer import Gazetteer
from corridor.records.report import Claim, Report

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.collect.mangle import SUFFIXES, every_format, mangled, salad  # noqa: E402 - needs the path above

START = date(2026, 1, 1)
"""Today, for inputs without a day."""
SLOW_SECONDS = 2.0
SLOW_PER_BYTE = 20e-6
"""Processor time an input may take: so much for any, and so much for each of its bytes."""
MODEL_PER_BYTE = 600e-6
"""The same for each byte of a text that the language model reads."""
LONGEST = 200_000

Check = Callable[[str, bytes], str]
"""Ending and bytes to what is wrong, or nothing."""


def samples(folders: list[Path]) -> list[tuple[str, bytes]]:
    """Return (ending, bytes) of the files to mangle, cut to a length that is read in no time."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [
        (path.suffix.lower(), path.read_bytes()[:LONGEST])
        for path in paths
        if path.suffix.lower() in SUFFIXES
    ]


def cases(noise: random.Random, seeds: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield inputs without end: noise under every ending, mangled samples under their own."""
    while True:
        ending = noise.choice(SUFFIXES)
        if seeds and noise.random() < 0.8:
            ending, data = noise.choice(seeds)
            if noise.random() < 0.1:
                ending = noise.choice(SUFFIXES)
            yield ending, mangled(data, noise)
        else:
            yield ending, noise.randbytes(noise.randrange(2000))


def salads(noise: random.Random, seeds: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield texts without end: words in any order, and real texts broken."""
    while True:
        data = salad(noise).encode()
        if seeds and noise.random() < 0.3:
            data = mangled(noise.choice(seeds)[1], noise)
        yield ".txt", mangled(data, noise) if noise.random() < 0.3 else data


def failure(
    context: Context, reader: Reader | None, ending: str, data: bytes, slow: float = SLOW_PER_BYTE
) -> str:
    """Return what is wrong with how an input is taken, or nothing; `slow`: seconds a byte."""
    began = time.process_time()
    try:
        pieces = list(stream([Item("fuzz" + ending, data=data)], context))
        wrong = _wrong(pieces)
        if reader is not None:
            texts = (p.text for p in pieces if isinstance(p, Report) and p.text)
            wrong = wrong or next(
                filter(None, (checked_text(reader, text, slow) for text in texts)), ""
            )
    except Exception:  # noqa: BLE001 - any exception is what is looked for
        return traceback.format_exc()
    return wrong or _slow(began, len(data), slow)


def _slow(began: float, size: int, per_byte: float) -> str:
    took = time.process_time() - began
    return f"took {took:.1f} s" if took > SLOW_SECONDS + per_byte * size else ""


def _wrong(pieces: list[object]) -> str:
    if not pieces:
        return "neither a report nor a reason"
    reports = {piece.id for piece in pieces if isinstance(piece, Report)}
    for piece in pieces:
        if isinstance(piece, Claim) and piece.report not in reports:
            return f"claim {piece.id} has no report"
        if isinstance(piece, Report | Claim):
            if type(piece).model_validate_json(piece.to_json().encode()) != piece:
                return f"{piece.id} does not come back from its JSON"
            if piece.known_from < (getattr(piece, "published", None) or piece.known_from):
                return f"{piece.id} is known before it was published"
    return ""


def checked_text(reader: Reader, text: str, slow: float = SLOW_PER_BYTE) -> str:
    """Return what is wrong with what is read in a text, or nothing; `slow`: seconds a byte."""
    began = time.process_time()
    report = Report(
        id="fuzz", source="own_report", origin="own_report", text=text, published=START,
        published_precision="day", known_from=START, sha256="0" * 64,
    )  # fmt: skip
    claims = reader.read(report)
    if len({claim.id for claim in claims}) != len(claims):
        return "two claims of one id"
    for claim in claims:
        start, end = claim.span or (-1, -1)
        if not 0 <= start < end <= len(text) or text[start:end] != claim.quote:
            return f"span {claim.span} is not its quote"
        if any(p.span and not 0 <= p.span[0] < p.span[1] <= len(text) for p in claim.places):
            return f"a place of {claim.id} lies outside the text"
        if Claim.model_validate_json(claim.to_json().encode()) != claim:
            return f"{claim.id} does not come back from its JSON"
    for place in reader.toponyms(report):
        if place.span is None or text[slice(*place.span)] != place.name:
            return f"place '{place.name}' is not in its span {place.span}"
    return _slow(began, len(text), slow)


def run(check: Check, inputs: Iterator[tuple[str, bytes]], minutes: float, out: Path) -> int:
    """Check inputs until the time is over; return how many failed."""
    end, count, failed = time.monotonic() + minutes * 60, 0, 0
    for ending, data in inputs:
        if time.monotonic() > end:
            break
        count += 1
        wrong = check(ending, data)
        if wrong:
            failed += 1
            out.mkdir(parents=True, exist_ok=True)
            path = out / f"{zlib.crc32(data):08x}{ending}"
            path.write_bytes(data)
            print(f"{path}: {wrong}", flush=True)
    print(f"{count:,} inputs, {failed} failures")
    return failed


def main() -> int:
    """Run until the time is over; return 1 where anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("formats", "reader"))
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--samples", type=Path, action="append", default=[], help="folder of real files to mangle"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("out/fuzz"), help="where failing inputs are kept"
    )
    parser.add_argument("--model", action="store_true", help="read with the language model too")
    asked = parser.parse_args()
    tagger = installed_tagger() if asked.model else None
    if asked.model and tagger is None:
        parser.error(NO_MODEL)
    pack = load_pack("mali")
    context = Context(pack, None, START)
    noise = random.Random(asked.seed)  # noqa: S311 - noise, no secret
    reader = None
    inputs = cases(noise, every_format() + samples(asked.samples))
    if asked.what == "reader":
        reader = Reader(pack, gazetteer=Gazetteer.of(pack, world=False), tagger=tagger)
        inputs = salads(noise, samples(asked.samples))

    def check(ending: str, data: bytes) -> str:
        return failure(context, reader, ending, data, MODEL_PER_BYTE if tagger else SLOW_PER_BYTE)

    for ending, data in every_format():
        check(ending, data)  # tables are learnt at first use: that is not slowness
    return 1 if run(check, inputs, asked.minutes, asked.out) else 0


if __name__ == "__main__":
    sys.exit(main())
