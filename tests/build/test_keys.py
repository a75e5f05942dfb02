"""Keys of the cache: they cover all that a compiled package depends on. What that is, is asked of the compiler itself: what it imports, what it opens."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_imports import PACKAGE, ROOT, modules
from undergo.build import identity, keys
from undergo.build.golist import ListedPackage, list_packages
from undergo.build.goroot import find_goroot, overlay_root
from undergo.build.options import BuildOptions

COMPILE = "undergo.build.compile"
ASSEMBLER = ("undergo.asm",)

# Compiles packages in a process of its own and tells what it loaded and opened meanwhile.
_WATCH = """
import json, os, pickle, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(os.fspath(args[0])) if event == "open" and isinstance(args[0], (str, os.PathLike)) else None)
with open(sys.argv[1], "rb") as f:
    job = pickle.load(f)
from undergo.build.compile import compile_job
result = compile_job(job)
print(json.dumps([result.errors, result.crash, sorted(m for m in sys.modules if m.split(".")[0] == "undergo"), opened]))
"""


def parsed_imports(module: str, path: Path) -> set[str]:
    """What a module imports, anywhere in it, by Python's own parser."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {id(n) for i in tree.body if isinstance(i, ast.If) and "TYPE_CHECKING" in ast.unparse(i.test) for n in ast.walk(i)}
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            found.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join([*(parts[: len(parts) - node.level + 1] if node.level else []), *filter(None, [node.module])])
            found.update([base, *(f"{base}.{a.name}" for a in node.names)])
    return found


def test_imports_are_found_as_the_parser_finds_them() -> None:
    known = modules()
    for module, path in known.items():
        found = identity.imports_of(module, path.name == "__init__.py", path.read_bytes())
        scanned = {name for base, names in found for name in (base, *(f"{base}.{n}" for n in names))}
        assert parsed_imports(module, path) & known.keys() == scanned & known.keys(), module


def test_no_module_takes_names_of_a_room_from_the_room() -> None:
    """Such an import would load a module that the source does not name."""
    known = modules()
    rooms = {m for m, path in known.items() if path.name == "__init__.py" and "names_of(" in path.read_text(encoding="utf-8")}
    assert len(rooms) == 5
    for module, path in known.items():
        for name in parsed_imports(module, path):
            assert name.rpartition(".")[0] not in rooms or name in known, f"{module} imports {name}"


def test_the_closure_is_that_of_the_parser() -> None:
    known = modules()
    found: set[str] = set()
    todo = [COMPILE]
    while todo:
        module = todo.pop()
        if module in known and module not in found:
            found.add(module)
            todo += [module.rpartition(".")[0], *parsed_imports(module, known[module])]
    assert found == identity.closure(COMPILE).keys()
    assert {"undergo.deepstack", "undergo.decisions.framesizes", "undergo.codegen.abisource"} <= found
    assert not {"undergo.link.linker", "undergo.cli.main", "undergo.build.scheduler"} & found


@pytest.fixture(scope="module")
def listed() -> dict[str, ListedPackage]:
    return {p.import_path: p for p in list_packages(["runtime", "strconv", "os"])}


def key_in(copy: Path, flags: str) -> str:
    """The key of the compiler, by a copy of its sources."""
    code = f"from undergo.build import identity; print(identity.sources_id({COMPILE!r}, {ASSEMBLER!r} if {flags!r} else ()))"
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run([sys.executable, "-c", code], cwd=copy, env=env, capture_output=True, text=True, check=True).stdout


def test_a_change_of_each_source_changes_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "undergo"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "goroot"))
    assert key_in(tmp_path, "") == identity.sources_id(COMPILE) + "\n"
    monkeypatch.setattr(identity, "ROOT", str(copy))

    def key(*without: str) -> str:
        for cached in (identity._sources, identity._read, identity.closure):
            cached.cache_clear()
        return identity.sources_id(COMPILE, without)

    try:
        covered = identity.closure(COMPILE).keys()
        whole, plain = key(), key(*ASSEMBLER)
        assert whole != plain
        for module, path in modules().items():
            if module == "undergo.goroot":
                continue  # only marks a folder of Go sources
            there = copy / path.relative_to(PACKAGE)
            source = there.read_bytes()
            there.write_bytes(source + b"# changed\n")
            assert (key() != whole) == (module in covered), module
            assert (key(*ASSEMBLER) != plain) == (module in covered and not module.startswith("undergo.asm")), module
            there.write_bytes(source)
        assert key() == whole
    finally:
        monkeypatch.undo()
        for cached in (identity._sources, identity._read, identity.closure):
            cached.cache_clear()


