"""Measure `corridor read` over many short reports: tools/read_many.py --documents 1000 10000 100000.

Guarantees: the same number gives the same reports; time and peak memory are those of a process of
its own, as a user would start it. Refuses: keeping the reports, which are made while they are read.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

WHERE = ("Kolondieba", "Kadiana", "Diema", "Kayes", "Segou", "Bla", "Bougouni", "Nioro", "Sikasso", "Loulouni")  # fmt: skip
ENGLISH = (
    "Gunmen burned {n} tankers near {a} on Tuesday, residents said.",
    "A convoy of {n} lorries left {a} for {b} under army escort, according to a drivers' union.",
    "Petrol sold at {p} francs a litre in {a}; queues at stations were long.",
    "JNIM fighters stopped coaches on the road between {a} and {b} and let them go after an hour.",
    "The governor denied that {n} people had been abducted at {a}.",
)
FRENCH = (
    "Des hommes armés ont incendié {n} citernes près de {a} mardi, selon des habitants.",
    "Un convoi de {n} camions a quitté {a} pour {b} sous escorte de l'armée.",
    "L'essence se vendait {p} francs le litre à {a}, où les files s'allongeaient.",
    "Le gouverneur dément que {n} personnes aient été enlevées à {a}.",
    "La route entre {a} et {b} serait coupée depuis lundi, affirme un syndicat.",
)


def reports(count: int) -> Iterator[str]:
    """Yield reports of four sentences (about 40 words) as lines of JSON."""
    noise = random.Random(0)  # noqa: S311 - made-up reports, no secret
    for number in range(count):
        sentences = noise.sample(noise.choice((ENGLISH, FRENCH)), 4)
        text = " ".join(
            words.format(
                n=noise.randrange(2, 90),
                p=noise.randrange(700, 3000, 25),
                a=noise.choice(WHERE),
                b=noise.choice(WHERE),
            )
            for words in sentences
        )
        day = date(2025, 9, 1) + timedelta(days=noise.randrange(60))
        yield json.dumps({"id": f"made-{number}", "text": text, "published": day.isoformat()})


def rss(pid: int) -> float:
    """Return the memory a process holds now, in MB (Linux; not a number elsewhere)."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return next((int(row.split()[1]) / 1024 for row in text.splitlines() if row.startswith("VmRSS")), float("nan"))  # fmt: skip


def watched(pid: int, record: Path, marks: list[int]) -> Iterator[tuple[int, float, float]]:
    """Yield (documents, seconds, MB) each time a mark is passed, until all are or the process ends."""
    began, done, at = time.perf_counter(), -1, 0
    while marks and Path(f"/proc/{pid}").exists() and os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:  # fmt: skip
        if record.exists():
            with record.open("rb") as file:
                file.seek(at)
                new = file.read()
                done, at = done + new.count(b"\n"), at + len(new)
        while marks and done >= marks[0]:
            yield marks.pop(0), time.perf_counter() - began, rss(pid)
        time.sleep(0.05)


def main() -> None:
    """Read the largest number asked for in a process of its own; say what it holds at each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000, 10_000])
    marks = sorted(parser.parse_args().documents)
    # The last mark would fall on the end of the process, where nothing is left to look at.
    count = marks[-1] + 100
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "reports.jsonl"), Path(folder, "claims.jsonl")
        with source.open("w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in reports(count))
        words = [sys.executable, "-m", "corridor", "read", str(source), "--out", str(out)]
        child = os.posix_spawn(words[0], words, dict(os.environ))
        for passed, seconds, size in watched(child, Path(f"{out}.done"), marks):
            print(f"{passed:>8,} documents: {seconds:7.1f} s, {size:.0f} MB held", flush=True)
        _, status, usage = os.wait4(child, 0)
        with out.open("rb") as file:
            lines = sum(1 for _ in file)
    print(f"{lines:,} lines, {usage.ru_utime:.0f} s of one core, peak {usage.ru_maxrss / 1024:.0f} MB")  # fmt: skip
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
