"""A progress bar on a terminal, nothing elsewhere (``-v`` prints names)."""

from __future__ import annotations

import sys
from typing import Any

from undergo.build.scheduler import Progress


class BarProgress(Progress):
    """Shows how many packages are compiled, with the one that was finished last."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def start(self, total: int) -> None:
        if total < 4:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(  # without its thread: processes are forked beside it
            TextColumn("compiling"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"),
            console=Console(stderr=True), transient=True, auto_refresh=False,
        )  # fmt: skip
        self._bar.start()
        self._task = self._bar.add_task("", total=total)

    def step(self, import_path: str) -> None:
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=import_path, refresh=True)

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def make_progress() -> Progress:
    """The progress display that fits where standard error goes."""
    return BarProgress() if sys.stderr.isatty() else Progress()
