"""Independent origins: copies of one text count once, however many outlets carry it.

Guarantees: claims of one origin group are one origin, and so are claims whose words copy one
another across outlets. Refuses: taking a coder's paraphrase for a copied text - a coder may well
word two reports alike, so only quotes and texts are compared.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz

from corridor.merge.features import Prepared

COPY_RATIO = 88.0
"""Likeness of two passages (0-100, order of words counts) from which one copies the other."""
COPY_MIN_CHARS = 60
"""Shorter passages are alike by chance."""
TEXT_CHARS = 1500
"""So much of a report's text is compared."""


def origin_groups(items: Sequence[Prepared]) -> list[list[int]]:
    """Return the indices of the items by independent origin, earliest known first."""
    home = list(range(len(items)))
    for i, a in enumerate(items):
        for j in range(i):
            if home[i] != home[j] and _one_origin(a, items[j]):
                low, high = sorted((home[i], home[j]))
                home = [low if x == high else x for x in home]
    groups: dict[int, list[int]] = {}
    for index, root in enumerate(home):
        groups.setdefault(root, []).append(index)
    return sorted(
        groups.values(), key=lambda g: min((items[i].known, items[i].claim.id) for i in g)
    )


def origin_name(items: Sequence[Prepared], group: Sequence[int]) -> str:
    """Return the origin that spoke first in a group."""
    return min((items[i].known, items[i].claim.id, items[i].origin) for i in group)[2]


def _one_origin(a: Prepared, b: Prepared) -> bool:
    return a.origin == b.origin or is_copy(a, b)


def is_copy(a: Prepared, b: Prepared) -> bool:
    """Say whether the quotes or the texts of two claims copy one another."""
    if a.claim.report == b.claim.report:
        return True
    if _alike(a.claim.quote, b.claim.quote):
        return True
    texts = [item.report.text if item.report else None for item in (a, b)]
    return _alike(texts[0], texts[1])


def _alike(a: str | None, b: str | None) -> bool:
    if a is None or b is None or min(len(a), len(b)) < COPY_MIN_CHARS:
        return False
    x, y = a[:TEXT_CHARS].casefold(), b[:TEXT_CHARS].casefold()
    return fuzz.ratio(x, y, score_cutoff=COPY_RATIO) >= COPY_RATIO
