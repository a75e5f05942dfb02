"""``undergo help``."""

from __future__ import annotations

import importlib

import click

from undergo.build.errors import BuildError

from .commands import COMMANDS, usage_text


@click.command()
@click.argument("topic", required=False)
def command(topic: str | None) -> int:
    """Tell about a command."""
    if topic is None:
        print(usage_text())
        return 0
    if topic not in COMMANDS:
        raise BuildError(f"undergo help {topic}: unknown help topic. Run 'undergo help'.", status=2)
    chosen: click.Command = importlib.import_module(f"undergo.cli.cmd_{topic}").command
    with click.Context(chosen, info_name=f"undergo {topic}") as context:
        print(chosen.get_help(context))
    return 0
