"""The one exception that a build ends with: its text is what the user sees."""

from __future__ import annotations


class BuildError(Exception):
    """A build that cannot go on. ``lines`` are printed to standard error as they are; ``status`` is the exit status."""

    def __init__(self, *lines: str, status: int = 1) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)
        self.status = status


class NoPackages(BuildError):
    """No package matches the patterns: a warning for ``build``."""
