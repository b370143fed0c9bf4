"""Sentences of a report: prose, headlines, list items, table rows, abbreviations.

Guarantees: spans lie in the text, in order, without overlap. Refuses: breaking after "Gen.",
inside "U.S.", in a decimal, or joining two list items.
"""

import re
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
        heading = len(pieces) == 1 and text[end - 1] not in ".!?…:;\"”»"
        sentences += [Sentence(first, last, number, heading) for first, last in pieces]
    return sentences


def _blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Join hard-wrapped lines into paragraphs; keep list items, rows and headings apart."""
    blocks: list[tuple[int, int]] = []
    after_blank = True
    for line in _BLOCK.finditer(text, start):
        begin, end = line.span()
        mark = _LIST_MARK.match(text, begin, end)
        body = mark.end() if mark else begin
        while body < end and text[body].isspace():
            body += 1
        while end > body and text[end - 1].isspace():
            end -= 1
        if body == end:
            after_blank = True
            continue
        wrapped = not after_blank and not mark and blocks and _continues(text, blocks[-1], body)
        close = blocks and text.count("\n", blocks[-1][1], body) < 2
        if wrapped and close:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((body, end))
        after_blank = False
    return blocks


def _continues(text: str, block: tuple[int, int], body: int) -> bool:
    """Say whether a line runs on from the one before: wrapped near a page's width, or mid-sentence."""
    line_start = text.rfind("\n", block[0], block[1]) + 1 or block[0]
    width = block[1] - max(line_start, block[0])
    open_end = text[block[1] - 1] not in ".!?…:\"”»"
    return width >= 50 and (open_end or width >= 60) or (open_end and text[body].islower())


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
    nxt = after
    while nxt < end and text[nxt].isspace():
        nxt += 1
    if text[dot] == "." and text[after - 1] == ".":
        if _ABBREVIATION.search(text, max(first, dot - 12), dot):
            return False
        if nxt < end and text[nxt].islower():
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
