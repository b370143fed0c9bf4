"""Who did it to whom: the roles of a claim's actors, by grammar first and by type where it is silent.

Guarantees: a speaker is never also the target; an actor after "by" or "par" did it, unless those
words belong to another deed ("escorted by the army"). Refuses: giving a role to an actor of another
clause where the claim's own clause names one; a target where the type has none.
"""

from collections.abc import Iterable, Sequence

from corridor.read.actors import ActorMention
from corridor.read.triggers import Trigger
from corridor.read.words import Token, wordset
from corridor.records.report import ActorRef, Role

_BE = wordset(
    "was were been is are being be got get ete est sont etaient etait fut furent etre seront sera"
)
_HAVE = wordset("a ont avait avaient ayant ai avons avoir has have had having")
_BY = wordset("by par")
_ON = wordset("on against contre sur upon")
_OF = wordset("de du des d of")
_HOLD = wordset(
    "control controle controlled hands mains held tenu tenue tenus tenues domination rule"
)
_OTHER_DEEDS = (
    "escort", "guard", "garde", "accompan", "protect", "proteg", "offert", "offer", "given", "donne", "donat",
    "suppl", "fourni", "exploit", "operat", "run", "own", "owned", "financ", "back", "soutenu", "led", "dirige",
    "mene", "employ", "sent", "envoy", "charter", "affret", "hired", "train", "form", "arm", "chart", "built",
    "construit",
)  # fmt: skip
"""What else may be done "by" somebody in the clause of an attack or an arrival."""
_HIT_FROM_ABOVE = frozenset({"airstrike_or_drone", "arrest"})
_ON_CONVOYS = frozenset(
    {
        "convoy_attack", "tanker_destroyed", "vehicle_burned", "ambush", "attack_on_post", "looting",
        "industrial_site_attack", "explosive_device",
    }
)  # fmt: skip
"""Attacks which an army suffers, unless it is plainly the one who strikes."""
_NOBODY = frozenset(
    {
        "shortage_reported", "shortage_eased", "stock_report", "flow_report", "price_report", "demand_report",
        "station_closure", "power_outage", "power_restored", "water_outage", "convoy_arrival", "convoy_departed",
        "convoy_waiting", "count_report", "displacement", "road_impassable", "curfew",
    }
)  # fmt: skip
"""Types that tell of a state of things: who is named beside it has no part in it."""
_UTILITY = frozenset({"power_outage", "power_restored", "demand_report", "water_outage"})
"""Types that tell of a utility's work."""
_OFFICIALS = frozenset({"ration_measure", "station_closure", "curfew", "school_closure"})
_PROCLAIMED = frozenset({"road_blockade_declared", "movement_ban", "rule_imposed"})
_TOLD = frozenset({"demand", "rejection", "claim_of_responsibility", "threat"})
"""What is done by being said: who says it does it."""
_BOTH_SIDES = frozenset({"truce", "negotiation", "meeting", "agreement", "joint_exercise"})
_VICTIMS = frozenset({"national", "person", "civil", "firm"})
_BODIES = frozenset({"body", "business", "union"})
_DEEDS = wordset(
    "assassinat meurtre mort execution enlevement rapt capture arrestation liberation killing murder assassination "
    "abduction kidnapping death arrest release execution"
)
"""Nouns whose "of" names the one who suffers."""
_PRONOUN = wordset("it they he she il elle ils elles nous we")
_FALL = wordset(
    "die died dies dead dying death deaths mort morts morte tombe tombent tombes deces perish peri"
)
_HELD = frozenset({"kidnapping", "ransom_demand", "ransom_paid"})


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
        if speaks and not _acts_too(tokens, trigger, mention):
            continue
        role = _role(tokens, trigger, mention, passive=passive)
        if role is None:
            continue
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
    if (
        trigger.rule.family == "people"
        and passive
        and not any(r.role == "target" for r in found.values())
    ):
        carried = [m for m in before if m.id and "national" in m.tags]
        if carried:
            _put(found, "target", carried[-1])
    return tuple(
        sorted(found.values(), key=lambda ref: (_ORDER.index(ref.role), ref.id or "~", ref.name))
    )


