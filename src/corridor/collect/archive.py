"""ZIP archives: each file inside is an input of its own.

Guarantees: bounded in files, bytes, growth and depth before anything is unpacked; nothing is
written to disk, so a path inside leads nowhere. Refuses: encrypted archives.
"""

from collections.abc import Iterator

from corridor.collect.archives import member, open_zip
from corridor.collect.context import Adapter, Context, Item, Piece
from corridor.collect.skips import skip
from corridor.collect.walk import left_out
from corridor.records.errors import InputError, Skipped


def read(item: Item, _context: Context) -> Iterator[Piece]:
    """Yield the files of an archive, in sorted order."""
    found = False
    try:
        with open_zip(item) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                if info.is_dir() or left_out(tuple(info.filename.split("/"))):
                    continue
                found = True
                try:
                    data = member(item, archive, info.filename)
                except InputError as error:
                    yield Skipped(
                        where=f"{item.where}!{info.filename}",
                        what=error.what,
                        hint=error.hint or "",
                    )
                    continue
                yield item.inside(info.filename, data)
    except InputError as error:
        yield skip(error)
        return
    if not found:
        yield Skipped(where=item.where, what="the archive holds no reports", hint="leave it out")


ADAPTER = Adapter("ZIP archive", lambda item, _head: item.suffix == ".zip", read, "archive")
