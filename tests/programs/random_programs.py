"""Random Go programs, run by both toolchains: whatever a program prints, and its exit status, must be the same.

    python -m tests.programs.random_programs [--count N] [--seed S] [--size F] [--keep FOLDER]

A program is made from its seed alone. It computes with values of most kinds (integers of all widths, floats, strings, structs, arrays,
slices, maps, pointers, interfaces, closures), through calls, methods, generic functions, defer, panic and recover, iterators, channels and
goroutines, and prints what the variables of each function hold. Nothing in it depends on what the language leaves open: the order of map
iteration, the evaluation of operands beside calls that change them, conversions of floats out of range.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

INTS = ("int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64")
BITS = {"int": 64, "uint": 64, "int8": 8, "int16": 16, "int32": 32, "int64": 64, "uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64}
SCALARS = (*INTS, "float64", "float32", "string", "bool")

PRELUDE = """package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

var failure = errors.New("failure")

var _ = strings.Index

type number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

func larger[T number](a, b T) T {
	if a > b {
		return a
	}
	return b
}

func fold[T, R any](s []T, start R, f func(R, T) R) R {
	for _, v := range s {
		start = f(start, v)
	}
	return start
}

func each[T any](s []T) func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}

func upto(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		defer func() { steps++ }()
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

func pick[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

type box[T any] struct {
	v    T
	next *box[T]
}

func (b *box[T]) push(v T) *box[T] { return &box[T]{v, b} }
func (b *box[T]) len() (n int) {
	for ; b != nil; b = b.next {
		n++
	}
	return n
}

var steps, budget = 0, 4000

func spend() bool { budget--; return budget < 0 }

var sum uint64 = 14695981039346656037

func show(where string, values ...any) {
	text := fmt.Sprint(values...)
	for i := 0; i < len(text); i++ {
		sum = (sum ^ uint64(text[i])) * 1099511628211
	}
	if len(text) > 300 {
		text = text[:300]
	}
	fmt.Println(where, text)
}

func guard(where string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				show(where, "recovered", e.Error())
			} else {
				show(where, "recovered", r)
			}
		}
	}()
	f()
}