_ORDER: tuple[Role, ...] = ("actor", "supporter", "subject", "target", "speaker")


def _put(found: dict[tuple[str, str | None], ActorRef], role: Role, mention: ActorMention) -> None:
    key = (role if role == "speaker" else "part", mention.id or mention.name)
    if key not in found:
        found[key] = ActorRef(role=role, name=mention.name, id=mention.id, cls=mention.cls)


def _acts_too(tokens: Sequence[Token], trigger: Trigger, mention: ActorMention) -> bool:
    """The one who announces his own strike, advice or measure is its actor as well."""
    before = [tokens[i].fold for i in range(max(0, trigger.start - 3), trigger.start)]
    own = "avoir" in before or "to have" in " ".join(before) or bool(_PRONOUN & set(before))
    return (
        (own and trigger.rule.family in {"attack", "people", "talk", "convoys", "services"})
        or trigger.rule.family == "advice"
        or trigger.rule.type in _OFFICIALS
        or trigger.rule.type == "territory_held"
        or (trigger.rule.type in _PROCLAIMED and "armed" in mention.tags)
        or (trigger.rule.type in _TOLD and mention.start < trigger.end)
        or (trigger.rule.type in _HIT_FROM_ABOVE and bool(mention.tags & {"army", "police"}))
    )


def _passive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Say whether the subject of a trigger suffers it: "was attacked", "soldats tués", "hit by"."""
    last = min(trigger.end, len(tokens))
    if any(tokens[i].fold in _BE for i in range(max(0, trigger.start - 2), last)):
        return True
    return any(_participle(tokens, at) for at in range(trigger.start, last))


def _participle(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is a participle without "has": "enlevés vendredi", "killed in", "seized by"."""
    word = tokens[at].text.lower()
    before = {tokens[i].fold for i in range(max(0, at - 3), at)}
    after = tokens[at + 1].fold if at + 1 < len(tokens) else ""
    if after in _BY:
        return True
    ended = word.endswith(("és", "ées", "ée", "é")) and tokens[at].fold not in _NOUNS
    return ended and not before & _HAVE


_NOUNS = wordset(
    "entree entrees arrivee arrivees armee journee soiree duree denree denrees annee annees marche marches cafe montee "
    "levee depute deputes cite cites sante qualite securite autorite autorites unite unites localite localites quantite "
    "liberte activite societe societes municipalite capacite"
)
"""Nouns that end like participles."""


def _agent(tokens: Sequence[Token], trigger: Trigger, mention: ActorMention) -> bool | None:
    """Say whether a mention stands after "by": True for this deed, False for another, None if not."""
    for at in range(mention.start - 1, max(-1, mention.start - 4), -1):
        if tokens[at].fold in _BY:
            deed = tokens[at - 1].fold if at else ""
            within = trigger.start <= at - 1 < trigger.end
            return within or not deed.startswith(_OTHER_DEEDS)
        if tokens[at].gap.strip("'’-") or tokens[at].capital:
            return None
    return None


_LINKS = wordset(
    "affilie affiliee affilies affiliees lie liee lies liees affiliated linked loyal allied allegeance allegiance proche "
    "proches close branche branch ally allie allies"
)


def _linked(tokens: Sequence[Token], mention: ActorMention) -> bool:
    """Read "linked to al-Qaeda", "affilié à Al-Qaïda": a tie, not a deed."""
    near = [tokens[i].fold for i in range(max(0, mention.start - 2), mention.start)]
    return bool(near) and near[-1] in _TIE_WORDS and near[0] in _LINKS


_TIE_WORDS = wordset("to with a au de d of du")


def _held_by(tokens: Sequence[Token], mention: ActorMention) -> bool:
    """Read "in the hands of X", "under the control of X", "aux mains de X"."""
    near = [tokens[i].fold for i in range(max(0, mention.start - 4), mention.start)]
    return any(word in _HOLD for word in near) and bool(_OF & set(near))


