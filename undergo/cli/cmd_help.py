"""``undergo help``."""

from __future__ import annotations

import importlib

import click

from undergo.build.errors import BuildError

from .commands import COMMANDS, usage_text
from .elsewhere import help_advice


@click.command()
@click.argument("topics", nargs=-1)
def command(topics: tuple[str, ...]) -> int:
    """Tell about a command."""
    if not topics:
        print(usage_text())
        return 0
    topic = topics[0]
    if topic in COMMANDS and len(topics) == 1:
        chosen: click.Command = importlib.import_module(f"undergo.cli.cmd_{topic}").command
        with click.Context(chosen, info_name=f"undergo {topic}") as context:
            print(chosen.get_help(context))
        return 0
    where = f" {topic}" if topic in COMMANDS else ""
    raise BuildError(
        help_advice(topic, list(topics[1:])) or f"undergo help {' '.join(topics)}: unknown help topic. Run 'undergo help{where}'.", status=2
    )
