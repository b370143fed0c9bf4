"""Who: actors the pack names, groups and roles by phrase, people by nationality.

Guarantees: the pack's names before all; a role without a name ("the army") is the pack's own only
where no other country's adjective stands beside it. Refuses: naming gunmen nobody names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridor.packs.model import Actor, Pack
from corridor.read.names import NameIndex
from corridor.read.numbers import NUMBER_WORDS
from corridor.read.patterns import Line, PatternSet
from corridor.read.tables import rows, word_classes
from corridor.read.words import fold, folded_words, wordset
from corridor.records.countries import countries
from corridor.records.words import Lang

_LOWER_OK = 9
"""An alias this long may stand in lower case ("union of drivers")."""
_PRIVATE = frozenset({"private_person", "small_firm"})
_ARTICLES = wordset("the le la l les")
_PLACING = wordset(
    "in from to at into across through via near towards toward outside inside neighbouring neighboring en au aux "
    "vers depuis chez dans de du d hors voisin border frontiere"
)
"""After these a country is a place and no actor."""
_JOIN = wordset("and et or ou")
_LISTED = 6
"""So many countries of one list are followed back to the word before the first."""
_COUNTED = wordset(
    "des les quelques plusieurs several some many un une l d an another autre autres"
)
_AFTER_NOUN = wordset(
    "and or were was are is have has had who in from on at by to near with taken held freed seized kidnapped "
    "abducted killed released employed working"
)
_Adjective = tuple[str, int, int]
"""Country, first word, end word."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in words `start` to `end` (exclusive), with the tags rules ask for."""

    start: int
    end: int
    name: str
    id: str | None
    cls: str
    tags: frozenset[str]


