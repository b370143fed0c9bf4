"""`corridor brief`: the main job, from reports to a page a person can act on and check.

Guarantees: writes every file or says which not; a summary on the terminal in the chosen language.
Refuses: writing outside the folder it was given.
"""

from pathlib import Path

import click

from corridor.brief import Briefing, build
from corridor.brief.model import Text
from corridor.cli.assessed import assessed
from corridor.cli.console import finish, handled, stage
from corridor.cli.options import Common, common_options
from corridor.records.base import dump_json


@click.command(
    help="Write the briefing: HTML, PDF, JSON, map and events.\n\n"
    "\b\nExamples:\n"
    "  corridor brief --as-of 2025-11-01\n"
    "  corridor brief --as-of 2025-11-01 --lang fr --out sortie/\n"
    "  corridor brief --as-of 2025-11-01 --sensitivity\n"
    "  corridor brief --reports my_reports/ --audience public --keep\n"
    "  corridor brief --reports https://example.org/article.html --decisions decisions.csv",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for the files.",
)
@click.option(
    "--keep", is_flag=True, help="Also write every stage's result as JSON, in a folder 'stages'."
)
@click.option(
    "--sensitivity",
    "sensitive",
    is_flag=True,
    help="Also show how the answer moves with each main assumption (about a hundred more runs).",
)
@common_options
@handled
def brief(common: Common, out: Path, *, keep: bool, sensitive: bool) -> None:
    """Run all stages and write the briefing."""
    situation, pack = assessed(common, changes=True, sensitive=sensitive)
    stage("briefing")
    briefing = build(situation, pack, lang=common.lang, audience=common.audience)
    files = briefing.save(out)
    if keep:
        files += _keep(situation.to_dict(), out / "stages")
    if common.as_json:
        click.echo(briefing.to_json(indent=2))
    else:
        click.echo(summary(briefing))
        click.echo("\n".join(str(path) for path in files))
    finish(situation.skipped)


def summary(briefing: Briefing) -> str:
    """Return title, warning and bottom line: what the terminal shows of a briefing."""
    header = briefing.header
    lines = [header.title, header.subtitle, header.warning]
    lines += [
        statement.text
        for block in briefing.section("bottom_line").blocks
        if isinstance(block, Text)
        for statement in block.statements
    ]
    return "\n".join(line for line in lines if line)


def _keep(parts: dict[str, object], folder: Path) -> tuple[Path, ...]:
    """Write each part of the Situation to its own file."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, part in parts.items():
        if isinstance(part, (dict, list)):
            path = folder / f"{name}.json"
            path.write_text(dump_json(part, indent=2) + "\n", encoding="utf-8")
            written.append(path)
    return tuple(written)
