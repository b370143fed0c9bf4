"""Quantiles of many members without sorting them: count into buckets, then halve the few that matter.

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
Lots = NDArray[np.uint16]
Counts = NDArray[np.int32]
Ranks = NDArray[np.int64]
Shares = NDArray[np.float64]


@entry
def rank_rows(rows: NDArray[np.float32], bits: Bits, shares: Shares, out: Shares) -> None:
    """Write the quantiles `shares` of each row [row, member] to `out` [row, quantile].

    `bits` is `rows` seen as whole numbers, which rise as the values do.
    """
    members = rows.shape[1]
    counts = np.empty((4, BUCKETS + 2), np.int32)
    ranks = np.empty(2 * shares.size, np.int64)
    within = np.empty((3, 2 * shares.size), np.int64)
    lots = np.zeros(members // 8 * 8 + 8, np.uint16)
    flags = np.zeros(lots.size, np.uint8)
    picked = np.empty(members + 1, np.int32)
    found = np.empty(ranks.size, np.int32)
    values = found.view(np.float32)
    for i in range(shares.size):
        ranks[2 * i] = int(shares[i] * (members - 1))
        ranks[2 * i + 1] = min(ranks[2 * i] + 1, members - 1)
    lows = ranks[::2].copy()
    ranks.sort()
    for row in range(rows.shape[0]):
        least, shift = spread(bits[row])
        lay(bits[row], least, shift, lots[:members])
        count(lots[:members], counts)
        find(counts[0], ranks, within)
        pick(bits[row], lots, within, counts, flags, picked)
        for i in range(ranks.size):
            found[i] = value(picked, ranks, within, counts, i)
        for i in range(shares.size):
            low, high = np.searchsorted(ranks, lows[i]), np.searchsorted(ranks, lows[i] + 1)
            below, above = values[low], values[min(high, ranks.size - 1)]
            step = shares[i] * (members - 1) - lows[i]
            out[row, i] = np.float64(below) * (1 - step) + np.float64(above) * step


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
def lay(bits: Bits, least: int, shift: int, lots: Lots) -> None:
    """Bucket of each member: 0 for zeros, others from 1 on."""
    before, by, zero = np.int32(least - 1), np.int32(shift), np.int32(0)
    for i in range(bits.size):
        over = bits[i] - before
        lots[i] = np.uint16(((over - np.int32(1)) >> by) + np.int32(1) if over > zero else zero)


@compiled
def count(lots: Lots, counts: Counts) -> None:
    """Count the members of each bucket.

    Four tables in turn, since adding to the same number twice running has to wait; four buckets
    are read as one machine word.
    """
    counts[:] = 0
    fours, low = lots[: lots.size // 4 * 4].view(np.uint64), np.uint64(0xFFFF)
    for i in range(fours.size):
        word = fours[i]
        counts[0, word & low] += 1
        counts[1, (word >> np.uint64(16)) & low] += 1
        counts[2, (word >> np.uint64(32)) & low] += 1
        counts[3, word >> np.uint64(48)] += 1
    for i in range(4 * fours.size, lots.size):
        counts[0, lots[i]] += 1
    for b in range(counts.shape[1]):
        counts[0, b] += counts[1, b] + counts[2, b] + counts[3, b]


@compiled
def find(counts: Counts, ranks: Ranks, within: Ranks) -> None:
    """Bucket of each rank, how many members lie in buckets before it, and where it is picked to."""
    start = 0
    for i in range(ranks.size):
        before, b = 0, 0
        if i > 0:
            b, before = within[0, i - 1], within[1, i - 1]
        while before + counts[b] <= ranks[i]:
            before += counts[b]
            b += 1
        if i > 0 and b != within[0, i - 1]:
            start += counts[within[0, i - 1]] if within[0, i - 1] > 0 else 0
        within[0, i], within[1, i], within[2, i] = b, before, start


@compiled
def pick(bits: Bits, lots: Lots, within: Ranks, counts: Counts, flags: Flags, picked: Bits) -> None:
    """Copy the members of the buckets that hold a rank, but for zeros, bucket by bucket.

    Few do: they are flagged by whole rows, and flags are looked at eight together.
    """
    flags[:] = 0
    for i in range(within.shape[1]):
        if within[0, i] > 0 and (i == 0 or within[0, i] != within[0, i - 1]):
            flag(lots, np.uint16(within[0, i]), flags)
            counts[1, within[0, i]] = within[2, i]
    eights = flags.view(np.int64)
    for eight in range(eights.size):
        if eights[eight] != 0:
            for i in range(8 * eight, 8 * eight + 8):
                if flags[i] != 0:
                    picked[counts[1, lots[i]]] = bits[i]
                    counts[1, lots[i]] += 1


@compiled
def flag(lots: Lots, lot: np.uint16, flags: Flags) -> None:
    """Flag the members of one bucket."""
    for i in range(lots.size):
        flags[i] |= np.uint8(lots[i] == lot)


@compiled
def value(picked: Bits, ranks: Ranks, within: Ranks, counts: Counts, i: int) -> int:
    """Bits of a rank: the least with more than so many at or below it; zeros are in no bucket."""
    if within[0, i] == 0:
        return 0
    first, wanted = within[2, i], ranks[i] - within[1, i]
    some = picked[first : first + counts[0, within[0, i]]]
    low, high = ends(some)
    while low < high:
        middle = np.int32(low + (high - low) // 2)
        if at_most(some, middle) > wanted:
            high = int(middle)
        else:
            low = int(middle) + 1
    return int(low)


@compiled
def ends(some: Bits) -> tuple[int, int]:
    """Least and most."""
    low, high = some[0], some[0]
    for i in range(some.size):
        low, high = min(low, some[i]), max(high, some[i])
    return int(low), int(high)


@compiled
def at_most(some: Bits, limit: np.int32) -> int:
    """Count the values up to a limit."""
    found = np.int32(0)
    for i in range(some.size):
        found += np.int32(some[i] <= limit)
    return int(found)
