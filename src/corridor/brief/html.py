"""The briefing as one HTML file: nothing outside it, no script, hostile text inert.

Guarantees: opens from a disk with no network, works without JavaScript, every number leads to its
note by a plain link. Refuses: markup from a claim, addresses that are not http or https.
"""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corridor.brief.model import Briefing, Cell, ClaimEntry, Note, Sourced
from corridor.brief.numbers import Numbers
from corridor.brief.texts import Texts
from corridor.records.event_types import event_types

FULL = 3
"""Claims of a note given in full; older ones as links to the list of claims."""
MARKS = {"observed": "●", "modelled": "○", "assumed": "◇", "none": ""}
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")
_IDS = re.compile(r'\b(id="|url\(#|href="#)')
FACES = (("Regular", "400", "normal"), ("SemiBold", "700", "normal"), ("Italic", "400", "italic"))


def render(briefing: Briefing) -> str:
    """Return the whole page."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template("brief.html.j2")
    return template.render(
        b=briefing,
        t=Texts(briefing.lang),
        n=Numbers(briefing.lang, briefing.header.as_of.year),
        style=Markup(style),  # noqa: S704  # our own stylesheet, from the package
        style_hash=digest,
        marks=MARKS,
        newest_first=lambda note: newest_first(briefing, note),
        full=FULL,
        published=lambda entry: published(briefing, entry),
        type_label=lambda name: _type_label(briefing, name),
    )


def anchor(name: str) -> str:
    """An id as it can stand in an address."""
    return _UNSAFE.sub(".", name)


def safe_url(url: str | None) -> str | None:
    """An address a reader may click: http or https with a host, else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def drawing(svg: str, name: str) -> Markup:
    """A drawing of ours for inline use, its ids made unique by the figure's name."""
    return Markup(_IDS.sub(rf"\g<1>{anchor(name)}-", svg))  # noqa: S704  # drawn here, text escaped


def newest_first(briefing: Briefing, note: Note) -> list[tuple[str, ClaimEntry]]:
    """Claims of a note, the newest known first."""
    found = [(name, briefing.claims[name]) for name in note.claims]
    return sorted(found, key=lambda x: (-x[1].known_from.toordinal(), x[0]))


def published(briefing: Briefing, entry: ClaimEntry) -> str:
    """When a claim was published, in words that keep how exact that is."""
    t, n = Texts(briefing.lang), Numbers(briefing.lang, 0)
    if entry.published is None:
        return t("claim.undated")
    key = "claim.published" if entry.published_precision == "day" else "claim.published_about"
    return t(key, day=n.day(entry.published))


def classes(item: Sourced) -> str:
    """Style classes of a part: its basis and, for a status, its state."""
    state = item.state if isinstance(item, Cell) else None
    return f"b-{item.basis}" + (f" s-{anchor(state)}" if state else "")


def _type_label(briefing: Briefing, name: str) -> str:
    kind = event_types().get(name)
    return Texts(briefing.lang).pick(kind.label_en, kind.label_fr) if kind else name


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader("corridor.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters |= {"anchor": anchor, "safe_url": safe_url, "drawing": drawing, "classes": classes}
    return env


@cache
def _style() -> str:
    """The stylesheet with the fonts inside."""
    folder = files("corridor.brief")
    faces = []
    for name, weight, slant in FACES:
        raw = folder.joinpath("fonts", f"Inter-{name}.woff2").read_bytes()
        data = base64.b64encode(raw).decode()
        faces.append(
            f'@font-face{{font-family:"Inter";font-weight:{weight};font-style:{slant};'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    css = folder.joinpath("templates", "brief.css").read_text(encoding="utf-8")
    return "\n".join([*faces, css])
