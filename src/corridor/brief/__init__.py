"""Situation to Briefing: one object, and the page, paper, data, map and table made from it.

Guarantees: every number opens to its claims or assumptions; the same figures in English and French;
the same bytes on every run. Refuses: computing anything, a network, advice of its own.
"""

from corridor.brief.build import build
from corridor.brief.model import METADATA_KEYS, Briefing, Statement

__all__ = ["METADATA_KEYS", "Briefing", "Statement", "build"]
