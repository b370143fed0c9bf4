"""Country packs: a country as a folder of data, never of code.

Guarantees: what loads is whole and checked. Refuses: rows without a source or a reason.
"""

from corridor.packs.model import Pack

__all__ = ["Pack"]
