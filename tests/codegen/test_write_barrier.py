"""Which stores have a write barrier: the code of one package, function by function."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

SOURCE = """package main

import "sync/atomic"

type node struct {
	left, right *node
	n           int
}

type large struct{ p [20]*int }

type medium struct {
	p [3]*int
	n [4]int
}

var (
	global *node
	count  int
)

//go:noinline
func field(n, x *node) { n.left = x }

//go:noinline
func both(n, x *node) { n.left = x; n.right = x }

//go:noinline
func cleared(n *node) { n.left = nil }

//go:noinline
func variable(x *node) { global = x }

//go:noinline
func element(s []any, v any) { s[1] = v }

//go:noinline
func parameter(m map[int]*node, x *node) { m[1] = x }

//go:noinline
func number(n *node) { n.n = 5; count++ }

//go:noinline
func fresh(x *node) *node { return &node{left: x, right: &node{right: x}} }

//go:noinline
func boxed(s []string) any { return s }

//go:noinline
func closure(x *node) func() *node { return func() *node { return x } }

//go:noinline
func local(x *node) int {
	var n node
	p := &n
	p.left = x
	fill := func() { n.right = x }
	fill()
	a := [4]*node{x}
	a[count&3] = x
	return look(&n) + len(a)
}

//go:noinline
func look(n *node) int { return n.n }

//go:noinline
func copied(d, s *medium) { *d = *s }

//go:noinline
func copiedLarge(d, s *large) { *d = *s }

//go:noinline
func clearedLarge(d *large) { *d = large{} }

//go:noinline
func slices(d, s []*int) { copy(d, s) }

//go:noinline
func bytes(d, s []byte) { copy(d, s) }

//go:noinline
func appended(s []*int, x *int) []*int { return append(s, x, x) }

//go:noinline
func stored(p *atomic.Pointer[node], x *node) { p.Store(x) }

//go:noinline
func swapped(p *atomic.Pointer[node], x *node) *node { return p.Swap(x) }

//go:noinline
func compared(p *atomic.Pointer[node], x *node) bool { return p.CompareAndSwap(nil, x) }

func main() {
	n := &node{}
	field(n, n)
	both(n, n)
	cleared(n)
	variable(n)
	element(make([]any, 2), n)
	parameter(map[int]*node{}, n)
	number(n)
	fresh(n)
	boxed(nil)
	closure(n)()
	local(n)
	copied(new(medium), new(medium))
	copiedLarge(new(large), new(large))
	clearedLarge(new(large))
	slices(nil, nil)
	bytes(nil, nil)
	appended(nil, nil)
	var p atomic.Pointer[node]
	stored(&p, n)
	swapped(&p, n)
	compared(&p, n)
}
"""

# function -> (questions whether marking is under way, values handed over, functions that do it all)
WANTED: dict[str, tuple[int, int, list[str]]] = {
    "field": (1, 1, []),
    "both": (1, 2, []),  # one question for a straight line
    "cleared": (1, 1, []),
    "variable": (1, 1, []),
    "element": (1, 1, []),  # of an interface's two words
    "parameter": (1, 1, []),
    "number": (0, 0, []),
    "fresh": (0, 0, []),
    "boxed": (0, 0, []),
    "closure": (0, 0, []),
    "local": (0, 0, []),
    "local.func1": (0, 0, []),  # the variable it changes lies in its maker's frame
    "copied": (1, 3, []),
    "copiedLarge": (0, 0, ["typedmemmove"]),
    "clearedLarge": (0, 0, ["typedmemclr"]),
    "slices": (0, 0, ["typedslicecopy"]),
    "bytes": (0, 0, []),
    "appended": (1, 2, []),
}

ATOMIC: dict[str, tuple[int, int]] = {
    "sync/atomic.(*Pointer[main.node]).Store": (1, 1),
    "sync/atomic.(*Pointer[main.node]).Swap": (1, 1),
    "sync/atomic.(*Pointer[main.node]).CompareAndSwap": (1, 1),
}


@pytest.fixture(scope="module")
def functions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The code of each function of the package, before LLVM has changed it."""
    folder = tmp_path_factory.mktemp("barrier")
    source, ir = folder / "main.go", folder / "main.ll"
    command = [sys.executable, "-m", "undergo", "build", "-o", str(folder / "program"), str(source)]
    source.write_text(SOURCE)
    subprocess.run(command, check=True, timeout=600)  # what the package needs is compiled now
    source.write_text(SOURCE + "\n// once more, alone\n")
    subprocess.run(command, check=True, timeout=600, env={**os.environ, "UNDERGOIR": str(ir)})
    found = re.findall(r'^define .*?@("?)([^\n]*?)\1\(.*?\{\n(.*?)^\}', ir.read_text(), re.M | re.S)
    return {name: body for _, name, body in found}


def barriers(body: str) -> tuple[int, int]:
    return body.count("load volatile i32, ptr @runtime.writeBarrier"), body.count("call preserve_allcc void @runtime.gcWriteBarrier")


@pytest.mark.parametrize("name", WANTED)
def test_barriers_of_function(functions: dict[str, str], name: str) -> None:
    body = functions["main." + name].replace('@"', "@").replace('"', "")
    questions, values, whole = WANTED[name]
    assert barriers(body) == (questions, values)
    assert re.findall(r"@runtime\.(typed\w+)\(", body) == whole


@pytest.mark.parametrize("name", ATOMIC)
def test_barriers_of_atomics(functions: dict[str, str], name: str) -> None:
    body = functions[name].replace('@"', "@").replace('"', "")
    assert barriers(body) == ATOMIC[name]
    assert "store atomic" not in body


def test_old_value_is_read_before_and_asked_for_after(functions: dict[str, str]) -> None:
    body = functions["main.field"].replace('"', "")
    order = [
        body.index(text) for text in ("= load ptr", " store ptr", "load volatile i32, ptr @runtime.writeBarrier", "@runtime.gcWriteBarrier")
    ]
    assert order == sorted(order)
