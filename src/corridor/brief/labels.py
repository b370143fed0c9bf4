"""Where the names on the map go: greedy, in order of weight, never over one another.

Guarantees: a label that is placed touches no other label, no mark and not the frame. Refuses: to
squeeze; a name that finds no room is left to the list beside the map.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NARROW_LETTERS = frozenset("iljtfrI.,'’-· ")
WIDE_LETTERS = frozenset("mwMWOQGD")


@dataclass(frozen=True)
class Box:
    """A rectangle in drawing units."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether two rectangles share any point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Whether this rectangle lies wholly inside another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Wanted:
    """A name wanted at a point; a higher weight is placed earlier."""

    text: str
    x: float
    y: float
    size: float
    weight: float
    bold: bool = False
    faint: bool = False


@dataclass(frozen=True)
class Placed:
    """A name with its baseline start."""

    wanted: Wanted
    x: float
    y: float
    box: Box


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text, a little on the safe side."""
    units = sum(
        0.32 if letter in NARROW_LETTERS else 0.86 if letter in WIDE_LETTERS else 0.6
        for letter in text
    )
    return units * size * (1.06 if bold else 1.0)


def place(
    wanted: Iterable[Wanted],
    *,
    frame: Box,
    taken: Sequence[Box] = (),
    gaps: Sequence[float] = (7.0, 12.0, 18.0),
) -> tuple[Placed, ...]:
    """Place as many names as fit, heaviest first.

    Args:
        wanted: the names.
        frame: the drawing; labels stay inside.
        taken: rectangles to keep free (legend, marks).
        gaps: distances from the point to try, in drawing units, nearest first.
    """
    blocked = list(taken)
    found: list[Placed] = []
    for item in sorted(wanted, key=lambda x: (-x.weight, x.text)):
        for candidate in (spot for gap in gaps for spot in _candidates(item, gap)):
            if candidate.box.within(frame) and not any(
                candidate.box.touches(other) for other in blocked
            ):
                found.append(candidate)
                blocked.append(candidate.box)
                break
    return tuple(found)


def _candidates(item: Wanted, gap: float) -> Iterable[Placed]:
    """East, west, north, south, then the corners."""
    width, size = text_width(item.text, item.size, bold=item.bold), item.size
    high, low, middle = -gap, gap + size * 0.75, size * 0.35
    for dx, dy in (
        (gap, middle), (-gap - width, middle), (-width / 2, high), (-width / 2, low),
        (gap * 0.7, high * 0.7), (-width - gap * 0.7, high * 0.7),
        (gap * 0.7, low * 0.9), (-width - gap * 0.7, low * 0.9),
    ):  # fmt: skip
        x, y = item.x + dx, item.y + dy
        yield Placed(item, x, y, Box(x - 1, y - size * 0.8, x + width + 1, y + size * 0.25))
