"""`assess_outlook`: every question of the pack answered as of one day, with its track record.

Guarantees: competing risks of one group add up to at most 1; each forecast names rule, reference
class, digest and bounds; same inputs and seed give the same bytes. Refuses: a question whose rule
is not in the registry (PackError).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from corridor.access.paths import AccessPaths
from corridor.exits.advice import all_advice
from corridor.exits.seen import Seen
from corridor.outlook.reference import in_french
from corridor.outlook.rules import rule_of
from corridor.outlook.track import track_record
from corridor.outlook.view import Answer, View
from corridor.packs.model import Pack
from corridor.records.access import Access
from corridor.records.events import Event
from corridor.records.exits import Exits
from corridor.records.outlook import Forecast, LedgerEntry, Outlook, Question
from corridor.records.report import Claim
from corridor.records.supply import Supply
from corridor.records.words import RARE


def assess_outlook(
    *,
    events: Iterable[Event],
    claims: Iterable[Claim],
    access: Access,
    supply: Supply,
    exits: Exits,
    paths: AccessPaths,
    pack: Pack,
    as_of: date,
    days: int,
    members: int,
    seed: int,
    inputs_digest: str,
    history: Sequence[LedgerEntry] = (),
) -> Outlook:
    """Answer every question of the pack and score earlier answers that fell due.

    Args:
        events: merged events; later ones are ignored.
        claims: the claims behind them; later ones are ignored.
        access: roads, corridors and towns as of the same day.
        supply: cover, inflow and power as of the same day.
        exits: ways out as of the same day.
        paths: sampled road states.
        pack: the country; cut at `as_of` here.
        as_of: the day.
        days: horizon of the stages below, in days.
        members: draws for rates and assumptions.
        seed: seed of those draws.
        inputs_digest: digest of everything the forecasts were made from.
        history: forecasts made earlier; those due by `as_of` are resolved and scored.

    Raises:
        PackError: a question names an unknown rule, or an assumption is missing.
    """
    known = pack.at(as_of)
    held = tuple(claims)
    seen = Seen.by(as_of, events, held, known.reports)
    view = View(
        as_of=as_of,
        seen=seen,
        advice=all_advice(seen, known),
        access=access,
        supply=supply,
        exits=exits,
        paths=paths,
        pack=known,
        days=days,
        members=members,
        seed=seed,
    )
    earlier = [entry for entry in history if entry.made < as_of]
    past = tuple(claim for claim in held if claim.known_from <= as_of)
    return Outlook(
        as_of=as_of,
        forecasts=tuple(_forecast(item, view, inputs_digest) for item in known.questions),
        track_record=track_record(earlier, claims=past, pack=known, as_of=as_of)[1],
    )


def _forecast(question: Question, view: View, inputs_digest: str) -> Forecast:
    answer = rule_of(question).answer(question, view)
    low, probability, high = _rounded(answer)
    return Forecast(
        question=question.id,
        as_of=view.as_of,
        resolves_on=view.as_of + timedelta(days=question.horizon_days),
        text_en=question.text_en,
        text_fr=question.text_fr,
        probability=probability,
        low=low,
        high=high,
        method=answer.method,
        reference_class=answer.reference_class,
        reference_class_fr=in_french(answer.reference_class),
        rare=answer.rare or probability < RARE,
        median=answer.median,
        rule=question.rule,
        inputs_digest=inputs_digest,
        climatology=round(answer.climatology, 4),
        last_state=answer.last_state,
        basis="assumed" if answer.method == "base_rate" else "modelled",
        claims=tuple(sorted(set(answer.claims))),
        assumptions=tuple(sorted(set(answer.assumptions))),
    )


def _rounded(answer: Answer) -> tuple[float, float, float]:
    low, middle, high = (
        min(1.0, max(0.0, round(value, 4)))
        for value in (answer.low, answer.probability, answer.high)
    )
    return min(low, middle), middle, max(high, middle)
