"""``undergo clean``."""

from __future__ import annotations

import click

from undergo.build.cache import clean_cache
from undergo.build.errors import BuildError


@click.command()
@click.option("-cache", "cache", is_flag=True, help="Remove the whole build cache.")
@click.argument("packages", nargs=-1)
def command(packages: tuple[str, ...], cache: bool) -> int:
    """Remove cached results. Only ``-cache`` is there."""
    if packages or not cache:
        raise BuildError("undergo clean: only 'undergo clean -cache' is supported", status=2)
    clean_cache()
    return 0
