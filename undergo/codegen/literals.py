"""Composite literals: structs, arrays, slices, maps, and pointers to them."""

from __future__ import annotations

from typing import Any

from undergo.escape.graph import ALLOCATION
from undergo.syntax import nodes as N
from undergo.types import constants
from undergo.types.types import Array

from . import static
from .expr import eval_list, expr_into, hoist_elements, load_place
from .function import CodegenError, FunctionBuilder, Mem, Value
from .layout import ARRAY, MAP, POINTER, SLICE, STRUCT, TypeInfo, info

STATIC_MINIMUM = 4  # so many elements at least are worth read-only data to copy from


def composite(fb: FunctionBuilder, e: Any) -> Value:
    ti = fb.ti(e)
    kind = ti.kind
    if kind is POINTER:
        return (new_literal(fb, e, e),)
    if kind is SLICE:
        return slice_literal(fb, e, ti)
    if kind is MAP:
        from . import maps

        return maps.literal(fb, e, ti)
    if ti.leaves is not None:
        if kind is STRUCT:
            v = _small_struct(fb, e, ti)
            if v is not None:
                return v  # type: ignore[no-any-return]
        elif ti.u.len == 1 and len(e.elem_list) == 1:  # type: ignore[attr-defined]
            x = e.elem_list[0]
            if x.__class__ is N.KeyValueExpr:
                x = x.value
            return eval_list(fb, [x], [ti.u.elem])[0]  # type: ignore[attr-defined]
        elif not e.elem_list:
            return ti.zero
    elif not e.elem_list:
        return fb.zero(ti)
    m = fb.temp(ti)
    composite_into(fb, e, ti, m.base)
    return load_place(fb, ti, m)


def _small_struct(fb: FunctionBuilder, e: Any, ti: TypeInfo) -> Any:
    """A struct of few leaves, field by field; None when a key names a promoted field."""
    fields = ti.u.fields  # type: ignore[attr-defined]
    elems = e.elem_list
    if not elems:
        return ti.zero
    indices = []
    exprs = []
    if elems[0].__class__ is N.KeyValueExpr:
        names = {f.name: i for i, f in enumerate(fields)}
        for kv in elems:
            i = names.get(kv.key.value) if kv.key.__class__ is N.Name else None
            if i is None:
                return None
            indices.append(i)
            exprs.append(kv.value)
    else:
        indices = list(range(len(elems)))
        exprs = elems
    vals = eval_list(fb, exprs, [fields[i].typ for i in indices])
    by_index = dict(zip(indices, vals))
    out: list[str] = []
    for i, f in enumerate(fields):
        v = by_index.get(i) if f.name != "_" else None  # a blank field is not set
        out.extend(v if v is not None else info(f.typ).zero)  # type: ignore[arg-type]
    return tuple(out)


def composite_into(fb: FunctionBuilder, e: Any, ti: TypeInfo, base: str, off: int = 0, clean: bool = False) -> None:
    """Build a struct or array literal in fresh memory."""
    elems = e.elem_list
    hoist_elements(fb, e)
    if ti.kind is STRUCT:
        fields = ti.u.fields  # type: ignore[attr-defined]
        if len(elems) >= STATIC_MINIMUM and ti.leaves is None and _copy_static(fb, e, ti, base, off):
            return
        if len(elems) < len(fields) and not clean:
            fb.clear(ti, base, off, True)
            clean = True
        if elems and elems[0].__class__ is N.KeyValueExpr:
            for kv in elems:
                name = kv.key.value if kv.key.__class__ is N.Name else kv.key.sel.value
                found = _keyed_field(ti, kv.key, name)
                expr_into(fb, kv.value, found[0], base, off + found[1], clean)
        else:
            for f, o, x in zip(fields, ti.offsets, elems):
                if f.name == "_":
                    from .assign import discard

                    discard(fb, x)
                    fb.clear(info(f.typ), base, off + o, True)
                else:
                    expr_into(fb, x, f.typ, base, off + o, clean)
        return
    if ti.kind is not ARRAY:
        fb.store(ti, composite(fb, e), base, off, fresh=True)
        return
    n = ti.u.len  # type: ignore[attr-defined]
    if not elems:
        if not clean:
            fb.clear(ti, base, off, True)
        return
    if len(elems) >= STATIC_MINIMUM and _copy_static(fb, e, ti, base, off):
        return
    full = len(elems) == n
    if not full and not clean:
        fb.clear(ti, base, off, True)
        clean = True
    elements_into(fb, e, ti.u.elem, base, off, clean)  # type: ignore[attr-defined]


