"""The variables that steer a build: from the environment or, where that says nothing, from the file that ``go env -w`` writes.

That file is shared with ``go``: what a user has set there once (GOPROXY, GOFLAGS, GOAMD64, ...) holds for both.
"""

from __future__ import annotations

import os
from functools import lru_cache

# Names that the file may set, beside those that begin with GO or CGO_.
_NAMES = frozenset({"AR", "CC", "CXX", "FC", "GCCGO", "PKG_CONFIG"})


def env_file() -> str:
    """The path of the file (not necessarily existing), or "" for none."""
    named = os.environ.get("GOENV")
    if named:
        return "" if named == "off" else named
    base = os.environ.get("XDG_CONFIG_HOME")
    if not base:
        home = os.environ.get("HOME")
        base = os.path.join(home, ".config") if home else ""
    return os.path.join(base, "go", "env") if os.path.isabs(base) else ""


def file_settings() -> dict[str, str]:
    """What the file sets."""
    return _read(env_file())


@lru_cache(maxsize=4)
def _read(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as f:
            text = f.read()
    except OSError:
        return {}
    settings: dict[str, str] = {}
    for line in text.split("\n"):
        name, equals, value = line.partition("=")
        if equals and (name in _NAMES or name.startswith(("GO", "CGO_"))) and name != "GOENV":
            settings[name] = value
    return settings


def getenv(name: str) -> str:
    """A variable's value. An empty one in the environment is none."""
    return os.environ.get(name) or file_settings().get(name, "")
