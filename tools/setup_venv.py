"""Make `.venv` from nothing but a Python, with progress, once: called by the Makefile.

Guarantees: a finished environment is stamped, so the next call returns at once; what went wrong is
said in words, with the log beside it. Refuses: Python older than 3.11; an older one can still run
this file as far as finding a newer one, or saying that there is none.
"""

import fcntl
import os
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

OLDEST = (3, 11)
OTHERS = ("python3.13", "python3.12", "python3.11", "python3.14", "python3")
ATTEMPTS = 3
MODEL = "./model"
"""The language model, a package of its own: nothing is fetched for it."""
WEATHER = re.compile(
    r"connection|timed? ?out|temporary failure|name resolution|incompleteread|ssl|proxy|"
    r"HTTP error 5\d\d|reset by peer|from versions: none",
    re.IGNORECASE,
)
"""What a passing fault of the network looks like in pip's log; anything else is not tried again."""
FETCHED = re.compile(r"\s*(?:Downloading|Using cached) (?:\S*/)?(\S+?)-\d\S* \(([\d.]+ [kMG]B)\)")


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""


def say(words: str) -> None:
    """Write one line of progress."""
    print(words, flush=True)


def usable_python() -> str:
    """Return an interpreter of at least the oldest version, trying this one first."""
    wanted = ".".join(str(part) for part in OLDEST)
    seen = []
    for name in (sys.executable, *OTHERS):
        code = "import sys; print('%d.%d.%d' % sys.version_info[:3])"
        try:
            asked = subprocess.check_output([name, "-c", code], stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            continue
        version = asked.decode().strip()
        seen.append(f"{name} is {version}")
        if tuple(int(part) for part in version.split(".")[:2]) >= OLDEST:
            return name
    found = "; ".join(seen) or "none answered"
    msg = (
        f"Corridor needs Python {wanted} or newer ({found}).\n"
        f"Next: install one, or name it: make PYTHON=/path/to/python{wanted} brief"
    )
    raise SetupError(msg)


def make_environment(python: str, folder: Path) -> "list[str]":
    """Make the environment; return the words that call pip for it."""
    inside = str(folder / "bin" / "python")
    if _answers([inside, "-m", "pip", "--version"]):
        return [inside, "-m", "pip"]
    say(f"Making {folder} with {python} ...")
    made = subprocess.run(
        [python, "-m", "venv", "--clear", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode == 0:
        return [inside, "-m", "pip"]
    # Debian and Ubuntu ship Python without ensurepip; the system's own pip can stand in for it.
    bare = [python, "-m", "venv", "--clear", "--without-pip", str(folder)]
    outer = [python, "-m", "pip", "--python", inside]
    if _answers(bare) and _answers([*outer, "--version"]):
        return outer
    version = ".".join(str(part) for part in sys.version_info[:2])
    msg = (
        f"{python} cannot make a virtual environment: {(made.stdout + made.stderr).strip()[-400:]}\n"
        f"Next: on Debian or Ubuntu 'apt install python3-venv' (or python{version}-venv); on Fedora "
        "'dnf install python3-pip'; then run the same command again."
    )
    raise SetupError(msg)


def _answers(command: "list[str]") -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install(pip: "list[str]", what: str, log: Path) -> None:
    """Install the project from this folder, telling what is fetched; try again in bad weather."""
    command = [*pip, "install", "--disable-pip-version-check", "--no-input", "--progress-bar"]
    command += ["off", "-e", what, *(("-e", MODEL) if Path(MODEL).is_dir() else ())]
    for attempt in range(1, ATTEMPTS + 1):
        start = log.stat().st_size if log.exists() else 0
        if _follow(command, log) == 0:
            return
        with log.open("rb") as stream:
            stream.seek(start)
            words = stream.read().decode(errors="replace")
        if not WEATHER.search(words) or attempt == ATTEMPTS:
            break
        say(f"  the download failed; trying again ({attempt + 1} of {ATTEMPTS}) ...")
        time.sleep(4 * attempt)
    lines = words.strip().splitlines()
    told = [line for line in lines if "ERROR" in line] or lines
    last = "\n".join("  " + line.strip() for line in told[-6:])
    msg = (
        f"pip could not install the packages:\n{last}\n"
        f"The whole log: {log}\n"
        "Next: check the network (behind a proxy set HTTPS_PROXY, with your own index PIP_INDEX_URL) "
        "and run the same command again; what was fetched is kept."
    )
    raise SetupError(msg)


def _follow(command: "list[str]", log: Path) -> int:
    """Run pip, keep its words in the log, and show one line for each larger package fetched."""
    with log.open("a", encoding="utf-8") as kept:
        running = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        for line in running.stdout or ():
            kept.write(line)
            fetched = FETCHED.match(line)
            if fetched and fetched.group(2).endswith(("MB", "GB")):
                say(f"  {fetched.group(1)} ({fetched.group(2)})")
        return running.wait()


def main(kind: str, folder: Path) -> None:
    """Make or complete the environment: `base` to run Corridor, `dev` to test it as well."""
    if _done(kind, folder):
        return
    python = usable_python()
    if python != sys.executable:
        os.execvp(python, [python, *sys.argv])  # noqa: S606 - the rest may use a newer language
    lock = Path("pyproject.toml").open(encoding="utf-8")  # noqa: SIM115 - held until the end
    fcntl.flock(lock, fcntl.LOCK_EX)  # `make -j brief test` asks twice at once
    if _done(kind, folder):
        return
    began = time.monotonic()
    pip = make_environment(python, folder)
    extra, more = ("[dev]", " and the tools for testing") if kind == "dev" else ("", "")
    say(f"Installing Corridor{more} into {folder} (the first time takes a minute or two) ...")
    install(pip, f".{extra}", folder / "install.log")
    (folder / f".corridor-{kind}").write_text(_state(), encoding="utf-8")
    say(f"Ready in {time.monotonic() - began:.0f} s.")


def _state() -> str:
    """What an environment was made for: this folder and these dependencies."""
    files = [Path(where, "pyproject.toml") for where in (".", MODEL)]
    given = b"".join(path.read_bytes() for path in files if path.is_file())
    return f"{Path.cwd()} {zlib.crc32(given)}"


def _done(kind: str, folder: Path) -> bool:
    stamps = [folder / f".corridor-{name}" for name in {kind, "dev"}]
    return any(stamp.exists() and stamp.read_text(encoding="utf-8") == _state() for stamp in stamps)


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except SetupError as problem:
        sys.exit(f"\nStopped: {problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped by hand; run the same command again to go on.")
