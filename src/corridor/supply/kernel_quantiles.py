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
Flags = NDArray[np.uint8]
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
    flags = np.zeros(members // 8 * 8 + 8, np.uint8)
    at = np.empty(2 * shares.size, np.int64)
    picked = np.empty(members + 1, np.int32)
    values = picked.view(np.float32)
    for i in range(shares.size):
        ranks[2 * i] = int(shares[i] * (members - 1))
        ranks[2 * i + 1] = min(ranks[2 * i] + 1, members - 1)
    lows = ranks[::2].copy()
    ranks.sort()
    for row in range(rows.shape[0]):
        least, shift = spread(bits[row])
        count(bits[row], least, shift, counts)
        find(counts[0], ranks, within)
        size = pick(bits[row], least, shift, within, flags, picked)
        picked[:size].sort()
        place(counts[0], ranks, within, at)
        for i in range(shares.size):
            low = at[np.searchsorted(ranks, lows[i])]
            high = at[np.searchsorted(ranks, min(lows[i] + 1, members - 1))]
            below = np.float64(values[low]) if low >= 0 else 0.0
            above = np.float64(values[high]) if high >= 0 else 0.0
            step = shares[i] * (members - 1) - lows[i]
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
    bits: Bits, least: int, shift: int, within: NDArray[np.int64], flags: Flags, picked: Bits
) -> int:
    """Copy the members of the buckets that hold a rank, but for zeros; returns how many.

    Few do: they are flagged by whole rows, and flags are looked at eight together.
    """
    flags[:] = 0
    for i in range(within.shape[1]):
        if within[0, i] > 0 and (i == 0 or within[0, i] != within[0, i - 1]):
            low = least + ((within[0, i] - 1) << shift)
            flag(bits, np.int32(low), np.int32(min(low + (1 << shift) - 1, MOST)), flags)
    eights = flags.view(np.int64)
    size = 0
    for eight in range(eights.size):
        if eights[eight] != 0:
            for i in range(8 * eight, min(8 * eight + 8, bits.size)):
                picked[size] = bits[i]
                size += int(flags[i])
    return size


@compiled
def flag(bits: Bits, low: np.int32, high: np.int32, flags: Flags) -> None:
    """Flag the members from `low` to `high`."""
    for i in range(bits.size):
        flags[i] |= np.uint8((bits[i] >= low) & (bits[i] <= high))


@compiled
def place(
    counts: NDArray[np.int32],
    ranks: NDArray[np.int64],
    within: NDArray[np.int64],
    at: NDArray[np.int64],
) -> None:
    """Position of each rank among the sorted members picked; -1 where it is a zero."""
    before, last = 0, 0
    for i in range(ranks.size):
        if within[0, i] != last:
            before += counts[last] if last > 0 else 0
            last = within[0, i]
        at[i] = before + ranks[i] - within[1, i] if last > 0 else -1