type shape interface {
	area() int
	grow(by int) shape
}
"""


class Struct:
    """A struct type: name, fields (name, type)."""

    def __init__(self, name: str, fields: list[tuple[str, str]]) -> None:
        self.name = name
        self.fields = fields


class Generator:
    """Makes one program."""

    def __init__(self, seed: int, size: float = 1.0) -> None:
        self.r = random.Random(seed)
        self.size = size
        self.out: list[str] = []
        self.indent = 0
        self.names = 0
        self.structs: dict[str, Struct] = {}
        self.functions: list[tuple[str, list[str], list[str]]] = []
        self.scope: list[list[tuple[str, str, bool]]] = []  # blocks of (name, type, assignable)
        self.results: list[str] = []
        self.loops: list[str] = []
        self.depth = 0

    # ---------------------------------------------------------------- helpers

    def line(self, text: str) -> None:
        self.out.append("\t" * self.indent + text)

    def name(self, prefix: str = "v") -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def chance(self, p: float) -> bool:
        return self.r.random() < p

    def choose(self, options: "list[str] | tuple[str, ...]") -> str:
        return self.r.choice(options)

    def variables(self, t: str, assignable: bool = False) -> list[str]:
        return [n for block in self.scope for n, vt, a in block if vt == t and (a or not assignable)]

    def anything(self, match: Callable[[str], bool], assignable: bool = False) -> list[tuple[str, str]]:
        return [(n, vt) for block in self.scope for n, vt, a in block if match(vt) and (a or not assignable)]

    def declare(self, name: str, t: str, assignable: bool = True) -> None:
        self.scope[-1].append((name, t, assignable))

    # ---------------------------------------------------------------- types

    def type(self, depth: int = 2) -> str:
        k = self.r.random()
        if depth == 0 or k < 0.55:
            return self.choose(SCALARS)
        if k < 0.67 and self.structs:
            return self.choose(list(self.structs))
        if k < 0.75:
            return f"[{self.choose(('1', '2', '3', '4', '8'))}]{self.type(depth - 1)}"
        if k < 0.88:
            return f"[]{self.type(depth - 1)}"
        if k < 0.93:
            return f"map[{self.choose(('string', 'int', 'uint8', 'int32', 'bool', '[2]int'))}]{self.type(depth - 1)}"
        if k < 0.96 and self.structs:
            return "*" + self.choose(list(self.structs))
        return self.choose(("any", "shape", "error"))

    @staticmethod
    def element(t: str) -> str:
        return t[t.index("]") + 1 :]

    @staticmethod
    def key(t: str) -> str:
        depth, i = 0, 3
        while True:
            depth += {"[": 1, "]": -1}.get(t[i], 0)
            i += 1
            if not depth:
                return t[4 : i - 1]

    def value_of_map(self, t: str) -> str:
        return t[5 + len(self.key(t)) :]

    def is_array(self, t: str) -> bool:
        return t[0] == "[" and t[1] != "]"

    def comparable(self, t: str) -> bool:
        if t in SCALARS or t[0] == "*":
            return True
        if self.is_array(t):
            return self.comparable(self.element(t))
        if t in self.structs:
            return all(self.comparable(ft) for _, ft in self.structs[t].fields)
        return False

    # ---------------------------------------------------------------- expressions

    def literal(self, t: str, depth: int = 2) -> str:
        r = self.r
        if t in INTS:
            bits = BITS[t]
            low, high = (0, 2**bits - 1) if t[0] == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
            v = r.choice((0, 1, 2, 3, 7, r.randint(0, 20), r.randint(low, high), low, high, high - 1))
            return str(v)
        if t in ("float64", "float32"):
            return r.choice(("0.5", "1.0", "-2.25", "3.0", "1e3", "-0.125", str(r.randint(1, 99)) + ".5"))
        if t == "string":
            return r.choice(
                ('""', '"a"', '"Go"', '"héllo"', '"日本"', '"x\\x00y"', '"longer text than sixteen"', "`raw\\n`", f'"{r.randint(0, 999)}"')
            )
        if t == "bool":
            return r.choice(("true", "false"))
        if t == "any":
            return r.choice(("any(1)", 'any("s")', "any(2.5)", "any(nil)", "any([2]int{1, 2})", "any(uint8(200))", "any(failure)"))
        if t == "error":
            return r.choice(("failure", "error(nil)", 'fmt.Errorf("wrapped %w", failure)'))
        if t == "shape":
            return r.choice(("shape(square(3))", "shape(&rect{2, 3})", "shape(rect{4, 5})", "shape(nested{rect{1, 2}, 7})"))
        if t[0] == "*":
            return f"&{self.literal(t[1:], depth - 1)}" if depth > 0 else f"new({t[1:]})"
        if t in self.structs:
            if depth <= 0:
                return f"{t}{{}}"
            if self.chance(0.5):
                return f"{t}{{{', '.join(self.expr(ft, depth - 1) for _, ft in self.structs[t].fields)}}}"
            fields = [f for f in self.structs[t].fields if self.chance(0.6)]
            return f"{t}{{{', '.join(f'{n}: {self.expr(ft, depth - 1)}' for n, ft in fields)}}}"
        if t.startswith("map["):
            k, v = self.key(t), self.value_of_map(t)
            keys = {self.literal(k, 0) for _ in range(r.randint(0, 3))}
            if k.startswith("["):
                keys = {f"{k}{{{i}, {r.randint(0, 3)}}}" for i in range(r.randint(0, 3))}
            if k in INTS:
                keys = {str(r.randint(0, 100)) for _ in keys}
            return f"{t}{{{', '.join(f'{x}: {self.expr(v, depth - 1)}' for x in sorted(keys))}}}"
        count = int(t[1 : t.index("]")]) if self.is_array(t) else 4
        e = self.element(t)
        n = r.randint(0, count)
        if depth <= 0:
            n = min(n, 1)
        items = [self.expr(e, depth - 1) for _ in range(n)]
        return f"{t}{{{', '.join(items)}}}"

    def expr(self, t: str, depth: int = 3) -> str:
        """An expression of type t."""
        have = self.variables(t)
        if depth <= 0:
            return self.choose(have) if have and self.chance(0.7) else self.typed_literal(t)
        makers: list[Callable[[str, int], "str | None"]] = [
            self._variable, self._variable, self._operation, self._operation, self._call, self._part, self._part, self._conversion, self._special,
        ]  # fmt: skip
        for _ in range(4):
            text = self.r.choice(makers)(t, depth - 1)
            if text is not None:
                return text
        return self.choose(have) if have and self.chance(0.7) else self.typed_literal(t, depth)

    def typed_literal(self, t: str, depth: int = 0) -> str:
        """A literal that has type t wherever it stands, and is no constant (constants may not overflow)."""
        text = self.literal(t, depth)
        return (
            f"pick(true, {t}({text}), {t}(0))" if t in INTS or t.startswith("float") else text if t != "bool" else f"(steps >= 0) == {text}"
        )

    def _variable(self, t: str, depth: int) -> "str | None":
        have = self.variables(t)
        return self.choose(have) if have else None

    def _part(self, t: str, depth: int) -> "str | None":
        """A field, element or pointee."""
        options: list[str] = []
        for n, vt in self.anything(lambda _: True):
            if vt in self.structs or vt[0] == "*" and vt[1:] in self.structs:
                options += [f"{n}.{f}" for f, ft in self.structs[vt.lstrip("*")].fields if ft == t]
            if vt[0] == "[" and self.element(vt) == t:
                if self.is_array(vt):
                    options.append(f"{n}[{self._index(depth)} % {vt[1 : vt.index(']')]}]")
                elif self.chance(0.2):
                    options.append(f"{n}[{self.expr('int', depth)}]")
                else:
                    options.append(f"at({n}, {self._index(depth)})")
            if vt.startswith("map[") and self.value_of_map(vt) == t:
                options.append(f"{n}[{self.expr(self.key(vt), depth)}]")
            if vt == "*" + t:
                options.append(f"(*{n})")
        return self.choose(options) if options else None

    def _index(self, depth: int) -> str:
        return f"uint({self.expr(self.choose(('uint8', 'int', 'uint')), depth)})"

    def _operation(self, t: str, depth: int) -> "str | None":
        if t in INTS:
            k = self.r.random()
            a = self.expr(t, depth)
            if k < 0.5:
                return f"({a} {self.choose(('+', '-', '*', '&', '|', '^', '&^'))} {self.expr(t, depth)})"
            if k < 0.65:
                divisor = f"({self.expr(t, depth)} | 1)" if self.chance(0.9) else self.expr(t, depth)
                return f"({a} {self.choose(('/', '%'))} {divisor})"
            if k < 0.72:
                return f"({a} {self.choose(('/', '%'))} {self.choose(('1', '2', '3', '7', '8', '10', '100'))})"
            if k < 0.9:
                count = f"({self.expr(self.choose(('uint', 'uint8', 'uint32')), depth)} % 70)"
                return f"({a} {self.choose(('<<', '>>'))} {self.choose((count, str(self.r.randint(0, 66))))})"
            return f"({self.choose(('-', '^', '+'))}{a})"
        if t.startswith("float"):
            return f"({self.expr(t, depth)} {self.choose(('+', '-', '*', '/'))} {self.expr(t, depth)})"
        if t == "string":
            return f"clip({self.expr(t, depth)} + {self.expr(t, depth)})"
        if t == "bool":
            k = self.r.random()
            if k < 0.25:
                return f"({self.expr(t, depth)} {self.choose(('&&', '||'))} {self.expr(t, depth)})"
            if k < 0.35:
                return f"!{self.expr(t, depth)}"
            if k < 0.85:
                other = self.choose((*INTS, "string", "float64"))
                return f"({self.expr(other, depth)} {self.choose(('==', '!=', '<', '<=', '>', '>='))} {self.expr(other, depth)})"
            others = [vt for _, vt in self.anything(self.comparable)]
            if others:
                other = self.choose(others)
                a, b = (self.choose(self.variables(other)) for _ in range(2))
                if a != b:
                    return f"({a} {self.choose(('==', '!='))} {b})"
        return None

    def _call(self, t: str, depth: int) -> "str | None":
        options = [f for f in self.functions if f[2] == [t]]
        closures = self.anything(lambda vt: vt.startswith("func(") and vt.endswith(") " + t))
        if closures and self.chance(0.5):
            n, vt = self.r.choice(closures)
            params = [p for p in vt[5 : vt.index(")")].split(", ") if p]
            return f"{n}({', '.join(self.expr(p, depth) for p in params)})"
        if not options or depth < 1:
            return None
        name, params, _ = self.r.choice(options)
        if name.startswith("."):
            return f"({self.expr(params[0], 0)}){name}({', '.join(self.expr(p, depth - 1) for p in params[1:])})"
        return f"{name}({', '.join(self.expr(p, depth - 1) for p in params)})"

    def _conversion(self, t: str, depth: int) -> "str | None":
        if t in INTS:
            return f"{t}({self.expr(self.choose(INTS), depth)})"
        if t == "float64":
            return f"float64({self.expr(self.choose((*INTS[:5], 'float32')), depth)})"
        if t == "float32":
            return f"float32({self.expr('int16', depth)})"
        if t == "string":
            return self.choose((f"string(rune({self.expr('uint16', depth)}))", f"fmt.Sprint({self.expr(self.choose(SCALARS), depth)})"))
        if t == "any":
            return f"any({self.expr(self.type(1), depth)})"
        if t == "[]uint8":
            return f"[]byte({self.expr('string', depth)})"
        if t == "shape" and self.chance(0.5):
            return f"{self.expr(t, depth)}.grow({self.expr('int', depth)} % 10)"
        return None

    def _special(self, t: str, depth: int) -> "str | None":
        if t == "int":
            options = [f"len({n})" for n, vt in self.anything(lambda vt: vt == "string" or vt[0] == "[" or vt.startswith("map["))]
            options += [f"{n}.area()" for n in self.variables("shape")]
            options += [
                f"strings.Index({self.expr('string', depth)}, {self.expr('string', 0)})",
                f"(*box[int])(nil).push({self.expr(t, 0)}).len()",
            ]
            options += [
                f"fold({n}, 0, func(a int, _ {self.element(vt)}) int {{ return a*3 + 1 }})"
                for n, vt in self.anything(lambda v: v[:2] == "[]")
            ]
            return self.choose(options)
        if t in INTS or t.startswith("float"):
            return self.choose(
                (f"larger({self.expr(t, depth)}, {self.expr(t, depth)})", f"min({self.expr(t, depth)}, {self.expr(t, depth)})")
            )
        if t[:2] == "[]":
            have = self.variables(t)
            if have:
                n = self.choose(have)
                return self.choose(
                    (
                        f"append({n}[:len({n}):len({n})], {self.expr(self.element(t), depth)})",
                        f"{n}[:len({n})/2]",
                        f"{n}[len({n})/2:]",
                        f"tail({n})",
                    )
                )
        if self.chance(0.4):
            return f"pick({self.expr('bool', depth)}, {self.expr(t, depth)}, {self.expr(t, depth)})"
        if self.chance(0.3):
            return f"func() {t} {{ return {self.expr(t, depth)} }}()"
        return None

    # ---------------------------------------------------------------- statements

    def block(self, body: Callable[[], None]) -> None:
        self.indent += 1
        self.scope.append([])
        body()
        self.scope.pop()
        self.indent -= 1

    def statements(self, n: int) -> None:
        for _ in range(n):
            self.statement()

    def inner(self) -> None:
        self.statements(self.r.randint(1, 3))

    def statement(self) -> None:
        makers = [
            self._declaration, self._declaration, self._assignment, self._assignment, self._assignment, self._assignment, self._append,
            self._map_change, self._show,
        ]  # fmt: skip
        if self.depth < 3:
            makers += [
                self._if,
                self._for,
                self._range,
                self._switch,
                self._closure,
                self._type_switch,
                self._defer,
                self._channel,
                self._goroutines,
            ]
            makers += [self._guard, self._swap, self._leave, self._pointer, self._iterate]
        self.depth += 1
        self.r.choice(makers)()
        self.depth -= 1

    def _declaration(self) -> None:
        t = self.type()
        name = self.name()
        if self.chance(0.25):
            self.line(f"var {name} {t}")
        elif self.chance(0.3):
            self.line(f"var {name} {t} = {self.expr(t)}")
        else:
            text = self.expr(t)
            self.line(f"{name} := {t}({text})" if t[0] != "*" and "func" not in t else f"{name} := {text}")
        self.line(f"_ = {name}")
        self.declare(name, t)

    def _target(self) -> "tuple[str, str] | None":
        options = self.anything(lambda vt: not vt.startswith("func"), True)
        if not options:
            return None
        n, t = self.r.choice(options)
        while self.chance(0.6):
            if t in self.structs:
                f, ft = self.r.choice(self.structs[t].fields)
                n, t = f"{n}.{f}", ft
            elif t[0] == "*" and t[1:] in self.structs:
                f, ft = self.r.choice(self.structs[t[1:]].fields)
                n, t = f"{n}.{f}", ft
            elif self.is_array(t):
                n, t = f"{n}[{self._index(1)} % {t[1 : t.index(']')]}]", self.element(t)
            elif t[0] == "[" and self.chance(0.4):
                n, t = f"{n}[{self.r.randint(0, 3)}]", self.element(t)
            else:
                break
        return n, t

    def _assignment(self) -> None:
        where = self._target()
        if where is None:
            return self._declaration()
        n, t = where
        if t in INTS and self.chance(0.5):
            if self.chance(0.2):
                self.line(f"{n}{self.choose(('++', '--'))}")
            else:
                self.line(f"{n} {self.choose(('+=', '-=', '*=', '&=', '|=', '^=', '&^='))} {self.expr(t)}")
        elif t == "string" and self.chance(0.4):
            self.line(f"{n} += {self.expr(t)}")
            self.line(f"{n} = clip({n})")
        else:
            self.line(f"{n} = {self.expr(t)}")
        return None

    def _swap(self) -> None:
        a = self._target()
        if a is None:
            return
        others = self.variables(a[1], True)
        if others:
            b = self.choose(others)
            if b != a[0]:
                self.line(f"{a[0]}, {b} = {b}, {a[0]}")

    def _append(self) -> None:
        options = self.anything(lambda vt: vt[:2] == "[]", True)
        if not options:
            return
        n, t = self.r.choice(options)
        e = self.element(t)
        self.line(f"if len({n}) < 40 {{")
        self.block(lambda: self.line(f"{n} = append({n}, {', '.join(self.expr(e) for _ in range(self.r.randint(1, 3)))})"))
        self.line("}")
        if self.chance(0.3):
            self.line(f"copy({n}, tail({n}))")

    def _map_change(self) -> None:
        options = self.anything(lambda vt: vt.startswith("map["), True)
        if not options:
            return
        n, t = self.r.choice(options)
        k, v = self.key(t), self.value_of_map(t)
        if self.chance(0.3):
            self.line(f"delete({n}, {self.expr(k)})")
        elif v in INTS and self.chance(0.4):
            self.line(f"{n}[{self.expr(k)}] += {self.expr(v)}")
        else:
            self.line(f"{n}[{self.expr(k)}] = {self.expr(v)}")

    def _show(self) -> None:
        values = [n for n, vt in self.anything(self.printable)]
        if values:
            chosen = self.r.sample(values, min(len(values), 4))
            self.line(f'show("{self.name("at")}", {", ".join(chosen)})')

    def printable(self, t: str) -> bool:
        """No addresses in it."""
        if t.startswith("func") or t[0] == "*" or t in ("any", "shape"):
            return False
        if t in SCALARS or t == "error":
            return True
        if t in self.structs:
            return all(self.printable(ft) for _, ft in self.structs[t].fields)
        if t.startswith("map["):
            return self.printable(self.value_of_map(t))
        return self.printable(self.element(t))

    def _if(self) -> None:
        if self.chance(0.3):
            t = self.choose(SCALARS)
            name = self.name()
            self.line(f"if {name} := {self.expr(t)}; {name} == {self.expr(t)} {{")
        else:
            self.line(f"if {self.expr('bool')} {{")
        self.block(self.inner)
        if self.chance(0.4):
            self.line("} else {")
            self.block(self.inner)
        self.line("}")

    def _loop_body(self, extra: "list[tuple[str, str]]") -> None:
        def body() -> None:
            for n, t in extra:
                self.line(f"_ = {n}")
                self.declare(n, t, False)
            self.line("if spend() {")
            self.line("\tbreak")
            self.line("}")
            self.inner()
            if self.chance(0.25):
                self.line(f"if {self.expr('bool')} {{")
                target = " " + self.choose(self.loops) if self.loops and self.chance(0.6) else ""
                self.line(f"\t{self.choose(('break', 'continue'))}{target}")
                self.line("}")

        self.block(body)

    def _labelled(self, head: str, extra: "list[tuple[str, str]]") -> None:
        label = ""
        if self.chance(0.4):
            label = self.name("L")
            self.loops.append(label)
            self.line(f"{label}:")
        at = len(self.out)
        self.line(head)
        self._loop_body(extra)
        self.line("}")
        if label:
            self.loops.pop()
            if not any(f" {label}" in text for text in self.out[at:]):
                del self.out[at - 1]

    def _for(self) -> None:
        i = self.name("i")
        k = self.r.random()
        if k < 0.4:
            self._labelled(f"for {i} := 0; {i} < {self.r.randint(1, 6)}; {i}++ {{", [(i, "int")])
        elif k < 0.6:
            self._labelled(f"for {i} := uint8({self.r.randint(250, 255)}); {i} >= {self.r.randint(240, 249)}; {i}-- {{", [(i, "uint8")])
        elif k < 0.8:
            self._labelled(f"for {i} := range {self.r.randint(0, 5)} {{", [(i, "int")])
        else:
            self._labelled(f"for {i} := range upto({self.r.randint(0, 5)}) {{", [(i, "int")])

    def _range(self) -> None:
        options = self.anything(lambda vt: vt == "string" or vt[0] == "[")
        if not options:
            return
        n, t = self.r.choice(options)
        i, v = self.name("i"), self.name()
        e = "int32" if t == "string" else self.element(t)
        if t[:2] == "[]" and self.chance(0.3):
            n = f"each({n})"
        self._labelled(f"for {i}, {v} := range {n} {{", [(i, "int"), (v, e)])

    def _iterate(self) -> None:
        """Over a map, with a result that no order changes."""
        options = self.anything(lambda vt: vt.startswith("map["))
        if not options:
            return
        n, t = self.r.choice(options)
        total, k, v = self.name(), self.name(), self.name()
        self.line(f"{total} := len({n})")
        self.line(f"for {k}, {v} := range {n} {{")
        self.line(f"\t_, _ = {k}, {v}")
        self.line(f"\t{total} ^= len(fmt.Sprint({k})) * 7")
        self.line("}")
        self.declare(total, "int")

    def _switch(self) -> None:
        t = self.choose(("int", "uint8", "string", "int64", "bool"))
        if t == "bool":
            self.line("switch {")
            for _ in range(self.r.randint(1, 3)):
                self.line(f"case {self.expr('bool')}:")
                self.block(self.inner)
        else:
            self.line(f"switch {self.expr(t)} {{")
            cases = sorted({self.literal(t) for _ in range(4)} if t != "uint8" else {str(self.r.randint(0, 255)) for _ in range(4)})
            for c in cases:
                self.line(f"case {c}:")
                self.block(self.inner)
                if self.chance(0.2) and c != cases[-1]:
                    self.line("\tfallthrough")
        if self.chance(0.6):
            self.line("default:")
            self.block(self.inner)
        self.line("}")

    def _type_switch(self) -> None:
        n = self.name()
        value = self.expr("any", 2)
        self.line(f"switch {n} := any({value}).(type) {{")
        for t in self.r.sample(["int", "string", "float64", "uint8", "[2]int", "error", "bool", "[]int", *self.structs], 3):

            def body(t: str = t) -> None:
                self.line(f"_ = {n}")
                self.declare(n, t)
                self.inner()

            self.line(f"case {t}:")
            self.block(body)
        self.line("default:")
        self.line(f"\t_ = {n}")
        self.line("}")

    def _function_body(self, params: "list[tuple[str, str]]", results: list[str], n: int) -> None:
        outer, self.results = self.results, results
        loops, self.loops = self.loops, []

        def body() -> None:
            for name, t in params:
                self.declare(name, t)
            self.statements(n)
            self.line(f"return {', '.join(self.expr(t) for t in results)}")

        self.block(body)
        self.results, self.loops = outer, loops

    def _closure(self) -> None:
        params = [(self.name("p"), self.choose(SCALARS)) for _ in range(self.r.randint(0, 2))]
        result = self.choose(SCALARS)
        name = self.name("f")
        self.line(f"{name} := func({', '.join(f'{p} {t}' for p, t in params)}) {result} {{")
        self._function_body(params, [result], self.r.randint(1, 2))
        self.line("}")
        self.line(f"_ = {name}")
        self.declare(name, f"func({', '.join(t for _, t in params)}) {result}", False)

    def _defer(self) -> None:
        self.line("defer func() {")
        outer, self.results = self.results, []
        loops, self.loops = self.loops, []
        self.block(self.inner)
        self.results, self.loops = outer, loops
        self.line("}()")

    def _guard(self) -> None:
        self.line(f'guard("{self.name("guard")}", func() {{')
        outer, self.results = self.results, []
        loops, self.loops = self.loops, []

        def body() -> None:
            self.inner()
            if self.chance(0.5):
                self.line(f"if {self.expr('bool')} {{")
                self.line(f"\tpanic({self.choose((self.expr('string'), 'failure', self.expr('int')))})")
                self.line("}")

        self.block(body)
        self.results, self.loops = outer, loops
        self.line("})")

    def _leave(self) -> None:
        self.line(f"if {self.expr('bool')} {{")
        values = ", ".join(self.expr(t) for t in self.results)
        self.line(f"\treturn {values}".rstrip())
        self.line("}")

    def _pointer(self) -> None:
        options = self.anything(lambda vt: vt in self.structs, True)
        if not options:
            return
        n, t = self.r.choice(options)
        p = self.name("p")
        self.line(f"{p} := &{n}")
        self.line(f"_ = {p}")
        self.declare(p, "*" + t)

    def _channel(self) -> None:
        t = self.type(1)
        ch, v, ok = self.name("c"), self.name(), self.name()
        n = self.r.randint(1, 3)
        self.line(f"{ch} := make(chan {t}, {n})")
        for _ in range(self.r.randint(0, n)):
            self.line(f"{ch} <- {self.expr(t)}")
        self.line(f"close({ch})")
        self.line("select {")
        self.line(f"case {v}, {ok} := <-{ch}:")
        self.line(f"\t_, _ = {v}, {ok}")

        def body() -> None:
            self.declare(v, t)
            self.declare(ok, "bool")
            self.inner()

        self.block(body)
        self.line("}")

    def _goroutines(self) -> None:
        ch, n, total = self.name("c"), self.name("n"), self.name()
        count = self.r.randint(1, 4)
        self.line(f"{ch} := make(chan int)")
        self.line(f"for {n} := range {count} {{")
        self.line("\tgo func() {")
        self.line(f"\t\t{ch} <- {n} * {self.r.randint(1, 99)}")
        self.line("\t}()")
        self.line("}")
        self.line(f"{total} := 0")
        self.line(f"for range {count} {{")
        self.line(f"\t{total} += <-{ch}")
        self.line("}")
        self.declare(total, "int")

    # ---------------------------------------------------------------- declarations

    def function(self) -> None:
        name = self.name("fn")
        params = [(self.name("p"), self.type()) for _ in range(self.r.randint(0, 5))]
        results = [self.type() for _ in range(1)] if self.chance(0.8) else [self.type(1), self.type(1)]
        named = [(self.name("r"), t) for t in results]
        shown = ", ".join(f"{n} {t}" for n, t in named) if self.chance(0.5) else ""
        text = f"({shown})" if shown else f"({', '.join(results)})" if len(results) > 1 else results[0]
        receiver = ""
        if self.structs and self.chance(0.3):
            s = self.choose(list(self.structs))
            holder = s if self.chance(0.5) else "*" + s
            if holder[0] != "*":
                receiver = f"({self.name('s')} {holder}) "
        self.line(f"func {receiver}{name}({', '.join(f'{p} {t}' for p, t in params)}) {text} {{")
        self.line("\tif spend() {")
        zero = ", ".join(f"*new({t})" for t in results)
        self.line(f"\t\treturn {zero}")
        self.line("\t}")
        self.scope = [[(n, t, True) for n, t in named] if shown else []]
        if receiver:
            self.scope[0].append((receiver[1:].split()[0], receiver.split()[1][:-1], True))
        self._function_body(params, results, self.r.randint(3, 7))
        self.line("}")
        self.line("")
        types = [t for _, t in params]
        if receiver:
            self.functions.append((f".{name}", [receiver.split()[1][:-1], *types], results))
        else:
            self.functions.append((name, types, results))

    def program(self) -> str:
        for i in range(self.r.randint(1, 4)):
            fields = [(f"F{j}", self.type()) for j in range(self.r.randint(1, 6))]
            s = Struct(f"S{i}", fields)
            self.line(f"type {s.name} struct {{")
            for n, t in fields:
                self.line(f"\t{n} {t}")
            self.line("}")
            self.structs[s.name] = s
        for _ in range(max(2, int(self.r.randint(4, 9) * self.size))):
            self.function()
        globals_ = []
        self.scope = [[]]
        for _ in range(3):
            t, n = self.type(), self.name("g")
            globals_.append(f"var {n} {t} = {self.literal(t)}")
        self.line("func main() {")
        self.scope = [[]]

        def body() -> None:
            for name, params, results in self.functions:
                for _ in range(2):
                    self.line("budget = 3000")
                    arguments = [self.expr(p, 2) for p in params]
                    call = f"{arguments[0]}{name}({', '.join(arguments[1:])})" if name[0] == "." else f"{name}({', '.join(arguments)})"
                    names = [self.name() for _ in results]
                    self.line(f'guard("{name}", func() {{')
                    self.line(f"\t{', '.join(names)} := {call}")
                    shown = [n for n, t in zip(names, results, strict=True) if self.printable(t)]
                    self.line(f"\t{', '.join('_' for _ in names)} = {', '.join(names)}")
                    if shown:
                        self.line(f'\tshow("{name}", {", ".join(shown)})')
                    self.line("})")
            self.line('show("end", sum, steps)')
            self.line("if steps > 100000 {")
            self.line("\tos.Exit(3)")
            self.line("}")

        self.block(body)
        self.line("}")
        return PRELUDE + _SHAPES + "\n".join(globals_ + self.out) + "\n"


_SHAPES = """
type square int

