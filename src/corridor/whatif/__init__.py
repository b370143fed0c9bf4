"""What-if: what a change the user names would do to the supply picture, and which assumptions matter.

Guarantees: base and change see the same reports and the same draws; the past stays as it was under
a change that begins later. Refuses: choosing, searching or ranking roads to close.
"""

from corridor.whatif.ask import what_if
from corridor.whatif.sensitivity import sensitivity

__all__ = ["sensitivity", "what_if"]
