"""Struct types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .basic import INVALID_TYPE
from .constants import unquote
from .errors import error, errorf, new_error, start_pos
from .lookup import deref
from .objects import Object, Var
from .predicates import is_type_param, is_valid
from .types import Basic, Interface, Pointer, Struct, Type
from .typexpr import var_type

if TYPE_CHECKING:
    from .check import Checker


def struct_type(check: "Checker", styp: Struct, e: nodes.StructType) -> None:
    """Set up styp from a struct type expression."""
    fields: list[Var] = []
    tags: Optional[list[str]] = None
    seen: dict[str, Object] = {}
    typ: Type = INVALID_TYPE
    prev: Optional[nodes.Expr] = None
    for i, f in enumerate(e.field_list):
        # Fields declared in one list share the type.
        if f.type is not prev:
            prev = f.type
            typ = var_type(check, f.type)
        text = ""
        if i < len(e.tag_list):
            text = tag(check, e.tag_list[i])
        name = f.name
        embedded = name is None
        if name is None:
            name = embedded_field_ident(f.type)
            pos = start_pos(f.type)
            if name is None:
                errorf(check, pos, "InvalidSyntaxTree", "invalid embedded field type %s", f.type)
                name = nodes.Name(pos, "_")
                typ = INVALID_TYPE
                text = ""
            else:
                _check_embedded_later(check, typ, pos)
                name = nodes.Name(name.pos, name.value)  # the type's own identifier keeps its object
        if text and tags is None:
            tags = [""] * len(fields)
        fld = Var(name.pos, check.pkg, name.value, typ, "field")
        fld.embedded = embedded
        if name.value == "_" or declare_in_set(check, seen, name.pos, fld):
            fields.append(fld)
            if tags is not None:
                tags.append(text)
            name.obj = fld
    styp.fields = fields
    styp.tags = tags or []


def _check_embedded_later(check: "Checker", typ: Type, pos: int) -> None:
    """Embedded types must be (pointers to) types other than pointers; they may not be complete yet."""

    def look() -> None:
        t, is_ptr = deref(typ)
        u = t.underlying()
        cls = u.__class__
        if cls is Basic:
            if is_valid(t) and u.kind == T.UNSAFE_POINTER:  # type: ignore[attr-defined]
                error(check, pos, "InvalidPtrEmbed", "embedded field type cannot be unsafe.Pointer")
        elif cls is Pointer:
            error(check, pos, "InvalidPtrEmbed", "embedded field type cannot be a pointer")
        elif cls is Interface:
            if is_type_param(t):
                error(check, pos, "MisplacedTypeParam", "embedded field type cannot be a (pointer to a) type parameter")
            elif is_ptr:
                error(check, pos, "InvalidPtrEmbed", "embedded field type cannot be a pointer to an interface")

    check.later(look)


def embedded_field_ident(e: Any) -> Optional[nodes.Name]:
    """The name of an embedded field: the type's without package, pointer and type arguments. None if e cannot be embedded."""
    cls = e.__class__
    if cls is nodes.Name:
        return e  # type: ignore[no-any-return]
    if cls is nodes.Operation:
        if e.op == "*" and e.y is None:
            inner = e.x
            if not (inner.__class__ is nodes.Operation and inner.op == "*" and inner.y is None):
                return embedded_field_ident(inner)
        return None
    if cls is nodes.SelectorExpr:
        return e.sel  # type: ignore[no-any-return]
    if cls is nodes.IndexExpr:
        return embedded_field_ident(e.x)
    return None


def declare_in_set(check: "Checker", seen: dict[str, Object], pos: int, obj: Object) -> bool:
    key = obj.id()
    alt = seen.get(key)
    if alt is not None:
        err = new_error(check, "DuplicateDecl")
        err.addf(pos, "%s redeclared", obj.name)
        err.add_alt_decl(alt)
        err.report()
        return False
    seen[key] = obj
    return True


def tag(check: "Checker", t: Optional[nodes.BasicLit]) -> str:
    """The text of a field tag."""
    if t is None or t.bad:
        return ""
    if t.kind == "string":
        val = unquote(t.value)
        if val is not None:
            return val.decode("utf-8", "surrogateescape")
    errorf(check, t, "InvalidSyntaxTree", "incorrect tag syntax: %q", t.value)
    return ""
