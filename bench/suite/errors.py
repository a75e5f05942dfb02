"""The actions that compare the compiler's messages with the comments ``// ERROR "..."`` of a test (bench/go_suite_errors.py)."""

from __future__ import annotations

from collections.abc import Callable

from .case import Case, Failed, Skipped


def errors(case: Case) -> None:
    from bench.go_suite_errors import REFERENCE_FAILS, Test, check, note_imports

    flags = [f"-goexperiment {e}" for e in case.env.values()] + case.flags
    want_error = case.want_error
    test = Test(case.suite, case.name, case.action, flags, case.args, want_error, case.single_file_packages)
    note_imports([test])
    outcome = check(test, str(case.folder))
    if outcome.status == "skip":
        raise Skipped(outcome.detail)
    if outcome.status == "fail":
        if case.name in REFERENCE_FAILS:
            raise Skipped("the reference fails it too")
        raise Failed(outcome.detail)


ACTIONS: dict[str, Callable[[Case], None]] = dict.fromkeys(
    ("errorcheck", "errorcheckdir", "errorcheckandrundir", "errorcheckwithauto", "errorcheckoutput"), errors
)
