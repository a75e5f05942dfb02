"""Random programs do the same under both toolchains (``python -m tests.programs.random_programs`` for more of them)."""

from __future__ import annotations

from pathlib import Path

import pytest

from .random_programs import compare

# Seeds beyond the first: programs that once showed a fault.
_SEEDS = (*range(1, 21), 182, 192, 324)


@pytest.mark.slow
@pytest.mark.parametrize("seed", _SEEDS)
def test_random_program(seed: int, tmp_path: Path) -> None:
    assert compare(seed, 1.2, str(tmp_path)) == ""
