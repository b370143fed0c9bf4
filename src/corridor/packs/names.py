"""Names of places and actors as written in coded rows, resolved to the pack's own ids.

Guarantees: a name resolves only where exactly one place or actor carries it, accents, case and
hyphens aside. Refuses: nearest guesses; what is not known stays a name without id.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corridor.packs.model import Actor
from corridor.records.geography import Place

_BRACKET = re.compile(r"\s*\(([^)]*)\)\s*")
_AREA = re.compile(r"\s+(?:area|town|city)$")
_LINE = re.compile(r"\s+(?:road|corridor|route)$")


def fold(name: str) -> str:
    """Return a name for comparing: no accents, lower case, hyphens and quotes as spaces."""
    plain = unicodedata.normalize("NFD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[-'’`_/]", " ", plain.casefold()).split())


@dataclass(frozen=True)
class PlaceNames:
    """Place ids by folded name; a name carried twice is left out."""

    ids: Mapping[str, str]

    @classmethod
    def of(cls, places: Iterable[Place]) -> "PlaceNames":
        """Index every English, French and variant name."""
        found: dict[str, set[str]] = {}
        for place in places:
            for name in (place.name_en, place.name_fr, *place.variants):
                found.setdefault(fold(name), set()).add(place.id)
        return cls({name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1})

    def find(self, name: str) -> str | None:
        """Return the id of a town named exactly, a bracket or the word "area" aside."""
        if "uncertain" in name:
            return None
        bare = _AREA.sub("", _BRACKET.sub(" ", name).strip())
        return self.ids.get(fold(name)) or self.ids.get(fold(bare))

    def ends(self, name: str) -> tuple[str, ...]:
        """Return both ends of a line such as "Kolondieba-Kadiana road", or nothing."""
        bare = _BRACKET.sub(" ", name).strip()
        if not _LINE.search(bare):
            return ()
        parts = _LINE.sub("", bare).split("-")
        found = [self.ids.get(fold(part)) for part in parts]
        known = tuple(item for item in found if item)
        return known if len(known) == 2 == len(parts) else ()


@dataclass(frozen=True)
class ActorNames:
    """Actor ids by folded name, and the table of names used by coders."""

    ids: Mapping[str, str]
    coded: Mapping[str, tuple[tuple[str, ...], str]]

    @classmethod
    def of(
        cls, actors: Iterable[Actor], coded: Mapping[str, tuple[tuple[str, ...], str]] | None = None
    ) -> "ActorNames":
        """Index every name and alias; `coded` maps a coder's words to (ids, class)."""
        found: dict[str, set[str]] = {}
        for actor in actors:
            for name in (actor.name_en, actor.name_fr, *actor.aliases):
                found.setdefault(fold(name), set()).add(actor.id)
        single = {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}
        return cls(single, {fold(name): value for name, value in (coded or {}).items()})

    def find(self, name: str) -> tuple[tuple[str, ...], str]:
        """Return (ids, class) for a name as coded; no ids where nobody is known by it."""
        if fold(name) in self.coded:
            return self.coded[fold(name)]
        bare = bare_name(name)
        if fold(bare) in self.coded:
            return self.coded[fold(bare)]
        found = self.ids.get(fold(bare))
        return ((found,), "") if found else ((), "")


def bare_name(name: str) -> str:
    """Return a name without its bracketed remark: "JNIM (claim)" becomes "JNIM"."""
    return _BRACKET.sub(" ", name).strip()


def remark(name: str) -> str:
    """Return the bracketed remark of a name, or nothing."""
    found = _BRACKET.search(name)
    return found.group(1) if found else ""