def _keyed_field(ti: TypeInfo, key: Any, name: str) -> Any:
    if key.__class__ is N.SelectorExpr:
        path: list[str] = []
        while key.__class__ is N.SelectorExpr:
            path.append(key.sel.value)
            key = key.x
        path.append(key.value)
        off = 0
        t = ti
        typ: Any = None
        for part in reversed(path):
            found = static.field_path(t, part)
            assert found is not None
            typ, o = found
            off += o
            t = info(typ)
        return typ, off
    found = static.field_path(ti, name)
    if found is None:
        raise CodegenError(key.pos, f"no field {name}")
    return found


def elements_into(fb: FunctionBuilder, e: Any, elem: Any, base: str, off: int, clean: bool) -> None:
    size = info(elem).size
    i = 0
    for x in e.elem_list:
        if x.__class__ is N.KeyValueExpr:
            i = int(constants.to_int(x.key.const))
            x = x.value
        expr_into(fb, x, elem, base, off + i * size, clean)
        i += 1


def _copy_static(fb: FunctionBuilder, e: Any, ti: TypeInfo, base: str, off: int) -> bool:
    data = static.readonly_data(fb.mb, e, ti.t, fb.env)
    if data is None:
        return False
    fb.copy(ti, Mem(data), base, off, True)
    return True


def slice_literal(fb: FunctionBuilder, e: Any, ti: TypeInfo) -> Value:
    """[]T{...}: the backing array, then the slice."""
    elem = ti.u.elem  # type: ignore[attr-defined]
    n = static.literal_length(e)
    hoist_elements(fb, e)
    if n == 0:
        return (fb.mb.global_ref("runtime.zerobase"), "0", "0")
    at = info(Array(elem, n))
    fb.pos = e.pos
    full = len(e.elem_list) == n
    if e.esc is False:
        base = fb.temp(at).base
        clean = False
    else:
        base = fb.new_object(at.t, (ALLOCATION, e))
        clean = True
    if n >= STATIC_MINIMUM:
        data = static.readonly_elements(fb.mb, e, elem, fb.env)
        if data is not None:
            fb.copy(at, Mem(data[0]), base, 0, True)
            return (base, str(n), str(n))
    if not full and not clean:
        fb.clear(at, base, 0, True)
        clean = True
    elements_into(fb, e, elem, base, 0, clean)
    return (base, str(n), str(n))


def new_literal(fb: FunctionBuilder, e: Any, holder: Any) -> str:
    """&T{...}; holder: the node whose ``esc`` decides where it lives."""
    t = fb.typ(e)
    ti = info(t)
    if ti.kind is POINTER and holder is e:
        t = ti.u.elem  # type: ignore[attr-defined]
        ti = info(t)
    fb.pos = e.pos
    if holder.esc is False:
        m = fb.temp(ti)
        clean = False
    else:
        m = Mem(fb.new_object(t, (ALLOCATION, holder)))
        clean = True
    if fb.hoisted and e in fb.hoisted:  # made before its turn
        fb.store(ti, fb.hoisted.pop(e), m.base, fresh=True)
    elif ti.kind is STRUCT or ti.kind is ARRAY:
        composite_into(fb, e, ti, m.base, 0, clean)
    elif ti.kind is SLICE:
        fb.store(ti, slice_literal(fb, e, ti), m.base, fresh=True)
    else:
        from . import maps

        fb.store(ti, maps.literal(fb, e, ti), m.base, fresh=True)
    return m.base
