"""Reports to claims: offline, English and French, by rules and tables a person can read.

Where the package `corridor_model` is installed, a language model reads what no rule foresaw.
Guarantees: every claim from text carries its exact span and quote; nothing is fetched. Refuses:
guessing where the text is silent; an opinion never comes out as a happening.
"""

from corridor.read.gazetteer import Gazetteer
from corridor.read.reader import Reader
from corridor.read.tagger import NO_MODEL, Tagger, installed_tagger

__all__ = ["NO_MODEL", "Gazetteer", "Reader", "Tagger", "installed_tagger"]
