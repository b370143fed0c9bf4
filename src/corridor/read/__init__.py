"""Reports to claims: offline, English and French, by rules and tables a person can read.

Guarantees: every claim from text carries its exact span and quote; nothing is fetched. Refuses:
guessing where the text is silent; an opinion never comes out as a happening.
"""

from corridor.read.gazetteer import Gazetteer
from corridor.read.reader import Reader

__all__ = ["Gazetteer", "Reader"]
