"""The library's front: `assess` gives a picture that can write its own briefing.

Guarantees: exactly the Situation of `pipeline.assess`, with `brief()` beside it. Refuses: anything
the pipeline does not do.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import PrivateAttr

from corridor.brief import Briefing, build
from corridor.packs import Pack
from corridor.pipeline import Inputs, Progress, gather_inputs
from corridor.pipeline import assess as run
from corridor.records.organisation import Audience
from corridor.records.situation import Situation
from corridor.records.words import Lang


class Picture(Situation):
    """A Situation that knows its pack and can therefore be briefed."""

    _pack: Pack = PrivateAttr()

    def brief(self, *, lang: Lang = "en", audience: Audience = "local") -> Briefing:
        """Return the briefing; `.save(folder)` writes its files."""
        return build(self, self._pack, lang=lang, audience=audience)


def assess(
    pack: Pack | str | Path | Inputs = "mali",
    *,
    as_of: date | str | None = None,
    reports: Sequence[Path | str] = (),
    published: date | None = None,
    today: date | None = None,
    days: int = 90,
    members: int = 2000,
    seed: int = 0,
    changes: bool = True,
    progress: Progress | None = None,
) -> Picture:
    """Assess a country as of one day; see `corridor.pipeline.assess` for the arguments."""
    inputs = (
        pack
        if isinstance(pack, Inputs)
        else gather_inputs(pack, [Path(path) for path in reports], published=published, today=today)
    )
    situation = run(
        inputs,
        as_of=as_of,
        today=today,
        days=days,
        members=members,
        seed=seed,
        changes=changes,
        progress=progress,
    )
    picture = Picture.model_construct(
        **{name: getattr(situation, name) for name in Situation.model_fields}
    )
    picture._pack = inputs.pack  # noqa: SLF001 - its own class, made here
    return picture
