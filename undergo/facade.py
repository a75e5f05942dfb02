"""Names that a package offers without loading the modules that define them.

A package whose ``__init__`` imported its own modules would be in a circle with them: each module waits for its package. Two threads that begin at
different ends of such a circle are handed half-made modules by Python. So ``__init__`` only says where each name is at home.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any


def names_of(package: str, **homes: str) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package. homes: module of the package -> the names (with spaces between) that are taken from it."""
    home_of = {name: f"{package}.{module}" for module, names in homes.items() for name in names.split()}

    def get(name: str) -> Any:
        home = home_of.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(home), name)

    return get
