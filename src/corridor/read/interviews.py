"""Interviews: whose answers the lines below questions are.

Guarantees: answers go to the one person whom the lines above the first question name, or the first
question itself. Refuses: a text with fewer than two questions that stand in lines of their own.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from corridor.read.patterns import Line
from corridor.read.places import PlaceMention
from corridor.read.sentences import Sentence
from corridor.read.speech import Attribution, speaker_words

_LEAST = 2
_LONGEST = 240
"""A question has no more characters than these."""
_ASKED = re.compile(r"\s*(?:Q|Question)\s*[:.\d]")
_ANSWERED = re.compile(r"\s*(?:A|R|Answer|Réponse)\s*[:.]\s")
_DASH = re.compile(r"\s*[—–-]\s")
_WORD = r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)*"
_NAME = re.compile(
    rf"\b{_WORD}(?: (?:{_WORD}|ag|Ag|ould|Ould|ben|el))+(?=(\s*[,(.–—]|\s*$)?)", re.MULTILINE
)

_Stretch = tuple[int, int]


class _Read(Protocol):
    sentence: Sentence
    line: Line
    places: list[PlaceMention]
    attributions: list[Attribution]


def give_answers(parsed: Sequence[_Read], text: str) -> None:
    """Add an attribution to every sentence of an answer that has none, in place."""
    if text.count("?") < _LEAST:
        return
    lines = [hit.span() for hit in re.finditer(r"[^\n]*\S[^\n]*", text)]
    answers = _answers(lines, text)
    if not answers:
        return
    name = _named(parsed, text, answers[0][0])
    if name is None:
        return
    for part in parsed:
        inside = any(a <= part.sentence.start < b for a, b in answers)
        if inside and not part.attributions:
            count = len(part.line.tokens)
            part.attributions.append(
                Attribution(0, 0, (0, 0), denies=False, scope=(0, count), name=name, laid_out=True)
            )


def _answers(lines: Sequence[_Stretch], text: str) -> list[_Stretch]:
    """Return the lines that answer the questions of an interview; none in any other text."""
    words = [text[a:b] for a, b in lines]
    if sum(bool(_ASKED.match(line)) for line in words) >= _LEAST:
        return [span for span, line in zip(lines, words, strict=True) if _ANSWERED.match(line)]
    asked = [at for at, line in enumerate(words) if _asks(line)]
    if len(asked) < _LEAST or asked[0] == 0:
        return []
    if sum(bool(_DASH.match(line)) for line in words) >= 2 * _LEAST:
        spoken = [span for span, line in zip(lines, words, strict=True) if _DASH.match(line)]
        return spoken[1::2]
    below = _below(lines, text, asked[0])
    return below if len(below) >= _LEAST else []


def _asks(line: str) -> bool:
    return len(line) <= _LONGEST and line.rstrip(' »"”').endswith("?")


def _below(lines: Sequence[_Stretch], text: str, first: int) -> list[_Stretch]:
    """Return the lines that stand right under another from the first question on."""
    return [
        this
        for before, this in pairwise(lines[first:])
        if text.count("\n", before[1], this[0]) == 1 and not _asks(text[this[0] : this[1]])
    ]


def _named(parsed: Sequence[_Read], text: str, until: int) -> str | None:
    """Return the person named above the answers, or else who speaks in the title."""
    towns = {text[m.span[0] : m.span[1]] for part in parsed for m in part.places}
    found = [
        hit
        for hit in _NAME.finditer(text, 0, until)
        if hit.group() not in towns and not text[hit.start() : hit.end()].isupper()
    ]
    marked = [hit for hit in found if hit.group(1)]
    if marked or found:
        return (marked or found)[0].group()
    for part in parsed:
        for item in part.attributions:
            if part.sentence.start < until and item.speaker and not item.name:
                words = speaker_words(text, part.line, item.speaker)
                if words:
                    return words[0]
    return None
