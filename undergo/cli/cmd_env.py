"""``undergo env``."""

from __future__ import annotations

import json
import os

import click

from undergo.build.cache import cache_root
from undergo.build.errors import BuildError
from undergo.build.goroot import GO_VERSION, find_goroot
from undergo.version import __version__


@click.command()
@click.option("-json", "as_json", is_flag=True, help="Print as JSON.")
@click.argument("names", nargs=-1)
def command(names: tuple[str, ...], as_json: bool) -> int:
    """Print the environment that builds see, or only the named variables' values."""
    from undergo.build.golist import run_go

    values = {
        "CGO_ENABLED": "0", "GOAMD64": os.environ.get("GOAMD64", "v1"), "GOARCH": "amd64", "GOOS": "linux", "GOROOT": find_goroot(),
        "GOVERSION": GO_VERSION, "UNDERGOCACHE": cache_root(), "UNDERGOVERSION": __version__,
    }  # fmt: skip
    status, out, err = run_go(["env", "-json", "GOMOD", "GOWORK", "GOPATH", "GOMODCACHE", "GOFLAGS", "GOPROXY"])
    if status != 0:
        raise BuildError(*err.rstrip().split("\n"))
    values.update(json.loads(out))
    if names and as_json:
        values = {name: values.get(name, "") for name in names}
    elif names:
        for name in names:
            print(values.get(name, ""))
        return 0
    if as_json:
        print(json.dumps(values, indent="\t", sort_keys=True))
    else:
        for name in sorted(values):
            print(f"{name}='{values[name]}'")
    return 0
