"""The word classes that event rules are made of: `words_*.csv` with those of `classes_*.csv`.

Guarantees: a class may be made of others. Refuses: nothing of its own; a class that is not there is
found where the pattern is compiled.
"""

from functools import cache

from corridor.read.tables import rows, word_classes


@cache
def event_classes(language: str) -> dict[str, str]:
    """Return the classes of a language: name to alternatives, for `{name}` in patterns.

    Those of `classes_<language>.csv` (who, what vehicle, what is done to them) come on top of the
    small ones all readers share.
    """
    own = {row["class"]: row["words"] for row in rows(f"classes_{language}")}
    return word_classes(language) | own
