"""What a program says of how it was built: the text that runtime/debug.ReadBuildInfo and ``go version -m`` read."""

from __future__ import annotations

import json
from typing import Any

from .golist import ListedPackage
from .options import BuildOptions


def build_info(main: ListedPackage, packages: list[ListedPackage], options: BuildOptions) -> str:
    """The rows for program ``main`` made of ``packages``, in the form and order in which go writes them (without what version control knows).

    The compiler goes by the name that runtime.Compiler and build constraints give it. GOAMD64 is the level that chose files and macros: v1
    also where code is made for the processor at hand, as nothing asked for another."""
    rows = [f"path\t{main.import_path if main.module else 'command-line-arguments'}"]
    if main.module:
        rows.append(_module("mod", main.module))
    others = {p.module["Path"]: p.module for p in packages if p.module and not p.module.get("Main")}
    for path in sorted(others):
        rows.append(_module("dep", others[path]))
        if others[path].get("Replace"):
            rows.append(_module("=>", others[path]["Replace"]))
    settings = [
        ("-asmflags", options.raw.get("asmflags", " ".join(options.asmflags))),
        ("-buildmode", "c-shared" if options.shared else options.buildmode),
        ("-compiler", "gc"),
        ("-gcflags", options.raw.get("gcflags", " ".join(options.gcflags))),
        ("-ldflags", "" if options.trimpath else options.raw.get("ldflags", " ".join(options.ldflags))),
        ("-tags", options.tags),
        ("-trimpath", "true" if options.trimpath else ""),
        ("DefaultGODEBUG", main.godebug),
        ("CGO_ENABLED", "0"),
        ("GOARCH", "amd64"),
        ("GOOS", "linux"),
        ("GOAMD64", "v1" if options.level == "native" else options.level),
    ]
    rows += [f"build\t{key}={_quoted(value)}" for key, value in settings if value]
    return "\n".join(rows) + "\n"


def _module(word: str, module: dict[str, Any]) -> str:
    return f"{word}\t{module.get('Path', '')}\t{module.get('Version', '') or '(devel)'}\t{module.get('Sum', '')}"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if any(c in value for c in ' \t\r\n"`') else value
