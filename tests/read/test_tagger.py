"""The language model: pieces, the encoder against a slow one, tags of words, agreement with rules."""

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.packs import load_pack
from corridor.read import Reader, installed_tagger
from corridor.read.agreed import agreed
from corridor.read.encoder import Encoder
from corridor.read.learned import NONE, OPINION, TypeModel
from corridor.read.pieces import Pieces
from corridor.read.tagger import Tagged
from corridor.read.triggers import Trigger
from corridor.read.words import tokenize
from corridor.records.errors import InputError
from corridor.records.report import Report

WIDTH, WIDE, DEPTH = 24, 40, 2
"""A model small enough to be worked out by hand; heads and blocks as in the real one need 12 and 8."""
NAMES = ("", "", "", "▁", "▁the", "▁con", "voy", "s", "v", "o", "y", "c", "n", "t", "h", "e")


@pytest.fixture(scope="module")
def tagger():
    found = installed_tagger()
    if found is None:
        pytest.skip("the language model is not installed (pip install ./model)")
    return found


@pytest.fixture(scope="module")
def reader(tagger):
    return Reader(load_pack("mali"), tagger=tagger)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Weights of a small model, drawn from a seed; one block of 24 numbers shares a scale."""
    rng = np.random.default_rng(1)
    kept = {
        "types": np.frombuffer(b"none\nambush\ncommentary", np.uint8),
        "pieces": np.frombuffer("\n".join(NAMES).encode(), np.uint8),
        "scores": np.array([0, 0, 0, *(-float(i) for i in range(1, len(NAMES) - 2))], np.float32),
        "packed": rng.integers(0, 256, (len(NAMES), 1, WIDTH // 2)).astype(np.uint8),
        "packed_scale": rng.uniform(0.05, 0.1, (len(NAMES), 1)).astype(np.float16),
        "position": rng.normal(0, 0.1, (40, WIDTH)).astype(np.float16),
    }

    def norm(name: str) -> None:
        kept[f"{name}.scale"] = rng.uniform(0.5, 1.5, WIDTH).astype(np.float32)
        kept[f"{name}.bias"] = rng.normal(0, 0.1, WIDTH).astype(np.float32)

    def matrix(name: str, out: int, into: int) -> None:
        kept[name] = rng.integers(-127, 128, (out, into)).astype(np.int8)
        kept[f"{name}.scale"] = rng.uniform(0.001, 0.004, out).astype(np.float32)
        kept[f"{name}.bias"] = rng.normal(0, 0.1, out).astype(np.float32)

    norm("first")
    for layer in range(DEPTH):
        matrix(f"layer{layer}.asked", 3 * WIDTH, WIDTH)
        matrix(f"layer{layer}.joined", WIDTH, WIDTH)
        matrix(f"layer{layer}.wide", WIDE, WIDTH)
        matrix(f"layer{layer}.narrow", WIDTH, WIDE)
        norm(f"layer{layer}.norm0")
        norm(f"layer{layer}.norm1")
    matrix("type", 3, WIDTH)
    matrix("start", 1, WIDTH)
    path = tmp_path_factory.mktemp("model") / "weights.npz"
    np.savez(path, **kept)
    return path, kept


def slow_chances(kept: dict[str, np.ndarray], numbers: list[int]) -> list[list[float]]:
    """The same model written out in plain Python: loops, `math.erf`, one number after the other."""

    def linear(x, name):
        rows = [[w * s for w in row] for row, s in zip(kept[name].tolist(), kept[f"{name}.scale"].tolist(), strict=True)]  # fmt: skip
        bias = kept[f"{name}.bias"].tolist()
        return [[sum(a * b for a, b in zip(v, row, strict=True)) + c for row, c in zip(rows, bias, strict=True)] for v in x]  # fmt: skip

    def norm(x, name):
        found = []
        for v in x:
            mean = sum(v) / len(v)
            spread = math.sqrt(sum((a - mean) ** 2 for a in v) / len(v) + 1e-12)
            pair = zip(
                v, kept[f"{name}.scale"].tolist(), kept[f"{name}.bias"].tolist(), strict=True
            )
            found.append([(a - mean) / spread * s + b for a, s, b in pair])
        return found

    def softmax(v):
        raised = [math.exp(a - max(v)) for a in v]
        return [a / sum(raised) for a in raised]

    def plus(x, y):
        return [[a + b for a, b in zip(u, v, strict=True)] for u, v in zip(x, y, strict=True)]

    ids, x = [0, *numbers, 1], []
    for at, number in enumerate(ids):
        packed, scale = kept["packed"][number, 0].tolist(), float(kept["packed_scale"][number, 0])
        codes = [c & 15 for c in packed] + [c >> 4 for c in packed]
        x.append(
            [(c - 8) * scale + float(p) for c, p in zip(codes, kept["position"][at], strict=True)]
        )
    x, part = norm(x, "first"), WIDTH // 12
    for layer in range(DEPTH):
        asked = linear(x, f"layer{layer}.asked")
        mixed = [[0.0] * WIDTH for _ in x]
        for head in range(12):
            cut = slice(head * part, head * part + part)
            query, key, value = (
                [v[i * WIDTH : (i + 1) * WIDTH][cut] for v in asked] for i in range(3)
            )
            for at, wish in enumerate(query):
                weight = softmax([sum(a * b for a, b in zip(wish, k, strict=True)) / math.sqrt(part) for k in key])  # fmt: skip
                mixed[at][cut] = [sum(w * v[i] for w, v in zip(weight, value, strict=True)) for i in range(part)]  # fmt: skip
        x = norm(plus(x, linear(mixed, f"layer{layer}.joined")), f"layer{layer}.norm0")
        wide = [[a / 2 * (1 + math.erf(a / math.sqrt(2))) for a in v] for v in linear(x, f"layer{layer}.wide")]  # fmt: skip
        x = norm(plus(x, linear(wide, f"layer{layer}.narrow")), f"layer{layer}.norm1")
    return [softmax(v) for v in linear(x, "type")][1:-1]


def test_the_encoder_agrees_with_a_slow_one(small):
    path, kept = small
    numbers = [4, 5, 6, 7, 3, 9]
    chances, begins = Encoder(path).chances(numbers)
    assert chances == pytest.approx(np.array(slow_chances(kept, numbers)), abs=1e-5)
    assert ((begins > 0) & (begins < 1)).all()


def test_weights_of_another_shape_are_refused(tmp_path):
    path = tmp_path / "weights.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(InputError, match="cannot be read"):
        Encoder(path)


def test_words_are_cut_into_the_likeliest_pieces():
    pieces = Pieces(NAMES, [0, 0, 0, *(-float(i) for i in range(1, len(NAMES) - 2))], 2)
    numbers, spans = pieces.of("the  convoys")
    assert [NAMES[n] for n in numbers] == ["▁the", "▁con", "voy", "s"]
    assert spans == [(0, 3), (5, 8), (8, 11), (11, 12)]


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_pieces_lie_in_the_text_and_in_order(text):
    pieces = Pieces(NAMES, [-1.0] * len(NAMES), 2)
    numbers, spans = pieces.of(text)
    assert len(numbers) == len(spans)
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert [b for _, b in spans] == sorted(b for _, b in spans)


@given(st.lists(st.text(alphabet="abcé 12,.'’\n|:", min_size=1, max_size=60), max_size=8))
@settings(max_examples=40, deadline=None)
def test_every_word_gets_probabilities(tagger, lines):
    sentences = [tokens for tokens in _lines("\n".join(lines)) if tokens]
    for tokens, tagged in zip(sentences, tagger.read("\n".join(lines), sentences), strict=True):
        assert tagged.chances.shape == (len(tokens), len(tagger.types))
        assert tagged.chances.sum(axis=1) == pytest.approx(1.0, abs=1e-4)


def _lines(text: str):
    at = 0
    for line in text.split("\n"):
        yield tokenize(text, at, at + len(line))
        at += len(line) + 1


def test_a_word_without_end_and_a_sentence_without_end_are_read(tagger):
    for text in ("x" * 20_000, "the convoy " * 2_000):
        tokens = tokenize(text, 0, len(text))
        (tagged,) = tagger.read(text, [tokens])
        assert len(tagged.chances) == len(tokens)


def sentence(types: dict[str, float], words: int) -> Tagged:
    names = (NONE, OPINION, "ambush", "looting")
    row = np.array([types.get(name, 0.0) for name in names], dtype=np.float32)
    return Tagged(names, np.tile(row, (words, 1)), np.zeros(words, dtype=np.float32))


TOKENS = tokenize("Gunmen fell upon the column at dawn", 0, 35)
RULES = TypeModel("en").rules


def heads(*types: str) -> list[Trigger]:
    return [Trigger(1, 2, RULES[name]) for name in types]


@pytest.mark.parametrize(
    ("read", "chances", "wanted"),
    [
        (["ambush"], {"ambush": 0.1, "looting": 0.9}, ["ambush"]),
        (["ambush"], {"ambush": 0.01, "looting": 0.9}, ["looting"]),
        (["ambush"], {"ambush": 0.01, "looting": 0.3, NONE: 0.29}, ["ambush"]),
        (["ambush"], {NONE: 0.9, "looting": 0.1}, []),
        (["ambush"], {NONE: 0.5, "looting": 0.4}, ["ambush"]),
        ([], {"looting": 0.8}, ["looting"]),
        ([], {"looting": 0.5, NONE: 0.4}, []),
        ([], {"looting": 0.8, OPINION: 0.2}, []),
        (["ambush"], {"looting": 0.6, OPINION: 0.4}, [OPINION]),
        ([OPINION], {"looting": 0.99}, [OPINION]),
        (["rejection"], {"looting": 0.99}, ["rejection"]),
    ],
)
def test_rules_and_model_agree(read, chances, wanted):
    found = agreed(heads(*read), TOKENS, sentence(chances, len(TOKENS)), RULES)
    assert [head.rule.type for head in found] == wanted


def report(text: str) -> Report:
    day = date(2025, 11, 1)
    return Report(
        id="r", source="s", origin="s", text=text, published=day, published_precision="day",
        known_from=day,
    )  # fmt: skip


def test_the_same_text_gives_the_same_claims_with_exact_quotes(reader):
    text = (Path(__file__).parent / "plain.csv").read_text(encoding="utf-8")[:4000]
    first, second = reader.read(report(text)), reader.read(report(text))
    assert first == second
    assert first
    assert all(text[slice(*claim.span)] == claim.quote for claim in first)


@pytest.mark.parametrize(
    "silence",
    [
        "It did not say how many had set out.",
        "JNIM, the group behind the siege, has not commented.",
        "Le ministère n'a pas précisé lesquels.",
    ],
)
def test_who_says_nothing_of_a_thing_tells_and_denies_nothing(reader, silence):
    text = f"In Bamako the ministry spoke. {silence}"
    assert not [c for c in reader.read(report(text)) if c.span and c.span[0] > 20]
