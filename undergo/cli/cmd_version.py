"""``undergo version``."""

from __future__ import annotations

import click

from undergo.build.goroot import GO_VERSION
from undergo.version import __version__


@click.command()
def command() -> int:
    """Print Undergo's version and the version of Go it implements."""
    print(f"undergo version {__version__} {GO_VERSION} linux/amd64")
    return 0
