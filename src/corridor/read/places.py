"""Where: place names in a sentence, with guards for names that are also words or people.

Guarantees: the pack's names first and longest first; each mention keeps every candidate until
`resolve` decides. Refuses: "Islam", "San" or "Bla" as towns without a sign that a place is meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corridor.read.calendar_words import DAYS, MONTHS
from corridor.read.gazetteer import Candidate, Gazetteer
from corridor.read.tables import rows
from corridor.read.words import Token, wordset

_SHORT = 3
_ELIDED = frozenset({"l", "la", "le", "les", "the", "d"})
_SMALL_WORLD = 15_000
_SURE_LAYERS = frozenset({"pack", "country", "region"})
LARGE = 200_000
"""A town of the world this large needs no other sign of its country in the text."""


@dataclass(slots=True)
class PlaceMention:
    """A place name in words `start` to `end` (exclusive) of its sentence."""

    start: int
    end: int
    name: str
    span: tuple[int, int]
    candidates: tuple[Candidate, ...]
    chosen: Candidate | None = None
    adjective: bool = False
    """The name stands as an adjective or possessor of people or forces: "US troops"."""
    first: bool = field(default=False)
    beside: bool = False
    """The name says where somebody speaks: "hauliers in Dakar say"."""


@dataclass(frozen=True)
class Guards:
    """Word lists that keep names and words apart."""

    title: frozenset[str]
    word: frozenset[str]
    organisation: frozenset[str]
    generic: frozenset[str]
    before: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]


def load_guards() -> Guards:
    """Return the guards of `read/data/guards.csv`."""
    table = {row["what"]: frozenset(row["words"].split("|")) for row in rows("guards")}
    return Guards(**table)


class PlaceReader:
    """Finds place names in sentences of either language."""

    def __init__(self, gazetteer: Gazetteer, common: frozenset[str] = frozenset()) -> None:
        self._gazetteer = gazetteer
        self._guards = load_guards()
        self._common = common

    def given_names(self, tokens: Sequence[Token]) -> set[str]:
        """Return words that follow a title or a given name in a sentence: people of this text."""
        found = set()
        for at in range(1, len(tokens)):
            if (
                tokens[at].capital
                and len(tokens[at].fold) > 2
                and self._person(tokens, at, sure=False, shouting=False)
            ):
                found.add(tokens[at].fold)
        return found

    def read(
        self, tokens: Sequence[Token], text: str, *, shouting: bool = False
    ) -> list[PlaceMention]:
        """Return the place names of a sentence in order.

        Args:
            tokens: the sentence's words.
            text: the whole report.
            shouting: whether the text is written in capitals, so that case tells nothing.
        """
        found: list[PlaceMention] = []
        at = 0
        while at < len(tokens):
            if not tokens[at].capital:
                at += 1
                continue
            mention = self._at(tokens, at, text, shouting=shouting)
            if mention is None:
                at += 1
                continue
            found.append(mention)
            at = mention.end
        return found

    def _at(
        self, tokens: Sequence[Token], at: int, text: str, *, shouting: bool
    ) -> PlaceMention | None:
        hit = self._gazetteer.index.at(tokens, at)
        if hit is None:
            return None
        end, candidates = hit
        usable = tuple(
            c for c in candidates if self._allowed(c, tokens, at, end, shouting=shouting)
        )
        if not usable:
            return self._shorter(tokens, at, end, text, shouting=shouting)
        begin, finish = tokens[at].start, tokens[end - 1].end
        return PlaceMention(at, end, text[begin:finish], (begin, finish), usable, first=at == 0)

    def _shorter(
        self, tokens: Sequence[Token], at: int, end: int, text: str, *, shouting: bool
    ) -> PlaceMention | None:
        for stop in range(end - 1, at, -1):
            candidates = self._gazetteer.index.get(tuple(t.fold for t in tokens[at:stop]))
            usable = tuple(
                c for c in candidates if self._allowed(c, tokens, at, stop, shouting=shouting)
            )
            if usable:
                span = (tokens[at].start, tokens[stop - 1].end)
                return PlaceMention(at, stop, text[span[0] : span[1]], span, usable, first=at == 0)
        return None

    def _allowed(  # noqa: PLR0911 - one return for each guard
        self, candidate: Candidate, tokens: Sequence[Token], at: int, end: int, *, shouting: bool
    ) -> bool:
        words = tokens[at:end]
        single = len(words) == 1
        if _acronym_clash(candidate, words, shouting=shouting):
            return False
        if not words[-1].capital and not words[-1].is_number and single:
            return False
        sure = candidate.layer in _SURE_LAYERS
        if (
            candidate.layer in {"world", "area"}
            and single
            and self._followed_by_name(tokens, end, shouting=shouting)
        ):
            return False
        if self._person(tokens, at, sure=sure, shouting=shouting):
            return False
        if candidate.layer != "country" and self._in_full_name(tokens, at, end):
            return False
        if not sure and not single and not (words[-1].capital or words[-1].is_number):
            return False
        if not sure and ((len(words) == 2 and self._elided_word(words)) or _landform(tokens, at)):
            return False
        if single and not self._word_allowed(
            candidate, tokens, at, end, sure=sure, shouting=shouting
        ):
            return False
        return not self._organisation(tokens, end)

    def _elided_word(self, words: Sequence[Token]) -> bool:
        """Say whether a name is an article and a plain word: "L'Union", "La Presse"."""
        plain = words[1].fold in self._guards.word or words[1].fold in self._common
        return words[0].fold in _ELIDED and plain

    def _word_allowed(
        self,
        candidate: Candidate,
        tokens: Sequence[Token],
        at: int,
        end: int,
        *,
        sure: bool,
        shouting: bool,
    ) -> bool:
        word = tokens[at].fold
        if not sure and (word in MONTHS or word in DAYS):
            return False
        doubtful = word in self._guards.word or (
            len(word) <= _SHORT and candidate.layer != "country"
        )
        if doubtful and candidate.layer == "pack" and not shouting:
            after = tokens[end] if end < len(tokens) else None
            plain = after is None or not after.capital or after.fold in self._guards.generic
            return plain or bool(after and after.gap)
        if doubtful:
            return self._signed(tokens, at, end) and not (shouting and not sure)
        if sure:
            return True
        if shouting and (
            word in self._common
            or (candidate.population < _SMALL_WORLD and candidate.layer in {"world", "dump"})
        ):
            return False
        opens = at == 0 or tokens[at].gap[-1:] in {'"', "“", "«", ":", "-"}
        return not (opens and word in self._common)

    def _signed(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """Say whether the words around show that a place is meant."""
        before = tokens[at - 1].fold if at else ""
        if before in self._guards.before and not tokens[at].gap:
            return True
        if at and tokens[at].gap in {",", "-", "/"} and self._known(tokens[at - 1]):
            return True
        if before in {"and", "et", "or", "ou"} and at > 1 and self._known(tokens[at - 2]):
            return True
        return (
            end < len(tokens)
            and tokens[end].gap in {":", ","}
            and at == 0
            and self._known(tokens[end])
        )

    def _known(self, token: Token) -> bool:
        return token.capital and any(
            c.layer in _SURE_LAYERS for c in self._gazetteer.index.get((token.fold,))
        )

    def _in_full_name(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """Read `Moussa Gao`, `San Coulibaly`, `M. Yaya Kayes`: names of people, whatever the map says."""
        if at and not tokens[at].gap and tokens[at - 1].capital:
            titled = at > 1 and tokens[at - 2].capital and tokens[at - 2].fold in _MISTER
            if tokens[at - 1].fold in self._guards.given or titled:
                return True
        if at and tokens[at - 1].fold in _SON_OF and set(tokens[at].gap) <= {"-", "‑"}:
            return True
        if end >= len(tokens) or tokens[end].gap or not tokens[end].capital:
            return False
        return tokens[end].fold in self._guards.family and end - at == 1

    def _person(self, tokens: Sequence[Token], at: int, *, sure: bool, shouting: bool) -> bool:
        """Say whether a title or a given name makes this a person's name."""
        before = tokens[at - 1] if at else None
        if before is not None and not tokens[at].gap.strip("."):
            if before.fold in self._guards.title and before.capital and not sure:
                return True
            if (
                before.fold in self._guards.title
                and sure
                and before.fold
                not in {
                    "president",
                    "minister",
                    "ministre",
                    "gouverneur",
                    "governor",
                    "ambassador",
                    "king",
                    "prince",
                    "police",
                }
            ):
                return True
            given = (
                before.capital
                and not before.is_number
                and at > 1
                and not shouting
                and before.fold not in self._guards.generic
                and before.fold not in self._common
                and not self._known(before)
                and not tokens[at].gap
                and len(before.fold) > 1
                and before.fold not in self._guards.before
                and not before.text.isupper()
            )
            if given and not sure:
                return True
        return False

    def _followed_by_name(self, tokens: Sequence[Token], end: int, *, shouting: bool) -> bool:
        """Say whether a capitalised word follows at once: "Franklin Roosevelt", "Care Centre"."""
        if shouting or end >= len(tokens) or tokens[end].gap:
            return False
        after = tokens[end]
        return (
            after.capital
            and not after.is_number
            and after.fold not in self._guards.generic
            and after.fold != "s"
            and not self._known(after)
        )

    def _organisation(self, tokens: Sequence[Token], end: int) -> bool:
        if end >= len(tokens) or tokens[end].gap.strip("-"):
            return False
        after = tokens[end]
        return after.capital and after.fold in self._guards.organisation


