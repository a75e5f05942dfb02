"""Index and slice expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import constants as C
from . import types as T
from .assignments import assignment
from .basic import BYTE, INVALID_TYPE, Typ
from .call import use
from .const import convert_untyped, represent
from .cycles import is_complete
from .errors import INVALID_ARG, INVALID_OP, error, errorf
from .expr import expr, expr_or_type, generic_expr, non_generic
from .operand import Operand
from .predicates import all_integer, identical, is_string, is_type_param, is_untyped, is_valid
from .types import Array, Basic, Interface, Map, Pointer, Signature, Slice, Type
from .under import typeset, under_is

if TYPE_CHECKING:
    from .check import Checker


def index_expr(check: "Checker", x: Operand, e: nodes.IndexExpr) -> bool:
    """x[i]. True: e instantiates a generic function, which the caller has to do (x is the function)."""
    expr_or_type(check, x, e.x, True)
    mode = x.mode
    if mode == "invalid":
        use(check, e.index)
        return False
    if mode == "typexpr":
        from .typexpr import var_type

        # A generic type instantiated.
        x.mode = "invalid"
        x.typ = var_type(check, e)
        if is_valid(x.typ):
            x.mode = "typexpr"
        x.expr = e
        return False
    if mode == "value":
        sig = x.typ.underlying()
        if sig.__class__ is Signature and sig.tparams:
            return True
    non_generic(check, None, x)
    if x.mode == "invalid":
        return False
    typ = x.typ
    if not is_complete(check, typ):
        x.mode = "invalid"
        return False
    u = typ.underlying()
    cls = u.__class__
    if (cls is Pointer or cls is Map) and not is_complete(check, u.elem):  # type: ignore[attr-defined]
        x.mode = "invalid"
        return False

    valid = False
    length = -1
    if cls is Slice:
        valid = True
        x.mode = "variable"
        x.typ = u.elem  # type: ignore[attr-defined]
    elif cls is Basic:
        if u.info & T.IS_STRING:  # type: ignore[attr-defined]
            valid = True
            if x.mode == "constant":
                length = len(x.val)
            x.mode = "value"
            x.typ = BYTE  # an indexed string gives a byte, by that name
    elif cls is Array:
        valid = True
        length = u.len  # type: ignore[attr-defined]
        if x.mode != "variable":
            x.mode = "value"
        x.typ = u.elem  # type: ignore[attr-defined]
    elif cls is Pointer:
        arr = u.elem.underlying()  # type: ignore[attr-defined]
        if arr.__class__ is Array:
            valid = True
            length = arr.len
            x.mode = "variable"
            x.typ = arr.elem
    elif cls is Map:
        return _map_index(check, x, e, u.key, u.elem)  # type: ignore[attr-defined]
    elif cls is Interface and is_type_param(typ):
        found = _type_param_index(x)
        if found is not None:
            mode, key, elem, length = found
            if key is not None:
                return _map_index(check, x, e, key, elem)
            valid = True
            x.mode = mode
            x.typ = elem
    if not valid:
        errorf(check, e.pos, "NonSliceableOperand", "cannot index %s", x)
        use(check, e.index)
        x.mode = "invalid"
        return False
    i = single_index(check, e)
    if i is None:
        x.mode = "invalid"
        return False
    if x.typ is None:
        x.typ = INVALID_TYPE
    index(check, i, length)
    return False


def _map_index(check: "Checker", x: Operand, e: nodes.IndexExpr, key_type: Type, elem: Type) -> bool:
    i = single_index(check, e)
    if i is None:
        x.mode = "invalid"
        return False
    key = Operand()
    generic_expr(check, key, i, None)
    assignment(check, key, key_type, "map index")
    # The key's error was reported; the element type is known all the same.
    x.mode = "mapindex"
    x.typ = elem
    x.expr = e
    return False


def _type_param_index(x: Operand) -> Optional[tuple[str, Optional[Type], Any, int]]:
    """(mode, key type if all are maps, element type, smallest length) of indexing a type parameter's value, or None."""
    key: Optional[Type] = None
    elem: Optional[Type] = None
    length = -1
    result_mode = "variable"

    def same(u: Optional[Type]) -> bool:
        nonlocal key, elem, length, result_mode
        l = -1
        k: Optional[Type] = None
        e: Optional[Type] = None
        cls = u.__class__
        if cls is Basic:
            if is_string(u):  # type: ignore[arg-type]
                e = BYTE
                result_mode = "value"
        elif cls is Array:
            l, e = u.len, u.elem  # type: ignore[union-attr]
            if x.mode != "variable":
                result_mode = "value"
        elif cls is Pointer:
            arr = u.elem.underlying()  # type: ignore[union-attr]
            if arr.__class__ is Array:
                l, e = arr.len, arr.elem
        elif cls is Slice:
            e = u.elem  # type: ignore[union-attr]
        elif cls is Map:
            k, e = u.key, u.elem  # type: ignore[union-attr]
        if e is None:
            return False
        if elem is None:
            length, key, elem = l, k, e
            return True
        # Either all types are maps of the same key type, or none is.
        if (key is None) != (k is None) or (key is not None and not identical(key, k)):  # type: ignore[arg-type]
            return False
        if not identical(elem, e):
            return False
        if 0 <= l < length:
            length = l
        return True

    return (result_mode, key, elem, length) if under_is(x.typ, same) else None


