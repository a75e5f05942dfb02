"""Identity, instances, substitution, method sets and layout, as code generation uses them."""

from __future__ import annotations

from typing import Any

import pytest

from undergo.types import sizes
from undergo.types import types as T
from undergo.types.basic import BYTE, RUNE, Typ
from undergo.types.context import type_key
from undergo.types.instantiate import InstantiateError, instantiate
from undergo.types.methodsets import method_set
from undergo.types.objects import Package
from undergo.types.predicates import identical
from undergo.types.subst import Substituter, ambient_tparams
from undergo.types.types import Pointer, Slice, Type
from undergo.types.typestring import type_string

from .source import check_source

INT, STRING = Typ[T.INT], Typ[T.STRING]


def type_of(pkg: Package, name: str) -> Type:
    obj = pkg.scope.lookup(name)
    assert obj is not None
    return obj.typ


def test_identical_types_have_equal_keys() -> None:
    pkg = check_source(
        """
        package p
        type G[P any] struct{ x P }
        type E interface{ m() ; n(int) string }
        var a0, a1 = []G[int]{}, []G[int]{}
        var b0 func(x int, y ...string) error
        var b1 func(int, ...string) (err error)
        var c0 interface{ n(int) string; m() }
        var c1 interface{ E }
        var d0 struct{ a int "t" }
        var d1 struct{ a int }
        var e0 map[string]chan<- []byte
        var e1 map[string]chan<- []uint8
        var f0 chan int
        var f1 <-chan int
        """
    )
    expected = {"a": True, "b": True, "c": True, "d": False, "e": True, "f": False}
    for name, same in expected.items():
        x, y = type_of(pkg, name + "0"), type_of(pkg, name + "1")
        assert identical(x, y) is same, name
        assert (type_key(x) == type_key(y)) is same, name
    assert identical(BYTE, Typ[T.UINT8]) and identical(RUNE, Typ[T.INT32]) and not identical(BYTE, Typ[T.INT8])


def test_instances_are_one_object() -> None:
    pkg = check_source("package p; type L[P any] struct { next *L[P]; x P }; func (l *L[P]) Get() P { return l.x }")
    generic = type_of(pkg, "L")
    inst: Any = instantiate(generic, [Slice(INT)])
    assert instantiate(generic, [Slice(INT)]) is inst
    assert inst.underlying().fields[0].typ.elem is inst
    get = inst.own_methods()[0]
    assert type_string(get.typ) == "func() []int"
    assert get.origin is generic.own_methods()[0]  # type: ignore[attr-defined]
    with pytest.raises(InstantiateError, match="got 2 type arguments"):
        instantiate(generic, [INT, INT], validate=True)


def test_constraints_are_verified() -> None:
    pkg = check_source("package p; type N interface { ~int | ~string }; type S[P N] struct{}")
    with pytest.raises(InstantiateError, match="float64 does not satisfy p.N"):
        instantiate(type_of(pkg, "S"), [Typ[T.FLOAT64]], validate=True)


def test_substituter_instantiates_local_types() -> None:
    pkg = check_source(
        """
        package p
        type Box[E any] struct{ e E }
        func F[A, B any](a A, b B) {
            type pair struct { a A; b *pair }
            var p pair
            var q Box[pair]
            _, _ = p, q
        }
        """
    )
    f: Any = pkg.scope.lookup("F")
    body = f.decl.body.list
    pair = body[1].decl_list[0].name_list[0].obj.typ
    box = body[2].decl_list[0].name_list[0].obj.typ
    assert ambient_tparams(pair.obj) == f.typ.tparams
    env = Substituter(f.typ.tparams, [INT, STRING])
    inst = env.typ(pair)
    assert env.typ(pair) is inst is Substituter(f.typ.tparams, [INT, STRING]).typ(pair)
    assert type_string(inst.underlying()) == "struct{a int; b *p.pair[int,string]}".replace(",", ", ")
    assert env.typ(box).underlying().fields[0].typ is inst
    assert Substituter(f.typ.tparams, [STRING, STRING]).typ(pair) is not inst
    assert env.typ(INT) is INT


def test_substituter_finds_implicit_parameters_of_methods() -> None:
    pkg = check_source("package p; type S[P any] struct{}; func (S[Q]) M[R any](r R) { type t struct { Q Q; R R }; var x t; _ = x }")
    s: Any = type_of(pkg, "S")
    m = s.own_methods()[0]
    t = m.decl.body.list[1].decl_list[0].name_list[0].obj.typ
    env = Substituter(m.typ.recv_tparams + m.typ.tparams, [INT, STRING])
    assert type_string(env.typ(t).underlying()) == "struct{Q int; R string}"


METHODS = """
package p
type A struct{}
func (A) Val()  {}
func (*A) Ptr() {}
func (A) hidden() {}
type I interface { Do(); Val() }
type B struct { A; n int }
type C struct { *A; I }
type D struct { B; *C }
type E struct { B; Ptr int }
type P *A
"""


def names(t: Type) -> list[str]:
    return [e.name for e in method_set(t)]


def test_method_sets() -> None:
    pkg = check_source(METHODS)
    a, b, c, d, e, p, i = (type_of(pkg, n) for n in "ABCDEPI")
    assert names(a) == ["Val", "hidden"]
    assert names(Pointer(a)) == ["Ptr", "Val", "hidden"]
    assert names(b) == ["Val", "hidden"] and names(Pointer(b)) == ["Ptr", "Val", "hidden"]
    assert names(c) == ["Do", "Ptr", "hidden"]  # Val is ambiguous; *A brings Ptr in
    assert names(d) == ["Do"]  # Ptr and hidden stand at the same depth in A and in C's A
    assert names(Pointer(e)) == ["Val", "hidden"]  # the field Ptr hides the method
    assert names(p) == [] and names(i) == ["Do", "Val"] and names(Pointer(i)) == []
    entry = {m.name: m for m in method_set(Pointer(b))}["Ptr"]
    assert entry.index == [0, 1] and entry.ptr_recv and entry.ptr_recv_needed and not entry.indirect


@pytest.mark.parametrize(
    "text, size, alignment, offsets",
    [
        ("struct{}", 0, 1, []),
        ("struct{ a byte; b int64; c byte }", 24, 8, [0, 8, 16]),
        ("struct{ a int32; b struct{} }", 8, 4, [0, 4]),
        ("struct{ b struct{} }", 0, 1, [0]),
        ("struct{ a [0]int64; b byte }", 8, 8, [0, 0]),
        ("struct{ a complex64; b byte }", 12, 4, [0, 8]),
        ("struct{ s string; i any; e []int; m map[int]int; f func() }", 72, 8, [0, 16, 32, 56, 64]),
        ("[3]struct{ a int16; b byte }", 12, 2, None),
        ("struct{ f uintptr; a [1<<62]int }", -1, 8, None),
    ],
)
def test_layout(text: str, size: int, alignment: int, offsets: Any) -> None:
    t = type_of(check_source(f"package p; type T {text}"), "T")
    assert sizes.sizeof(t) == size
    assert sizes.alignof(t) == alignment
    if offsets is not None:
        assert sizes.offsetsof(t) == offsets
