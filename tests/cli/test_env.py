"""``undergo env``, and the variables that move the cache and temporary files."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from .tools import REFERENCE, UNDERGO, run, write_tree

_OWN = {"CGO_ENABLED", "GOCACHE", "GOTOOLCHAIN", "GOROOT", "UNDERGOCACHE", "UNDERGOVERSION"}
_HELLO = 'package main\n\nfunc main() { println("hello") }\n'


def _shown(text: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in re.sub(r"go-build\d*", "", text).rstrip("\n").split("\n") if line)


@pytest.mark.parametrize("changes", [{}, {"GOFLAGS": "-tags='a b'", "GOAMD64": "v3"}])
def test_every_variable_of_go(changes: dict[str, str], tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module example.com/a\n\ngo 1.27\n"})
    ours, theirs = (_shown(run(tool, "env", cwd=tmp_path, **changes).stdout) for tool in (UNDERGO, REFERENCE))
    assert ours.keys() - theirs.keys() == {"UNDERGOCACHE", "UNDERGOVERSION"} and theirs.keys() <= ours.keys()
    assert {n: v for n, v in ours.items() if n not in _OWN} == {n: v for n, v in theirs.items() if n not in _OWN}
    assert (ours["CGO_ENABLED"], ours["GOTOOLCHAIN"]) == ("'0'", "'local'")
    as_json = json.loads(run(UNDERGO, "env", "-json", cwd=tmp_path, **changes).stdout)
    assert as_json.keys() == ours.keys()
    assert run(UNDERGO, "env", "GOOS", "NOTHING", "GOFLAGS", cwd=tmp_path, **changes).stdout == f"linux\n\n{changes.get('GOFLAGS', '')}\n"
    chosen = run(UNDERGO, "env", "-json", "GOOS", "NOTHING", cwd=tmp_path, **changes).stdout
    assert chosen == run(REFERENCE, "env", "-json", "GOOS", "NOTHING", cwd=tmp_path, **changes).stdout


def test_settings_for_good(tmp_path: Path) -> None:
    """``-w`` and ``-u`` change the file that both tools read; what it sets steers builds."""
    env = {"GOENV": str(tmp_path / "env"), "UNDERGOCACHE": "", "GOCACHE": "", "GOAMD64": "", "GOFLAGS": ""}
    assert run(UNDERGO, "env", "-w", "GOAMD64=v3", "GOPRIVATE=x", cwd=tmp_path, **env).returncode == 0
    assert run(REFERENCE, "env", "GOAMD64", cwd=tmp_path, **env).stdout == "v3\n"
    changed = {"GOENV": str(tmp_path / "env"), "GOAMD64": "v3", "GOPRIVATE": "x"}
    assert json.loads(run(UNDERGO, "env", "-json", "-changed", cwd=tmp_path, **env).stdout) == changed
    assert run(UNDERGO, "env", "-w", f"GOTMPDIR={tmp_path}/none", cwd=tmp_path, **env).returncode == 0
    write_tree(tmp_path, {"x.go": _HELLO})
    done = run(UNDERGO, "run", "x.go", cwd=tmp_path, **{**env, "UNDERGOCACHE": str(tmp_path / "cache")})
    assert (done.returncode, done.stderr) == (1, f"go: creating work dir: stat {tmp_path}/none: no such file or directory\n")
    assert run(UNDERGO, "env", "-u", "GOAMD64", "GOTMPDIR", cwd=tmp_path, **env).returncode == 0
    assert run(UNDERGO, "env", "GOAMD64", cwd=tmp_path, **env).stdout == "v1\n"


@pytest.mark.parametrize("words", [["-w", "NOTHING=1"], ["-w", "-json"], ["-u", "-w", "GOOS"], ["-w"], ["-w", "GOOS"]])
def test_wrong_settings(words: list[str], tmp_path: Path) -> None:
    ours, theirs = (run(tool, "env", *words, cwd=tmp_path, GOENV=str(tmp_path / "env")) for tool in (UNDERGO, REFERENCE))
    assert (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr)
    assert ours.returncode != 0


def test_places_of_the_cache(tmp_path: Path) -> None:
    """UNDERGOCACHE before GOCACHE, in which our files lie in a folder of their own; what env shows can be set again."""
    home = str(tmp_path / "home")
    for env, place in [
        ({"UNDERGOCACHE": "/a", "GOCACHE": "/b"}, "/a"),
        ({"GOCACHE": "/b"}, "/b/undergo"),
        ({"GOCACHE": "/b/undergo"}, "/b/undergo"),
        ({"GOCACHE": "off"}, "off"),
        ({"GOCACHE": "somewhere"}, "off"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/undergo"),
        ({}, f"{home}/.cache/undergo"),
    ]:
        base = {"UNDERGOCACHE": "", "GOCACHE": "", "XDG_CACHE_HOME": "", "HOME": home}
        assert run(UNDERGO, "env", "GOCACHE", cwd=tmp_path, **{**base, **env}).stdout == place + "\n"


def test_the_files_of_go_stay(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    theirs = write_tree(cache, {"00/theirs-d": "x", "undergo/pkg/00/ours": "x"}) / "00" / "theirs-d"
    assert run(UNDERGO, "clean", "-cache", cwd=tmp_path, UNDERGOCACHE="", GOCACHE=str(cache)).returncode == 0
    assert theirs.exists() and not (cache / "undergo").exists()


@pytest.mark.parametrize("variable", ["GOTMPDIR", "TMPDIR", "GOCACHE"])
@pytest.mark.parametrize("value", ["/nothing/there", "/dev/null", "relative", "off"])
@pytest.mark.parametrize("command", [["run", "x.go"], ["build", "-o", "x", "x.go"], ["test"]])
def test_bad_places(command: list[str], value: str, variable: str, tmp_path: Path) -> None:
    """Nothing is built; the reference's words (for GOCACHE, of the folder in it)."""
    if (variable, value) == ("GOCACHE", "/nothing/there"):
        value = "/proc/nothing"  # what can be made is no fault
    write_tree(tmp_path, {"go.mod": "module example.com/a\n\ngo 1.27\n", "x.go": _HELLO, "x_test.go": "package main\n"})
    env = {variable: value} | ({"UNDERGOCACHE": ""} if variable == "GOCACHE" else {})
    ours, theirs = (run(tool, *command, cwd=tmp_path, **env) for tool in (UNDERGO, REFERENCE))
    assert ours.returncode == theirs.returncode == 1

    def plain(text: str) -> str:
        return re.sub(r"go-build\d+", "go-build", text.replace("/undergo", "")).replace("mkdir /dev/null/null", "mkdir /dev/null")

    assert ours.stdout == "" and "hello" not in ours.stderr
    assert plain(ours.stderr) == plain(theirs.stderr)


def test_places_are_looked_at_also_when_nothing_changed(tmp_path: Path) -> None:
    write_tree(tmp_path, {"x.go": _HELLO})
    for env, status in ({}, 0), ({"GOTMPDIR": "/nothing/there"}, 1), ({"TMPDIR": str(tmp_path)}, 0), ({"GOTMPDIR": str(tmp_path)}, 0):
        assert run(UNDERGO, "run", "x.go", cwd=tmp_path, **env).returncode == status
    assert sorted(os.listdir(tmp_path)) == ["x.go"]
