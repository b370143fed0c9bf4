"""What a user names as reports: files, folders, addresses, standard input.

Guarantees: nothing is fetched but the addresses named, each through the checks of `collect.fetch`.
Refuses: addresses of the own machine or network, unless the user allows them.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from corridor.collect import Input, Item
from corridor.collect.fetch import Fetching, fetch, is_url
from corridor.collect.skips import skip
from corridor.records.errors import InputError, NeedsError, Skipped

STANDARD_INPUT = "-"

allow_private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Also fetch from addresses that are not on the public internet.",
)


class Named(click.Path):
    """An option's value: a path that is there, or an address."""

    name = "path or address"

    def __init__(self) -> None:
        super().__init__(exists=True, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a `Path`, or the address as it is."""
        if isinstance(value, str) and is_url(value):
            return value
        return super().convert(value, param, ctx)


def named(words: Sequence[str | Path], *, private: bool = False) -> Iterator[Input]:
    """Yield what each word stands for; an address is fetched when its turn comes.

    Raises:
        InputError: the only input is an address that may not or cannot be fetched.
        NeedsError: the only input is an address that cannot be reached.
    """
    for word in words:
        if word == STANDARD_INPUT:
            data = sys.stdin.buffer.read()
            yield Item("standard input", data=data, name="stdin.txt")
        elif isinstance(word, str) and is_url(word):
            yield _fetched(word, private=private, alone=len(words) == 1)
        else:
            yield Path(word)


def _fetched(url: str, *, private: bool, alone: bool) -> Item | Skipped:
    try:
        return fetch(url, Fetching(allow_private=private))
    except InputError as error:
        if alone:
            raise
        return skip(error)
    except NeedsError as error:
        if alone:
            raise
        return Skipped(where=url, what=str(error))
