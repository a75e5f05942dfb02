"""``//go:debug`` lines: what is wrong with those of a package, as the go command says it before it compiles.

The settings that there are, and those that were removed, stand in GOROOT's internal/godebugs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

from .goroot import GO_VERSION, find_goroot

_SETTING = re.compile(r'^\t\{Name: "(\w+)"(.*)$', re.M)
_REMOVED = re.compile(r"Removed: (\d+), Old: (.*?)\},")
_VERSION = re.compile(r"(0|[1-9]\d*)(?:\.(0|[1-9]\d*)(?:\.(0|[1-9]\d*)|(?:alpha|beta|rc)(?:0|[1-9]\d*))?)?")


@cache
def _settings() -> dict[str, tuple[str, tuple[str, ...]] | None]:
    """{name: None, or for one that was removed (the minor version of Go, the values that it may not have)}."""
    with open(os.path.join(find_goroot(), "src", "internal", "godebugs", "table.go"), encoding="utf-8") as f:
        text = f.read()
    found: dict[str, tuple[str, tuple[str, ...]] | None] = {}
    for name, rest in _SETTING.findall(text):
        removed = _REMOVED.search(rest)
        if removed:
            old = {"zero": ("0",), "one": ("1",)}.get(removed[2]) or tuple(re.findall(r'== "(.*?)"', removed[2]))
            found[name] = removed[1], old
        else:
            found[name] = None
    return found


def _head_comments(source: bytes) -> Iterator[tuple[int, bytes]]:
    """(offset, text) of the line comments before the package clause."""
    at = 3 if source.startswith(b"\xef\xbb\xbf") else 0
    while at < len(source):
        if source[at] in b" \t\r\n":
            at += 1
        elif source.startswith(b"//", at):
            end = source.find(b"\n", at)
            end = end if end >= 0 else len(source)
            yield at, source[at:end].rstrip(b"\r")
            at = end
        elif source.startswith(b"/*", at):
            end = source.find(b"*/", at + 2)
            at = end + 2 if end >= 0 else len(source)
        else:
            return


def _version_key(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part or 0) for part in match.groups())


def _fault(key: str, value: str) -> str:
    """What is wrong with a setting, if anything."""
    for what, text in (("key", key), ("value", value)):
        if " " in text or "\t" in text:
            return f"{what} contains space"
    for what, text in (("key", key), ("value", value)):
        if "," in text:
            return f"{what} contains comma"
    if key == "default":
        version = _VERSION.fullmatch(value[2:]) if value.startswith("go") else None
        if version is None:
            return "value for default= must be goVERSION"
        ours = _VERSION.fullmatch(GO_VERSION[2:])
        assert ours is not None
        return f"default={value} too new (toolchain is {GO_VERSION})" if _version_key(version) > _version_key(ours) else ""
    settings = _settings()
    if key not in settings:
        return f'unknown //go:debug setting "{key}"'
    removed = settings[key]
    if removed and value in removed[1]:
        return f'removed GODEBUG "{key}" set to old value "{value}" (https://go.dev/doc/godebug#go-1{removed[0]})'
    return ""


def directive_errors(sources: list[tuple[str, bytes]]) -> list[str]:
    """The lines about the wrong ``//go:debug`` lines of a package's files: (name, text)."""
    lines: list[str] = []
    seen: dict[str, str] = {}
    for name, source in sources:
        if b"//go:debug" not in source:
            continue
        for at, comment in _head_comments(source):
            text = comment.decode("utf-8", "replace")
            verb = re.split("[ \t]", text, maxsplit=1)[0]
            if not text.startswith("//go:debug") or verb == text and text != "//go:debug":
                continue
            line, column = source.count(b"\n", 0, at) + 1, at - source.rfind(b"\n", 0, at)
            place = f"{name}:{line}:{column}"
            key, equals, value = text[len(verb) :].strip(" \t\r\v\f").partition("=")
            wrong = _fault(key, value) if equals else "missing key=value"
            if wrong:
                lines.append(f"{place}: invalid //go:debug: {wrong}")
            elif key in seen:
                lines += [f"{place}: repeated //go:debug for {key}", f"\t{seen[key]}: previous //go:debug"]
            else:
                seen[key] = place
    return lines
