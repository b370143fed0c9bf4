"""Build the wheel and compare it with the tree: `python tools/check_wheel.py dist`.

Guarantees: every tracked file below src/corridor is in the wheel (pack data, templates, fonts,
tables), and nothing else but its metadata. Refuses: a wheel that needs a file outside itself.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def tracked() -> set[str]:
    """Files of the package as the wheel should name them; without git, those on disk."""
    listed = subprocess.run(
        ["git", "ls-files", "src/corridor"],  # noqa: S607 - whichever git is on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        return {line.removeprefix("src/") for line in listed.stdout.splitlines()}
    files = (path for path in (ROOT / "src" / "corridor").rglob("*") if path.is_file())
    kept = (path for path in files if "cache" not in str(path))
    return {path.relative_to(ROOT / "src").as_posix() for path in kept}


def build(folder: Path) -> Path:
    """Build one wheel into a folder and return it."""
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--quiet"]
    subprocess.run([*command, "--wheel-dir", str(folder)], check=True)
    return max(folder.glob("corridor-*.whl"), key=lambda path: path.stat().st_mtime)


def main(folder: Path) -> int:
    """Build, compare, report; 1 where they differ."""
    with tempfile.TemporaryDirectory() as spool:
        wheel = build(Path(spool))
        with zipfile.ZipFile(wheel) as archive:
            held = {name for name in archive.namelist() if ".dist-info/" not in name}
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / wheel.name
        kept.write_bytes(wheel.read_bytes())
    wanted = tracked()
    for word, names in (("missing from", wanted - held), ("not tracked but in", held - wanted)):
        for name in sorted(names):
            print(f"{word} the wheel: {name}")
    print(f"{kept}: {len(held)} files, {kept.stat().st_size / 1e6:.1f} MB")
    return int(held != wanted)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
