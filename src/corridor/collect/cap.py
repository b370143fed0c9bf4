"""CAP 1.2 alerts (and 1.0, 1.1): a report for each language of an alert.

Guarantees: what decides whether an alert counts - who sent it, when, whether in earnest, to whom -
must stand there as the standard asks; other faults are noted and the alert is kept. Refuses:
exercises, tests, drafts and replies; an alert that withdraws another is listed, never read.
Source: OASIS, Common Alerting Protocol Version 1.2 (2010).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element

from corridor.collect.context import Adapter, Context, Item, Notice, Piece
from corridor.collect.markup import to_text
from corridor.collect.text import plain, with_headline
from corridor.collect.xmlsafe import UnsafeXmlError, parse
from corridor.records.errors import InputError, Skipped

SPACE = "urn:oasis:names:tc:emergency:cap:"
VERSIONS = ("1.0", "1.1", "1.2")
MAX_INFOS = 50
STATUSES = ("Actual", "Exercise", "System", "Test", "Draft")
MESSAGES = ("Alert", "Update", "Cancel", "Ack", "Error")
SCOPES = ("Public", "Restricted", "Private")
_GRADES: Mapping[str, tuple[str, ...]] = {
    "urgency": ("Immediate", "Expected", "Future", "Past", "Unknown"),
    "severity": ("Extreme", "Severe", "Moderate", "Minor", "Unknown"),
    "certainty": ("Observed", "Likely", "Possible", "Unlikely", "Unknown", "Very Likely"),
}
"""Allowed words; "Very Likely" is of CAP 1.0."""
_NEVER_EMPTY = ("references", "incidents", "source", "note")
_SENT = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?(?:[-+]\d\d:\d\d|Z)\Z")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?alert[\s>]")
_SUFFIXES = frozenset({".cap", ".xml", ""})


def fits(item: Item, head: bytes) -> bool:
    """Say whether an input is a CAP alert."""
    wide = head.replace(b"\x00", b"")
    alert = SPACE.encode() in wide and bool(_ROOT.search(wide))
    return item.suffix == ".cap" or (item.suffix in _SUFFIXES and alert)


def read(item: Item, context: Context) -> Iterator[Piece]:
    """Yield a report for each `info` of an alert."""
    try:
        alert = _Alert(parse(item.read()), item.where)
        day = alert.checked()
    except UnsafeXmlError as error:
        yield Skipped(
            where=item.where, what=str(error), hint="take the alert from its sender again"
        )
        return
    yield from alert.faults()
    yield from _infos(alert, day, item, context)


class _Alert:
    """The root element of an alert, with the version its namespace names."""

    def __init__(self, root: Element, where: str) -> None:
        space, _, name = root.tag.removeprefix("{").rpartition("}")
        self.root, self.where, self.version = root, where, space.removeprefix(SPACE)
        self._space = f"{{{space}}}"
        if name != "alert" or not space.startswith(SPACE) or self.version not in VERSIONS:
            msg = f"its root is <{root.tag[:80]}>"
            raise InputError(
                msg, where=where, allowed=f"<alert> of CAP {', '.join(VERSIONS)}", hint=_AGAIN
            )

    def all(self, name: str, of: Element | None = None) -> list[Element]:
        """Return the parts of that name."""
        return (self.root if of is None else of).findall(self._space + name)

    def text(self, name: str, of: Element | None = None) -> str:
        """Return the words of the first part of that name; empty where it is not there."""
        found = self.all(name, of)
        return " ".join((found[0].text or "").split()) if found else ""

    def checked(self) -> date:
        """Return the day it was sent, where it is an alert in earnest that stands.

        Raises:
            InputError: a part that decides is missing or wrong, or it is no alert in earnest.
        """
        for name in ("identifier", "sender"):
            self._needed(name)
        day = self._day()
        status = self._one_of("status", STATUSES)
        message = self._one_of("msgType", MESSAGES)
        # CAP 1.0 left the scope open.
        if self.version != "1.0" or self.text("scope"):
            self._one_of("scope", SCOPES)
        if status != "Actual":
            self._refuse(f"its status is {status}: no alert in earnest", "leave it out")
        if message == "Cancel":
            cancelled = self.text("references")[:120] or "an earlier alert"
            self._refuse(f"it withdraws {cancelled}", "leave out what it withdraws as well")
        if message in {"Ack", "Error"}:
            self._refuse(f"it is a reply ({message}), no alert", "leave it out")
        return day

    def _day(self) -> date:
        sent = self._needed("sent")
        match = _SENT.match(sent)
        try:
            return date.fromisoformat(match.group(1) if match else "")
        except ValueError:
            msg = f"<sent> is '{sent[:40]}'"
            raise InputError(
                msg, where=self.where, allowed="such as 2025-10-30T18:00:00+00:00", hint=_AGAIN
            ) from None

    def _needed(self, name: str) -> str:
        text = self.text(name)
        if not text:
            what = "is empty" if self.all(name) else "is missing"
            msg = f"<{name}> {what}, which CAP {self.version} does not allow"
            raise InputError(msg, where=self.where, hint=_AGAIN)
        return text

    def _one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        text = self._needed(name)
        if text not in allowed:
            msg = f"<{name}> is '{text[:40]}'"
            raise InputError(msg, where=self.where, allowed=", ".join(allowed), hint=_AGAIN)
        return text

    def _refuse(self, what: str, hint: str) -> None:
        raise InputError(what, where=self.where, hint=hint)

    def faults(self) -> Iterator[Notice]:
        """Yield what the standard does not allow but leaves the alert usable, and who may see it."""
        for name in _NEVER_EMPTY:
            if self.all(name) and not self.text(name):
                yield Notice(where=self.where, what=f"<{name}> is empty; the alert is kept")
        if self.text("scope") in {"Restricted", "Private"}:
            what = f"its scope is {self.text('scope')}: pass it on only as its sender allows"
            yield Notice(where=self.where, what=what)


_AGAIN = "take the alert from its sender again"


def _infos(alert: _Alert, day: date, item: Item, context: Context) -> Iterator[Piece]:
    infos = alert.all("info")
    if not infos:
        yield Skipped(
            where=alert.where, what="it has no <info>, so it says nothing", hint="leave it out"
        )
    if len(infos) > MAX_INFOS:
        what = f"<info> after the first {MAX_INFOS} are left out"
        yield Skipped(where=alert.where, what=what, hint="cut it")
    for number, info in enumerate(infos[:MAX_INFOS], start=1):
        where = f"{alert.where}, info {number}"
        faults = _info_faults(alert, info)
        if faults:
            yield Notice(where=where, what=f"{'; '.join(faults)}: the alert is kept")
        web = alert.text("web", info)
        url = web if web.startswith(("http://", "https://")) else item.url
        source = alert.text("senderName", info) or alert.text("sender")
        known = context.source_of(None, source)[1] if context.knows(source) else None
        yield from plain(
            _words(alert, info),
            Item(where, data=b"", url=url),
            context,
            title=alert.text("headline", info) or alert.text("event", info),
            published=day,
            language=(alert.text("language", info) or "en-US")[:2].lower(),
            source=source,
            # Its languages may sign with two names; they are one origin all the same.
            origin=known or alert.text("senderName", infos[0]) or alert.text("sender"),
        )


def _info_faults(alert: _Alert, info: Element) -> list[str]:
    """Return what is wrong with one `info`, in words."""
    found = [f"<{name}> is missing" for name in ("category", "event") if not alert.text(name, info)]
    for name, allowed in _GRADES.items():
        word = alert.text(name, info)
        if word not in allowed:
            found.append(f"<{name}> is '{word[:40]}'" if word else f"<{name}> is empty or missing")
    return found


def _words(alert: _Alert, info: Element) -> str:
    """Return what an alert says, in its own words: headline, description, instruction, areas."""
    parts = [_block(alert, info, name) for name in ("description", "instruction")]
    areas = [alert.text("areaDesc", area) for area in alert.all("area", info)]
    body = "\n\n".join(part for part in (*parts, "; ".join(a for a in areas if a)) if part)
    headline = alert.text("headline", info) or alert.text("event", info)
    # The name of an event alone ("Flood Warning") says nothing that happened.
    return with_headline(headline, body) if body or alert.text("headline", info) else ""


def _block(alert: _Alert, info: Element, name: str) -> str:
    """Return a part with its paragraphs kept."""
    found = alert.all(name, info)
    raw = (found[0].text or "") if found else ""
    lines = [" ".join(line.split()) for line in to_text(raw).strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


ADAPTER = Adapter("CAP alert", fits, read)