def slice_expr(check: "Checker", x: Operand, e: nodes.SliceExpr) -> None:
    expr(check, None, x, e.x)
    if x.mode == "invalid":
        use(check, *e.index)
        return

    # The common underlying type; strings count as []byte among other types.
    ct: Optional[Type] = None
    cu: Any = None
    has_string = False
    failed = False
    for t, u in typeset(x.typ):
        if u is None:
            errorf(check, x, "NonSliceableOperand", "cannot slice %s: no specific type in %s", x, x.typ)
            failed = True
            break
        if is_string(u):
            u = Slice(BYTE)
            has_string = True
        if cu is None:
            ct, cu = t, u
            continue
        if not identical(cu, u):
            errorf(
                check, x, "NonSliceableOperand", "cannot slice %s: %s and %s have different underlying types", x, ct, t
            )  # fmt: skip
            failed = True
            break
    if failed:
        cu = None
    if has_string and not failed:
        cu = Typ[T.STRING]
        if not is_type_param(x.typ):
            cu = x.typ.underlying()
    xu = x.typ.underlying()
    if xu.__class__ is Pointer and not is_complete(check, xu.elem):
        x.mode = "invalid"
        return

    valid = False
    length = -1
    cls = cu.__class__
    if cu is None:
        x.mode = "invalid"
        return
    if cls is Slice:
        valid = True
    elif cls is Basic:
        if cu.info & T.IS_STRING:
            if e.full:
                at = e.index[2] if e.index[2] is not None else e
                error(check, at, "InvalidSliceExpr", INVALID_OP + "3-index slice of string")
                x.mode = "invalid"
                return
            valid = True
            if x.mode == "constant":
                length = len(x.val)
            if is_untyped(x.typ):
                x.typ = Typ[T.STRING]
    elif cls is Array:
        valid = True
        length = cu.len
        if x.mode != "variable":
            errorf(check, x, "NonSliceableOperand", "cannot slice unaddressable value %s", x)
            x.mode = "invalid"
            return
        x.typ = Slice(cu.elem)
    elif cls is Pointer:
        arr = cu.elem.underlying()
        if arr.__class__ is Array:
            valid = True
            length = arr.len
            x.typ = Slice(arr.elem)
    if not valid:
        errorf(check, x, "NonSliceableOperand", "cannot slice %s", x)
        x.mode = "invalid"
        return
    x.mode = "value"
    if e.full and (e.index[1] is None or e.index[2] is None):
        error(check, e, "InvalidSyntaxTree", "2nd and 3rd index required in 3-index slice")
        x.mode = "invalid"
        return

    # Constant indices must be in range and in order.
    ind = [-1, -1, -1]
    for i, ex in enumerate(e.index):
        v = -1
        if ex is not None:
            _, val = index(check, ex, length + 1 if length >= 0 else -1)
            if val >= 0:
                v = val
        elif i == 0:
            v = 0
        elif length >= 0:
            v = length
        ind[i] = v
    for i in range(2):
        if ind[i] > 0:
            for j in range(i + 1, 3):
                if 0 <= ind[j] < ind[i]:
                    at = e.index[j] if e.index[j] is not None else e  # type: ignore[assignment]
                    errorf(check, at, "SwappedSliceIndices", "invalid slice indices: %d < %d", ind[j], ind[i])
                    return


def single_index(check: "Checker", e: nodes.IndexExpr) -> Optional[nodes.Expr]:
    """The one index of an index expression."""
    i = e.index
    if i is None:
        errorf(check, e, "InvalidSyntaxTree", "missing index for %s", e.x)
        return None
    if i.__class__ is nodes.ListExpr:
        elems = i.elem_list
        if len(elems) <= 1:
            errorf(
                check, e, "InvalidSyntaxTree", "invalid use of ListExpr for index expression %s with %d indices", e, len(elems)
            )  # fmt: skip
            return None
        error(check, elems[1], "InvalidIndex", INVALID_OP + "more than one index")
        return elems[0]
    return i


def index(check: "Checker", i: nodes.Expr, max: int) -> tuple[Type, int]:
    """Check an index (max >= 0: constant ones must be below). Returns its type (invalid after an error) and constant value or -1."""
    x = Operand()
    expr(check, None, x, i)
    if not is_valid_index(check, x, "InvalidIndex", "index", False):
        return INVALID_TYPE, -1
    if x.mode != "constant":
        return x.typ, -1
    v = x.val
    if v.__class__ is not int:
        v = C.to_int(v)
        if v is C.UNKNOWN:
            return INVALID_TYPE, -1
    if 0 <= max <= v:
        errorf(check, x, "InvalidIndex", INVALID_ARG + "index %s out of bounds [0:%d]", C.to_string(v), max)
        return INVALID_TYPE, -1
    return x.typ, v


def is_valid_index(check: "Checker", x: Operand, code: str, what: str, allow_negative: bool) -> bool:
    """Whether x can be an index, a length or a capacity; an untyped x becomes an int."""
    if x.mode == "invalid":
        return False
    typ = x.typ
    if typ.__class__ is Basic and typ.info & T.IS_UNTYPED:
        # Spec: a constant index that is untyped is given type int.
        convert_untyped(check, x, Typ[T.INT])
        if x.mode == "invalid":
            return False
    if not all_integer(x.typ):
        errorf(check, x, code, INVALID_ARG + "%s %s must be integer", what, x)
        return False
    if x.mode == "constant":
        if not allow_negative and C.sign(x.val) < 0:
            errorf(check, x, code, INVALID_ARG + "%s %s must not be negative", what, x)
            return False
        v = represent(x.val, Typ[T.INT])
        if v is None:
            errorf(check, x, code, INVALID_ARG + "%s %s overflows int", what, x)
            return False
        x.val = v
    return True
