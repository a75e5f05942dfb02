"""Export data: what an importing package sees is what was exported; nothing is decoded before it is needed."""

from __future__ import annotations

from typing import Any

from undergo.syntax import nodes
from undergo.syntax.positions import FileTable, col_of, line_of
from undergo.types.exportbodies import export_bodies, function_body
from undergo.types.exportdata import export_package, import_package
from undergo.types.objects import Func, Package, TypeName
from undergo.types.predicates import identical
from undergo.types.types import Named
from undergo.types.typestring import object_string, type_string

from .source import check_source

LIBRARY = """
package lib

import "unsafe"

type Stack[T any] struct {
	items []T
	next  *Stack[T]
}

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }

func (s *Stack[T]) Each(f func(int, T) bool) {
	type step struct{ index int; value T }
	var last step
	for i, x := range s.items {
		last = step{i, x}
		if !f(last.index, last.value) {
			break
		}
	}
}

type Number interface{ ~int | ~float64 }

func Map[K comparable, V, W any](m map[K]V, f func(V) W) map[K]W {
	out := make(map[K]W, len(m))
	for k, v := range m {
		out[k] = f(v)
	}
	return out
}

type Tree struct {
	Left, Right *Tree
	hidden      unsafe.Pointer `tag:"x"`
}

func (t *Tree) Walk(visit func(*Tree)) {}
func (t Tree) String() string         { return "tree" }

type Visitor interface {
	Visit(*Tree) Visitor
	error
}

type Pair[A, B any] = struct { First A; Second B }

const (
	Big  = 1 << 100
	Pi   = 3.14159
	C    = 1 + 2i
	Name = "lib"
)

var Default Visitor
var ints Stack[int]
"""


def load_library() -> tuple[Package, Package]:
    files = FileTable()
    pkg = check_source(LIBRARY, "lib", files=files)

    def load(path: str) -> Package:
        raise AssertionError(path)

    return pkg, import_package(export_package(pkg, files), load, files, export_bodies(pkg, files))


def test_every_object_reads_back_as_it_was_written() -> None:
    pkg, imported = load_library()
    assert set(imported.scope.elems) == {n for n in pkg.scope.elems}
    for name in pkg.scope.elems:
        a, b = pkg.scope.lookup(name), imported.scope.lookup(name)
        assert a is not None and b is not None
        assert object_string(a) == object_string(b)
        assert line_of(a.pos) == line_of(b.pos) and col_of(a.pos) == col_of(b.pos)
        if a.__class__ is TypeName and a.typ.__class__ is Named:
            assert [object_string(m) for m in a.typ.own_methods()] == [object_string(m) for m in b.typ.own_methods()]  # type: ignore[attr-defined]
    assert [imported.scope.lookup(n).val for n in ("Big", "Name")] == [1 << 100, b"lib"]


def test_objects_are_decoded_when_looked_up() -> None:
    _, imported = load_library()
    elems: Any = imported.scope.elems
    assert not dict.keys(elems)
    tree: Any = imported.scope.lookup("Tree")
    assert list(dict.keys(elems)) == ["Tree"]
    assert tree.typ.resolver is not None
    assert type_string(tree.typ.underlying().fields[0].typ) == "*lib.Tree"
    assert tree.typ.resolver is None


def test_importing_package_checks_against_export_data() -> None:
    _, imported = load_library()
    pkg = check_source(
        """
        package p
        import "lib"
        type T struct{ *lib.Tree }
        func f(t T, s lib.Stack[string]) string {
            s.Push(t.String())
            t.Walk(func(x *lib.Tree) { x.Left = nil })
            m := lib.Map(map[string]int{}, func(i int) bool { return i > 0 })
            if m["a"] { return lib.Name }
            var p lib.Pair[int, string]
            return p.Second
        }
        """,
        load=lambda path: imported,
    )
    assert pkg.complete


def test_generic_bodies_come_with_their_annotations() -> None:
    pkg, imported = load_library()
    original: Any = pkg.scope.lookup("Map")
    f: Any = imported.scope.lookup("Map")
    decl = function_body(f)
    assert decl is not None and decl is function_body(f)
    assert _shape(decl) == _shape(original.decl)
    assert decl.body is not None
    loop: Any = decl.body.list[1]
    assert loop.init.x.obj is f.typ.params.vars[0]  # the parameter itself, not a copy


def test_local_types_of_generic_methods_refer_to_the_receivers_parameters() -> None:
    _, imported = load_library()
    stack: Any = imported.scope.lookup("Stack")
    each: Func = [m for m in stack.typ.own_methods() if m.name == "Each"][0]
    decl = function_body(each)
    assert decl is not None and decl.body is not None
    last: Any = decl.body.list[1].decl_list[0].name_list[0].obj  # type: ignore[attr-defined]
    step: Any = last.typ.obj
    recv_param = each.typ.recv_tparams[0]  # type: ignore[attr-defined]
    assert step.ambient == [recv_param]
    assert step.typ.underlying().fields[1].typ is recv_param


def test_instances_are_shared_between_packages() -> None:
    _, imported = load_library()
    ints: Any = imported.scope.lookup("ints")
    pkg = check_source('package p; import "lib"; var X lib.Stack[int]', load=lambda path: imported)
    x: Any = pkg.scope.lookup("X")
    assert x.typ is ints.typ and identical(x.typ, ints.typ)


def _shape(n: Any) -> Any:
    """A tree as nested tuples, with the texts of types."""
    if isinstance(n, nodes.Node):
        typ = getattr(n, "typ", None)
        return (
            n.__class__.__name__,
            n.pos & (1 << 40) - 1,
            type_string(typ) if typ is not None else None,
            getattr(n, "value", None) if isinstance(n, (nodes.Name, nodes.BasicLit)) else None,
            [_shape(getattr(n, slot, None)) for slot in n.children],
        )
    return [_shape(x) for x in n] if isinstance(n, list) else None
