"""Quantiles of many members without sorting them all: count, then sort the few that matter.

Guarantees: the very values sorting gives, interpolated the same way; time linear in members.
Refuses: values below zero and not-a-numbers: bits of other floats do not rise with their value.
"""

import numpy as np
from numpy.typing import NDArray

from corridor.supply.kernel_jit import compiled, entry

BUCKETS = 2048
MOST = 2**31 - 1
Bits = NDArray[np.int32]
Shares = NDArray[np.float64]


@entry
def rank_rows(rows: NDArray[np.float32], bits: Bits, shares: Shares, out: Shares) -> None:
    """Write the quantiles `shares` of each row [row, member] to `out` [row, quantile].

    `bits` is `rows` seen as whole numbers, which rise as the values do.
    """
    members = rows.shape[1]
    counts = np.empty((2, BUCKETS + 2), np.int32)
    ranks = np.empty(2 * shares.size, np.int64)
    within = np.empty((2, 2 * shares.size), np.int64)
    wanted = np.zeros(BUCKETS + 2, np.int64)
    at = np.empty(2 * shares.size, np.int64)
    picked = np.empty(members + 1, np.int32)
    values = picked.view(np.float32)
    for i in range(shares.size):
        ranks[2 * i] = int(shares[i] * (members - 1))
        ranks[2 * i + 1] = min(ranks[2 * i] + 1, members - 1)
    for row in range(rows.shape[0]):
        least, shift = spread(bits[row])
        count(bits[row], least, shift, counts)
        find(counts[0], ranks, within)
        size = pick(bits[row], least, shift, within, wanted, picked)
        picked[:size].sort()
        place(counts[0], ranks, within, wanted, at)
        for i in range(shares.size):
            low, high = at[2 * i], at[2 * i + 1]
            below = np.float64(values[low]) if low >= 0 else 0.0
            above = np.float64(values[high]) if high >= 0 else 0.0
            step = shares[i] * (members - 1) - ranks[2 * i]
            out[row, i] = below * (1 - step) + above * step


@compiled
def spread(bits: Bits) -> tuple[int, int]:
    """Least bits above zero, and the shift that brings all into the buckets."""
    least, most = np.int32(MOST), np.int32(0)
    for i in range(bits.size):
        value = bits[i]
        most = max(most, value)
        least = min(least, value if value > np.int32(0) else np.int32(MOST))
    shift = 0
    while most > least and (int(most) - int(least)) >> shift >= BUCKETS:
        shift += 1
    return int(least), shift


@compiled
def count(bits: Bits, least: int, shift: int, counts: NDArray[np.int32]) -> None:
    """Count the members of each bucket: 0 for zeros, others from 1 on.

    Two tables in turn, since adding to the same number twice running has to wait.
    """
    counts[:] = 0
    half = bits.size // 2
    first = least - (1 << shift)
    for i in range(half):
        one, two = int(bits[2 * i]), int(bits[2 * i + 1])
        counts[0, max(one - first, 0) >> shift] += 1
        counts[1, max(two - first, 0) >> shift] += 1
    if bits.size > 2 * half:
        counts[0, max(int(bits[2 * half]) - first, 0) >> shift] += 1
    for b in range(counts.shape[1]):
        counts[0, b] += counts[1, b]


@compiled
def find(counts: NDArray[np.int32], ranks: NDArray[np.int64], within: NDArray[np.int64]) -> None:
    """Bucket of each rank, and how many members lie in buckets before it."""
    for i in range(ranks.size):
        before, b = 0, 0
        if i > 0 and ranks[i] >= ranks[i - 1]:
            b, before = within[0, i - 1], within[1, i - 1]
        while before + counts[b] <= ranks[i]:
            before += counts[b]
            b += 1
        within[0, i], within[1, i] = b, before


@compiled
def pick(
    bits: Bits, least: int, shift: int, within: NDArray[np.int64], wanted: Bits, picked: Bits
) -> int:
    """Copy the members of the buckets that hold a rank, but for zeros; returns how many.

    Each is written and the next overwrites it unless it counts: no branch to guess.
    """
    wanted[:] = 0
    for i in range(within.shape[1]):
        wanted[within[0, i]] = 1
    wanted[0] = 0
    first = least - (1 << shift)
    size = 0
    for i in range(bits.size):
        value = bits[i]
        picked[size] = value
        size += wanted[max(int(value) - first, 0) >> shift]
    return size


@compiled
def place(
    counts: NDArray[np.int32],
    ranks: NDArray[np.int64],
    within: NDArray[np.int64],
    wanted: Bits,
    at: NDArray[np.int64],
) -> None:
    """Position of each rank among the sorted members picked; -1 where it is a zero."""
    for i in range(ranks.size):
        skipped = 0
        for b in range(within[0, i]):
            skipped += counts[b] * (1 - wanted[b])
        at[i] = ranks[i] - skipped if within[0, i] > 0 else -1
