"""The merging stage: claims in; events, ties, control and contradictions out.

Guarantees: the same picture whatever order claims come in, each claim in exactly one event, and
nothing that was not known by `as_of`. Refuses: opinion, the pack's own figures, and what happens
only in other countries than the pack's.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from corridor.merge.blocking import candidate_pairs
from corridor.merge.cluster import cluster
from corridor.merge.contradictions import Case, find, of_events
from corridor.merge.denials import answers
from corridor.merge.events import Group, build, by_person, grouped
from corridor.merge.features import Context, Prepared, context_of, prepare
from corridor.merge.grade import contradicted
from corridor.merge.locate import Ground, ground_of, laid
from corridor.merge.model import Merged
from corridor.merge.score import Pair, score
from corridor.merge.seeds import by_hand, shaped, standing
from corridor.merge.states import FACTS, Told, ends_of, with_ends
from corridor.merge.ties import control, relations
from corridor.merge.twins import find_twins
from corridor.packs.model import Pack
from corridor.records.events import Decision
from corridor.records.report import COMMENTARY, Claim, Report

PACK_FIGURE = "pack figure"
"""Note of claims made from the pack's own figures; they are no happenings."""


def merge(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    pack: Pack,
    as_of: date,
    *,
    decisions: Sequence[Decision] = (),
    use_happening: bool = True,
) -> Merged:
    """Merge claims of the same happening.

    Args:
        claims: claims in any order; those known later than `as_of` are not seen.
        reports: reports by id, for origins, sources and texts.
        pack: the country pack; cut back to what was known by `as_of`.
        as_of: last day that counts.
        decisions: joins and splits made by hand, by claim ids.
        use_happening: take a coder's own grouping as reviewed links (off only to measure).

    Returns:
        Events by first day, ties, control, and contradictions by rank.
    """
    context = context_of(pack.at(as_of))
    ground = ground_of(context)
    items = _prepared(claims, reports, context, ground, as_of)
    decided = standing(decisions, as_of)
    groups = _groups(items, context, decided, use_happening)
    cases = _cases(groups, context, ground)
    found = find(cases, context)
    marks = of_events(found)
    by_event = shaped([case.told.event for case in cases], decided)
    events = [
        case.told.event.model_copy(
            update={
                "contradictions": marks.get(case.told.event.id, ()),
                "decisions": tuple(by_event.get(case.told.event.id, ())),
            }
        )
        for case in cases
    ]
    return Merged(
        as_of=as_of,
        events=tuple(sorted(events, key=lambda e: (e.time.start or e.known_from, e.id))),
        relations=relations(items, context),
        control=control(items, context),
        contradictions=found,
    )


def link_probabilities(
    claims: Sequence[Claim], reports: Mapping[str, Report], pack: Pack, as_of: date
) -> dict[tuple[str, str], float]:
    """Return the probability of each link that was weighed, by the two claims' ids.

    Pairs that are vetoed, or too unlike to be weighed at all, are absent: they are never joined.
    """
    context = context_of(pack.at(as_of))
    items = _prepared(claims, reports, context, ground_of(context), as_of)
    found = {}
    for i, j in candidate_pairs(items):
        pair = score(items[i], items[j], context)
        if pair is not None:
            found[items[i].claim.id, items[j].claim.id] = pair.probability
    return found


def _prepared(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    context: Context,
    ground: Ground,
    as_of: date,
) -> list[Prepared]:
    """Return the claims that enter, with what they are compared by."""
    return [
        laid(prepare(claim, _known_report(reports, claim, as_of), context), ground)
        for claim in entering(claims, context.pack, as_of)
    ]


def entering(claims: Iterable[Claim], pack: Pack, as_of: date) -> list[Claim]:
    """Return the claims that may become events, once each, by id."""
    at_home = {place.country for place in pack.places.values()} | {pack.country}
    found = {
        claim.id: claim
        for claim in sorted(claims, key=lambda c: (c.id, c.to_json()))
        if claim.known_from <= as_of
        and claim.kind not in COMMENTARY
        and claim.note != PACK_FIGURE
        and not _abroad(claim, at_home)
    }
    return [found[key] for key in sorted(found)]


def _abroad(claim: Claim, at_home: set[str]) -> bool:
    """Say whether every place of a claim lies in a country the pack has no place in."""
    return bool(claim.places) and all(p.country and p.country not in at_home for p in claim.places)


def _known_report(reports: Mapping[str, Report], claim: Claim, as_of: date) -> Report | None:
    report = reports.get(claim.report)
    return report if report is not None and report.known_from <= as_of else None


def _groups(
    items: Sequence[Prepared], context: Context, decisions: Sequence[Decision], use_happening: bool
) -> list[Group]:
    seeds, apart, reasons = by_hand(items, decisions, use_happening=use_happening)
    decided = {index for key in (*apart, *reasons) for index in key}
    twins = find_twins(items, decided, context)
    leaders = twins.leaders()
    pairs: dict[tuple[int, int], Pair] = {}
    for a, b in candidate_pairs([items[index] for index in leaders]):
        i, j = leaders[a], leaders[b]
        pair = score(items[i], items[j], context)
        if pair is not None:
            pairs[i, j] = pair
    clusters = twins.expanded(cluster(leaders, pairs, seeds, apart))

    def link(i: int, j: int) -> Pair | None:
        return by_person(reasons.get((min(i, j), max(i, j))), twins.pair(i, j, pairs))

    return [grouped(members, items, link) for members in clusters]


def _cases(groups: Sequence[Group], context: Context, ground: Ground) -> list[Case]:
    """Build events, then what needs more than one of them: denials and the ends of states."""
    told = [Told(build(group, context, ground), group.items) for group in groups]
    denials = [
        one
        for one in told
        if one.event.assertion == "denied" and not all(item.belligerent for item in one.items)
    ]
    told = [_graded(one, denials, context) for one in told]
    told = with_ends(told, ends_of(told, context))
    return [Case(one, group) for one, group in zip(told, groups, strict=True)]


def _graded(one: Told, denials: Sequence[Told], context: Context) -> Told:
    """Lower the credibility of what a neutral source denies."""
    if one.event.assertion not in FACTS:
        return one
    event = one.event
    for other in denials:
        if answers(other, one, context):
            number = contradicted(event.reliability, other.event.reliability, event.credibility)
            event = event.model_copy(update={"credibility": number})
    return Told(event, one.items)
