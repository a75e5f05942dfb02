"""Reading source files for a look at their text; who compiles them tells of what is wrong with them."""

from __future__ import annotations


def source_text(path: str) -> str:
    """The text of a source file, "" if it cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as f:
            return f.read()
    except OSError:
        return ""
