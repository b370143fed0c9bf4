"""Merging: claims of the same happening become one event, with every link open to view.

Guarantees: inspectable, undoable, independent of the order of input, without hindsight.
Refuses: counting copies of one text as confirmation.
"""

from corridor.merge.merge import merge
from corridor.merge.model import Merged
from corridor.records.events import Decision

__all__ = ["Decision", "Merged", "merge"]
