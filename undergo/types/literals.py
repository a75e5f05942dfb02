"""Literals: numbers and strings, function literals, composite literals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import constants as C
from . import types as T
from .assignments import assignment
from .basic import INVALID_TYPE, Typ
from .call import use
from .const import overflow
from .cycles import is_complete
from .errors import INVALID_OP, error, errorf, version_errorf
from .expr import generic_expr
from .lookup import deref, field_path, lookup_field_or_method
from .objects import Var
from .operand import Operand
from .predicates import identical, is_non_type_param_interface, is_valid
from .types import Array, Map, Signature, Slice, Struct, Type
from .under import common_under
from .version import GO1_13, GO1_27, allow_version, verify_versionf

if TYPE_CHECKING:
    from .check import Checker

# index.index and typexpr.typ, set by expr.connect.
check_index: Any = None
check_typ: Any = None

_KIND_TYPES = {
    "int": Typ[T.UNTYPED_INT],
    "float": Typ[T.UNTYPED_FLOAT],
    "imag": Typ[T.UNTYPED_COMPLEX],
    "rune": Typ[T.UNTYPED_RUNE],
    "string": Typ[T.UNTYPED_STRING],
}
MAX_LITERAL = 10000


def lang_compat(check: "Checker", lit: nodes.BasicLit) -> None:
    """Report number literals that the language version does not know."""
    s = lit.value
    if len(s) <= 2 or allow_version(check, GO1_13):
        return
    if "_" in s:
        version_errorf(check, lit, GO1_13, "underscore in numeric literal")
        return
    if s[0] != "0":
        return
    radix = s[1]
    if radix in "bB":
        version_errorf(check, lit, GO1_13, "binary literal")
    elif radix in "oO":
        version_errorf(check, lit, GO1_13, "0o/0O-style octal literal")
    elif lit.kind != "int" and radix in "xX":
        version_errorf(check, lit, GO1_13, "hexadecimal floating-point literal")


def basic_lit(check: "Checker", x: Operand, e: nodes.BasicLit) -> None:
    kind = e.kind
    s = e.value
    if kind != "string" and kind != "rune":
        if check.version and check.version < GO1_13:
            lang_compat(check, e)
        if len(s) > MAX_LITERAL:
            # Avoid the time it takes to convert numbers that nobody writes.
            errorf(check, e, "InvalidConstVal", "excessively long constant: %s... (%d chars)", s[:10], len(s))
            return
    val = C.make_from_literal(s, kind)
    if val is C.UNKNOWN:
        errorf(check, e, "InvalidConstVal", "malformed constant: %s", s)
        return
    x.mode = "constant"
    x.typ = _KIND_TYPES[kind]
    x.val = val
    x.expr = e
    if val.__class__ is int and val.bit_length() > 64 or val.__class__ is bytes:
        overflow(check, x, e.pos)


def func_lit(check: "Checker", x: Operand, e: nodes.FuncLit) -> None:
    from .stmt import func_body

    sig = check_typ(check, e.type)
    if sig.__class__ is not Signature:
        errorf(check, e, "InvalidSyntaxTree", "invalid function literal %s", e)
        x.mode = "invalid"
        return
    if e.body is not None and not check.conf.ignore_func_bodies:
        # The body is checked when the enclosing statement is done: variables that it declares are known then.
        decl, iota, body = check.decl, check.iota, e.body
        check.later(lambda: func_body(check, decl, "<function literal>", sig, body, iota))
    x.mode = "value"
    x.typ = sig


def composite_lit(check: "Checker", x: Operand, e: nodes.CompositeLit, hint: Optional[Type]) -> None:
    is_elem = False
    typ: Type
    if e.type is not None:
        if e.type.__class__ is nodes.ArrayType and e.type.len is None:
            # [...]T: the length follows from the elements.
            from .typexpr import var_type

            typ = Array(var_type(check, e.type.elem), -1)
        else:
            typ = check_typ(check, e.type)
        base = typ
    elif hint is not None:
        typ = base = hint
        u, _ = common_under(base, None)
        # *T implies &T{}
        if u is not None:
            b, is_ptr = deref(u)
            if is_ptr:
                base = b
        is_elem = True
    else:
        error(check, e, "UntypedLit", "missing type in composite literal")
        typ = base = INVALID_TYPE
    if not is_complete(check, base):
        x.mode = "invalid"
        return

    utyp, _ = common_under(base, None)
    cls = utyp.__class__
    if cls is Struct:
        if e.elem_list:
            if e.elem_list[0].__class__ is nodes.KeyValueExpr:
                _keyed_struct(check, x, e, utyp, base)  # type: ignore[arg-type]
            else:
                _positional_struct(check, x, e, utyp, base)  # type: ignore[arg-type]
    elif cls is Array:
        n = indexed_elts(check, e.elem_list, utyp.elem, utyp.len)  # type: ignore[union-attr]
        if utyp.len < 0:  # type: ignore[union-attr]
            utyp.len = n  # type: ignore[union-attr]
            if e.type is not None:
                e.type.typ = utyp
                e.type.mode = "typexpr"
    elif cls is Slice:
        indexed_elts(check, e.elem_list, utyp.elem, -1)  # type: ignore[union-attr]
    elif cls is Map:
        _map_lit(check, x, e, utyp)  # type: ignore[arg-type]
    else:
        for elem in e.elem_list:
            use(check, elem.value if elem.__class__ is nodes.KeyValueExpr else elem)
        if utyp is None or is_valid(utyp):
            qualifier = " element" if is_elem else ""
            cause = " (no common underlying type)" if utyp is None else ""
            errorf(check, e, "InvalidLit", "invalid composite literal%s type %s%s", qualifier, typ, cause)
            x.mode = "invalid"
            return
    x.mode = "value"
    x.typ = typ


def _keyed_struct(check: "Checker", x: Operand, e: nodes.CompositeLit, utyp: Struct, base: Type) -> None:
    from .call import lookup_error

    visited: dict[tuple[int, ...], Var] = {}
    for elem in e.elem_list:
        if elem.__class__ is not nodes.KeyValueExpr:
            error(check, elem, "MixedStructLit", "mixture of field:value and value elements in struct literal")
            continue
        kv: nodes.KeyValueExpr = elem
        key = kv.key
        # Do all possible checks early, before any of them ends the element.
        generic_expr(check, x, kv.value, None)
        if key.__class__ is not nodes.Name:
            errorf(check, kv, "InvalidLitField", "invalid field name %s in struct literal", key)
            continue
        name: str = key.value
        obj, index, indirect = lookup_field_or_method(utyp, False, check.pkg, name, False)
        if obj is None:
            alt, _, _ = lookup_field_or_method(utyp, False, check.pkg, name, True)
            error(check, key, "MissingLitField", lookup_error(check, base, name, alt, True))
            continue
        if obj.__class__ is not Var:
            errorf(check, key, "MissingLitField", "%s is not a field", key)
            continue
        assert index is not None
        if len(index) > 1 and check.version and check.version < GO1_27:
            if not verify_versionf(
                check, key, GO1_27, "use of promoted field %s in struct literal of type %s", field_path(utyp, index), base
            ):
                continue
        if indirect:
            errorf(check, key, "InvalidLitField", "invalid implicit pointer indirection to reach %s", key)
            continue
        key.obj = obj
        assignment(check, x, obj.typ, "struct literal")
        _note_field(check, kv, visited, tuple(index), obj)


def _note_field(check: "Checker", kv: nodes.KeyValueExpr, visited: dict[tuple[int, ...], Var], path: tuple[int, ...], fld: Var) -> None:
    """Report a field that is given twice, by itself or together with a field around or inside it."""
    if path in visited:
        errorf(check, kv, "DuplicateLitField", "duplicate field name %s in struct literal", fld.name)
        return
    n = len(path)
    if n > 1:
        visited.setdefault((), fld)  # from now on, paths of different lengths have to be compared
    if () in visited:
        for other, alt in visited.items():
            m = len(other)
            if 0 < m < n and path[:m] == other:
                errorf(
                    check, kv, "DuplicateLitField", "cannot specify promoted field %s and enclosing embedded field %s",
                    fld.name, alt.name,
                )  # fmt: skip
                return
            if m > n and other[:n] == path:
                errorf(
                    check, kv, "DuplicateLitField", "cannot specify embedded field %s and enclosed promoted field %s",
                    fld.name, alt.name,
                )  # fmt: skip
                return
    visited[path] = fld


def _positional_struct(check: "Checker", x: Operand, e: nodes.CompositeLit, utyp: Struct, base: Type) -> None:
    fields = utyp.fields
    for i, elem in enumerate(e.elem_list):
        if elem.__class__ is nodes.KeyValueExpr:
            error(check, elem, "MixedStructLit", "mixture of field:value and value elements in struct literal")
            continue
        generic_expr(check, x, elem, None)
        if i >= len(fields):
            errorf(check, x, "InvalidStructLit", "too many values in struct literal of type %s", base)
            break
        fld = fields[i]
        if fld.pkg is not check.pkg and not fld.exported():
            errorf(
                check, x, "UnexportedLitField", "implicit assignment to unexported field %s in struct literal of type %s",
                fld.name, base,
            )  # fmt: skip
            continue
        assignment(check, x, fld.typ, "struct literal")
    if len(e.elem_list) < len(fields):
        hint = ""
        if any(f.pkg is not check.pkg and not f.exported() for f in fields):
            hint = " (type has unexported fields - use key:value pairs)"
        errorf(check, e.rbrace, "InvalidStructLit", "too few values in struct literal of type %s%s", base, hint)


def key_val(val: Any) -> Any:
    """A constant as a dict key: numerically equal values of any kind give the same one."""
    cls = val.__class__
    if cls is bool:
        return (val,)  # not equal to 0 and 1
    if cls is C.Complex:
        f = C.to_float(val)
        if f is C.UNKNOWN:
            return complex(C.to_float64(val.re), C.to_float64(val.im))
        val = f
    if cls is not int and cls is not bytes:
        i = C.to_int(val)
        return C.to_float64(val) if i is C.UNKNOWN else i
    return val


def _map_lit(check: "Checker", x: Operand, e: nodes.CompositeLit, utyp: Map) -> None:
    key_type, elem_type = utyp.key, utyp.elem
    key_is_interface = is_non_type_param_interface(key_type)
    visited: dict[Any, list[Type]] = {}
    for elem in e.elem_list:
        if elem.__class__ is not nodes.KeyValueExpr:
            error(check, elem, "MissingLitKey", "missing key in map literal")
            continue
        kv: nodes.KeyValueExpr = elem
        generic_expr(check, x, kv.key, key_type)
        assignment(check, x, key_type, "map literal")
        if x.mode == "invalid":
            continue
        if x.mode == "constant" and x.val is not C.UNKNOWN:
            key = key_val(x.val)
            types = visited.get(key)
            if types is None:
                visited[key] = [x.typ]
            elif not key_is_interface or any(identical(t, x.typ) for t in types):
                errorf(check, x, "DuplicateLitKey", "duplicate key %s in map literal", C.to_string(x.val))
                continue
            else:
                types.append(x.typ)
        generic_expr(check, x, kv.value, elem_type)
        assignment(check, x, elem_type, "map literal")


def indexed_elts(check: "Checker", elts: list[nodes.Expr], typ: Type, length: int) -> int:
    """Check the elements of an array or slice literal (length < 0: no limit); returns the resulting length."""
    visited: Optional[set[int]] = None
    idx = largest = 0
    x = Operand()
    for e in elts:
        valid = False
        value = e
        if e.__class__ is nodes.KeyValueExpr:
            if visited is None:
                visited = set(range(idx))
            key = e.key
            key_type, i = check_index(check, key, length)
            if is_valid(key_type):
                if i >= 0:
                    idx = i
                    valid = True
                    if i >= 1 << 20:
                        check.pkg.has_large_arrays = True
                else:
                    errorf(check, e, "InvalidLitIndex", "index %s must be integer constant", key)
            value = e.value
        elif 0 <= length <= idx:
            errorf(check, e, "OversizeArrayLit", "index %d is out of bounds (>= %d)", idx, length)
        else:
            valid = True
        if valid and visited is not None:
            if idx in visited:
                errorf(check, e, "DuplicateLitKey", "duplicate index %d in array or slice literal", idx)
            visited.add(idx)
        idx += 1
        if idx > largest:
            largest = idx
        generic_expr(check, x, value, typ)
        if x.typ is not typ or x.mode != "value":
            assignment(check, x, typ, "array or slice literal")
    return largest


_ = INVALID_OP
