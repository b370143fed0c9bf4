"""Places that a coder named in English words: "Kayes region", "Dakar-Bamako corridor".

Guarantees: a town inside such a name is told as the pack tells it in the reader's language.
Refuses: guessing; a name of another build stays as it came.
"""

import re
from collections.abc import Mapping
from typing import Protocol

from corridor.brief.texts import Texts

_BUILT = re.compile(
    r"(?P<name>.+?)(?: (?P<kind>region|road|corridor|area)| \((?P<all>national)\))$"
)


class Speaker(Protocol):
    """What naming needs: the words of a language, and the places as it names them."""

    @property
    def t(self) -> Texts:
        """The words of the language."""
        ...

    @property
    def place_names(self) -> Mapping[str, str]:
        """English names of places, folded, with the names in the language."""
        ...


def placed(name: str, speaker: Speaker) -> str:
    """Return a coder's name of an area, stretch or region in the reader's language."""
    found = _BUILT.fullmatch(name)
    if found is None:
        return speaker.place_names.get(name.casefold(), name)
    known = speaker.place_names
    towns = [known.get(part.casefold(), part) for part in found["name"].split("-")]
    kind = "national" if found["all"] else found["kind"]
    joint = " – " if kind in {"road", "corridor"} and len(towns) > 1 else "-"
    return speaker.t(f"where.{kind}", name=joint.join(towns))
