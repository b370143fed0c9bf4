"""What an audience may see, and text fit for XML.

Guarantees: `planned` claims and handling above the audience are left out. Refuses: characters that
XML 1.0 forbids.
"""

import re

from corridor.packs.model import Pack
from corridor.records.errors import UsageError
from corridor.records.organisation import AUDIENCES, HANDLING_FOR, Audience
from corridor.records.report import Claim, PlaceRef
from corridor.records.situation import Situation
from corridor.records.words import Lang

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def visible_claims(situation: Situation, audience: Audience) -> dict[str, Claim]:
    """Return the claims an audience may see, by id; UsageError for an unknown audience."""
    if audience not in AUDIENCES:
        msg = f"--audience is '{audience}'. Allowed: {', '.join(AUDIENCES)}"
        raise UsageError(msg)
    handling = {report.id: report.handling for report in situation.reports}
    return {
        claim.id: claim
        for claim in situation.claims
        if claim.assertion != "planned"
        and handling.get(claim.report, "public") in HANDLING_FOR[audience]
    }


def clean(text: str) -> str:
    """Return text without the characters XML forbids."""
    return _FORBIDDEN.sub("", text)


def place_name(ref: PlaceRef | None, pack: Pack, lang: Lang) -> str:
    """Return the pack's name of a place in a language, else the name as reported."""
    if ref is None:
        return ""
    known = pack.places.get(ref.id) if ref.id else None
    if known is None:
        return ref.name
    return known.name_fr if lang == "fr" else known.name_en
