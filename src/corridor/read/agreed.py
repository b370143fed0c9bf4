"""What rules and language model say of a sentence together.

Rules know turns of phrase, the model the drift of a whole clause; each misses what the other sees.
Guarantees: a rule's type stays where the model finds it possible; what the model is sure of and no
rule reads becomes a claim. Refuses: making fact of what was read as opinion, judgement or background.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corridor.read.clauses import segments
from corridor.read.learned import NONE, OPINION
from corridor.read.tagger import Floats, Run, Tagged
from corridor.read.triggers import Rule, Trigger
from corridor.read.words import Token

POSSIBLE = 0.04
"""From this probability of its type on, a rule is believed."""
LIKELIER = 0.35
"""From this probability on, the model's type stands in the place of one that is hardly possible."""
NOTHING = 0.6
"""From this probability of no claim on, around its words, a rule's claim is left out."""
SURE = 0.65
"""From this probability on, what no rule reads is a claim."""
COMMENT = 0.05
"""What may be comment, more probably than this, is not added as fact."""
MOCKERY = 0.35
"""From this probability on, what a rule read as fact is comment."""
_SILENT = re.compile(
    r"\b(?:not|nt|never|yet to) (?:immediately |yet |publicly |directly )?(?:say|said|comment|elaborate|specify|"
    r"reply|respond|give details|disclose|detail)|\bcommented\b|\bdeclin\w+ to\b|\bno comment\b|"
    r"\b(?:pas|rien|jamais) (?:encore |immediatement )?(?:precise|dit|commente|reagi|repondu|indique|souhaite|voulu|"
    r"communique|detaille|donne suite)\b|\bsans (?:autre|plus de) (?:detail|precision)|\bse refus\w+ a"
)
"""Who says nothing of a thing does not deny it: `It did not say how many had set out`."""
_BESIDE = 6
_AROUND = 3
_JUDGED = frozenset({"opinion", "assessment", "background"})
_HELD_OFF = frozenset({"rejection", "denial"})
"""What these hold off ("ruled out a ceasefire") has not come to be."""


def agreed(
    heads: Sequence[Trigger], tokens: Sequence[Token], tagged: Tagged, rules: Mapping[str, Rule]
) -> list[Trigger]:
    """Return the heads of a sentence, those of the rules weighed and those of the model added.

    Args:
        heads: what the rules read, in order.
        tokens: the sentence.
        tagged: what the model makes of it.
        rules: the rule of each type that the model reads.
    """
    runs = tagged.runs()
    holder, used = _holder(runs, len(tokens)), set()
    found: list[Trigger] = []
    read: set[tuple[int, str]] = set()
    cuts = segments(tokens, [(head.start, head.end) for head in heads]) if heads else []
    for head, cut in zip(heads, cuts, strict=True):
        run = _run_of(head, holder)
        if run is None:
            kept = None if _is_nothing(head, cut, tagged) else head
        else:
            used.add(run.start)
            kept = _weighed(head, run, tagged, rules)
            again = kept is not head and (run.start, kept.rule.type) in read
            kept = None if again or (kept is not head and _is_silent(run, tokens)) else kept
        if kept is not None:
            found.append(kept)
            read |= {(run.start, kept.rule.type)} if run else set()
    taken = {at for head in found for at in range(head.start, head.end)}
    for run in runs:
        comment = run.type != OPINION and _of(run.chances, OPINION, tagged) > COMMENT
        barred = comment or run.probability < SURE or _is_silent(run, tokens)
        at = _telling(run, tagged)
        if run.start not in used and not barred and at not in taken:
            found.append(Trigger(at, at + 1, rules[run.type], run.probability))
    return sorted(found, key=lambda head: (head.start, head.end))


def stretches(heads: Sequence[Trigger], tagged: Tagged) -> list[tuple[int, int]]:
    """Return the words that each head stands for: its run, where no other head lies in that."""
    holder = _holder(tagged.runs(), len(tagged.chances))
    runs = [_run_of(head, holder) for head in heads]
    counts = Counter(run.start for run in runs if run)
    return [
        (run.start, run.end) if run and counts[run.start] == 1 else (head.start, head.end)
        for head, run in zip(heads, runs, strict=True)
    ]


def likened(
    heads: Sequence[Trigger], cuts: Sequence[tuple[int, int]], tagged: Tagged
) -> list[Trigger]:
    """Return the heads with the probability of their type: over their run, else over their cut."""
    holder, found = _holder(tagged.runs(), len(tagged.chances)), []
    for head, cut in zip(heads, cuts, strict=True):
        run, name = _run_of(head, holder), head.rule.type
        chances = tagged.mean(*cut) if run is None else run.chances
        likeness = _of(chances, name, tagged) if name in tagged.types else None
        found.append(Trigger(head.start, head.end, head.rule, likeness, tagged=True))
    return found


def _holder(runs: Sequence[Run], words: int) -> list[Run | None]:
    """Return for each word the run it lies in."""
    holder: list[Run | None] = [None] * words
    for run in runs:
        holder[run.start : run.end] = [run] * (run.end - run.start)
    return holder


def _run_of(head: Trigger, holder: Sequence[Run | None]) -> Run | None:
    return holder[head.start] or holder[head.end - 1]


def _of(chances: Floats, name: str, tagged: Tagged) -> float:
    return float(chances[tagged.types.index(name)])


def _is_nothing(head: Trigger, cut: tuple[int, int], tagged: Tagged) -> bool:
    start, end = max(cut[0], head.start - _AROUND), min(cut[1], head.end + _AROUND + 1)
    return bool(tagged.mean(start, end)[tagged.types.index(NONE)] >= NOTHING)


def _is_silent(run: Run, tokens: Sequence[Token]) -> bool:
    near = tokens[max(0, run.start - _BESIDE) : run.end + _BESIDE]
    return bool(_SILENT.search(" ".join(token.fold for token in near)))


def _weighed(head: Trigger, run: Run, tagged: Tagged, rules: Mapping[str, Rule]) -> Trigger:
    """Return the head as it is, or of the run's type where its own is hardly possible there."""
    name = head.rule.type
    if head.rule.kind in _JUDGED or name in _HELD_OFF:
        return head
    if _of(run.chances, OPINION, tagged) >= MOCKERY:
        return Trigger(head.start, head.end, rules[OPINION])
    possible = name in tagged.types and _of(run.chances, name, tagged) >= POSSIBLE
    if possible or run.probability < LIKELIER:
        return head
    return Trigger(head.start, head.end, rules[run.type])


def _telling(run: Run, tagged: Tagged) -> int:
    """Return the word of a run that speaks most for its type."""
    column = tagged.types.index(run.type)
    return run.start + int(tagged.chances[run.start : run.end, column].argmax())
