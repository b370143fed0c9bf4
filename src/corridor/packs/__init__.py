"""Country packs: a country as a folder of data, never of code.

Guarantees: what loads is whole and checked. Refuses: rows without a source or a reason.
"""

from corridor.packs.check import check_pack, load_pack
from corridor.packs.figures import PACK_NOTE, grounding
from corridor.packs.findings import Finding
from corridor.packs.load import list_packs, pack_folder
from corridor.packs.model import Pack

__all__ = [
    "PACK_NOTE",
    "Finding",
    "Pack",
    "check_pack",
    "grounding",
    "list_packs",
    "load_pack",
    "pack_folder",
]
