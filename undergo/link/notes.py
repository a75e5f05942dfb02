"""The notes that name a build: Go's, and the GNU one that is made of it unless something else is asked for."""

from __future__ import annotations

import hashlib

import numpy as np

GO, GNU = 4, 3
GNU_SIZE = 20


def _note(owner: bytes, kind: int, content: bytes) -> bytes:
    head = np.array([len(owner), len(content), kind], "<u4").tobytes()
    return head + owner + bytes(-len(owner) % 4) + content + bytes(-len(content) % 4)


def gnu_build_id(build_id: str) -> bytes:
    """The reference's GNU build id of a Go build id: SHA-256 with the first byte's bits turned, cut."""
    digest = bytearray(hashlib.sha256(build_id.encode()).digest()[:GNU_SIZE])
    digest[0] ^= 0xFF
    return bytes(digest)


def build_id_notes(build_id: str, gnu_id: bytes | None) -> list[tuple[str, bytes]]:
    """(section, content) of the notes. gnu_id: None to make it of build_id, empty for none."""
    notes = []
    if build_id:
        notes.append((".note.go.buildid", _note(b"Go\0\0", GO, build_id.encode())))
        if gnu_id is None:
            gnu_id = gnu_build_id(build_id)
    if gnu_id:
        notes.append((".note.gnu.build-id", _note(b"GNU\0", GNU, gnu_id)))
    return notes
