"""A Situation in the forms other systems read: CAP 1.2 alerts and Atom feeds.

Guarantees: the same situation gives the same bytes; claims of a handling above the audience are in
no export. Refuses: alerts that are not drafts, advice of ours, points for places not known well.
"""

from corridor.export.atom import events_feed
from corridor.export.cap import cap_alert

__all__ = ["cap_alert", "events_feed"]
