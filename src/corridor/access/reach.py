"""Who reaches whom over sampled roads: 64 sampled networks to a machine word.

Guarantees: exact reachability in every member at once; the same answer as a search member by member.
Refuses: distances and times; a network whose edges name nodes it does not have.
Method: label words spread along edges by `and` and `or` until nothing changes, edges taken in the
order of a breadth-first search and back again, so that few sweeps do (Gauss-Seidel).
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Spread = Callable[[Words, NDArray[np.int32], Words, NDArray[np.int32]], None]
WORD = 64
WORTH_COMPILING = 20_000
"""Words of edges from which a compiled sweep saves more than its compilation costs."""


@dataclass(frozen=True)
class Network:
    """Nodes 0 to `nodes` - 1 and edges that can be used both ways, [edge, 2]."""

    nodes: int
    edges: NDArray[np.int32]

    def __post_init__(self) -> None:
        if self.edges.size and not (0 <= self.edges.min() <= self.edges.max() < self.nodes):
            msg = f"edges name nodes outside 0 to {self.nodes - 1}"
            raise ValueError(msg)


def network(nodes: int, edges: Iterable[tuple[int, int]]) -> Network:
    """Return a network from pairs of node numbers."""
    pairs = np.array(list(edges), dtype=np.int32).reshape(-1, 2)
    return Network(nodes, pairs)


def packed(flags: Flags) -> Words:
    """Pack flags [.., member] into words [.., word]; the last word is filled up with zeros."""
    pad = -flags.shape[-1] % WORD
    if pad:
        flags = np.concatenate([flags, np.zeros((*flags.shape[:-1], pad), dtype=bool)], axis=-1)
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def unpacked(words: Words, members: int) -> Flags:
    """Turn words [.., word] into flags [.., member] again."""
    flags = np.unpackbits(np.ascontiguousarray(words).view(np.uint8), axis=-1, bitorder="little")
    return flags[..., :members].astype(bool)


def counted(words: Words, members: int) -> NDArray[np.float64]:
    """Share of members whose bit is set, [..]; bits beyond the last member must be zero."""
    return np.asarray(np.bitwise_count(words).sum(axis=-1) / members, dtype=np.float64)


def reached(net: Network, passable: Words, sources: Collection[int]) -> Words:
    """Which nodes any of the sources reaches, in each member.

    Args:
        net: the network.
        passable: which edges can be used, words [edge, word].
        sources: nodes to start from; each reaches itself.

    Returns:
        Words [node, word]. Bits beyond the last member are set at the sources alone: pack the
        edges with `packed`, and read with `unpacked`, or use `counted` on other nodes.
    """
    found = np.zeros((net.nodes, passable.shape[1]), dtype=np.uint64)
    for node in sources:
        found[node] = ~np.uint64(0)
    spread = _compiled() if passable.size >= WORTH_COMPILING else None
    (spread or _sweeps)(found, net.edges, passable, _order(net, sources))
    return found


def _order(net: Network, sources: Collection[int]) -> NDArray[np.int32]:
    """Edges in the order a breadth-first search from the sources meets them."""
    at: list[list[tuple[int, int]]] = [[] for _ in range(net.nodes)]
    for edge, (u, v) in enumerate(net.edges.tolist()):
        at[u].append((edge, v))
        at[v].append((edge, u))
    seen, used, order = set(sources), set[int](), list[int]()
    queue = deque(sorted(seen))
    while queue:
        for edge, other in at[queue.popleft()]:
            if edge not in used:
                used.add(edge)
                order.append(edge)
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return np.array(order, dtype=np.int32)


@cache
def _compiled() -> Spread | None:
    """The sweep as machine code where the extra `fast` (numba) is installed, else None."""
    if find_spec("numba") is None:
        return None
    # Not imported above: the extra may be absent, and importing it costs half a second.
    compiled: Spread = import_module("numba").njit(_sweep_words)
    return compiled


def _sweep_words(
    found: Words, edges: NDArray[np.int32], passable: Words, order: NDArray[np.int32]
) -> None:
    """`_sweeps` word by word, as the compiler wants it."""
    count, changed = len(order), True
    while changed:
        changed = False
        for step in range(2 * count):
            edge = order[step] if step < count else order[2 * count - 1 - step]
            u, v = edges[edge, 0], edges[edge, 1]
            news = np.uint64(0)
            for word in range(found.shape[1]):
                here, there = found[u, word], found[v, word]
                both = (here | there) & passable[edge, word]
                news |= both & ~(here & there)
                found[u, word], found[v, word] = here | both, there | both
            if news != 0:
                changed = True


def _sweeps(
    found: Words, edges: NDArray[np.int32], passable: Words, order: NDArray[np.int32]
) -> None:
    """Spread labels along the edges, there and back, until a sweep changes nothing."""
    pairs = [(edge, *edges[edge].tolist()) for edge in order.tolist()]
    both = np.empty_like(found[0]) if len(found) else found
    while True:
        before = found.copy()
        for edge, u, v in (*pairs, *reversed(pairs)):
            np.bitwise_or(found[u], found[v], out=both)
            np.bitwise_and(both, passable[edge], out=both)
            np.bitwise_or(found[u], both, out=found[u])
            np.bitwise_or(found[v], both, out=found[v])
        if np.array_equal(before, found):
            return