class ActorReader:
    """Finds the actors in sentences of one language."""

    def __init__(self, pack: Pack, language: Lang) -> None:
        self._language = language
        self._home = pack.country
        self._actors = pack.actors
        self._names = NameIndex(_aliases(pack))
        self._own = _own_roles(pack)
        table = [row for row in rows("actors") if row["lang"] in {"*", language}]
        self._generic = [(row["tag"], row["class"], row["role"]) for row in table]
        self._patterns = PatternSet([row["pattern"] for row in table], word_classes(language))
        roles = [row for row in rows("roles") if row["lang"] == language]
        self._roles = {row["tag"]: PatternSet([row["pattern"]], {}) for row in roles}
        self._people = PatternSet(
            [
                f"({'|'.join(land.people[language])})"
                for land in countries()
                if land.people[language]
            ],
            {},
        )
        self._people_country = [land.iso2 for land in countries() if land.people[language]]
        self._countries = NameIndex(_country_names(language))
        self._country_words = frozenset(fold(name) for name, _ in _country_names(language))
        self._by_country = {
            a.country: a.id
            for a in sorted(pack.actors.values(), key=lambda a: a.id, reverse=True)
            if a.country and _is_state(a)
        }

    def read(self, line: Line, text: str) -> list[ActorMention]:
        """Return the actors of a line in order, without overlap, and tag the line with them."""
        adjectives = list(self._adjectives(line))
        found = [
            *self._named(line, text),
            *self._national(line, text, adjectives),
            *self._by_phrase(line, text, adjectives),
        ]
        found.sort(key=lambda m: (m.start, -(m.end - m.start), m.id is None))
        kept: list[ActorMention] = []
        for mention in found:
            for tag in mention.tags:
                line.tag(tag, mention.start, mention.end)
            if kept and kept[-1].end == mention.start and _titled(line, kept[-1], mention):
                kept.pop()
            if (not kept or mention.start >= kept[-1].end) and not self._where(line, mention):
                kept.append(mention)
        return kept

    def _where(self, line: Line, mention: ActorMention) -> bool:
        """Say whether a country only says where, or whence: "from Senegal", "vers le Mali"."""
        end, countries = self._countries.at(line.tokens, mention.start) or (0, ())
        if end != mention.end or not countries or not mention.start:
            return False
        at = mention.start - 1
        if line.folds[at] in _ARTICLES and at:
            at -= 1
        for _ in range(_LISTED):
            listed = line.folds[at] in _JOIN or line.tokens[at + 1].gap.strip() == ","
            if not listed:
                break
            at -= line.folds[at] in _JOIN
            while at > 0 and (line.tokens[at].capital or line.folds[at] in _ARTICLES):
                at -= 1
        return line.folds[at] in _PLACING

    def state_of(self, country: str) -> str | None:
        """Return the pack's actor for a country, if it has one."""
        return self._by_country.get(country)

    def _named(self, line: Line, text: str) -> Iterator[ActorMention]:
        tokens, at = line.tokens, 0
        while at < len(tokens):
            hit = self._names.at(tokens, at)
            if hit is None:
                at += 1
                continue
            end, actors = hit
            actor = self._actors[actors[0]]
            name = text[tokens[at].start : tokens[end - 1].end]
            if _case_fits(name, [t.text for t in tokens[at:end]]):
                yield ActorMention(at, end, name, actor.id, actor.cls, _tags(actor, self._home))
                at = end
            else:
                at += 1

    def _national(
        self, line: Line, text: str, adjectives: Sequence[_Adjective]
    ) -> Iterator[ActorMention]:
        """Read `Emirati nationals`, `chauffeurs sénégalais`, `French forces`, `l'ambassade de France`."""
        for country, start, end in adjectives:
            for tag, patterns in self._roles.items():
                span = _role_beside(patterns, line, start, end, after=self._language == "en")
                if span is None:
                    continue
                begin, finish = span
                yield self._national_mention(tag, country, begin, finish, text, line)
                break
            else:
                if self._people_meant(line, start, end):
                    yield self._national_mention("national", country, start, end, text, line)
                    continue
                line.tag("foreign" if country != self._home else "state", start, end)

    def _people_meant(self, line: Line, start: int, end: int) -> bool:
        """Tell the noun from the adjective: "three Egyptians", "un Iranien", "an Emirati and"."""
        token = line.tokens[start]
        if end - start != 1 or not token.capital or token.fold in self._country_words:
            return False
        before = line.tokens[start - 1] if start else None
        counted = before is not None and (
            before.is_number or before.fold in _COUNTED or before.fold in NUMBER_WORDS
        )
        if self._language == "fr":
            return counted
        after = line.tokens[end] if end < len(line.tokens) else None
        ends = after is None or bool(after.gap) or after.fold in _AFTER_NOUN
        return (counted and ends) or (token.fold.endswith("s") and ends and before is not None)

    def _adjectives(self, line: Line) -> Iterator[_Adjective]:
        """Yield `(country, start, end)` of adjectives and, as in `US troops`, country names."""
        for number, start, end in self._people.search(line):
            if line.tokens[start].capital or self._language == "fr":
                yield self._people_country[number], start, end
        for at, token in enumerate(line.tokens):
            if token.capital and (hit := self._countries.at(line.tokens, at)):
                end, countries = hit
                short = len(token.fold) <= 3 and not token.text.replace(".", "").isupper()
                if not short:
                    possessive = end < len(line.tokens) and line.tokens[end].fold == "s"
                    yield countries[0], at, end + possessive

    def _national_mention(
        self, tag: str, country: str, begin: int, finish: int, text: str, line: Line
    ) -> ActorMention:
        name = text[line.tokens[begin].start : line.tokens[finish - 1].end]
        if country == self._home:
            role = {"force": "army", "office": "government"}.get(tag)
            ident = self._own.get(role) if role else None
            cls = {"force": "army", "office": "government"}.get(tag, "private_person")
            tags = frozenset(
                {"army"} if tag == "force" else {"state"} if tag == "office" else {"person"}
            )
            return ActorMention(begin, finish, name, ident, cls, tags)
        cls = {"force": "foreign_force", "office": "foreign_state"}.get(tag, "private_person")
        return ActorMention(begin, finish, name, self.state_of(country), cls, _ABROAD[tag])

    def _by_phrase(
        self, line: Line, text: str, adjectives: Sequence[_Adjective]
    ) -> Iterator[ActorMention]:
        tokens = line.tokens
        for number, start, end in self._patterns.search(line):
            tag, cls, role = self._generic[number]
            name = text[tokens[start].start : tokens[end - 1].end]
            ident = self._own.get(role) if role else None
            if ident and self._foreign_beside(line, start, end, adjectives):
                ident = None
            yield ActorMention(start, end, name, ident, cls, frozenset({tag}))

    def _foreign_beside(
        self, line: Line, start: int, end: int, adjectives: Sequence[_Adjective]
    ) -> bool:
        near = {*range(max(0, start - 2), start), *range(end, min(end + 1, len(line.tokens)))}
        return any(
            {place, stop - 1} & near and country != self._home
            for country, place, stop in adjectives
        )