func (s square) area() int         { return int(s) * int(s) }
func (s square) grow(by int) shape { return s + square(by) }

type rect struct{ w, h int }

func (r rect) area() int          { return r.w * r.h }
func (r *rect) widen(by int) *rect { r.w += by; return r }
func (r rect) grow(by int) shape  { return r.widen(by) }

type nested struct {
	rect
	depth uint8
}

func (n nested) area() int { return n.rect.area() + int(n.depth) }

func clip(s string) string {
	if len(s) > 60 {
		return s[:30]
	}
	return s
}

func at[T any](s []T, i uint) (v T) {
	if len(s) == 0 {
		return v
	}
	return s[i%uint(len(s))]
}

func tail[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s[1:]
}

"""


def make_program(seed: int, size: float = 1.0) -> str:
    """The text of the program of a seed."""
    return Generator(seed, size).program()


def run(command: list[str], folder: str, timeout: float = 60.0) -> tuple[int, str]:
    """Exit status and output of a program; panics and goroutine dumps are cut to their first line."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "GO111MODULE": "off", "GOFLAGS": ""}
    try:
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, errors="surrogateescape", timeout=timeout)
    except subprocess.TimeoutExpired:
        return -1, "timeout"
    first = done.stderr.split("\n", 1)[0] if done.returncode else ""
    return done.returncode, done.stdout + first


