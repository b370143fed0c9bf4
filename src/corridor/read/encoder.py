"""The language model: pieces of a text to what each means in it, in plain NumPy.

A transformer encoder of twelve layers (Devlin and others 2019, *BERT*; begun from the multilingual
E5 of Wang and others 2024, MIT licence, and trained on by `tools/train_tagger.py`). Guarantees: no
network, no compiled code of its own; work grows with the number of windows, each of `WINDOW` pieces
at most. Refuses: weights of another shape.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corridor.read.pieces import Pieces
from corridor.records.errors import InputError

Floats = NDArray[np.float32]
WINDOW = 250
"""Most pieces looked at together."""
_BEGIN, _END, _UNKNOWN = 0, 1, 2
"""Numbers of the marks around a window, and of what is no piece."""
_HEADS = 12
_BLOCK = 32
"""Numbers that share one scale among the packed vectors of pieces."""
_EPSILON = 1e-12


@dataclass(frozen=True)
class _Layer:
    """Weights of one layer, ready to be multiplied from the right."""

    asked: tuple[Floats, Floats]
    joined: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    norms: tuple[tuple[Floats, Floats], tuple[Floats, Floats]]


class Encoder:
    """The model of one file of weights.

    Attributes:
        types: names of the columns that `chances` gives.
        pieces: how it cuts words.
    """

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path) as kept:
                self._take({name: kept[name] for name in kept.files})
        except (OSError, KeyError, ValueError) as error:
            what = f"the language model cannot be read: {error}"
            raise InputError(what, where=str(path), hint="pip install ./model") from error

    def _take(self, kept: dict[str, NDArray[np.generic]]) -> None:
        self.types = _names(kept["types"])
        self.pieces = Pieces(_names(kept["pieces"]), kept["scores"].tolist(), _UNKNOWN)
        self._packed: NDArray[np.uint8] = kept["packed"].astype(np.uint8, copy=False)
        self._scales = kept["packed_scale"]
        self._position = kept["position"].astype(np.float32)
        self._first = _pair(kept, "first")
        count = sum(name.endswith(".asked.scale") for name in kept)
        self._layers = [_layer(kept, f"layer{number}") for number in range(count)]
        self._type, self._start = _matrix(kept, "type"), _matrix(kept, "start")

    def chances(self, numbers: list[int]) -> tuple[Floats, Floats]:
        """Return the probability of each type [piece, type] and of a beginning [piece].

        Args:
            numbers: pieces of a text, `WINDOW` at most.
        """
        inner = self._hidden([_BEGIN, *numbers, _END])[1:-1]
        begins = inner @ self._start[0] + self._start[1]
        return _softmax(inner @ self._type[0] + self._type[1]), 1 / (1 + np.exp(-begins[:, 0]))

    def _hidden(self, numbers: list[int]) -> Floats:
        x = _norm(self._vectors(numbers) + self._position[: len(numbers)], self._first)
        for layer in self._layers:
            x = _norm(
                x + _linear(_attention(_linear(x, layer.asked)), layer.joined), layer.norms[0]
            )
            x = _norm(x + _linear(_gelu(_linear(x, layer.wide)), layer.narrow), layer.norms[1])
        return x

    def _vectors(self, numbers: list[int]) -> Floats:
        """Unpack the vectors of pieces: two numbers of four bits a byte, a scale for 32 of them."""
        packed, scales = self._packed[numbers], self._scales[numbers].astype(np.float32)
        codes = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        return np.asarray((codes * scales[..., None]).reshape(len(numbers), -1))


def _names(kept: NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(kept.tobytes().decode("utf-8").split("\n"))


def _pair(kept: dict[str, NDArray[np.generic]], name: str) -> tuple[Floats, Floats]:
    return kept[f"{name}.scale"].astype(np.float32), kept[f"{name}.bias"].astype(np.float32)


def _matrix(kept: dict[str, NDArray[np.generic]], name: str) -> tuple[Floats, Floats]:
    """Return a matrix, kept as whole numbers with a scale for each row, the other way round."""
    scale, bias = _pair(kept, name)
    weights = kept[name].astype(np.float32) * scale[:, None]
    return np.ascontiguousarray(weights.T), bias


def _layer(kept: dict[str, NDArray[np.generic]], name: str) -> _Layer:
    return _Layer(
        asked=_matrix(kept, f"{name}.asked"),
        joined=_matrix(kept, f"{name}.joined"),
        wide=_matrix(kept, f"{name}.wide"),
        narrow=_matrix(kept, f"{name}.narrow"),
        norms=(_pair(kept, f"{name}.norm0"), _pair(kept, f"{name}.norm1")),
    )


def _linear(x: Floats, weights: tuple[Floats, Floats]) -> Floats:
    return np.asarray(x @ weights[0] + weights[1])


def _norm(x: Floats, weights: tuple[Floats, Floats]) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
    return np.asarray(centred / spread * weights[0] + weights[1])


def _attention(asked: Floats) -> Floats:
    """Mix what pieces say by how much each asks for the others; `asked` [piece, 3 x width]."""
    count = len(asked)
    query, key, value = asked.reshape(count, 3, _HEADS, -1).transpose(1, 2, 0, 3)
    weight = _softmax(query @ key.transpose(0, 2, 1) / np.sqrt(np.float32(query.shape[-1])))
    return np.asarray((weight @ value).transpose(1, 0, 2).reshape(count, -1))


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _gelu(x: Floats) -> Floats:
    """Half of x times one plus the error function of x over the root of two.

    The error function by Abramowitz and Stegun (1964), formula 7.1.26, to 1.5e-7.
    """
    z = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    rest = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))  # fmt: skip
    return np.asarray(0.5 * x * (1 + np.sign(x) * (1 - rest * np.exp(-z * z))), dtype=np.float32)
