"""Faulty modules: several files and packages, go.mod, vendor, go.work, tests. Everything that the command prints is as the reference's.

A case is ``modules/<name>.txtar``: a first line ``$ command arguments``, then files, each after a line ``-- name --``. Beside it lies
``<name>.want``: the exit status and the output of ``go`` on it, recorded by::

    python -m tests.faulty.test_modules            records what is missing
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import go
import pytest

HERE = Path(__file__).resolve().parent
GOROOT = os.path.dirname(os.path.abspath(go.__file__))
_FILE = re.compile(r"^-- (.+) --\n", re.M)
_TIMES = re.compile(r"\t(\d+\.\d+s|\(cached\))")

# What Undergo says in its own words.
KNOWN: dict[str, str] = {}


def cases() -> list[Path]:
    return sorted((HERE / "modules").glob("*.txtar"))


def outcome(case: Path, command: list[str]) -> str:
    """What a command (``go`` or ours) makes of a case: exit status and output, with this machine's folders named $WORK and $GOROOT."""
    parts = _FILE.split(case.read_text(encoding="utf-8"))
    words = parts[0].strip().removeprefix("$ ").split()
    with tempfile.TemporaryDirectory(prefix="undergo-module-") as above:
        folder = Path(above).resolve() / "work"
        folder.mkdir()
        for name, text in zip(parts[1::2], parts[2::2], strict=True):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        env = {k: v for k, v in os.environ.items() if k not in ("GOFLAGS", "GOWORK")}
        env.update(GOPROXY="off", GOTOOLCHAIN="local", GOENV="off", CGO_ENABLED="0", GOROOT=GOROOT, PWD=str(folder))
        done = subprocess.run([*command, *words], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False)
        text = done.stdout + done.stderr
        text = text.replace(str(folder), "$WORK").replace(str(folder.parent), "$ABOVE").replace(GOROOT, "$GOROOT")
    lines = [_TIMES.sub("", line) for line in text.split("\n") if not line.startswith("undergo: compiling")]
    return f"exit status {done.returncode}\n" + "\n".join(lines)


def want_file(case: Path) -> Path:
    return case.with_suffix(".want")


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.stem)
def test_module(case: Path, request: pytest.FixtureRequest) -> None:
    if case.stem in KNOWN:
        request.applymarker(pytest.mark.xfail(reason=KNOWN[case.stem], strict=True))
    assert outcome(case, [sys.executable, "-m", "undergo"]) == want_file(case).read_text(encoding="utf-8")


def record() -> None:
    """Write the missing expectations with the reference toolchain."""
    missing = [c for c in cases() if not want_file(c).exists()]
    with ThreadPoolExecutor(2) as pool:
        for case, text in zip(missing, pool.map(lambda c: outcome(c, [os.path.join(GOROOT, "bin", "go")]), missing), strict=True):
            want_file(case).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    record()
