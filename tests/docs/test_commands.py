"""docs/commands.md and the program say the same: every command, option, default and exit code."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from corridor.cli import main
from corridor.records.errors import InputError, NeedsError, PackError, UsageError
from corridor.schemas import schema_names

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
COMMON = "Common options"
EVERYWHERE = {"--help"}


def sections() -> dict[str, str]:
    """Heading -> text below it, up to the next heading."""
    parts = re.split(r"^#{2,3} (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands(group: click.Group, path: str = "corridor") -> Iterator[tuple[str, click.Command]]:
    """Every command that can be run, with the words that call it."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


TREE = dict(commands(main))
SECTIONS = sections()


def options(command: click.Command) -> dict[str, click.Option]:
    """Long option -> the option."""
    return {
        name: option
        for option in command.params
        if isinstance(option, click.Option)
        for name in option.opts
        if name.startswith("--")
    }


def rows(section: str) -> dict[str, str]:
    """Long option -> its row in the tables of a section."""
    found = re.findall(r"^\| `(--[a-z-]+)[^\n]*", SECTIONS[section], flags=re.MULTILINE)
    lines = re.findall(r"^\| `--[^\n]*", SECTIONS[section], flags=re.MULTILINE)
    return dict(zip(found, lines, strict=True))


def test_every_command_has_a_section_and_no_section_a_missing_command() -> None:
    described = {title for title in SECTIONS if title.startswith("corridor ")}
    groups = {f"corridor {name}" for name, c in main.commands.items() if isinstance(c, click.Group)}
    assert described - groups == set(TREE)


@pytest.mark.parametrize("words", sorted(TREE))
def test_every_option_is_described_where_it_belongs(words: str) -> None:
    own, common = set(rows(words)), set(rows(COMMON))
    real = set(options(TREE[words])) - EVERYWHERE
    assert real <= own | common
    assert own <= real


@pytest.mark.parametrize("words", sorted(TREE))
def test_defaults_are_those_of_the_program(words: str) -> None:
    described = {**rows(COMMON), **rows(words)}
    for name, option in options(TREE[words]).items():
        if option.show_default and not option.is_flag:
            assert f"`{option.default}" in described[name], name


def spoken(argument: click.Argument) -> tuple[str, ...]:
    """What the page must name: each choice, else the word the help uses."""
    if isinstance(argument.type, click.Choice):
        return tuple(argument.type.choices)
    return (argument.make_metavar(click.Context(main)).strip("[].").split(".")[0],)


@pytest.mark.parametrize("words", sorted(TREE))
def test_arguments_are_named_and_examples_given(words: str) -> None:
    text = SECTIONS[words]
    for argument in TREE[words].params:
        if isinstance(argument, click.Argument):
            assert all(f"`{word}`" in text for word in spoken(argument))
    assert f"$ {words}" in text
    assert words in (TREE[words].help or ""), "the help shows an example"


def test_common_options_are_taken_by_the_commands_the_page_names() -> None:
    first = SECTIONS[COMMON].split("|")[0]
    named = {f"corridor {name}" for name in re.findall(r"`([a-z]+)`", first)}
    taking = {
        words for words, command in TREE.items() if set(rows(COMMON)) <= set(options(command))
    }
    assert named == taking


def test_examples_use_options_there_are() -> None:
    for line in re.findall(r"^\$ .*?(corridor .+)$", PAGE, flags=re.MULTILINE):
        words = max((w for w in TREE if line.startswith(w)), key=len)
        for option in re.findall(r" (--[a-z-]+)", line):
            assert option in options(TREE[words]), line


def test_exit_codes_are_those_of_the_errors() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d) \|", PAGE, flags=re.MULTILINE)}
    assert listed == {0, 1, *(e.exit_code for e in (UsageError, InputError, PackError, NeedsError))}


def test_schemas_named_on_the_page_exist() -> None:
    named = set(re.findall(r"schema\s+`([a-z-]+)`", PAGE))
    assert named
    assert named <= set(schema_names())
