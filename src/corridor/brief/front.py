"""Page one: what this is and how fresh, the bottom line, and what disputes it.

Guarantees: staleness comes first; the bottom line has at most 80 words in either language and the
same sentences in both; each sentence opens its sources. Refuses: a sentence without sources.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corridor.brief.disputes import dispute_row
from corridor.brief.model import Column, Header, Section, Statement, Table, Text
from corridor.brief.view import Grounds, Notes, View
from corridor.records.access import AccessState, CorridorAccess
from corridor.records.exits import Exit
from corridor.records.outlook import Forecast
from corridor.records.supply import PlaceSupply

WORDS = 80
"""Most words the bottom line may have."""
ON_PAGE_ONE = 3
"""Contradictions shown on page one."""
_HANDLING = ("public", "restricted", "confidential")
_STATES: tuple[AccessState, ...] = ("closed", "contested", "open", "not_known")

Sentence = tuple[Statement, ...]


def header(view: View) -> Header:
    """Say what the picture is, how fresh, how far reviewed and for whom."""
    situation, cutoff, t, n = view.situation, view.situation.cutoff, view.t, view.n
    country = t.pick(view.pack.name_en, view.pack.name_fr)
    cited = [view.reports[x.report] for x in view.claims.values() if x.report in view.reports]
    reviewed = sum(report.status == "reviewed" for report in cited)
    status = "reviewed" if cited and reviewed == len(cited) else "draft"
    handling = max((r.handling for r in cited), key=_HANDLING.index, default="public")
    age = _age(view)
    warning = t("header.stale", age=age, day=n.day(cutoff.newest_report)) if cutoff.stale else ""
    return Header(
        title=t("header.title", country=country),
        subtitle=t("header.subtitle"),
        warning=warning,
        facts=(
            (t("header.as_of"), n.day(situation.as_of)),
            (t("header.newest"), f"{n.day(cutoff.newest_report)} ({age})"),
            (t("header.origins"), n.exact(cutoff.origins_7_days)),
            (t("header.status"), t(f"header.{status}", n=n.exact(reviewed),
                                   of=n.exact(len(cited)))),
            (t("header.handling"), t(f"handling.{handling}")),
            (t("header.audience"), t(f"audience.{view.audience}")),
        ),
        pack=situation.pack,
        pack_version=situation.pack_version,
        country=country,
        as_of=situation.as_of,
        newest_report=cutoff.newest_report,
        age_days=cutoff.age_days,
        stale=cutoff.stale,
        origins_7_days=cutoff.origins_7_days,
        status=status,
        handling=handling,
        days=situation.days,
        members=situation.members,
        seed=situation.seed,
        version=situation.version,
        inputs_digest=situation.inputs_digest,
    )  # fmt: skip


def _age(view: View) -> str:
    days = view.situation.cutoff.age_days
    if days is None:
        return "–"
    return view.t("header.days_old", n=view.n.exact(days)) if days else view.t("header.same_day")


def bottom_line(view: View) -> Section:
    """The answer in at most 80 words."""
    sentences = [item for kept in _that_fit(view) for item in kept]
    text = Text(id="bottom_line_text", style="lead", statements=tuple(sentences))
    return Section(id="bottom_line", title=view.t("section.bottom_line"), blocks=(text,))


def contradictions(view: View, line: Section) -> Section:
    """What disputes the bottom line first, then what else matters most; three at most."""
    touched = {
        claim
        for block in line.blocks
        if isinstance(block, Text)
        for statement in block.statements
        for claim in statement.claims
    }
    ranked = sorted(
        view.situation.contradictions,
        key=lambda x: (not touched & {r.claim for r in x.readings}, x.rank, x.id),
    )
    rows = [row for item in ranked if (row := dispute_row(view, item))][:ON_PAGE_ONE]
    table = Table(
        id="contradictions_table",
        columns=(Column(label=view.t("col.differs"), width=0.8),
                 Column(label=view.t("col.accounts"), width=4)),
        rows=tuple(rows),
        empty=view.t("contradictions.none"),
    )  # fmt: skip
    return Section(id="contradictions", title=view.t("section.contradictions"), blocks=(table,))


def _that_fit(view: View) -> list[Sentence]:
    """Sentences in order of weight, as long as both languages stay within the limit."""
    draft = replace(view, notes=Notes())
    both = list(zip(_sentences(draft), _sentences(view.other_language()), strict=True))
    kept: set[int] = set()
    used = [0, 0]
    for step in sorted(range(len(both)), key=lambda x: (both[x][0][0], x)):
        (_, own), (_, other) = both[step]
        counts = [sum(word_count(x.text) for x in side) for side in (own, other)]
        if own and all(u + c <= WORDS for u, c in zip(used, counts, strict=True)):
            kept.add(step)
            used = [u + c for u, c in zip(used, counts, strict=True)]
    return [
        view.say(x.text, Grounds(x.basis, x.claims, x.assumptions))
        for step, ((_, own), _) in enumerate(both)
        if step in kept
        for x in own
    ]


def word_count(text: str) -> int:
    """Words of a text; a sign that stands alone, as French sets its colons, is none."""
    return sum(any(sign.isalnum() for sign in part) for part in text.split())


def _sentences(view: View) -> list[tuple[int, Sentence]]:
    """Sentences in the order they are read, each with its weight (1 is kept first)."""
    order = list(view.pack.products)
    capital = sorted(
        (x for x in view.situation.supply.places if x.place == view.pack.capital),
        key=lambda x: order.index(x.product) if x.product in order else len(order),
    )
    return [
        (1, _roads(view)),
        *((1 if step == 0 else 6, _fuel(view, item)) for step, item in enumerate(capital)),
        (4, _encirclement(view)),
        (3, _exits(view)),
        (2, _posture(view)),
        *((5, _forecast(view, item)) for item in view.situation.outlook.forecasts[:1]),
    ]


def _roads(view: View) -> Sentence:
    """Import corridors by state, named by the port or town they come from."""
    found = [
        x for x in view.situation.access.corridors
        if x.cls == "tanker" and x.id in view.pack.corridors
        and view.pack.corridors[x.id].kind == "import"
    ]  # fmt: skip
    if not found:
        return ()
    found.sort(key=lambda x: -(view.pack.corridors[x.id].normal_share or 0.0))
    parts = []
    for state in _STATES:
        names = [_origin(view, x, found) for x in found if x.state == state]
        if names:
            parts.append(view.t("bottom." + state, names=", ".join(dict.fromkeys(names))))
    text = view.t("bottom.roads", parts=view.t.items(parts))
    return view.say(text, view.grounds(*found, basis="modelled"))


def _origin(view: View, one: CorridorAccess, others: Sequence[CorridorAccess]) -> str:
    """Name where a corridor comes from, and its border post where another from there fares otherwise."""
    ways = view.pack.corridors
    way, name = ways[one.id], view.place(ways[one.id].origin)
    torn = any(ways[x.id].origin == way.origin and x.state != one.state for x in others)
    return (
        view.t("bottom.via", origin=name, border=view.place(way.border))
        if torn and way.border
        else name
    )


def _fuel(view: View, item: PlaceSupply) -> Sentence:
    product, place = view.product(item.product), view.place(item.place)
    how = "reported" if item.now.basis == "observed" else "modelled"
    now = view.t(f"bottom.fuel_{item.now.state}_{how}", product=product.capitalize(), place=place)
    if item.now.since and item.now.state in {"dry", "short", "selling"}:
        now += " " + view.t("bottom.since", day=view.n.short_day(item.now.since))
    cover = view.amount(item.days_of_cover, "days", view.grounds(item)).text
    text = view.t("bottom.fuel", now=now, cover=cover.split(" (")[0].replace("\u00a0(", " ("))
    return view.say(text, view.grounds(item.now, item, basis="modelled"))


def _encirclement(view: View) -> Sentence:
    for town in view.situation.access.towns:
        if town.id == view.pack.capital and town.encirclement_volume is not None:
            share = view.n.percent(town.encirclement_volume)
            text = view.t("bottom.volume", place=view.place(town.id), share=share)
            return view.say(text, view.grounds(town))
    return ()


def _exits(view: View) -> Sentence:
    """Ways out that can be used, by name; the others counted."""
    ways = view.situation.exits.ways
    if not ways:
        return ()
    parts = [
        view.t(f"bottom.exit_{_word(view, way)}", names=view.t.pick(way.name_en, way.name_fr))
        for state in ("usable", "limited")
        for way in ways
        if way.state == state
    ]
    counts = Counter(way.state for way in ways)
    parts += [
        view.t(f"bottom.exit_{state}", n=view.n.exact(counts[state]))
        for state in ("not_usable", "not_known")
        if counts[state]
    ]
    text = view.t("bottom.exits", parts=view.t.items(parts))
    return view.say(text, view.grounds(*ways, basis="modelled"))


def _word(view: View, way: Exit) -> str:
    """Return the state of a way, and that its road is contested: "limited" alone would sound safe."""
    contested = any(
        x.id == way.corridor and x.cls != "tanker" and x.state == "contested"
        for x in view.situation.access.corridors
    )
    return f"{way.state}_contested" if contested and way.state == "limited" else way.state


def _posture(view: View) -> Sentence:
    posture = view.situation.posture
    names = {level.id: view.t.pick(level.name_en, level.name_fr) for level in posture.ladder}
    met = [x for x in posture.tripwires if x.level == posture.level and x.state == "met"]
    if posture.level is None or not met:
        return ()
    text = view.t("bottom.posture", level=names[posture.level])
    return view.say(text, view.grounds(*met))


def _forecast(view: View, item: Forecast) -> Sentence:
    question = view.t.pick(item.text_en, item.text_fr)
    text = view.t("bottom.forecast", question=question, chance=view.n.chance(item.probability))
    return view.say(text, view.grounds(item))
