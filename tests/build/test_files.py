"""Single files of the cache: damage is noticed, folders are the user's alone, what is in the way is taken away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.build.damage import DAMAGES, change_byte
from undergo.build import cache, files, linked
from undergo.build.artifact import Artifact, BrokenArtifact, write_artifact

SECTIONS = {"object": bytes(range(256)) * 5, "export": b"names", "empty": b"", "meta": b"{}" * 40}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNDERGOCACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def artifact(root: Path) -> Path:
    path = cache.cache_path("pkg", "ab" * 8)
    cache.prepare_folder(os.path.dirname(path))
    write_artifact(path, SECTIONS)
    return Path(path)


def read_all(path: Path) -> dict[str, bytes]:
    opened = Artifact(str(path))
    return {name: opened.section(name) for name in opened.names()}


@pytest.mark.parametrize("how", DAMAGES)
def test_damaged_artifact(root: Path, how: str) -> None:
    path = artifact(root)
    assert read_all(path) == SECTIONS
    DAMAGES[how](path)
    if how == "unreadable" and os.geteuid() == 0:
        assert read_all(path) == SECTIONS  # root may
    else:
        with pytest.raises(BrokenArtifact):
            read_all(path)
    assert read_all(artifact(root)) == SECTIONS  # made anew, whatever was in its place


def test_every_byte_of_an_artifact_counts(root: Path) -> None:
    path = artifact(root)
    whole = path.read_bytes()
    unnoticed = []
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert read_all(path) == SECTIONS
            unnoticed.append(at)
        except BrokenArtifact:
            pass
    assert all(whole[at] == 0 for at in unnoticed) and len(unnoticed) < 64  # between sections


def test_a_section_is_checked_when_it_is_read(root: Path) -> None:
    path = artifact(root)
    change_byte(path, path.read_bytes().index(b"names"))
    opened = Artifact(str(path))
    assert opened.section("object") == SECTIONS["object"]
    with pytest.raises(BrokenArtifact) as e:
        opened.view("export")
    assert e.value.path == str(path)


def test_an_artifact_does_not_pass_for_another(root: Path) -> None:
    path = artifact(root)
    other = path.with_name("cd" * 8)
    path.rename(other)
    with pytest.raises(BrokenArtifact):
        Artifact(str(other))


@pytest.mark.parametrize("how", DAMAGES)
def test_damaged_record(root: Path, how: str) -> None:
    path = Path(cache.cache_path("run", "0123"))
    cache.write_entry(str(path), files.seal(b'{"a": 1}\n more'))
    assert files.unseal(files.read_private(str(path))) == b'{"a": 1}\n more'
    DAMAGES[how](path)
    if not (how == "unreadable" and os.geteuid() == 0):
        assert files.unseal(files.read_private(str(path))) is None
    cache.write_entry(str(path), files.seal(b"new"))
    assert files.unseal(files.read_private(str(path))) == b"new"


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.parametrize("size", [100, linked.SMALL + 1])
def test_damaged_program(root: Path, how: str, size: int) -> None:
    program = cache.cache_path("exe", "0123") + "-d/prog"

    def make() -> None:
        new = linked.new_program(program)
        Path(new).write_bytes(b"x" * size)
        os.chmod(new, 0o755)
        linked.keep_program(new, program)

    make()
    known = linked.seal_of(program)
    assert linked.known_program(program) and linked.is_intact(program, known, quick=True)
    DAMAGES[how](Path(program))
    assert not linked.known_program(program)
    assert not linked.is_intact(program, known, quick=True)
    make()
    assert linked.known_program(program)


def test_a_copy_of_a_program_is_known(root: Path) -> None:
    program = cache.cache_path("exe", "0123") + "-d/prog"
    new = linked.new_program(program)
    Path(new).write_bytes(b"x" * (linked.SMALL + 1))
    os.chmod(new, 0o755)
    linked.keep_program(new, program)
    old = linked.seal_of(program)
    os.utime(program, ns=(1, 1))
    assert not linked.is_intact(program, old, quick=True)  # not read, so not trusted
    assert linked.known_program(program)  # read, and then noted
    assert linked.is_intact(program, linked.seal_of(program), quick=True)


def test_what_others_could_write_is_thrown_away(root: Path) -> None:
    path = artifact(root)
    path.parent.chmod(0o777)
    with pytest.raises(BrokenArtifact):
        Artifact(str(path))
    cache.prepare_folder(str(path.parent))
    assert not path.exists() and path.parent.stat().st_mode & 0o777 == 0o700
    (root / "pkg").chmod(0o775)
    cache.prepare_folder(str(path.parent))
    assert (root / "pkg").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_not_used(root: Path) -> None:
    path = artifact(root)
    os.chown(path, 12345, -1)
    with pytest.raises(BrokenArtifact):
        Artifact(str(path))
    os.chown(path, 0, -1)
    os.chown(path.parent, 12345, -1)
    with pytest.raises(BrokenArtifact):
        Artifact(str(path))


def test_what_is_written_is_there_whole_or_not_at_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = cache.cache_path("overlay", "0123")
    order: list[str] = []
    sync, rename = files.sync_file, os.replace
    monkeypatch.setattr(files, "sync_file", lambda fd: (order.append(f"sync {os.fstat(fd).st_size}"), sync(fd))[1])
    monkeypatch.setattr(os, "replace", lambda a, b: (order.append("name"), rename(a, b))[1])
    cache.ensure_entry(path, b"text")
    cache.ensure_entry(path, b"text")
    assert order == ["sync 4", "name"]
    monkeypatch.setattr(os, "replace", lambda a, b: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError):
        cache.ensure_entry(path, b"other")
    assert os.listdir(os.path.dirname(path)) == [os.path.basename(path)] and Path(path).read_bytes() == b"text"
