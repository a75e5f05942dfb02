"""``undergo env``: the variables of ``go env``, with the values that hold here."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable

import click

from undergo.build.cache import cache_root, default_cache_root
from undergo.build.errors import BuildError
from undergo.build.goroot import GO_VERSION, find_goroot
from undergo.version import __version__


@click.command()
@click.option("-json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("-changed", "changed", is_flag=True, help="Print only what differs from the defaults.")
@click.option("-w", "write", is_flag=True, help="Set NAME=VALUE for good, in the file that go reads too.")
@click.option("-u", "unset", is_flag=True, help="Undo what -w has set.")
@click.argument("names", nargs=-1)
def command(names: tuple[str, ...], as_json: bool, changed: bool, write: bool, unset: bool) -> int:
    """Print the environment that builds see, or only the named variables' values."""
    flags = {"-json": as_json, "-changed": changed, "-w": write, "-u": unset}
    if write or unset:
        return _hand_to_go([*(flag for flag, on in flags.items() if on), "--", *names])
    values = json.loads(_ask_go(["-json", *names])) | _own()
    if changed:
        differing = {name for name in json.loads(_ask_go(["-json", "-changed"])) if name not in _own()}
        differing |= {name for name, value in _own_defaults().items() if values[name] != value}
        values = {name: value for name, value in values.items() if name in differing}
    if names and (as_json or changed):
        values = {name: values.get(name, "") for name in names if name in values or not changed}
    elif names:
        for name in names:
            print(values.get(name, ""))
        return 0
    if as_json:
        print(json.dumps(values, indent="\t", sort_keys=True, ensure_ascii=False))
    else:
        for name in sorted(values):
            print(f"{name}={_quoted(values[name])}")
    return 0


def _own() -> dict[str, str]:
    """The variables whose values are not those that go has for them."""
    return {
        "CGO_ENABLED": "0",
        "GOCACHE": _cache_or_off(cache_root),
        "GOCACHEPROG": "",
        "GOROOT": find_goroot(),
        "GOTOOLCHAIN": "local",
        "GOVERSION": GO_VERSION,
        "UNDERGOCACHE": os.environ.get("UNDERGOCACHE", ""),
        "UNDERGOVERSION": __version__,
    }


def _own_defaults() -> dict[str, str]:
    """Those of them that can differ, with what they are by default."""
    return {"GOCACHE": _cache_or_off(default_cache_root), "UNDERGOCACHE": ""}


def _cache_or_off(place: Callable[[], str]) -> str:
    try:
        return place()
    except BuildError:
        return "off"


def _environment() -> dict[str, str]:
    """For the program go: the user's, and Undergo's toolchain."""
    env = dict(os.environ, GOROOT=find_goroot(), GOTOOLCHAIN="local")
    if not any(env.get(name) for name in ("GOCACHE", "XDG_CACHE_HOME", "HOME")):
        place = _cache_or_off(cache_root)
        env["GOCACHE"] = place if place == "off" else os.path.join(place, "go")
    return env


def _ask_go(words: list[str]) -> str:
    """What ``go env`` prints. Raises BuildError with its words."""
    program = os.path.join(find_goroot(), "bin", "go")
    done = subprocess.run(
        [program, "env", *words], env=_environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildError(*done.stderr.rstrip().split("\n"), status=done.returncode)
    return done.stdout


def _hand_to_go(words: list[str]) -> int:
    """Let ``go env`` do it: the file is shared."""
    program = os.path.join(find_goroot(), "bin", "go")
    return subprocess.run([program, "env", *words], env=dict(os.environ, GOROOT=find_goroot()), check=False).returncode


def _quoted(value: str) -> str:
    """As a word for a shell."""
    return "'" + value.replace("'", "'\\''") + "'"
