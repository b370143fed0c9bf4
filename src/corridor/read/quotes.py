"""Speech that runs over several sentences: whose quotation a sentence without a speaker stands in.

Guarantees: a sentence wholly inside quotation marks goes to the one named right before the marks
open, right after they close, or to the one quoted before in the same paragraph. Refuses: short
quotations, which are titles and irony.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corridor.read.interviews import give_answers
from corridor.read.patterns import Line
from corridor.read.places import PlaceMention
from corridor.read.sentences import Sentence
from corridor.read.speech import Attribution, speaker_words
from corridor.read.turns import give_turns

_MARKS = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
_LEAST = 25
"""A quotation shorter than this (characters) is no speech."""
_SHORT = 12
_NEAR = 12
"""So many characters may stand between the marks and the verb or name."""


class _Read(Protocol):
    sentence: Sentence
    line: Line
    places: list[PlaceMention]
    attributions: list[Attribution]


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    end: int


def give_speakers(parsed: Sequence[_Read], text: str) -> None:
    """Add an attribution to every sentence that stands inside another's speech, in place."""
    _give_row_sources(parsed, text)
    _give_quotes(parsed, text)
    give_answers(parsed, text)
    give_turns(parsed, text)


def _give_row_sources(parsed: Sequence[_Read], text: str) -> None:
    """Give the source at the end of a row to all its sentences: `... ; ... | source : FAMa`."""
    for at, part in enumerate(parsed):
        item = next((item for item in part.attributions if item.closes), None)
        words = speaker_words(text, part.line, item.speaker) if item and item.speaker else None
        if not words:
            continue
        for before in reversed(parsed[:at]):
            if "\n" in text[before.sentence.end : part.sentence.start]:
                break
            if not before.attributions:
                count = len(before.line.tokens)
                before.attributions.append(
                    Attribution(
                        0, 0, (0, 0), denies=False, scope=(0, count), name=words[0], laid_out=True
                    )
                )


def _give_quotes(parsed: Sequence[_Read], text: str) -> None:
    quotes = [_Quote(*hit.span()) for hit in _MARKS.finditer(text) if _is_speech(hit.group())]
    before: tuple[int, str | None] | None = None
    for quote in quotes:
        inside = [p for p in parsed if _begins_in(p, quote)]
        found = _speaker(parsed, quote, text)
        block = _block(parsed, quote)
        if found is None and before is not None and before[0] == block:
            found = (before[1],)
        if found is None:
            continue
        before = (block, found[0])
        for part in inside:
            if not part.attributions and part.sentence.end <= quote.end + 1:
                count = len(part.line.tokens)
                part.attributions.append(
                    Attribution(0, 0, (0, 0), denies=False, scope=(0, count), name=found[0])
                )


def _is_speech(quoted: str) -> bool:
    """Say whether a quotation is long, or a short sentence of its own: `"That is new to us."`."""
    return len(quoted) > _LEAST or (len(quoted) > _SHORT and quoted[-2:-1] in ".!?")


def _begins_in(part: _Read, quote: _Quote) -> bool:
    return quote.start <= part.sentence.start < quote.end


def _block(parsed: Sequence[_Read], quote: _Quote) -> int:
    return next(
        (p.sentence.block for p in parsed if p.sentence.start <= quote.start < p.sentence.end), -1
    )


def _speaker(parsed: Sequence[_Read], quote: _Quote, text: str) -> tuple[str | None] | None:
    """Return who is named beside the marks: `(None,)` for a pronoun, None where nobody is."""
    for part in parsed:
        if part.sentence.end < quote.start or part.sentence.start > quote.end + _NEAR:
            continue
        tokens = part.line.tokens
        for item in part.attributions:
            if item.speaker is None or item.name or item.start >= len(tokens):
                continue
            verb = tokens[item.start].start
            ends = tokens[max(item.start, item.end - 1)].end
            parted = "\n" in text[quote.end : max(quote.end, verb)]
            after = (
                not parted
                and quote.end - 1 <= verb
                and tokens[item.speaker[0]].start <= quote.end + 4 * _NEAR
            )
            leads = ends <= quote.start + 1 and quote.start - ends <= _NEAR
            if leads or (after and verb - quote.end <= 3 * _NEAR):
                words = speaker_words(text, part.line, item.speaker)
                return (words[0] if words else None,)
    return None
