"""Instantiation must come to an end: a check for type parameters that are instantiated with types made of themselves.

Vertices are type parameters and types declared inside generic functions; an edge says that a type flows from one to another, with weight
1 if it is wrapped in something on the way. A cycle of positive weight can never be stamped out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from .objects import Package, TypeName
from .types import (
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Type,
    TypeParam,
    unalias,
)
from .typeset import type_set

if TYPE_CHECKING:
    from .check import Checker


class _Vertex:
    """weight, pre, len: of the heaviest path known to it."""

    __slots__ = ("weight", "pre", "len", "obj")

    def __init__(self, obj: TypeName) -> None:
        self.weight = 0
        self.pre = 0
        self.len = 0
        self.obj = obj


class MonoGraph:
    """canon: type parameters of methods' receivers -> those of their types; edges: (dst, src, weight, pos, type)."""

    __slots__ = ("vertices", "edges", "canon", "name_idx")

    def __init__(self) -> None:
        self.vertices: list[_Vertex] = []
        self.edges: list[tuple[int, int, int, int, Type]] = []
        self.canon: dict[TypeParam, TypeParam] = {}
        self.name_idx: dict[TypeName, int] = {}

    def record_canon(self, mpar: TypeParam, tpar: TypeParam) -> None:
        self.canon[mpar] = tpar

    def record_instance(self, pkg: Package, pos: int, tparams: list[TypeParam], targs: list[Type], xlist: Any) -> None:
        """The type parameters were instantiated with targs (written as xlist, where given)."""
        from .errors import start_pos

        for i, tpar in enumerate(tparams):
            p = start_pos(xlist[i]) if xlist and i < len(xlist) else pos
            self.assign(pkg, p, tpar, targs[i])

    def assign(self, pkg: Package, pos: int, tpar: TypeParam, targ: Type) -> None:
        # There are no templates of templates, so cycles stay within a package.
        if tpar.obj.pkg is not pkg or targ.__class__ is Basic:
            return
        self._flow(pkg, pos, tpar, targ, targ)

    def _flow(self, pkg: Package, pos: int, tpar: TypeParam, targ: Type, typ: Any) -> None:
        typ = unalias(typ)
        cls = typ.__class__
        if cls is Basic:
            return
        if cls is TypeParam:
            self.add_edge(self.type_param_vertex(tpar), self.type_param_vertex(typ), 0 if typ is targ else 1, pos, targ)
        elif cls is Named:
            src = self.local_named_vertex(pkg, typ.orig)
            if src >= 0:
                self.add_edge(self.type_param_vertex(tpar), src, 0 if typ is targ else 1, pos, targ)
            for t in typ.targs:
                self._flow(pkg, pos, tpar, targ, t)
        elif cls is Map:
            self._flow(pkg, pos, tpar, targ, typ.key)
            self._flow(pkg, pos, tpar, targ, typ.elem)
        elif cls in (Array, Chan, Pointer, Slice):
            self._flow(pkg, pos, tpar, targ, typ.elem)
        elif cls is Interface:
            for m in type_set(typ).methods:
                self._flow(pkg, pos, tpar, targ, m.typ)
        elif cls is Signature:
            for v in typ.params.vars + typ.results.vars:
                self._flow(pkg, pos, tpar, targ, v.typ)
        elif cls is Struct:
            for f in typ.fields:
                self._flow(pkg, pos, tpar, targ, f.typ)

    def local_named_vertex(self, pkg: Package, named: Named) -> int:
        """The vertex of a type declared inside a generic function, -1 for other types."""
        obj = named.obj
        if obj.pkg is not pkg:
            return -1
        root = pkg.scope
        if obj.parent is root or obj.parent is None:
            return -1
        idx = self.name_idx.get(obj)
        if idx is not None:
            return idx
        idx = -1
        scope: Optional[Any] = obj.parent
        while scope is not None and scope is not root:
            for elem in scope.elems.values():
                if elem.__class__ is TypeName and elem.typ.__class__ is TypeParam and elem.typ.obj is elem and elem.pos < obj.pos:
                    if idx < 0:
                        idx = len(self.vertices)
                        self.vertices.append(_Vertex(obj))
                    self.add_edge(idx, self.type_param_vertex(elem.typ), 1, obj.pos, elem.typ)
            scope = scope.parent
        self.name_idx[obj] = idx
        return idx

    def type_param_vertex(self, tpar: TypeParam) -> int:
        tpar = self.canon.get(tpar, tpar)
        idx = self.name_idx.get(tpar.obj)
        if idx is None:
            idx = self.name_idx[tpar.obj] = len(self.vertices)
            self.vertices.append(_Vertex(tpar.obj))
        return idx

    def add_edge(self, dst: int, src: int, weight: int, pos: int, typ: Type) -> None:
        self.edges.append((dst, src, weight, pos, typ))


def monomorph(check: "Checker") -> None:
    """Report instantiation without end: longest paths (Bellman-Ford) that grow as long as there are vertices."""
    graph = check.mono
    vertices = graph.vertices
    n = len(vertices)
    again = True
    while again:
        again = False
        for i, (dst_i, src_i, weight, _, _) in enumerate(graph.edges):
            src, dst = vertices[src_i], vertices[dst_i]
            w = src.weight + weight
            if w <= dst.weight:
                continue
            dst.pre = i
            dst.len = src.len + 1
            if dst.len == n:
                _report_instance_loop(check, dst_i)
                return
            dst.weight = w
            again = True


def _report_instance_loop(check: "Checker", v: int) -> None:
    from .errors import new_error
    from .typestring import relative_to, type_string

    graph = check.mono
    # Walk back until a vertex comes a second time: it is on the cycle.
    stack: list[int] = []
    while v not in stack:
        stack.append(v)
        v = graph.edges[graph.vertices[v].pre][1]
    stack = stack[stack.index(v) :]

    err = new_error(check, "InvalidInstanceCycle")
    err.addf(graph.vertices[v].obj, "instantiation cycle:")
    qf = relative_to(check.pkg)
    for i in stack:
        dst, _, _, pos, typ = graph.edges[graph.vertices[i].pre]
        obj = graph.vertices[dst].obj
        if obj.typ.__class__ is Named:
            err.addf(pos, "%s implicitly parameterized by %s", obj.name, type_string(typ, qf))
        else:
            err.addf(pos, "%s instantiated as %s", obj.name, type_string(typ, qf))
    err.report()
