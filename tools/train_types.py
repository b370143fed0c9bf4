"""Train the model of `corridor.read.learned` on the example clauses, and write its weights.

    python tools/train_types.py            # from evals/reading to src/corridor/read/data/learned.npz

Learned from: the example clauses of `evals/reading/examples`, the catalogue's own words, and the
labelled texts of `evals/reading/dev`, `fresh`, `later` and `varied`, whose clauses without a claim are of
type `none`. Never from `heldout`, `second` or `third`: they score what comes out. A softmax over
binary features, fitted by AdaGrad from four fixed seeds; rare features are left out, weights rounded to
whole numbers of eight bits. Takes five minutes on two cores.
"""

import csv
import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from corridor.evaluate.documents import read_set
from corridor.read.features import features
from corridor.read.learned import NONE
from corridor.read.nodes import Line
from corridor.read.words import tokenize
from corridor.records.event_types import event_types

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "evals" / "reading" / "examples"
LABELLED = tuple(
    ROOT / "evals" / "reading" / split for split in ("dev", "fresh", "later", "varied")
)
WEIGHTS = ROOT / "src" / "corridor" / "read" / "data" / "learned.npz"
LEAST, ROUNDS, RATE, SHRINK = 3, 20, 0.5, 1e-4
SEEDS = range(4)
"""Their mean is kept: what one order of the clauses does by chance evens out."""
DROP = 0.4
"""Share of a clause's features left out at each look, so that no word alone decides."""


def examples() -> list[tuple[str, str, str]]:
    """Return (language, type, clause) of every example, those of the catalogue included."""
    found = [
        (path.stem[:2], row["type"], row["text"])
        for path in sorted(EXAMPLES.glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    for item in event_types().values():
        found += [("en", item.id, item.example), ("en", item.id, item.definition)]
        found += [("en", item.id, item.label_en), ("fr", item.id, item.label_fr)]
    return found


_CLAUSE = re.compile(r"[^.;:!?\n]+")
_LEAST_WORDS = 4


def labelled() -> list[tuple[str, str, str]]:
    """Return (language, type, clause) of the labelled texts, and their clauses without a claim."""
    found = []
    for document in (x for folder in LABELLED for x in read_set(folder)):
        taken = []
        for claim in document.claims:
            at = document.text.find(claim.quote)
            taken.append((at, at + len(claim.quote)))
            found.append((document.lang, claim.type, claim.quote))
        for clause in _CLAUSE.finditer(document.text):
            free = not any(a < clause.end() and clause.start() < b for a, b in taken)
            if free and len(clause.group().split()) >= _LEAST_WORDS:
                found.append((document.lang, NONE, clause.group().strip()))
    return found


def fit(
    rows: list[list[int]], labels: list[int], shape: tuple[int, int], seed: int = 0
) -> np.ndarray:
    """Return weights [feature, type]; the last row is the bias."""
    weights, seen = np.zeros(shape), np.full(shape, 1e-8)
    rng = np.random.default_rng(seed)
    for _ in range(ROUNDS):
        for at in rng.permutation(len(rows)):
            seen_now = np.array(rows[at])[rng.random(len(rows[at])) >= DROP]
            x = np.array([*seen_now, shape[0] - 1], dtype=np.intp)
            scale = 1 / np.sqrt(len(x))
            score = scale * weights[x].sum(axis=0)
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            chance[labels[at]] -= 1
            step = scale * chance[None, :] + SHRINK * weights[x]
            seen[x] += step * step
            weights[x] -= RATE * step / np.sqrt(seen[x])
    return weights


def main() -> None:
    """Train and write."""
    given = [*examples(), *labelled()]
    found = [features(Line(tokenize(text)), lang) for lang, _, text in given]
    counts = Counter(name for one in found for name in one)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: at for at, name in enumerate(names)}
    types = sorted({name for _, name, _ in given})
    rows = [sorted(place[name] for name in one if name in place) for one in found]
    labels = [types.index(name) for _, name, _ in given]
    one = partial(fit, rows, labels, (len(names) + 1, len(types)))
    with ProcessPoolExecutor() as pool:
        weights = np.mean(list(pool.map(one, SEEDS)), axis=0)
    scale = np.abs(weights).max() / 127
    np.savez_compressed(
        WEIGHTS,
        weights=np.round(weights / scale).astype(np.int8),
        scale=np.float64(scale),
        types=np.array("\n".join(types)),
        features=np.array("\n".join(names)),
    )
    size = WEIGHTS.stat().st_size
    sys.stdout.write(f"{len(given)} clauses, {len(names)} features, {len(types)} types, {size} B\n")


if __name__ == "__main__":
    main()
