"""Imports: no module of the package is imported in a circle, and none by two threads at once.

Python hands out half-made modules where two threads begin at different ends of a circle. A package counts as imported by each of its modules: the lock
of a module is held while its package is waited for.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "undergo"


def modules() -> dict[str, Path]:
    """The package's modules by name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def at_import(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The import statements that run when the module is imported."""
    for s in body:
        if isinstance(s, (ast.Import, ast.ImportFrom)):
            yield s
        elif isinstance(s, ast.If) and "TYPE_CHECKING" in ast.unparse(s.test):
            yield from at_import(s.orelse)
        elif not isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for part in ("body", "orelse", "finalbody"):
                yield from at_import(getattr(s, part, []))
            for handler in getattr(s, "handlers", []):
                yield from at_import(handler.body)


def with_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:i]) for i in range(1, len(parts) + 1)]


def needs(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """The modules of the package that a module's import waits for."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found = set(with_parents(name))
    for s in at_import(ast.parse(path.read_text(encoding="utf-8")).body):
        if isinstance(s, ast.Import):
            names = [a.name for a in s.names]
        else:
            base = ".".join(package.split(".")[: len(package.split(".")) - s.level + 1]) if s.level else ""
            base = ".".join(filter(None, [base, s.module]))
            names = [base, *(f"{base}.{a.name}" for a in s.names)]
        for n in names:
            found.update(with_parents(n))
    return {n for n in found if n in known and n != name}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """What is left when the modules that need no module left are taken away, again and again, and then those that none needs."""
    left = {m: set(needed) for m, needed in graph.items()}
    while ready := [m for m, needed in left.items() if not needed & left.keys()]:
        for m in ready:
            del left[m]
    while unused := left.keys() - set().union(*left.values()):
        for m in unused:
            del left[m]
    return [[m, *sorted(needed & left.keys())] for m, needed in sorted(left.items())]


def test_no_import_circle() -> None:
    known = modules()
    assert len(known) > 200
    assert circles({m: needs(m, path, known) for m, path in known.items()}) == []


def test_a_circle_is_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == [["b", "c"], ["c", "b"]]


# Threads of the package, with what they run. One that imports races with whoever else does.
THREADS = {
    "undergo/deepstack.py": 1,  # runs a phase while its caller waits for it
    "undergo/codegen/llvm.py": 1,  # a call of LLVM
    "undergo/cli/cmd_test.py": 1,  # kills a child
}


def test_no_other_thread_is_started() -> None:
    found: dict[str, int] = {}
    for path in modules().values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                if name in ("Thread", "Timer", "ThreadPoolExecutor", "start_new_thread", "to_thread"):
                    where = str(path.relative_to(ROOT))
                    found[where] = found.get(where, 0) + 1
    assert found == THREADS


_RACE = """
import importlib, os, sys, threading, random
import concurrent.futures, multiprocessing, subprocess, json, re, hashlib, click, numpy, llvmlite.binding, rich.console, rich.progress
names, rounds = sys.argv[1].split(","), int(sys.argv[2])
assert not [m for m in sys.modules if m.startswith("undergo")]

def load(order, gate, faults):
    gate.wait()
    for name in order:
        try:
            importlib.import_module(name)
        except BaseException as e:
            faults.append(f"{name}: {type(e).__name__}: {e}")
            return

def once(i):
    sys.setswitchinterval(1e-5 if i % 2 else 1e-4)
    orders = [names, names[::-1]]
    if i % 3 == 2:
        orders = [random.Random(i).sample(names, len(names)), random.Random(-i).sample(names, len(names))]
    gate, faults = threading.Barrier(2), []
    threads = [threading.Thread(target=load, args=(order, gate, faults)) for order in orders]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if faults:
        print(f"round {i}:", *faults, flush=True)
    return bool(faults)

bad = 0
for i in range(rounds):
    child = os.fork()  # nothing of the package is loaded here
    if not child:
        os._exit(once(i))
    bad += os.waitpid(child, 0)[1] != 0
print(bad, "of", rounds)
"""


def race(names: list[str], rounds: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _RACE, ",".join(names), str(rounds)], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=1200, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def room(*prefixes: str) -> list[str]:
    return sorted(m for m in modules() if m.startswith(prefixes) and not m.endswith("__main__"))


def test_two_threads_import_the_checker() -> None:
    assert race(room("undergo.types"), 12) == "0 of 12\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "rooms", [("undergo.types", "undergo.syntax"), ("undergo.link", "undergo.asm"), ("undergo.escape", "undergo.decisions")]
)
def test_two_threads_import_rooms_in_both_orders(rooms: tuple[str, ...]) -> None:
    assert race(room(*rooms), 150) == "0 of 150\n"


@pytest.mark.slow
def test_two_threads_import_everything_in_both_orders() -> None:
    assert race(room("undergo"), 40) == "0 of 40\n"
