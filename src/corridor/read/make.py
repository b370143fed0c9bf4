"""From a head and its clause to a claim: every part looked up where it stands, then checked.

Guarantees: span and quote agree; figures, days and places of the clause itself come before those of
its neighbours. Refuses: empty quotes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corridor.packs.model import Pack
from corridor.read.confidence import confidence
from corridor.read.counts import own_figures
from corridor.read.heads import HELD, THREAT
from corridor.read.kinds import kind_of
from corridor.read.measure import FUELS, fit_units
from corridor.read.parsed import Memory, Parsed
from corridor.read.questions import answered_no, asks
from corridor.read.roles import roles
from corridor.read.speech import Attribution, speaker_words
from corridor.read.spots import choose
from corridor.read.tables import rows
from corridor.read.triggers import Trigger
from corridor.read.unreal import UnrealReader
from corridor.read.voice import VoiceReader
from corridor.read.when import when
from corridor.read.words import wordset
from corridor.records.report import ActorRef, Assertion, Claim, ClaimFigure, PlaceRef, Report

_EDGE = ' \t,;:–—-|([«“"”»)]…'
_JOINERS = wordset("and but because while whereas although as so et mais car tandis or donc")
_OWN_VOICE = wordset("we our us nous nos notre")
_WHOLE = (0, 10_000)
_NO_FIGURES = frozenset({"official_statement"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim on its way."""

    head: Trigger
    segment: tuple[int, int]
    part: Parsed
    assertion: Assertion
    attribution: Attribution | None
    speaker: str | None
    memory: Memory
    rank: int = 0
    """0 for the main statement of a sentence, 1 for a later one, 2 for what a speech act holds."""

    @classmethod
    def of(
        cls,
        head: Trigger,
        segment: tuple[int, int],
        part: Parsed,
        voice: VoiceReader,
        unreal: UnrealReader,
        memory: Memory,
        text: str,
        rank: int,
    ) -> "Draft":
        """Work out the assertion and the speaker of a head."""
        assertion, attribution = voice.of(part.line, head, segment, part.attributions)
        head, assertion = unreal.of(part.line, head, assertion, held=rank == HELD)
        speaker = None
        if attribution and attribution.speaker:
            words = speaker_words(text, part.line, attribution.speaker)
            speaker = attribution.name or (words[0] if words else memory.speaker)
        if speaker is None and head.rule.type == "travel_advisory":
            speaker = _adviser(head, segment, part)
        if (
            speaker is None
            and memory.communique
            and head.rule.family in _REPORTED
            and assertion == "asserted"
        ):
            assertion, speaker = "attributed", memory.communique
        if assertion == "asserted" and asks(part.tokens, text):
            assertion = "denied" if answered_no(part.tokens, text) else "attributed"
        if head.rule.kind == "opinion":
            assertion = "asserted"
        if head.rule.type == "assessment" and assertion in {"conditional", "planned"}:
            unsaid = "asserted" if assertion == "planned" else assertion
            assertion = "attributed" if speaker else unsaid
        if assertion == "planned" and head.rule.family == "attack" and _threatens(part, segment):
            head, assertion = Trigger(head.start, head.end, THREAT), "asserted"
        return cls(head, segment, part, assertion, attribution, speaker, memory, rank)


_AHEAD = wordset("will shall would going va vont")
_FUTURE = re.compile(r"[a-z]{3,}(?:ra|ront|rons|rez|rai)\Z")


def _threatens(part: Parsed, segment: tuple[int, int]) -> bool:
    """Say whether a verb of the clause, in lower case, is in the future."""
    french = part.language == "fr"
    return any(
        token.fold in _AHEAD or (french and not token.capital and _FUTURE.match(token.fold))
        for token in part.tokens[segment[0] : segment[1]]
    )


