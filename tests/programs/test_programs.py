"""Every program under tests/programs does what the reference's record says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import HERE, all_cases, run_undergo, want_file


@pytest.mark.parametrize("case", all_cases(), ids=lambda c: str(Path(c).relative_to(HERE)))
def test_program(case: Path) -> None:
    want = want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
    assert run_undergo(case).text() == want
