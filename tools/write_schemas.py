"""Write every JSON Schema into a folder: `python tools/write_schemas.py docs/schemas`.

Guarantees: one file a name, sorted, nothing else in the folder. Refuses: nothing.
"""

import sys
from pathlib import Path

from corridor.records.base import dump_json
from corridor.schemas import schema, schema_names


def write(folder: Path) -> list[Path]:
    """Write all schemas; remove files of schemas that are gone; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in schema_names():
        path = folder / f"{name}.json"
        path.write_text(dump_json(schema(name), indent=2) + "\n", encoding="utf-8")
        written.append(path)
    for old in set(folder.glob("*.json")) - set(written):
        old.unlink()
    return written


if __name__ == "__main__":
    for made in write(Path(sys.argv[1])):
        print(made)