def make_claim(draft: Draft, report: Report, number: int, pack: Pack) -> Claim | None:
    """Return the claim of a draft, or None where its clause holds no words."""
    text = report.text or ""
    span = _span(draft, text)
    if span is None:
        return None
    head, part = draft.head, draft.part
    time = when(part, draft.segment, head, draft.memory, report.published)
    labels = draft.memory.labels(part.sentence, text)
    places = choose(part.spots, draft.segment, head.rule.type, labels)
    places = _of_the_moment(draft) or places or choose(labels, _WHOLE, head.rule.type)
    actors = _actors(draft)
    figures = _figures(draft)
    if not anchored(draft, places, figures):
        return None
    kind = kind_of(
        head.rule.kind,
        head.rule.type,
        time,
        crisis_start=pack.crisis_start,
        foreign=head.rule.kind != "advice" and _foreign(draft, places, actors, pack),
    )
    return Claim(
        id=f"{report.id}.{number}",
        report=report.id,
        span=span,
        quote=text[span[0] : span[1]],
        kind=kind,
        type=head.rule.type,
        assertion=draft.assertion,
        speaker=draft.speaker,
        actors=actors,
        places=places,
        time=time,
        figures=figures,
        known_from=report.known_from,
        confidence=confidence(
            head,
            draft.assertion,
            kind,
            named=bool(actors),
            placed=bool(places),
            dated=bool(time.start),
            rank=draft.rank,
        ),
    )


def _of_the_moment(draft: Draft) -> tuple[PlaceRef, ...]:
    """Return the place of `..., when a column was hit near X`, for a clause that names no town."""
    tokens, (first, end) = draft.part.tokens, draft.segment
    if end >= len(tokens) or tokens[end].fold not in _WHEN:
        return ()
    if any(first <= s.start < end and s.part != "dateline" and s.ref.lat for s in draft.part.spots):
        return ()
    found = choose(draft.part.spots, (end, len(tokens)), draft.head.rule.type)
    return tuple(p for p in found if p.precision not in {"country", "area"})


_WHEN = wordset("when as where lorsque quand lors ou alors")
_REPORTED = frozenset({"attack", "people", "convoys", "roads"})
"""What a communiqué tells in sentences after "the General Staff informs" is still its word."""


def _adviser(head: Trigger, segment: tuple[int, int], part: Parsed) -> str | None:
    """Return who advises, where the one who does is named as the subject."""
    for mention in part.actors:
        if (
            segment[0] <= mention.start <= head.start
            and mention.tags & {"state", "foreign", "office"}
            and "national" not in mention.tags
        ):
            return mention.name
    return None


def anchored(draft: Draft, places: Sequence[PlaceRef], figures: Sequence[ClaimFigure]) -> bool:
    """Say whether a bare noun ("attacks", "the kidnapping") tells of something in particular.

    It does with a day, a place below the country or a count in its own clause, or in a heading or
    list item, where nouns stand for sentences.
    """
    head, part = draft.head, draft.part
    first, last = draft.segment
    if last - first == 1 and not part.tokens[first].is_number:
        return False
    if part.sentence.heading and _names_the_paper(part):
        return False
    noun = head.end - head.start == 1 and part.tokens[head.start].fold in bare_nouns(part.language)
    if not noun or head.rule.family not in {"attack", "people", "supply"} or part.sentence.heading:
        return True
    dated = any(first <= t.start < last for t in part.times)
    fine = any(place.precision not in {"country", "unknown"} for place in places)
    known = head.start > 0 and part.tokens[head.start - 1].fold in _KNOWN_BEFORE
    return dated or (fine and not known) or bool(figures) or len(part.tokens) < _SHORT_LINE


def _names_the_paper(part: Parsed) -> bool:
    """Say whether a heading is a title ("Security alert") or a heading in capitals ("CURFEW")."""
    if part.sentence.block <= _TITLES and (
        _TITLE & part.line.words or part.line.words >= _SITUATION
    ):
        return True
    words = [t.text for t in part.tokens if not t.is_number]
    return part.sentence.block > 0 and len(words) <= _CAPITALS and all(w.isupper() for w in words)


