"""Which of many texts were met before, in eight bytes each: what keeps long runs small.

Guarantees: what was added is found; memory is 8 to 16 bytes a text, whatever its length. Refuses:
certainty that a text is new: two of 100,000 share a digest with a chance of 3 in 10,000,000,000.
"""

import hashlib

import numpy as np

_FEW = 4096
"""New ones kept apart until they are sorted in among the others."""


class Digests:
    """A set of texts that can be added to and asked, and keeps their digests only."""

    def __init__(self) -> None:
        self._sorted = np.empty(0, np.uint64)
        self._new: set[int] = set()

    def __contains__(self, text: str) -> bool:
        found = _digest(text)
        at = int(np.searchsorted(self._sorted, np.uint64(found)))
        return found in self._new or (at < len(self._sorted) and int(self._sorted[at]) == found)

    def __len__(self) -> int:
        return len(self._sorted) + len(self._new)

    def add(self, text: str) -> bool:
        """Add a text; say whether it was new."""
        if text in self:
            return False
        self._new.add(_digest(text))
        if len(self._new) >= max(_FEW, len(self._sorted) // 64):
            new = np.fromiter(self._new, np.uint64, len(self._new))
            self._sorted = np.union1d(self._sorted, new)
            self._new = set()
        return True


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
