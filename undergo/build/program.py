"""From a package pattern to a linked program: list, build, link, with the caches in between."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace

from .artifact import Artifact, BrokenArtifact
from .buildinfo import build_info
from .cache import cache_path
from .cgo import check_runtime_cgo
from .errors import BuildError
from .golist import ListedPackage, list_packages
from .goroot import find_goroot
from .linked import keep_program, known_program, new_program
from .options import BuildOptions
from .scheduler import Progress, Scheduler
from .steps import link_step, say
from .toolchain import linker_id


def load(
    patterns: list[str], options: BuildOptions, *, test: bool = False, meanwhile: Callable[[], None] | None = None
) -> list[ListedPackage]:
    """The packages of the patterns with all they need (package runtime included), dependencies first. meanwhile: what to do while the
    program go looks for them."""
    packages = list_packages(patterns or ["."], tags=options.tags, test=test, meanwhile=meanwhile)
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
    options = options.for_package(replace(main, dep_only=False, import_path=main.import_path.removesuffix(".test")))
    if options.dry:
        target = output or f"$WORK/{program_name(main)}"
        say(link_step(target, main.import_path, options, scheduler.built[main.import_path].artifact))
        return target
    while True:
        try:
            return _link_intact(main, scheduler, options, output)
        except BrokenArtifact as damage:
            scheduler.repair(damage)


def _link_intact(main: ListedPackage, scheduler: Scheduler, options: BuildOptions, output: str | None) -> str:
    """See link_program. Raises BrokenArtifact."""
    flags = options.link
    built = scheduler.built
    wanted = built[main.import_path].deps | {main.import_path}
    order = [p for p in scheduler.order if p in wanted and p in built]  # not in the order in which workers finished
    if "runtime/cgo" in wanted:
        check_runtime_cgo([built[p].package for p in order])
    own = f" [{main.import_path}]"
    if any(p.endswith(own) for p in order):  # a package recompiled for this test takes the place of the plain one
        order = [p for p in order if p + own not in built]
    settings = dict(flags.strings or {})
    if settings:
        _check_strings(settings, main, {p: built[p].artifact for p in order})
    settings.setdefault("runtime.defaultGOROOT", "" if options.trimpath else find_goroot())
    if main.godebug:
        settings["runtime.godebugDefault"] = main.godebug
    if main.name == "main" and main.import_path.endswith(".test"):
        settings.setdefault("testing.testBinary", "1")
    info = build_info(main, [built[p].package for p in order], options)
    h = hashlib.sha256(f"link {options.ldflags} {options.buildmode} {options.shared} {options.exports} {info} {settings}".encode())
    artifacts = [(p, Artifact(built[p].artifact)) for p in order]
    for path, artifact in artifacts:
        h.update(path.encode())
        h.update(artifact.section("content_id"))
    build_id = h.hexdigest()
    key = hashlib.sha256(f"{build_id} {linker_id()}".encode()).hexdigest()
    target = os.path.abspath(output) if output else os.path.join(cache_path("exe", key) + "-d", program_name(main))
    if not output and known_program(target):
        return target
    if flags.check_linknames:
        _check_linknames(main, [(built[p].package, artifact) for p, artifact in artifacts])
    from undergo.link.elf_format import LinkError
    from undergo.link.linker import LinkInput, LinkOptions, link

    inputs = []
    for path, artifact in artifacts:
        objects = [artifact.view("object")]
        if artifact.section("asmobject"):
            objects.append(artifact.view("asmobject"))
        inputs.append(LinkInput(package=path.split(" [")[0], objects=objects))
    try:
        if output:
            os.makedirs(os.path.dirname(target), exist_ok=True)
        written = target if output else new_program(target)
    except OSError as e:
        raise BuildError(f"undergo: {e.filename or target}: {e.strerror}") from e
    link_options = LinkOptions(
        kind="shared" if options.shared else options.buildmode, strip=flags.strip, debug=flags.debug, exports=list(options.exports),
        modinfo=info, set_strings=settings, output=written, build_id=build_id if flags.build_id is None else flags.build_id, gnu_id=flags.note,
        compress=flags.compress,
    )  # fmt: skip
    if options.trace:
        say(link_step(target, main.import_path, options, built[main.import_path].artifact))
    try:
        link(inputs, link_options)
        if not output:
            keep_program(written, target)
    except LinkError as e:
        raise BuildError(f"# {main.import_path}", *str(e).split("\n")) from e
    except OSError as e:
        raise BuildError(f"undergo: {target}: {e.strerror}") from e
    return target


def _check_linknames(main: ListedPackage, artifacts: list[tuple[ListedPackage, Artifact]]) -> None:
    """Raise BuildError for a //go:linkname, or a reference of assembly, that the standard library does not allow."""
    from .linknames import check_references

    found = [(p.compile_path, json.loads(a.section("references"))) for p, a in artifacts if a.section("references")]
    found.reverse()  # the program first, then what it imports
    references = [(path, lists[i]) for i in (0, 1) for path, lists in found]
    try:
        check_references(references, [p.path for p, _ in artifacts if p.standard])
    except BuildError as e:
        raise BuildError(f"# {main.import_path}", *e.lines) from None


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