_SITUATION = frozenset({"point", "situation"})
_CAPITALS = 4
"""So many words in capitals, not at the very top, are the heading of a part."""
_KNOWN_BEFORE = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "such",
        "cette",
        "ces",
        "l",
        "la",
        "les",
        "of",
        "their",
    }
)
_SHORT_LINE = 9
_TITLES = 1
_TITLE = wordset(
    "tracker note notes bulletin extract alert advice statement communique declaration sitrep overview "
    "summary report update editorial chronicle lessons conseils conseil releve chronique lecons synthese "
    "compte rapport digest log weekly hebdomadaire advisory avertissement avis message flash newsletter circulaire "
    "inscrits registered snapshot translation notice thread live brief decisions section service bilan"
)
"""Words of a title that names the paper and asserts nothing: "Security alert", "Relevé d'incidents"."""


@cache
def bare_nouns(language: str) -> frozenset[str]:
    """Return the nouns of `read/data/nouns.csv` that alone tell of nothing in particular."""
    return frozenset(
        w for row in rows("nouns") if row["lang"] == language for w in row["words"].split("|")
    )


def _span(draft: Draft, text: str) -> tuple[int, int] | None:
    tokens = draft.part.tokens
    first, last = draft.segment
    while first < last - 2 and tokens[first].fold in _JOINERS:
        first += 1
    begin = tokens[first].start
    end = tokens[last - 1].end
    while begin > draft.part.sentence.start and text[begin - 1] in "$€£(":
        begin -= 1
    stop = tokens[last].start if last < len(tokens) else draft.part.sentence.end
    tail = text[end:stop]
    end += len(tail) - len(tail.lstrip('%)”»".!?…'))
    while begin < end and text[begin] in _EDGE:
        begin += 1
    while end > begin and text[end - 1] in " \t,;:–—-|(.":
        end -= 1
    return (begin, end) if begin < end else None


def _figures(draft: Draft) -> tuple[ClaimFigure, ...]:
    head = draft.head
    if head.rule.type in _NO_FIGURES and head.rule.kind != "figure":
        return ()
    first, last = draft.segment
    if not draft.part.figures:
        return ()
    speakers = [a.speaker for a in draft.part.attributions if a.speaker]
    found = [
        mention.figure
        for mention in own_figures(
            draft.part.tokens,
            draft.part.figures,
            draft.segment,
            speakers,
            head.rule.type,
            head.rule.family,
        )
    ]
    words = set(draft.part.line.folds[first:last])
    if not words & FUELS:
        words |= set(draft.part.line.folds)
    return fit_units(head.rule.type, found, words)


def _actors(draft: Draft) -> tuple[ActorRef, ...]:
    part, head = draft.part, draft.head
    if head.rule.kind == "opinion":
        return ()
    spoken = draft.attribution.speaker if draft.attribution else None
    found = roles(part.tokens, head, draft.segment, part.actors, spoken)
    issuer = draft.memory.issuer
    acting = any(ref.role in {"actor", "supporter"} and ref.id for ref in found)
    own = any(
        token.fold in _OWN_VOICE and not (token.fold == "us" and token.text.isupper())
        for token in part.tokens[draft.segment[0] : draft.segment[1]]
    )
    advises = issuer is not None and "foreign" in issuer.tags and head.rule.family == "advice"
    if issuer and (own or advises) and not acting:
        ref = ActorRef(role="actor", name=issuer.name, id=issuer.id, cls=issuer.cls)
        found = (ref, *(r for r in found if not (r.role == "actor" and r.id is None)))
    return found


def _foreign(
    draft: Draft, places: Sequence[PlaceRef], actors: Sequence[ActorRef], pack: Pack
) -> bool:
    """Say whether a claim is about other countries alone."""
    spots = [spot for spot in draft.part.spots if spot.part == "at"]
    named = places or tuple(spot.ref for spot in spots)
    if not named and draft.memory.elsewhere and draft.memory.block == draft.part.sentence.block:
        return not any(ref.id for ref in actors)
    if not named or any(spot.home for spot in draft.part.spots):
        return False
    if any(place.country in {pack.country, None} or place.id for place in named):
        return False
    return not any(ref.id and ref.role != "speaker" and _by_name(ref.name) for ref in actors)


def _by_name(name: str) -> bool:
    """Say whether an actor is told by a name: of Kabul "an army" or "soldiers" means another's."""
    return len(name.split()) > 1 or not name.islower()