def _first(
    tokens: Sequence[Token], trigger: Trigger, mention: ActorMention, *, passive: bool
) -> bool:
    if passive and trigger.start <= mention.start < trigger.end:
        return any(tokens[i].fold in _BE for i in range(mention.end, min(trigger.end, len(tokens))))
    return mention.start < trigger.start or (
        mention.start < trigger.end and not passive and mention.start == trigger.start
    )


def _role(  # noqa: PLR0911 - one return for each family of types
    tokens: Sequence[Token], trigger: Trigger, mention: ActorMention, *, passive: bool
) -> Role | None:
    rule = trigger.rule
    agent = _agent(tokens, trigger, mention)
    first = _first(tokens, trigger, mention, passive=passive)
    if _linked(tokens, mention):
        return None
    if rule.type in _BOTH_SIDES:
        return None if mention.tags & _VICTIMS else "actor"
    if rule.kind == "relation" or rule.family == "foreign":
        return _backing(rule.type, mention, first=first)
    if rule.type in _NOBODY:
        return _in_state(rule.type, mention, first=first)
    if agent:
        return "actor"
    if rule.family == "attack":
        return _in_attack(tokens, trigger, mention, first=first, passive=passive, agent=agent)
    if rule.family == "people":
        return _among_people(rule.type, mention, first=first, passive=passive)
    if rule.family == "armed_group_rule":
        does = first or "armed" in mention.tags or _held_by(tokens, mention)
        return "actor" if does and not mention.tags & _VICTIMS else None
    if rule.family == "advice":
        return None if mention.tags & _VICTIMS else "actor"
    return _in_affairs(rule.type, rule.family, mention, first=first, passive=passive)


def _in_state(type_: str, mention: ActorMention, *, first: bool) -> Role | None:
    """Who has a part in a state of things: the utility in its work, officials who decide."""
    if type_ in _UTILITY and mention.tags & {"utility", "state_company"}:
        return "subject"
    return "actor" if type_ in _OFFICIALS and first and mention.tags & _RULERS else None


_SAID = frozenset({"denial", "criticism"})
"""Types whose subject says it rather than does it."""
_RULERS = frozenset({"state", "army", "police", "armed"})


def _backing(type_: str, mention: ActorMention, *, first: bool) -> Role | None:
    """Who backs whom: the foreigner named first backs, what stands after is backed."""
    tags = mention.tags
    if tags & {"national", "person"}:
        return None
    if type_ in {"troop_withdrawal", "troop_deployment"}:
        does = tags & {"force", "foreign", "foreign_forces", "army"}
        return "actor" if does and not tags & _VICTIMS else None
    if "foreign" in tags or "force" in tags:
        return "supporter" if first else "target"
    return "target" if not first else "supporter"


def _in_attack(  # noqa: C901, PLR0911 - the grammar of one family
    tokens: Sequence[Token],
    trigger: Trigger,
    mention: ActorMention,
    *,
    first: bool,
    passive: bool,
    agent: bool | None,
) -> Role | None:
    type_, tags = trigger.rule.type, mention.tags
    if type_ in _HIT_FROM_ABOVE:
        strikes = tags & {"army", "police", "state", "force"}
        return "target" if "armed" in tags or not strikes else "actor"
    if "army" in tags and agent is None and _beside(tokens, mention):
        return None
    if tags & (_VICTIMS | _BODIES) or agent is False or _suffers(tokens, trigger, mention):
        return "target"
    near = tokens[mention.start - 1].fold if mention.start else ""
    if type_ == "armed_clash" and _between(tokens, mention):
        return "actor"
    if type_ == "armed_clash" and near in {"with", "avec", "les", "des"} and not first:
        return "target"
    words = {tokens[i].fold for i in range(trigger.start, min(trigger.end, len(tokens)))}
    falls = type_ == "killing" and bool(words & _FALL) and "shot" not in words  # "shot dead two"
    if "armed" in tags:
        aimed = mention.start and tokens[mention.start - 1].fold in _ON
        close = mention.start - trigger.end <= _OBJECT_REACH and not first and not passive
        if type_ == "killing" and close and not _of(tokens, mention):
            return "target"
        return "target" if ((passive or falls) and first) or aimed else "actor"
    if type_ in _ON_CONVOYS:
        if not first or passive:
            return "target"
        if _of(tokens, mention):
            return None
        return "actor" if _adjoins(tokens, mention, trigger) else "target"
    return "actor" if first and not passive and not falls else "target"


