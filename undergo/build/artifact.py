"""One compiled package as one file: named sections behind a checked header.

Layout: magic (8 bytes), SHA-256 of all that follows (32), length of the table (8, little endian), the table (JSON: name ->
[offset, size], offsets from the end of the table), the sections. Sections are read lazily; the hash is checked on first opening in a
process only when the file's size does not match the table (a truncated file), or when asked to ``verify``.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct

from .cache import write_atomically

MAGIC = b"UNDERGO1"
_HEAD = struct.Struct("<8s32sQ")


class BrokenArtifact(Exception):
    """The file is not an artifact of this version, or is damaged."""


class Artifact:
    """An opened artifact. ``section(name)`` gives bytes, b"" when there is no such section."""

    __slots__ = ("path", "_map", "_table", "_base", "digest")

    def __init__(self, path: str, *, verify: bool = False) -> None:
        self.path = path
        try:
            with open(path, "rb") as f:
                size = os.fstat(f.fileno()).st_size
                if size < _HEAD.size:
                    raise BrokenArtifact(path)
                self._map = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        except OSError as e:
            raise BrokenArtifact(path) from e
        magic, digest, length = _HEAD.unpack_from(self._map, 0)
        if magic != MAGIC or _HEAD.size + length > size:
            raise BrokenArtifact(path)
        try:
            self._table: dict[str, list[int]] = json.loads(self._map[_HEAD.size : _HEAD.size + length])
        except ValueError as e:
            raise BrokenArtifact(path) from e
        self._base = _HEAD.size + length
        self.digest: bytes = digest
        end = max((offset + n for offset, n in self._table.values()), default=0)
        if self._base + end != size:
            raise BrokenArtifact(path)
        if verify and hashlib.sha256(memoryview(self._map)[_HEAD.size - 8 :]).digest() != digest:
            raise BrokenArtifact(path)

    def names(self) -> list[str]:
        return list(self._table)

    def section(self, name: str) -> bytes:
        entry = self._table.get(name)
        if entry is None:
            return b""
        start = self._base + entry[0]
        return self._map[start : start + entry[1]]

    def view(self, name: str) -> memoryview:
        """The section without a copy."""
        entry = self._table.get(name)
        if entry is None:
            return memoryview(b"")
        start = self._base + entry[0]
        return memoryview(self._map)[start : start + entry[1]]


def write_artifact(path: str, sections: dict[str, bytes]) -> None:
    """Write an artifact with the given sections, atomically. Raises OSError."""
    table: dict[str, list[int]] = {}
    offset = 0
    parts: list[bytes] = []
    for name in sections:
        data = sections[name]
        pad = -offset % 16
        if pad:
            parts.append(bytes(pad))
            offset += pad
        table[name] = [offset, len(data)]
        parts.append(data)
        offset += len(data)
    head = json.dumps(table, separators=(",", ":")).encode()
    head += b" " * (-(_HEAD.size + len(head)) % 16)
    h = hashlib.sha256(struct.pack("<Q", len(head)))
    h.update(head)
    for part in parts:
        h.update(part)
    body = b"".join([_HEAD.pack(MAGIC, h.digest(), len(head)), head, *parts])
    write_atomically(path, body)