def compare(seed: int, size: float, folder: str) -> str:
    """ "" if both toolchains agree, "skip: ..." if the reference refuses the program, else what differs."""
    path = os.path.join(folder, f"p{seed}.go")
    Path(path).write_text(make_program(seed, size), encoding="utf-8")
    reference, ours = os.path.join(folder, f"ref{seed}"), os.path.join(folder, f"our{seed}")
    go = os.path.join(os.path.dirname(sys.executable), "go")
    status, text = run([go, "build", "-o", reference, path], folder, 120)
    refused = status != 0
    if refused:
        done = subprocess.run([go, "build", "-o", reference, path], cwd=folder, capture_output=True, text=True, check=False)
        text = done.stderr
    mine = subprocess.run(
        [sys.executable, "-m", "undergo", "build", "-o", ours, path],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if refused:
        return (
            f"skip: {text.splitlines()[1] if len(text.splitlines()) > 1 else text}"
            if mine.returncode == 1 and mine.stderr == text
            else f"errors differ\n{text}---\n{mine.stderr}"
        )
    if mine.returncode:
        return f"not compiled:\n{mine.stderr[:2000]}"
    want, got = run([reference], folder), run([ours], folder)
    for binary in (reference, ours):
        os.unlink(binary)
    if want == got:
        os.unlink(path)
        return ""
    for a, b in zip(want[1].splitlines(), got[1].splitlines(), strict=False):
        if a != b:
            return f"status {want[0]} and {got[0]}; the reference prints\n  {a}\nUndergo\n  {b}"
    return f"status {want[0]} and {got[0]}; {len(want[1])} and {len(got[1])} characters; the last {want[1][-200:]!r} and {got[1][-200:]!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--keep", default="", help="folder for the programs that differ")
    parser.add_argument("--print", action="store_true", dest="show", help="print the program of --seed")
    options = parser.parse_args()
    if options.show:
        print(make_program(options.seed, options.size), end="")
        return 0
    folder = options.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    bad = skipped = 0
    for seed in range(options.seed, options.seed + options.count):
        difference = compare(seed, options.size, folder)
        if difference.startswith("skip"):
            skipped += 1
            print(f"seed {seed}: {difference}", flush=True)
        elif difference:
            bad += 1
            print(f"seed {seed}: {difference}", flush=True)
    print(f"{options.count - bad - skipped} of {options.count} programs do the same, {skipped} are refused by the reference, {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