_ABROAD = {
    "national": frozenset({"national"}),
    "office": frozenset({"foreign", "state"}),
    "force": frozenset({"foreign", "force"}),
}


def _titled(line: Line, title: ActorMention, name: ActorMention) -> bool:
    """Read "Prime Minister Abdoulaye Maiga": the person, not the body the title stands for."""
    person = name.id is not None and line.tokens[name.start].capital
    return person and "state" in title.tags and name.cls in _PERSONS


_PERSONS = frozenset({"minister", "head_of_state"})


def _aliases(pack: Pack) -> Iterator[tuple[str, str]]:
    for ident in sorted(pack.actors):
        actor = pack.actors[ident]
        for name in (actor.name_en, actor.name_fr, *actor.aliases):
            if name:
                yield name, ident


def _country_names(language: Lang) -> Iterator[tuple[str, str]]:
    for land in countries():
        for name in land.names[language]:
            yield name, land.iso2


def _is_state(actor: Actor) -> bool:
    return any(word in actor.cls for word in ("state", "government", "country")) or not actor.cls


_ROLE_CLASSES = {
    "army": ("army", "armed_forces", "military", "state_force"),
    "government": ("government", "state"),
}


_FOREIGN_CLASSES = frozenset({"state", "armed_group", "alliance", "foreign_forces", "small_firm"})


def _own_roles(pack: Pack) -> dict[str, str]:
    """Return the pack's own army, government and nameless gunmen, by class and country.

    `~word` is a body of the pack whose English name holds the word: `~customs`, `~importers`.
    """
    own: dict[str, str] = {}
    for ident in sorted(pack.actors):
        actor = pack.actors[ident]
        if actor.cls.startswith("unidentified") or ident == "unidentified_gunmen":
            own.setdefault("gunmen", ident)
        if actor.country == pack.country:
            for role, classes in _ROLE_CLASSES.items():
                if actor.cls in classes:
                    own.setdefault(role, ident)
        if actor.country in {pack.country, None, ""} and actor.cls not in _FOREIGN_CLASSES:
            for word in folded_words(actor.name_en):
                own.setdefault(f"~{word}", ident)
    return own


def _tags(actor: Actor, home: str) -> frozenset[str]:
    cls = actor.cls
    tags = {cls}
    if "armed" in cls or "jihad" in cls or "rebel" in cls or cls.startswith("unidentified"):
        tags.add("armed")
    elif cls in _ROLE_CLASSES["army"]:
        tags.add("army")
    elif "state" in cls or "government" in cls:
        tags.add("state")
    if actor.country and actor.country != home:
        tags.add("foreign")
    if cls in _PRIVATE or not actor.public:
        tags.add("person" if cls == "private_person" else "firm")
    return frozenset(tags)


def _case_fits(name: str, words: Sequence[str]) -> bool:
    """Ask for a capital, and for all of them where the alias is an acronym of four letters."""
    if len(name) >= _LOWER_OK and len(words) > 1:
        return True
    return any(word[0].isupper() for word in words)


def _role_beside(
    patterns: PatternSet, line: Line, start: int, end: int, *, after: bool
) -> tuple[int, int] | None:
    """Find a role word after the adjective (English) or before it (French), one word between at most."""
    if after:
        for _, place, finish in patterns.search(line, end, min(end + 3, len(line.tokens))):
            between = range(end, place + 1)
            broken = any(line.tokens[i].gap.strip("-") for i in between)
            if not broken and not any(_verblike(line.folds[i]) for i in range(end, place)):
                return start, finish
        return None
    for place in range(max(0, start - 3), start):
        for _, begin, finish in patterns.search(line, place, place + 1):
            if finish <= start and not any(
                line.tokens[i].gap.strip("-") for i in range(begin + 1, end)
            ):
                return begin, end
    return None


def _verblike(word: str) -> bool:
    """Say whether a word between adjective and role is no part of the name: "France urged its"."""
    return word.endswith(("ed", "ing")) or word in _SMALL


_SMALL = wordset(
    "its their his her the a to and or of in on for has have had is are was were will says told "
    "urge urges tell tells advise advises warn warns ask asks call calls order orders pull pulls "
    "evacuate evacuates send sends recall recalls withdraw withdraws free frees fly flies bring brings"
)


def same_words(first: str, second: str) -> bool:
    """Say whether two names are the same but for case, accents and signs."""
    return fold(first) == fold(second) or folded_words(first) == folded_words(second)