def compile_watched(p: ListedPackage, below: dict[str, str], folder: Path) -> tuple[list[str], list[str]]:
    import pickle

    from undergo.build.jobs import CompileJob

    job = CompileJob(p, str(folder / "artifact"), below, BuildOptions(), "key")
    (folder / "job").write_bytes(pickle.dumps(job))
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", _WATCH, str(folder / "job")], env=env, capture_output=True, text=True, check=True)
    errors, crash, loaded, opened = json.loads(done.stdout)
    assert (errors, crash) == ([], "")
    return loaded, opened


@pytest.mark.parametrize("path", ["internal/cpu", "internal/runtime/exithook", "internal/runtime/math", "strconv"])
def test_what_compiling_loads_and_opens_is_covered(listed: dict[str, ListedPackage], tmp_path: Path, path: str) -> None:
    """The compiler in a process of its own: all modules that it loads are in the closure, all sources that it opens among the files of the key."""
    from undergo.build.scheduler import Scheduler

    p = listed[path]
    scheduler = Scheduler(BuildOptions())
    scheduler.build(list(list_packages(["runtime", path])))
    below = {d: scheduler.built[d].artifact for d in scheduler.built[path].deps}
    loaded, opened = compile_watched(p, below, tmp_path)
    assert set(loaded) <= identity.closure(COMPILE, () if p.s_files else ASSEMBLER).keys()
    runtime = [q for q in listed.values() if q.import_path in scheduler._below | {"runtime"}]
    layouts = keys.layout_files(runtime) if path in scheduler._below else []
    covered = {*keys.input_files(p), *layouts, *identity.environment_files(), os.path.join(find_goroot(), "VERSION"), *below.values()}
    sources = {f for f in opened if f.startswith((find_goroot(), overlay_root())) or f.endswith((".go", ".s", ".h"))}
    assert sources and sources <= covered


def test_packages_below_runtime_read_layouts(listed: dict[str, ListedPackage]) -> None:
    files = keys.layout_files([p for p in listed.values() if p.import_path in ("runtime", "internal/abi")])
    assert os.path.join(overlay_root(), "runtime", "defer.go") in files
    assert os.path.join(find_goroot(), "src", "internal", "abi", "type.go") in files


def test_a_change_of_each_layout_changes_the_key(listed: dict[str, ListedPackage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path / "src"
    shutil.copytree(overlay_root(), ours)
    monkeypatch.setattr(keys, "overlay_root", lambda: str(ours))
    files = keys.layout_files([listed["runtime"]])
    assert len(files) > 40 and all(f.startswith(str(ours)) for f in files)

    def key() -> str:
        return keys.package_key(listed["internal/cpu"], BuildOptions(), {}, keys.files_id(keys.layout_files([listed["runtime"]])))

    before = key()
    for f in files:
        source = Path(f).read_bytes()
        Path(f).write_bytes(source + b"\n")
        assert key() != before, f
        Path(f).write_bytes(source)
    assert key() == before
    added = ours / "runtime" / "more.go"
    added.write_text("package runtime\n")
    assert key() != before


def package(folder: Path, **fields: Any) -> ListedPackage:
    return ListedPackage(import_path="example.com/p", name="p", dir=str(folder), **fields)


def test_a_change_of_each_file_of_a_package_changes_the_key(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    texts = {
        "a.go": "package p\n", "b.s": '#include "h.h"\n  #  include "more/inner.inc"\n', "h.h": "", "more/inner.inc": '#include "x.y"\n', "x.y": "",
        "data.txt": "data",
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    p = package(tmp_path, go_files=["a.go"], s_files=["b.s"], h_files=["h.h"], embed_files=["data.txt"])
    before = keys.package_key(p, BuildOptions(), {})
    for name, text in texts.items():
        (tmp_path / name).write_text(text + "\n")
        assert keys.package_key(p, BuildOptions(), {}) != before, name
        (tmp_path / name).write_text(text)
    assert keys.package_key(p, BuildOptions(), {}) == before


def test_the_processor_is_part_of_a_native_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from undergo.build import options

    assert identity.processor_id()
    native, portable = BuildOptions(level="native"), BuildOptions(level="v1")
    before = native.compile_identity(), portable.compile_identity()
    monkeypatch.setattr(options, "processor_id", lambda: "another")
    assert native.compile_identity() != before[0]
    assert portable.compile_identity() == before[1]


def test_the_versions_below_are_part_of_the_key() -> None:
    assert [os.path.basename(os.path.dirname(f)) for f in identity.environment_files()] == ["llvmlite", "numpy"]
