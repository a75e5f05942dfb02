"""Code generation: a typed package to LLVM IR, type descriptors and static data."""

from __future__ import annotations

from typing import Any


def generate_package(pkg: Any, **arguments: Any) -> Any:
    """See package.generate_package."""
    from .package import generate_package as generate

    return generate(pkg, **arguments)
