"""``undergo clean``."""

from __future__ import annotations

import click

from undergo.build.cache import clean_cache
from undergo.build.errors import BuildError

from .elsewhere import CLEAN_FLAGS, clean_advice


def _other_flags(command: click.Command) -> click.Command:
    for name in CLEAN_FLAGS:
        command.params.append(click.Option([f"-{name}", f"clean_{name}"], is_flag=True, hidden=True))
    return command


@_other_flags
@click.command()
@click.option("-cache", "cache", is_flag=True, help="Remove the whole build cache.")
@click.option("-testcache", "testcache", is_flag=True, help="Forget results of tests (Undergo keeps none).")
@click.argument("packages", nargs=-1)
def command(packages: tuple[str, ...], cache: bool, testcache: bool, **others: bool) -> int:
    """Remove cached results. The cache is Undergo's own; what go keeps is go's to remove."""
    named = [f"-{name}" for name in CLEAN_FLAGS if others[f"clean_{name}"]]
    if packages or named or not (cache or testcache):
        raise BuildError(clean_advice([*named, *packages]), status=2)
    if cache:
        clean_cache()
    return 0