_SON_OF = wordset("al ag ould ibn ben bin abu abou walet")
_MISTER = wordset("m mr mrs ms mme dr monsieur madame")
_LANDFORMS = frozenset(
    {
        "foret",
        "fleuve",
        "riviere",
        "lac",
        "forest",
        "forests",
        "river",
        "lake",
        "colline",
        "massif",
        "mont",
    }
)


def _landform(tokens: Sequence[Token], at: int) -> bool:
    """Read `la forêt du Baoulé`, `le long de la Falémé`: woods and waters, not towns of the name."""
    before = [tokens[i].fold for i in range(max(0, at - 3), at)]
    if before[-1:] == ["la"] and before[-2:-1] != ["a"]:
        return True
    return (
        bool(before)
        and before[-1] in {"du", "de", "d", "la", "of"}
        and bool(_LANDFORMS & set(before))
    )


def _acronym_clash(candidate: Candidate, words: Sequence[Token], *, shouting: bool) -> bool:
    """Keep "us" the pronoun and "US" the country apart; likewise "uk", "un", "niger" stays a name."""
    if len(words) != 1:
        return False
    text = words[0].text
    if candidate.layer == "country" and len(words[0].fold) <= _SHORT and len(words[0].fold) < 5:
        if shouting:
            return "." not in text and words[0].fold == "us"
        return not text.replace(".", "").isupper()
    return (
        not shouting
        and len(text) > 1
        and text.isupper()
        and candidate.layer in {"dump", "world", "area"}
        and len(text) <= 4
    )
