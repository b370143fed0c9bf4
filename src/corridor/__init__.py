"""Corridor: what gets in, who can get out, and how long it lasts.

Reads what is reported about a place under blockade and keeps a sourced, dated picture of it.
Guarantees: nothing without its source, nothing from the future of `as_of`, nothing that helps to
aim. Refuses: a network nobody asked for, advice of its own.

    import corridor
    pack = corridor.load_pack("mali")
    now = corridor.assess(pack, as_of="2025-11-01")
    print(now.access.table())
    now.brief(lang="fr").save("out/")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corridor._version import __version__

if TYPE_CHECKING:
    from corridor.api import Picture, assess
    from corridor.packs import Pack, load_pack
    from corridor.pipeline import gather_inputs
    from corridor.records.situation import Situation
    from corridor.replay import replay

__all__ = [
    "Pack",
    "Picture",
    "Situation",
    "__version__",
    "assess",
    "gather_inputs",
    "load_pack",
    "replay",
]

_HOMES = {
    "Pack": "corridor.packs",
    "Picture": "corridor.api",
    "Situation": "corridor.records.situation",
    "assess": "corridor.api",
    "gather_inputs": "corridor.pipeline",
    "load_pack": "corridor.packs",
    "replay": "corridor.replay",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: a schema need not load an engine."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module 'corridor' has no attribute '{name}'"
    raise AttributeError(msg)
