"""Every program under tests/programs does what the reference's record says.

``known_failures.toml`` names the programs that do not yet, each with its reason; they are run all the same and reported as xfail.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from .harness import HERE, all_cases, run_undergo, want_file

_KNOWN: dict[str, str] = tomllib.loads((HERE / "known_failures.toml").read_text(encoding="utf-8")).get("programs", {})


def _parameters() -> list[Any]:
    parameters = []
    for case in all_cases():
        name = str(case.relative_to(HERE))
        marks = [pytest.mark.xfail(reason=_KNOWN[name], strict=False)] if name in _KNOWN else []
        parameters.append(pytest.param(case, id=name, marks=marks))
    return parameters


@pytest.mark.slow
@pytest.mark.parametrize("case", _parameters())
def test_program(case: Path) -> None:
    want = want_file(case).read_text(encoding="utf-8", errors="surrogateescape")
    assert run_undergo(case).text() == want


_QUICK = ("closures", "defer_recover", "stmt_range_func", "generics", "goroutines_select", "runtime_panics")


@pytest.mark.parametrize("section", _QUICK)
def test_first_programs_of_a_section(section: str) -> None:
    """The quick tests run the first program of some sections that is not known to fail."""
    cases = [c for c in all_cases() if c.parent.name == section and str(c.relative_to(HERE)) not in _KNOWN]
    want = want_file(cases[0]).read_text(encoding="utf-8", errors="surrogateescape")
    assert run_undergo(cases[0]).text() == want
