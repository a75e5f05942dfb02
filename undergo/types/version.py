"""Language versions: the minor number of ``go1.N`` as an int, 0 where no version is known (everything is allowed)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import Checker

GO1_9, GO1_13, GO1_14, GO1_17, GO1_18, GO1_20, GO1_21, GO1_22, GO1_23, GO1_26, GO1_27 = 9, 13, 14, 17, 18, 20, 21, 22, 23, 26, 27
go1_9, go1_13, go1_14, go1_17, go1_18, go1_20, go1_21, go1_22, go1_23, go1_26, go1_27 = 9, 13, 14, 17, 18, 20, 21, 22, 23, 26, 27
GO_CURRENT = 27


def as_go_version(v: str) -> int:
    """The minor version of "go1.22.3", "1.22" or "go1.22"; 0 if there is none."""
    if v.startswith("go"):
        v = v[2:]
    parts = v.split(".")
    if len(parts) < 2 or parts[0] != "1":
        return 1 if v == "1" else 0
    digits = ""
    for ch in parts[1]:
        if not ch.isdigit():
            break
        digits += ch
    return int(digits) if digits else 0


def version_string(v: int) -> str:
    return f"go1.{v}"


def allow_version(check: "Checker", want: int) -> bool:
    """Whether the language version in force is at least go1.want."""
    version = check.version
    return not version or version >= want


def verify_versionf(check: "Checker", at: Any, v: int, format: str, *args: Any) -> bool:
    """Like allow_version, and reports an error if the version is too old."""
    version = check.version
    if version and version < v:
        from .errors import version_errorf

        version_errorf(check, at, v, format, *args)
        return False
    return True
