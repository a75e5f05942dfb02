"""Compiler directives: which may stand where, ``//go:linkname``, ``//go:embed`` patterns, the ``//go:build`` version."""

from __future__ import annotations

import re
from typing import Optional

# Directives that mean something to the compiler when they stand before a function.
FUNC_DIRECTIVES: frozenset[str] = frozenset(
    """go:noescape go:norace go:nosplit go:noinline go:nocheckptr go:systemstack go:nowritebarrier
    go:nowritebarrierrec go:yeswritebarrierrec go:cgo_unsafe_args go:uintptrkeepalive go:uintptrescapes
    go:registerparams""".split()
)


def misplaced(text: str, place: str) -> Optional[str]:
    """The error for the directive ``text`` (with its slashes) at ``place``: "file", "func", "var", or "" for anywhere else."""
    verb = text[2:].split(" ", 1)[0]
    if verb == "go:embed":
        return None if place == "var" else "misplaced go:embed directive"
    if verb == "go:build":
        return None if place == "file" else "misplaced compiler directive"
    if verb in FUNC_DIRECTIVES:
        return None if place == "func" else "misplaced compiler directive"
    return None


# Functions of the runtime alone.
_RUNTIME_ONLY = frozenset("go:systemstack go:nowritebarrier go:nowritebarrierrec go:yeswritebarrierrec".split())


def faulty(text: str, standard: bool) -> Optional[str]:
    """The error for the directive ``text`` (with its slashes) if it is wrong in itself or only the standard library may use it."""
    verb = text[2:].split(" ", 1)[0]
    if verb == "go:embed":
        patterns, message = parse_embed(text)
        return message
    if verb == "go:wasmimport" and text[2:] != verb and len(text.split()) != 3:
        return "usage: //go:wasmimport importmodule importname"
    if verb == "go:wasmexport" and text[2:] != verb and len(text.split()) != 2:
        return "usage: //go:wasmexport exportname"
    if standard:
        return None
    if verb in _RUNTIME_ONLY:
        return f"//{verb} only allowed in runtime"
    if verb == "go:uintptrkeepalive":
        return f"//{verb} is only allowed in the standard library"
    if verb.startswith("go:cgo_") and not (verb == "go:cgo_import_dynamic" and len(text.split()) >= 4):
        return f"{text} only allowed in cgo-generated code"
    return None


def parse_linkname(text: str) -> tuple[Optional[tuple[str, str]], Optional[str]]:
    """``//go:linkname local [remote]`` -> ((local, remote or ""), None), or (None, error)."""
    fields = text[2:].split()
    if not 2 <= len(fields) <= 3:
        return None, f"usage: //{fields[0]} localname [linkname]"
    return (fields[1], fields[2] if len(fields) == 3 else ""), None


EMBED_USAGE = "usage: //go:embed pattern..."


def parse_embed(text: str) -> tuple[list[str], Optional[str]]:
    """The patterns of a ``//go:embed`` line, and an error or None."""
    rest = text[len("//go:embed") :].strip()
    patterns: list[str] = []
    while rest:
        if rest[0] == "`":
            end = rest.find("`", 1)
            if end < 0:
                return [], f"invalid quoted string in //go:embed: {rest}"
            patterns.append(rest[1:end])
            rest = rest[end + 1 :]
        elif rest[0] == '"':
            match = re.match(r'"((?:[^"\\]|\\.)*)"', rest)
            if match is None:
                return [], f"invalid quoted string in //go:embed: {rest}"
            patterns.append(re.sub(r'\\([\\"])', r"\1", match[1]))
            rest = rest[match.end() :]
        else:
            word = rest.split(None, 1)[0]
            patterns.append(word)
            rest = rest[len(word) :]
        if rest and not rest[0].isspace():
            return [], f"invalid quoted string in //go:embed: {rest}"
        rest = rest.strip()
    if not patterns:
        return [], EMBED_USAGE
    return patterns, None


_BUILD_TOKEN = re.compile(r"\s*(&&|\|\||!|\(|\)|[\w.]+)")


def build_version(text: str) -> str:
    """The least Go version that a ``//go:build`` line implies ("go1.21"), or "" when it implies none."""
    tokens: list[str] = []
    rest = text[len("//go:build") :].split("//", 1)[0].rstrip()
    at = 0
    while at < len(rest):
        match = _BUILD_TOKEN.match(rest, at)
        if match is None:
            return ""
        tokens.append(match[1])
        at = match.end()
    tokens.append("")
    try:
        minimum, i = _build_or(tokens, 0)
    except (IndexError, ValueError):
        return ""
    if tokens[i] != "" or minimum < 0:
        return ""
    return f"go1.{minimum}" if minimum else "go1"


def _build_or(tokens: list[str], i: int) -> tuple[int, int]:
    left, i = _build_and(tokens, i)
    while tokens[i] == "||":
        right, i = _build_and(tokens, i + 1)
        left = min(left, right)
    return left, i


def _build_and(tokens: list[str], i: int) -> tuple[int, int]:
    left, i = _build_not(tokens, i)
    while tokens[i] == "&&":
        right, i = _build_not(tokens, i + 1)
        left = max(left, right)
    return left, i


def _build_not(tokens: list[str], i: int) -> tuple[int, int]:
    token = tokens[i]
    if token == "!":
        _, i = _build_not(tokens, i + 1)
        return -1, i
    if token == "(":
        value, i = _build_or(tokens, i + 1)
        if tokens[i] != ")":
            raise ValueError
        return value, i + 1
    if token in ("", ")", "&&", "||"):
        raise ValueError
    if token == "go1":
        return 0, i + 1
    match = re.fullmatch(r"go1\.(\d+)", token)
    return (int(match[1]) if match else -1), i + 1
