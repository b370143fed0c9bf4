"""Our own words: both languages, no advice, nothing missing, nothing left over."""

import re
from pathlib import Path

import pytest

from corridor import brief
from corridor.brief.texts import Texts, table
from corridor.records.words import LANGS

SOURCE = Path(brief.__file__).parent
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*SOURCE.glob("*.py"), SOURCE / "templates" / "brief.html.j2"]
)
ADVICE = {
    "en": r"\b(should|must not|ought|please|avoid|consider|ensure|recommend\w*|you|your|leave|"
          r"evacuate|prepare|stay|remain)\b",
    "fr": r"\b(devez|devriez|doit|doivent|veuillez|évitez|envisagez|recommand\w+|vous|votre|"
          r"quittez|évacuez|préparez|restez)\b",
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_ours_gives_advice(lang):
    found = {key: row[lang] for key, row in table().items()
             if re.search(ADVICE[lang], row[lang], re.IGNORECASE)}  # fmt: skip
    assert found == {}


NAMED = set(
    re.findall(r"""(?<![\w.])(?:view\.)?t\(\s*["']([a-z_]+\.[a-z_0-9]+)["'],?\s*[)a-z]""", CODE)
)
BUILT = set(re.findall(r"""["']([a-z_]+\.(?:[a-z]+_)?)(?:["']\s*[+~]|\{)""", CODE))
GROUPS = BUILT | {f"{name}." for name in re.findall(r"""view\.status\(\s*"(\w+)""", CODE)}
"""Keys named whole; beginnings of keys that a value completes."""


def test_every_key_in_the_code_is_in_the_table():
    assert len(NAMED) > 80
    assert NAMED - set(table()) == set()


def test_every_text_is_used():
    unused = [
        key for key in table()
        if not re.search(rf"""["']{re.escape(key)}["']""", CODE)
        and not key.startswith(tuple(GROUPS))
    ]  # fmt: skip
    assert unused == []


def test_a_missing_key_is_named():
    with pytest.raises(KeyError, match=r"no\.such"):
        Texts("en")("no.such")


def test_french_signs_stand_behind_a_no_break_space():
    loose = [row["fr"] for row in table().values() if re.search(r"[^\u00a0\s][:;?!%»]", row["fr"])]
    assert loose == []
