"""Strange files, strange places, interrupted and simultaneous builds: one clear error or a right result, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "undergo"]
HELLO = 'package main\n\nfunc main() { println("hi") }\n'


def undergo(*args: str, cwd: Path, env: dict[str, str] | None = None, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*COMMAND, *args],
        cwd=cwd,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=timeout,
        env={**os.environ, **(env or {})},
    )
    assert "Traceback" not in done.stderr and "internal error" not in done.stderr, done.stderr
    return done


def nested(opening: str, inner: str, closing: str, depth: int) -> str:
    return opening * depth + inner + closing * depth


SOURCES = {
    "parentheses": (f"package main\n\nvar x = {nested('(', '1', ')', 100_000)}\n\nfunc main() {{ println(x) }}\n", 0, ""),
    "sum": (f"package main\n\nfunc main() {{ x := 1; println({'+'.join(['x'] * 30_000)}) }}\n", 0, ""),
    "unary": (f"package main\n\nfunc main() {{ x := 1; println({'^' * 30_000}x) }}\n", 0, ""),
    "blocks": (f"package main\n\nfunc main() {nested('{', 'println(1)', '}', 20_000)}\n", 0, ""),
    "long line": (f'package main\n\nfunc main() {{ println(len("{"a" * 3_000_000}")) }}\n', 0, ""),
    "calls": (f"package main\n\nfunc f(x int) int {{ return x }}\n\nfunc main() {{ println({nested('f(', '1', ')', 3000)}) }}\n", 0, ""),
    "else if": (
        "package main\n\nfunc main() {\n\tx := 1\n\t" + "".join(f"if x == {i} {{ println({i}) }} else " for i in range(2000)) + "{\n\t}\n}\n", 0, ""),
    "never closed": (f"package main\n\nfunc main() {{{'(' * 100_000}", 1, "./x.go:3: syntax error: unexpected EOF, expected expression"),
    "types": (f"package main\n\nvar x {'[]' * 50_000}int\n\nfunc main() {{ println(len(x)) }}\n", 1, "nests too deeply"),
    "many errors": ("package main\n\nfunc main() {\n" + "".join(f"x{i}\n" for i in range(50_000)) + "}\n", 1, "./x.go:13:1: too many errors"),
    "byte order mark": ("\ufeff" + HELLO, 0, ""),
    "nothing": ("", 1, "x.go:1:1: expected 'package', found 'EOF'"),
    "NUL": ('package main\n\nfunc main() { println(\0"a") }\n', 1, "./x.go:3:23: invalid NUL character"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_extreme_sources(name: str, tmp_path: Path) -> None:
    source, status, text = SOURCES[name]
    (tmp_path / "x.go").write_text(source, encoding="utf-8")
    done = undergo("build", "-o", "x", "x.go", cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert text in done.stderr
    if not status:
        assert subprocess.run([tmp_path / "x"], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("content", [HELLO.encode("utf-16"), bytes(range(256)) * 50, b"\xff\xfe\xfd", b"package main\xff\n"])
def test_files_that_are_no_text(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.go").write_bytes(content)
    done = undergo("build", "-o", "x", "x.go", cwd=tmp_path)
    assert done.returncode == 1 and "x.go" in done.stderr


def test_files_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder.go").mkdir()
    (tmp_path / "dangling.go").symlink_to("nothing.go")
    (tmp_path / "loop.go").symlink_to("loop.go")
    for name in "folder.go", "dangling.go", "loop.go":
        done = undergo("build", name, cwd=tmp_path)
        assert done.returncode == 1 and name in done.stderr
    assert undergo("run", "folder.go", cwd=tmp_path).stderr == "folder.go is a directory, should be a Go file\n"
    assert undergo("run", "nothing.go", cwd=tmp_path).stderr == "stat nothing.go: no such file or directory\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_files_that_may_not_be_read_or_written(tmp_path: Path) -> None:
    source = tmp_path / "x.go"
    source.write_text(HELLO, encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert undergo("build", "-o", "locked/x", "x.go", cwd=tmp_path).stderr.count("\n") == 1
    assert undergo("build", "-o", "x", "x.go", cwd=tmp_path, env={"UNDERGOCACHE": str(locked / "cache")}).stderr.count("\n") == 1
    source.chmod(0)
    assert undergo("build", "x.go", cwd=tmp_path).returncode == 1


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "x.go").write_text(HELLO, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for cache in str(tmp_path / "file"), "/proc/nothing":
        done = undergo("build", "-o", "x", "x.go", cwd=tmp_path, env={"UNDERGOCACHE": cache})
        assert done.returncode == 1 and done.stderr.startswith("undergo: ") and done.stderr.count("\n") == 1
    done = undergo("build", "-o", "/dev/full", "x.go", cwd=tmp_path)
    assert done.stderr.count("\n") <= 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(folder)], check=False, capture_output=True)
    except OSError:
        pytest.skip("no mount command")
    if mounted.returncode:
        pytest.skip("a file system can only be mounted by root")
    yield folder  # type: ignore[misc]
    subprocess.run(["umount", str(folder)], check=False)


def test_full_disk(tmp_path: Path, small_disk: Path) -> None:
    (tmp_path / "x.go").write_text(HELLO, encoding="utf-8")
    done = undergo("build", "-o", str(small_disk / "x"), "x.go", cwd=tmp_path)
    assert done.returncode == 1 and "No space left on device" in done.stderr and done.stderr.count("\n") == 1
    assert not list(small_disk.iterdir())
    env = {"UNDERGOCACHE": str(small_disk / "cache"), "PYTHONDONTWRITEBYTECODE": ""}
    done = undergo("build", "-o", "x", "x.go", cwd=tmp_path, env=env)
    assert done.returncode == 1 and done.stderr.count("No space left on device") == 1


def module(folder: Path, packages: int = 4, functions: int = 250) -> None:
    """A module whose packages take a while to compile."""
    (folder / "go.mod").write_text("module example.com/m\n\ngo 1.27\n", encoding="utf-8")
    imports = "".join(f'\t"example.com/m/p{i}"\n' for i in range(packages))
    calls = "\n\t".join(f"println(p{i}.F0(3))" for i in range(packages))
    (folder / "main.go").write_text(f"package main\n\nimport (\n{imports})\n\nfunc main() {{\n\t{calls}\n}}\n", encoding="utf-8")
    for i in range(packages):
        (folder / f"p{i}").mkdir()
        body = "\n".join(
            f"func F{n}(x int) int {{\n\ts := []int{{x, {n}}}\n\tm := map[int]int{{x: {n}}}\n\tfor i := range x {{\n\t\ts = append(s, m[i]*x)\n\t}}\n"
            f"\treturn len(s) + s[0]\n}}\n"
            for n in range(functions)
        )
        (folder / f"p{i}" / "p.go").write_text(f"package p{i}\n\n{body}", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_builds(kind: signal.Signals, tmp_path: Path) -> None:
    module(tmp_path)
    for wait in 0.3, 0.8, 1.6, 2.4:
        process = subprocess.Popen(
            [*COMMAND, "build", "-o", "x", "."], cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        time.sleep(wait)
        os.killpg(process.pid, kind)
        _, text = process.communicate(timeout=60)
        assert "Traceback" not in text or "undergo/" not in text, text  # before that it is Python that starts
        assert process.returncode in (0, 130, -int(kind))
        with pytest.raises(ProcessLookupError):
            for _ in range(100):  # nothing of it lives on
                os.killpg(process.pid, 0)
                time.sleep(0.05)
    done = undergo("build", "-o", "x", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert subprocess.run([tmp_path / "x"], check=False, capture_output=True, text=True).stderr == "8\n" * 4


def test_workers_of_a_killed_build(tmp_path: Path) -> None:
    """Only the process itself is killed, as the kernel does when memory is out: its compile processes end too."""
    module(tmp_path)
    process = subprocess.Popen([*COMMAND, "build", "-o", "x", "."], cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(600):
        if len(children.read_text().split()) > 1:
            break
        time.sleep(0.02)
    process.kill()
    process.wait()
    with pytest.raises(ProcessLookupError):
        for _ in range(40):
            os.killpg(process.pid, 0)
            time.sleep(0.05)


@pytest.mark.slow
def test_two_builds_at_once(tmp_path: Path) -> None:
    module(tmp_path, packages=3, functions=60)
    processes = [
        subprocess.Popen([*COMMAND, "build", "-o", name, "."], cwd=tmp_path, stderr=subprocess.PIPE, text=True) for name in ("a", "b", "c")
    ]
    for process in processes:
        _, text = process.communicate(timeout=300)
        assert process.returncode == 0, text
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()
