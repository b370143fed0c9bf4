"""Access: events in, passability of roads out, for each movement class and day.

Guarantees: probabilities with the share that is evidence; joint paths for the stages above.
Refuses: calling a silent road open.
"""

from corridor.access.assess import Sampled, assess_access, sample_access
from corridor.access.paths import CLOSED, CONTESTED, OPEN, AccessPaths

__all__ = [
    "CLOSED",
    "CONTESTED",
    "OPEN",
    "AccessPaths",
    "Sampled",
    "assess_access",
    "sample_access",
]