_OBJECT_REACH = 3
"""The object of a killing stands this near behind its verb: "ont abattu quatre-vingts assaillants"."""


def _adjoins(tokens: Sequence[Token], mention: ActorMention, trigger: Trigger) -> bool:
    """Say whether a subject stands right before its verb, with nothing but auxiliaries between."""
    return {tokens[i].fold for i in range(mention.end, trigger.start)} <= _HAVE | _ADVERBS


def _of(tokens: Sequence[Token], mention: ActorMention) -> bool:
    """Say whether a name hangs on another noun: "hunters in the service of the army"."""
    at = mention.start - 1
    while at > 0 and tokens[at].fold in _ARTICLES:
        at -= 1
    return at >= 0 and tokens[at].fold in _OF


def _suffers(tokens: Sequence[Token], trigger: Trigger, mention: ActorMention) -> bool:
    """Read "the killing of X", "l'assassinat d'un chef de X"."""
    if mention.start < trigger.end or tokens[trigger.end - 1].fold not in _DEEDS:
        return False
    return _OF & {tokens[i].fold for i in range(trigger.end, mention.start)} != frozenset()


def _between(tokens: Sequence[Token], mention: ActorMention) -> bool:
    """Read "clashes between hunters and ...", "combats entre l'armée et ...": both sides act."""
    at = mention.start - 1
    while at > 0 and tokens[at].fold in _ARTICLES:
        at -= 1
    return at >= 0 and tokens[at].fold in {"between", "entre"}


def _beside(tokens: Sequence[Token], mention: ActorMention) -> bool:
    """Read "despite the presence of the army", "accusés de renseigner l'armée": not who is hit."""
    before = tokens[max(0, mention.start - 6) : mention.start]
    return any(token.fold in _ASIDE for token in before)


_ASIDE = wordset(
    "despite malgre presence accused accuse accuses accusee accusees suspected soupconne soupconnes informing informers "
    "renseigner collaborating collaborer collaboration"
)
_ARTICLES = wordset("the a an le la l les un une")
_ADVERBS = wordset("also then later again aussi ensuite encore deja on yesterday hier")


def _among_people(type_: str, mention: ActorMention, *, first: bool, passive: bool) -> Role:
    tags = mention.tags
    if type_ in _HIT_FROM_ABOVE:
        strikes = tags & {"army", "police", "state", "force"}
        suffers = "armed" in tags or not strikes or (passive and first)
        return "target" if suffers else "actor"
    if tags & _VICTIMS:
        return "target"
    if "armed" in tags:
        return "target" if passive and first else "actor"
    if type_ in {"hostage_release", "ransom_paid", "negotiation"}:
        return "actor"
    return "actor" if first and not passive else "target"


def _in_affairs(  # noqa: PLR0911 - one return for each family
    type_: str, family: str, mention: ActorMention, *, first: bool, passive: bool
) -> Role | None:
    tags = mention.tags
    if family in {"roads", "convoys"}:
        if type_ in {"checkpoint", "escort_started", "escort_ended"} and tags & _RULERS:
            return "actor"
        if (passive and first and "armed" not in tags) or tags & {"person", "civil"}:
            return "target"
        return "actor" if first or "armed" in tags else "target"
    if type_ in _SAID and first:
        return "speaker"
    if type_ == "demand" and first:
        return "actor"
    if tags & {"national", "person", "civil"}:
        return "target"
    if family in {"talk", "regime", "services"} or type_ == "ration_measure":
        if type_ == "ration_measure" and tags & {"army", "business_body"} and passive:
            return "target"
        return "actor" if first or "armed" in tags else "target"
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
