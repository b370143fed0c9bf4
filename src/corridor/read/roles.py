"""Who did it to whom: the roles of a claim's actors, by grammar first and by type where it is silent.

Guarantees: a speaker is never also the target; an actor after "by" or "par" did it. Refuses: giving
a role to an actor of another clause where the claim's own clause names one.
"""

from collections.abc import Iterable, Sequence

from corridor.read.actors import ActorMention
from corridor.read.triggers import Trigger
from corridor.read.words import Token
from corridor.records.report import ActorRef, Role

_BE = frozenset(
    {
        "was",
        "were",
        "been",
        "is",
        "are",
        "being",
        "be",
        "ete",
        "est",
        "sont",
        "etaient",
        "etait",
        "fut",
        "furent",
        "etre",
        "got",
    }
)
_BY = frozenset({"by", "par"})
_ATTACK = frozenset({"attack", "people"})
_HIT_FROM_ABOVE = frozenset({"airstrike_or_drone", "arrest"})
_STATE_ACTS = frozenset({"advice", "foreign", "regime", "talk", "services", "supply"})


def roles(
    tokens: Sequence[Token],
    trigger: Trigger,
    segment: tuple[int, int],
    mentions: Iterable[ActorMention],
    speaker: tuple[int, int] | None,
) -> tuple[ActorRef, ...]:
    """Return the actors of a claim with their roles, each once."""
    everyone = list(mentions)
    inside = [m for m in everyone if segment[0] <= m.start < segment[1]]
    before = [m for m in everyone if m.end <= segment[0]]
    passive = _passive(tokens, trigger)
    found: dict[tuple[str, str | None], ActorRef] = {}
    for mention in everyone:
        if speaker and speaker[0] <= mention.start < speaker[1]:
            _put(found, "speaker", mention)
    taken = False
    for mention in inside:
        speaks = speaker and speaker[0] <= mention.start < speaker[1]
        if speaks and not _acts_too(trigger, mention):
            continue
        role = _role(tokens, trigger, mention, passive=passive)
        taken = taken or role in {"actor", "supporter", "subject"}
        _put(found, role, mention)
    if not taken and not passive:
        carried = [
            m
            for m in before
            if m.id
            and not (speaker and speaker[0] <= m.start < speaker[1])
            and _likely_actor(trigger, m)
        ]
        if carried:
            _put(found, "supporter" if trigger.rule.kind == "relation" else "actor", carried[0])
    return tuple(
        sorted(found.values(), key=lambda ref: (_ORDER.index(ref.role), ref.id or "~", ref.name))
    )


_ORDER: tuple[Role, ...] = ("actor", "supporter", "subject", "target", "speaker")


def _put(found: dict[tuple[str, str | None], ActorRef], role: Role, mention: ActorMention) -> None:
    key = (role if role == "speaker" else "part", mention.id or mention.name)
    if key not in found:
        found[key] = ActorRef(role=role, name=mention.name, id=mention.id, cls=mention.cls)


def _acts_too(trigger: Trigger, mention: ActorMention) -> bool:
    """The one who announces his own strike or advice is its actor as well."""
    return trigger.rule.family == "advice" or (
        trigger.rule.type in _HIT_FROM_ABOVE and bool(mention.tags & {"army", "police"})
    )


def _passive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    return any(
        tokens[i].fold in _BE
        for i in range(max(0, trigger.start - 2), min(trigger.end, len(tokens)))
    )


def _role(  # noqa: PLR0911 - one return for each family of types
    tokens: Sequence[Token], trigger: Trigger, mention: ActorMention, *, passive: bool
) -> Role:
    rule, tags = trigger.rule, mention.tags
    by = any(tokens[i].fold in _BY for i in range(max(0, mention.start - 2), mention.start))
    first = mention.start < trigger.start or (
        mention.start < trigger.end and not passive and mention.start == trigger.start
    )
    if rule.kind == "relation":
        return (
            "supporter" if first and "foreign" in tags else "target" if not first else "supporter"
        )
    if by:
        return "actor"
    if rule.type in _HIT_FROM_ABOVE:
        return (
            "target"
            if "armed" in tags
            else "actor"
            if tags & {"army", "police", "state", "force"}
            else "target"
        )
    if rule.family in {"attack", "people"}:
        if tags & {"national", "person", "civil", "firm"}:
            return "target"
        if "armed" in tags:
            return "target" if passive and first else "actor"
        if rule.type in {"hostage_release", "ransom_paid", "negotiation"}:
            return "actor"
        return "actor" if first and not passive else "target"
    if rule.family in _STATE_ACTS or rule.family == "armed_group_rule":
        return "actor" if first or tags & {"armed"} else "target"
    if rule.family in {"roads", "convoys"}:
        return (
            "target"
            if (passive and first) or "person" in tags or not (first or "armed" in tags)
            else "actor"
        )
    return "subject"


def _likely_actor(trigger: Trigger, mention: ActorMention) -> bool:
    if trigger.rule.family in {"attack", "roads", "armed_group_rule"} or trigger.rule.type in {
        "kidnapping",
        "ransom_demand",
        "hostage_release",
    }:
        return (
            "armed" in mention.tags
            and trigger.rule.type not in _HIT_FROM_ABOVE
            and trigger.rule.type not in {"road_reopened", "road_impassable", "curfew"}
        )
    if trigger.rule.kind in {"relation", "advice"}:
        return bool(mention.tags & {"foreign", "state"})
    return False
