"""Sentences of a report: prose, headlines, list items, table rows, abbreviations.

Guarantees: spans lie in the text, in order, without overlap. Refuses: breaking after "Gen.",
inside "U.S.", in a decimal, or joining two list items.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

LEAD_DATE = re.compile(r"\A\s*date[ :]+(\d{4})-(\d{2})-(\d{2})\b[ .:\-]*", re.IGNORECASE)
_BLOCK = re.compile(r"[^\n\r\u2028\u2029]+")
_LIST_MARK = re.compile(r"\s*(?:[-*•–—▪●◦>]|\(?\d{1,2}[.)])\s+")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[;](?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Cpt|Sgt|Gov|Sen|Rep|Prof|St|Ste|Mt|No|Nos|vs|etc"
    r"|approx|est|ca|cf|Inc|Ltd|Co|Corp|Jr|Sr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
    r"|janv|févr|avr|juil|sept|oct|nov|déc|MM|Mme|Mlle|Me|Cdt|Cne|Adj|env|min|max|av|p|pp|art|al"
    r"|GEN|COL|LT|MAJ|CAPT|SGT|DR|MR|MRS)|(?:[A-Za-z]\.)+[A-Za-z])\Z"
)
_WEEKDAY = re.compile(
    r"\b(?:lun|mar|mer|jeu|ven|sam|dim|mon|tues?|wed|thurs?|thu|fri|sat|sun)\Z", re.IGNORECASE
)
"""Weekdays cut short: with a number after the dot ("Ven. 24") the sentence goes on."""
_DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}|\d{1,2}\s?[|;:]|\d{1,2} [A-Z][a-zéû]{2,9}\.?\s?[|:;,]")
_COLUMNS = re.compile(r"\w ?(?:\.{4,}|   +) *\w")
"""Cells led to by dots ("Bamako ........ 1,400") or by spaces."""
_LEADER = 4
"""So many dots lead to the next cell; fewer end a sentence."""
_WIDEST, _NARROWEST, _FULL = 110, 50, 0.75
"""Lines of a wrapped text are at most so long, usually at least so long, and full from this share."""
_LONGEST = 2_000
"""A sentence longer than this (characters) is cut at a space: a table or a broken page."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands, and in which block (line or paragraph) of the text."""

    start: int
    end: int
    block: int
    heading: bool = False


def lead_date(text: str) -> date | None:
    """Return the day a text gives itself with a leading `date YYYY-MM-DD`, if it is a day."""
    found = LEAD_DATE.match(text)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def split(text: str) -> list[Sentence]:
    """Return the sentences of a text; a leading date line is no sentence."""
    lead = LEAD_DATE.match(text)
    start = lead.end() if lead and lead_date(text) else 0
    sentences: list[Sentence] = []
    for number, (begin, end) in enumerate(_blocks(text, start)):
        pieces = _pieces(text, begin, end)
        heading = len(pieces) == 1 and text[end - 1] not in '.!?…:;"”»'
        sentences += [Sentence(first, last, number, heading) for first, last in pieces]
    return sentences


def _blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Join hard-wrapped lines into paragraphs; keep list items, rows and headings apart."""
    lines = list(_lines(text, start))
    width = _wrap_width(lines)
    blocks: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        joined = (
            before is not None
            and not line.item
            and text.count("\n", before.end, line.start) < 2
            and _continues(text, before, line, width)
        )
        if joined:
            blocks[-1] = (blocks[-1][0], line.end)
        else:
            blocks.append((line.start, line.end))
    return blocks


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    item: bool
    row: bool


def _lines(text: str, start: int) -> Iterator[_Line]:
    for found in _BLOCK.finditer(text, start):
        begin, end = found.span()
        mark = _LIST_MARK.match(text, begin, end)
        body = mark.end() if mark else begin
        while body < end and text[body].isspace():
            body += 1
        while end > body and text[end - 1].isspace():
            end -= 1
        if body < end:
            inside = text[body:end]
            row = inside.count("|") > 1 or inside.count(";") > 2 or "\t" in inside
            row = row or inside.count(" / ") > 1 or _in_columns(inside)
            yield _Line(body, end, bool(mark) or row or bool(_DATED.match(inside)), row)


def _in_columns(line: str) -> bool:
    """Say whether a short line with a number is a row whose cells are led to by dots or spaces."""
    return len(line) <= _WIDEST and bool(_COLUMNS.search(line)) and any(map(str.isdecimal, line))


def _wrap_width(lines: list[_Line]) -> int:
    """Return the width lines are wrapped at, or 0 where the text is not hard-wrapped."""
    lengths = sorted(line.end - line.start for line in lines if not line.row)
    if len(lengths) < 4 or lengths[-1] > _WIDEST:
        return 0
    usual = lengths[(len(lengths) * 3) // 4]
    return usual if usual >= _NARROWEST else 0


def _continues(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Say whether a line runs on from the one before: in a wrapped text, or in mid-sentence."""
    if before.row or line.row:
        return False
    open_end = text[before.end - 1] not in '.!?…:;"”»'
    if open_end and text[line.start].islower():
        return True
    full = before.end - before.start >= width * _FULL if width else False
    return full and (open_end or width >= _NARROWEST)


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    first = begin
    for stop in _STOP.finditer(text, begin, end):
        if stop.end() < end and not _ends_here(text, first, stop.start(), stop.end(), end):
            continue
        pieces += _trim(text, first, stop.end())
        first = stop.end()
    pieces += _trim(text, first, end)
    return pieces


def _ends_here(text: str, first: int, dot: int, after: int, end: int) -> bool:
    if text.startswith("." * _LEADER, dot):
        return False
    nxt = after
    while nxt < end and text[nxt].isspace():
        nxt += 1
    if text[dot] == "." and text[after - 1] == ".":
        if _ABBREVIATION.search(text, max(first, dot - 12), dot):
            return False
        if nxt < end and text[nxt].islower():
            return False
        if nxt < end and text[nxt].isdecimal() and _WEEKDAY.search(text, max(first, dot - 6), dot):
            return False
    return True


def _trim(text: str, first: int, last: int) -> list[tuple[int, int]]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    pieces = []
    while last - first > _LONGEST:
        cut = text.rfind(" ", first + _LONGEST // 2, first + _LONGEST)
        cut = cut if cut > 0 else first + _LONGEST
        pieces.append((first, cut))
        first = cut
        while first < last and text[first].isspace():
            first += 1
    if first < last:
        pieces.append((first, last))
    return pieces
