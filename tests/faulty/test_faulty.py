"""Programs with faults: the reference's error lines exactly, and no input that brings down the front end.

A case is ``<topic>/<name>.go`` with ``<name>.want``, the lines of ``go build`` as recorded by::

    python -m tests.faulty.test_faulty            records what is missing

Modules of several files are in test_modules.py. The last test feeds mutilated programs to both compilers (mutants.py).
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faulty import mutants
from tests.programs import harness
from undergo.deepstack import run_with_deep_stack

HERE = Path(__file__).resolve().parent
MUTANTS = 1000
SEED = 1027


def outcome(case: Path, command: list[str]) -> str:
    """What a compiler says about a case; with a first line "// all errors" not only its first ten."""
    everything = ["-gcflags=-e"] if case.read_bytes().startswith(b"// all errors\n") else []
    return harness.build_and_run([*command, *everything], case).text()


def cases() -> list[Path]:
    return sorted(HERE.glob("*/*.go"))


@pytest.mark.parametrize("case", cases(), ids=lambda c: str(c.relative_to(HERE)))
def test_error_lines(case: Path) -> None:
    want = harness.want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
    assert outcome(case, [sys.executable, "-m", "undergo", "build"]) == want


@pytest.mark.reference
@pytest.mark.slow
def test_mutants(tmp_path: Path) -> None:
    """Both compilers accept or reject each; nothing breaks down; what is accepted goes through every phase."""
    findings = run_with_deep_stack(lambda: mutants.run(MUTANTS, SEED, True, str(tmp_path)))
    assert not findings.faults, "\n".join(findings.faults[:40])
    assert findings.rejected > MUTANTS * 6 // 10 and findings.compiled > MUTANTS // 50
    assert findings.same_lines > 0.98 * findings.lines, "\n".join(findings.differences[:40])


def record() -> None:
    """Write the missing expectations with the reference toolchain."""
    missing = [c for c in cases() if not harness.want_file(c).exists()]
    with ThreadPoolExecutor(2) as pool:
        for case, text in zip(missing, pool.map(lambda c: outcome(c, harness.reference_command()), missing), strict=True):
            if not text.startswith("compile errors"):
                print(f"{case}: compiles", file=sys.stderr)
            harness.want_file(case).write_text(text, encoding="utf-8", errors="surrogateescape")


if __name__ == "__main__":
    record()
