"""A quick subset of the standard library's own tests (the whole list: bench/std_tests.py)."""

from __future__ import annotations

import pytest

from bench.std_tests import QUICK, expected_failures
from bench.std_tests import test_package as run_package

run_package.__test__ = False  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize("package", QUICK)
def test_standard_package(package: str) -> None:
    outcome = run_package(package, 120.0)
    assert not outcome.unexpected(expected_failures().get(package, {})), (outcome.message, outcome.output)
    assert outcome.passed
