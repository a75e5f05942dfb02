"""One compiled package as one file: named sections behind a checked header.

Layout: magic (8 bytes), checksum of the table (4), length of the table (4, little endian), the table (JSON), the sections. The table has the file's own
name, so that no artifact passes for another, and ``sections``: name -> [offset, size, checksum], offsets from the end of the table. Sections are
read lazily, each is checked when it is first read. Whatever is wrong is BrokenArtifact: who meets it has the file made anew.
"""

from __future__ import annotations

import json
import mmap
import os
import struct

from .files import checksum, open_private, write_atomically

MAGIC = b"UNDERGO2"
_HEAD = struct.Struct("<8sII")


class BrokenArtifact(Exception):
    """The file is not an artifact of this version, or is damaged. path: where it lies."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Artifact:
    """An opened artifact. ``section(name)`` gives bytes, b"" when there is no such section."""

    __slots__ = ("path", "_map", "_table", "_base", "_checked")

    def __init__(self, path: str, *, verify: bool = False) -> None:
        self.path = path
        try:
            fd = open_private(path)
            try:
                size = os.fstat(fd).st_size
                if size < _HEAD.size:
                    raise BrokenArtifact(path)
                self._map = mmap.mmap(fd, 0, access=mmap.ACCESS_READ)
            finally:
                os.close(fd)
        except OSError as e:
            raise BrokenArtifact(path) from e
        magic, check, length = _HEAD.unpack_from(self._map, 0)
        head = self._map[_HEAD.size : _HEAD.size + length]
        if magic != MAGIC or len(head) != length or checksum(head) != check:
            raise BrokenArtifact(path)
        table = json.loads(head)
        self._table: dict[str, list[int]] = table["sections"]
        self._base = _HEAD.size + length
        self._checked: set[str] = set()
        end = max((offset + n for offset, n, _ in self._table.values()), default=0)
        if table["name"] != os.path.basename(path) or self._base + end != size:
            raise BrokenArtifact(path)
        if verify:
            for name in self._table:
                self.view(name)

    def names(self) -> list[str]:
        return list(self._table)

    def section(self, name: str) -> bytes:
        return bytes(self.view(name))

    def view(self, name: str) -> memoryview:
        """The section without a copy. Raises BrokenArtifact when it is damaged."""
        entry = self._table.get(name)
        if entry is None:
            return memoryview(b"")
        offset, size, check = entry
        found = memoryview(self._map)[self._base + offset : self._base + offset + size]
        if name not in self._checked:
            if checksum(found) != check:
                raise BrokenArtifact(self.path)
            self._checked.add(name)
        return found


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
        table[name] = [offset, len(data), checksum(data)]
        parts.append(data)
        offset += len(data)
    head = json.dumps({"name": os.path.basename(path), "sections": table}, separators=(",", ":")).encode()
    head += b" " * (-(_HEAD.size + len(head)) % 16)
    write_atomically(path, b"".join([_HEAD.pack(MAGIC, checksum(head), len(head)), head, *parts]))
