"""From a package pattern to a linked program: list, build, link, with the caches in between."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time

from .artifact import Artifact
from .buildinfo import build_info
from .cache import cache_path, room_id
from .cgo import check_runtime_cgo
from .errors import BuildError
from .golist import ListedPackage, list_packages
from .goroot import find_goroot
from .options import BuildOptions
from .scheduler import Progress, Scheduler


def load(patterns: list[str], options: BuildOptions, *, test: bool = False) -> list[ListedPackage]:
    """The packages of the patterns with all they need (package runtime included), dependencies first."""
    packages = list_packages(patterns or ["."], tags=options.tags, test=test)
    have = {p.import_path for p in packages}
    if "runtime" not in have:
        extra = list_packages(["runtime"], tags=options.tags)
        for p in extra:
            p.dep_only = True
        packages = [p for p in extra if p.import_path not in have] + packages
    return packages


def check_listed(packages: list[ListedPackage]) -> None:
    """Raise BuildError for what ``go list`` found wrong."""
    lines: list[str] = []
    for p in packages:
        if p.error and p.error not in lines:
            lines.append(p.error)
    if lines:
        raise BuildError(*lines)


def build_packages(packages: list[ListedPackage], options: BuildOptions, progress: Progress | None = None) -> Scheduler:
    """Compile all. Raises BuildError."""
    check_listed(packages)
    scheduler = Scheduler(options, progress)
    scheduler.build(packages)
    return scheduler


def report_lines(scheduler: Scheduler) -> list[str]:
    """What ``-gcflags=-m`` prints, a block a package."""
    lines: list[str] = []
    for path, report in scheduler.reports.items():
        lines += [f"# {path}", *report]
    return lines


def program_name(main: ListedPackage) -> str:
    """What the go command calls the program of a package: the import path's last element that is no major version, or the first file."""
    if main.import_path == "command-line-arguments" and main.go_files:
        return os.path.basename(main.go_files[0]).removesuffix(".go")
    elements = main.path.split("/")
    if len(elements) > 1 and re.fullmatch(r"v[1-9][0-9]*", elements[-1]):
        elements.pop()
    return elements[-1]


def link_program(main: ListedPackage, scheduler: Scheduler, options: BuildOptions, output: str | None = None) -> str:
    """Link ``main`` with all below it. Returns the path of the program: ``output``, or an entry of the cache."""
    built = scheduler.built
    wanted = built[main.import_path].deps | {main.import_path}
    order = [p for p in scheduler.order if p in wanted and p in built]  # not in the order in which workers finished
    if "runtime/cgo" in wanted:
        check_runtime_cgo([built[p].package for p in order])
    own = f" [{main.import_path}]"
    if any(p.endswith(own) for p in order):  # a package recompiled for this test takes the place of the plain one
        order = [p for p in order if p + own not in built]
    settings = _set_strings(options.ldflags)
    if settings:
        _check_strings(settings, main, {p: built[p].artifact for p in order})
    settings.setdefault("runtime.defaultGOROOT", find_goroot())
    if main.godebug:
        settings["runtime.godebugDefault"] = main.godebug
    if main.name == "main" and main.import_path.endswith(".test"):
        settings.setdefault("testing.testBinary", "1")
    info = build_info(main, [built[p].package for p in order], options)
    h = hashlib.sha256(f"link {options.ldflags} {options.shared} {options.exports} {info} {settings}".encode())
    artifacts = [(p, Artifact(built[p].artifact)) for p in order]
    for path, artifact in artifacts:
        h.update(path.encode())
        h.update(artifact.section("content_id"))
    build_id = h.hexdigest()
    key = hashlib.sha256(f"{build_id} {room_id('link')}".encode()).hexdigest()
    target = os.path.abspath(output) if output else os.path.join(cache_path("exe", key) + "-d", program_name(main))
    if not output and os.path.exists(target):
        return target
    from undergo.link import LinkError, LinkInput, LinkOptions, link

    os.makedirs(os.path.dirname(target), exist_ok=True)
    inputs = []
    for path, artifact in artifacts:
        objects = [artifact.view("object")]
        if artifact.section("asmobject"):
            objects.append(artifact.view("asmobject"))
        inputs.append(LinkInput(package=path.split(" [")[0], objects=objects))
    link_options = LinkOptions(
        kind="shared" if options.shared else "exe", strip=options.strip, debug="-w" not in options.ldflags, exports=list(options.exports),
        modinfo=info, set_strings=settings, output=target, build_id=build_id,
    )  # fmt: skip
    started = time.perf_counter()
    try:
        link(inputs, link_options)
    except LinkError as e:
        raise BuildError(f"# {main.import_path}", *str(e).split("\n")) from e
    except OSError as e:
        raise BuildError(f"undergo: {target}: {e.strerror}") from e
    if options.trace:
        print(f"link {target} ({time.perf_counter() - started:.2f}s)", file=sys.stderr)
    return target


def _check_strings(settings: dict[str, str], main: ListedPackage, artifacts: dict[str, str]) -> None:
    """Raise BuildError when -X names a variable whose type is not string; what does not exist is ignored."""
    from undergo.codegen.names import link_string, path_to_prefix
    from undergo.types.objects import Var

    from .compile import Importer

    importer = Importer(artifacts, {})
    packages = {"main" if p == main.import_path else path_to_prefix(p.split(" [")[0]): p for p in artifacts}
    lines = []
    for setting in settings:
        prefix, _, name = setting.rpartition(".")
        if prefix not in packages:
            continue
        v = importer.load(packages[prefix]).scope.lookup(name)
        if isinstance(v, Var) and v.typ is not None and (shown := link_string(v.typ)) != "string":
            lines.append(f"{setting}: cannot set with -X: not a var of type string (type:{shown})")
    if lines:
        raise BuildError(f"# {main.import_path}", *lines)


def _set_strings(ldflags: list[str]) -> dict[str, str]:
    """``-X importpath.name=value`` settings."""
    settings: dict[str, str] = {}
    i = 0
    while i < len(ldflags):
        flag = ldflags[i]
        if flag == "-X" and i + 1 < len(ldflags):
            i += 1
            flag = "-X=" + ldflags[i]
        if flag.startswith("-X="):
            name, eq, value = flag[3:].partition("=")
            if not eq or "." not in name:
                raise BuildError("undergo: -X flag requires argument of the form importpath.name=value")
            settings[name] = value
        elif flag not in ("-s", "-w"):
            raise BuildError(f"undergo: -ldflags={flag}: not supported")
        i += 1
    return settings
