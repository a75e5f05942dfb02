"""Values known at compile time as initialized data instead of code.

A package variable whose initializer is built from constants, addresses of variables and of literals, functions, slices and interfaces of such
values costs nothing at start. The same builder makes the read-only data that a function copies for a constant literal of its own.

The rules are those of ``cmd/compile/internal/staticinit``; what does not fit (maps, calls, channels) stays with the package's init function.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes as N
from undergo.types import constants
from undergo.types import types as T
from undergo.types.objects import Func, Initializer, TypeName, Var

from . import wrappers
from .expr import has_call
from .image import Image, define_image
from .layout import ARRAY, BOOL, COMPLEX, FLOAT, IFACE, INT, MAP, POINTER, SLICE, STRING, STRUCT, UNSAFE, TypeInfo, info, pointer_mask
from .names import link_string

if TYPE_CHECKING:
    from .module import ModuleBuilder

MAX_STATIC_SIZE = 1 << 26  # bigger literals (sparse arrays) are built by code


class StaticBuilder:
    """Builds images. fresh: the value must be new each time it is evaluated, so addresses of literals and slices are refused (literals inside
    functions); env: substitution of type parameters or None."""

    __slots__ = ("args", "depth", "mb", "fresh", "env", "images", "mutated")

    def __init__(self, mb: "ModuleBuilder", fresh: bool, env: Any = None) -> None:
        self.mb = mb
        self.fresh = fresh
        self.env = env
        self.images: dict[Var, Image] = {}  # variables initialized statically so far
        self.args: Optional[dict[Var, Any]] = None  # in a known function's body: its parameters' arguments
        self.depth = 0  # of known functions' bodies
        self.mutated = False  # an initializer that may have changed other variables came before

    def typ(self, e: Any) -> T.Type:
        return e.typ if self.env is None else self.env.typ(e.typ)  # type: ignore[no-any-return]

    # ------------------------------------------------------------ expressions

    def put(self, image: Image, at: int, t: T.Type, e: Any) -> bool:
        """Writes e, assigned to type t, at an offset; False when its value is not static (the image is then of no use)."""
        e = N.unparen(e)
        ti = info(t)
        if e.mode == "nilvalue":
            return True
        if ti.kind is IFACE:
            source = self.typ(e)
            if info(source).kind is not IFACE:
                return self._interface(image, at, t, source, e)
        if e.const is not None and e.mode == "constant":
            return self._constant(image, at, ti, e.const)
        if self.args is not None:
            if e.__class__ is N.Name and e.obj in self.args:
                return self._argument(image, at, t, self.args[e.obj])
            text = self._text(e) if ti.kind is STRING else None
            if text is not None:
                return self._constant(image, at, ti, text)
        method = _PUT.get(e.__class__)
        return method is not None and method(self, image, at, ti, e)

    def _constant(self, image: Image, at: int, ti: TypeInfo, value: Any) -> bool:
        put_constant(self.mb, image, at, ti, value)
        return True

    def _argument(self, image: Image, at: int, t: T.Type, arg: Any) -> bool:
        args, self.args = self.args, None
        done = self.put(image, at, t, arg)
        self.args = args
        return done

    def _text(self, e: Any) -> Optional[bytes]:
        """The string that e, in a known function's body, makes of constant arguments."""
        e = N.unparen(e)
        if e.mode == "constant":
            return e.const if isinstance(e.const, bytes) else None
        if e.__class__ is N.Name and self.args is not None and e.obj in self.args:
            arg = self.args[e.obj]
            return arg.const if arg.mode == "constant" and isinstance(arg.const, bytes) else None
        if e.__class__ is N.Operation and e.op == "+" and e.y is not None:
            x, y = self._text(e.x), self._text(e.y)
            return None if x is None or y is None else x + y
        return None

    def _interface(self, image: Image, at: int, t: T.Type, source: T.Type, e: Any) -> bool:
        from .iface import type_word
        from .typedesc import is_direct

        mb = self.mb
        si = info(source)
        if is_direct(source):
            if not self.put(image, at + 8, source, e):
                return False
        elif si.size == 0:
            if has_call(e):
                return False
            image.pointer(at + 8, mb.global_ref("runtime.zerobase"))
        else:
            box = Image(si.size)
            if not self.put(box, 0, source, e):
                return False
            image.pointer(at + 8, self.anonymous(box, source, True))
        image.pointer(at, type_word(mb, source, t))
        return True

    def anonymous(self, image: Image, t: T.Type, constant: bool) -> str:
        """A datum without a name of Go's."""
        mask = pointer_mask(t) if not constant else 0
        return self._anonymous(image, info(t).align, mask, constant)

    def _anonymous(self, image: Image, align: int, mask: int, constant: bool) -> str:
        mb = self.mb
        symbol = mb.unique(f"{mb.prefix}..stmp")
        if constant:
            section = ".go.rodata"
        elif image.is_zero():
            section = ".go.bss" if mask else ".go.noptrbss"
        else:
            section = ".go.data" if mask else ".go.noptrdata"
        if mask:
            mb.meta["pointers"][symbol] = [len(image.data), f"{mask:x}"]
        return define_image(mb, symbol, image, section, "private", max(align, 1), constant)

    def _name(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        return self._object(image, at, ti, e.obj, e.targs)

    def _object(self, image: Image, at: int, ti: TypeInfo, obj: Any, targs: Any) -> bool:
        if obj.__class__ is Func:
            from .generics import function

            if targs and self.env is not None:
                targs = [self.env.typ(a) for a in targs]
            image.pointer(at, self.mb.funcval(function(self.mb, obj, targs)[0], not obj.has_body))
            return True
        if obj.__class__ is Var:
            known = self.images.get(obj)
            if known is None or self.mutated or ti.kind is STRING or len(known.data) != ti.size:
                return False
            if ti.kind is IFACE and link_string(obj.typ) != link_string(ti.t):
                return False  # another type word
            known.copy_into(image, at)
            return True
        return False

    def _selector(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        sel = e.selection
        if sel is None:
            return self._object(image, at, ti, e.sel.obj, e.sel.targs)
        if sel.kind == "methodexpr":
            recv = self.typ(e.x)
            if sel.typ is not None and getattr(e.sel, "targs", None):
                return False
            symbol = wrappers.method_expression_function(self.mb, recv, sel.obj)
            image.pointer(at, self.mb.funcval(symbol))
            return True
        return False

    def _operation(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        if e.op != "&" or e.y is not None:
            return False
        x = N.unparen(e.x)
        if x.__class__ is N.CompositeLit:
            return self._address_of_literal(image, at, x)
        place = self.location(x)
        if place is None:
            return False
        image.pointer(at, place[0], place[1])
        return True

    def _address_of_literal(self, image: Image, at: int, x: Any) -> bool:
        if self.fresh:
            return False
        t = self.typ(x)
        if info(t).kind is POINTER:
            t = info(t).u.elem  # type: ignore[attr-defined]
        return self._pointer_to_literal(image, at, t, x)

    def _pointer_to_literal(self, image: Image, at: int, t: T.Type, x: Any) -> bool:
        size = info(t).size
        if size == 0:
            if has_call(x):
                return False
            image.pointer(at, self.mb.global_ref("runtime.zerobase"))
            return True
        if size > MAX_STATIC_SIZE:
            return False
        inner = Image(size)
        if not self._literal_into(inner, 0, info(t), x):
            return False
        image.pointer(at, self.anonymous(inner, t, False))
        return True

    def location(self, x: Any) -> Optional[tuple[str, int]]:
        """(operand, offset) of a variable, or of a field or element of one, at package level."""
        x = N.unparen(x)
        c = x.__class__
        if c is N.Name or (c is N.SelectorExpr and x.selection is None):
            obj = x.obj if c is N.Name else x.sel.obj
            if obj.__class__ is Var and obj.kind == "package":
                from .expr import global_var

                return global_var(self.mb, obj), 0
            return None
        if c is N.SelectorExpr and x.selection.kind == "field":
            base = self.location(x.x)
            if base is None:
                return None
            op, off = base
            t = self.typ(x.x)
            for i in x.selection.index:
                ti = info(t)
                if ti.kind is not STRUCT:
                    return None
                off += ti.offsets[i]
                t = ti.u.fields[i].typ  # type: ignore[attr-defined]
            return op, off
        if c is N.IndexExpr and x.x.typ is not None and info(self.typ(x.x)).kind is ARRAY:
            base = self.location(x.x)
            index = x.index
            if base is None or index.const is None:
                return None
            ti = info(self.typ(x.x))
            return base[0], base[1] + int(constants.to_int(index.const)) * info(ti.u.elem).size  # type: ignore[attr-defined]
        return None

    def _call(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        fun = N.unparen(e.fun)
        if e.fun.mode == "typexpr":
            return self._conversion(image, at, ti, N.unparen(e.arg_list[0]))
        if e.fun.mode == "builtin" and fun.__class__ is N.Name and fun.value == "new" and not self.fresh:
            arg = e.arg_list[0]
            t = ti.u.elem  # type: ignore[attr-defined]
            inner = Image(info(t).size)
            if info(t).size == 0 or info(t).size > MAX_STATIC_SIZE:
                return False
            if arg.mode != "typexpr" and not self.put(inner, 0, t, arg):
                return False
            image.pointer(at, self.anonymous(inner, t, False))
            return True
        return not self.fresh and (self._known_call(image, at, ti, fun, e) or self._inlined(image, at, ti, fun, e))

    def _inlined(self, image: Image, at: int, ti: TypeInfo, fun: Any, e: Any) -> bool:
        """A call of a function of the package that only returns one value, made of its parameters: as gc, what it gives is data."""
        f = fun.obj if fun.__class__ is N.Name else None
        decl = getattr(f, "decl", None) if f.__class__ is Func else None
        if decl is None or decl.__class__ is not N.FuncDecl or decl.body is None or decl.recv is not None or self.depth > 8:
            return False
        sig: Any = f.typ  # type: ignore[union-attr]
        body = decl.body.list
        returned = body[0].results if len(body) == 1 and body[0].__class__ is N.ReturnStmt else None
        if returned is None or returned.__class__ is N.ListExpr or sig.tparams or sig.variadic or len(sig.results.vars) != 1:
            return False
        if len(e.arg_list) != len(sig.params.vars) or not all([_repeatable(a) for a in e.arg_list]):
            return False
        result = sig.results.vars[0].typ
        if link_string(result) != link_string(ti.t):
            return False  # an interface of another type
        args = dict(zip(sig.params.vars, e.arg_list, strict=True))
        if self.args is not None:
            args = {v: self.args.get(N.unparen(a).obj, a) if N.unparen(a).__class__ is N.Name else a for v, a in args.items()}
        outer, self.args = self.args, args
        self.depth += 1
        done = self.put(image, at, result, returned)
        self.args = outer
        self.depth -= 1
        return done

    def _known_call(self, image: Image, at: int, ti: TypeInfo, fun: Any, e: Any) -> bool:
        """errors.New of a constant: the variable that nearly every package has."""
        name = fun.sel if fun.__class__ is N.SelectorExpr else fun
        if name.__class__ is not N.Name or name.value != "New" or name.obj.__class__ is not Func:
            return False
        f = name.obj
        if f.pkg is None or f.pkg.path != "errors" or len(e.arg_list) != 1 or not isinstance(e.arg_list[0].const, bytes):
            return False
        obj = f.pkg.scope.lookup("errorString")
        if obj.__class__ is not TypeName or ti.kind is not IFACE:
            return False
        from .iface import type_word

        error_string = obj.typ
        text = Image(info(error_string).size)
        put_constant(self.mb, text, 0, info(T.under(error_string).fields[0].typ), e.arg_list[0].const)  # type: ignore[attr-defined]
        image.pointer(at, type_word(self.mb, T.Pointer(error_string), ti.t))
        image.pointer(at + 8, self.anonymous(text, error_string, False))
        return True

    def _conversion(self, image: Image, at: int, ti: TypeInfo, x: Any) -> bool:
        if x.mode == "nilvalue":
            return True
        source = info(self.typ(x))
        if x.const is not None and x.mode == "constant":
            if source.kind is STRING and ti.kind is SLICE:
                return self._bytes(image, at, ti, x.const)
            return False
        if ti.kind is IFACE:
            return self.put(image, at, ti.t, x)
        if {source.kind, ti.kind} == {POINTER, UNSAFE}:
            return self.put(image, at, source.t, x)
        if source.kind is ti.kind and source.size == ti.size and (source.kind not in (INT, FLOAT, COMPLEX)):
            return self.put(image, at, source.t, x)
        return False

    def _bytes(self, image: Image, at: int, ti: TypeInfo, text: bytes) -> bool:
        if self.fresh or info(ti.u.elem).size != 1:  # type: ignore[attr-defined]
            return False
        if text:
            data = Image(len(text))
            data.raw(0, text)
            image.pointer(at, self._anonymous(data, 1, 0, False))
        else:
            image.pointer(at, self.mb.global_ref("runtime.zerobase"))
        image.integer(at + 8, 8, len(text))
        image.integer(at + 16, 8, len(text))
        return True

    def _func_lit(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        if e.captures or self.fresh or self.args is not None:
            return False
        from .closures import static_closure

        operand = static_closure(self.mb, e)
        if operand is None:
            return False
        image.pointer(at, operand)
        return True

    # ------------------------------------------------------------ literals

    def _literal(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        if ti.kind is POINTER:
            # An element written without &T: the literal of an element type *T.
            if self.fresh:
                return False
            return self._pointer_to_literal(image, at, ti.u.elem, e)  # type: ignore[attr-defined]
        return self._literal_into(image, at, ti, e)

    def _literal_into(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        kind = ti.kind
        if kind is STRUCT:
            return self._struct(image, at, ti, e)
        if kind is ARRAY:
            return ti.size <= MAX_STATIC_SIZE and self._elements(image, at, ti.u.elem, e)  # type: ignore[attr-defined]
        if kind is SLICE:
            return self._slice(image, at, ti, e)
        return False

    def _struct(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        fields = ti.u.fields  # type: ignore[attr-defined]
        offsets = ti.offsets
        for i, elem in enumerate(e.elem_list):
            if elem.__class__ is N.KeyValueExpr:
                path = field_path(ti, elem.key.value)  # type: ignore[attr-defined]
                if path is None:
                    return False
                t, off = path
                if not self.put(image, at + off, t, elem.value):
                    return False
            elif fields[i].name == "_":  # not set
                if elem.const is None:
                    return False
            elif not self.put(image, at + offsets[i], fields[i].typ, elem):
                return False
        return True

    def _elements(self, image: Image, at: int, elem: T.Type, e: Any) -> bool:
        size = info(elem).size
        put = self.put
        index = 0
        for x in e.elem_list:
            if x.__class__ is N.KeyValueExpr:
                index = int(constants.to_int(x.key.const))
                x = x.value
            if not put(image, at + index * size, elem, x):
                return False
            index += 1
        return True

    def _slice(self, image: Image, at: int, ti: TypeInfo, e: Any) -> bool:
        if self.fresh:
            return False
        elem = ti.u.elem  # type: ignore[attr-defined]
        n = literal_length(e)
        size = info(elem).size
        if n * size > MAX_STATIC_SIZE:
            return False
        if n * size:
            array = Image(n * size)
            if not self._elements(array, 0, elem, e):
                return False
            mask = pointer_mask(T.Array(elem, n)) if info(elem).ptrdata else 0
            image.pointer(at, self._anonymous(array, info(elem).align, mask, False))
        else:
            if has_call(e):
                return False
            image.pointer(at, self.mb.global_ref("runtime.zerobase"))
        image.integer(at + 8, 8, n)
        image.integer(at + 16, 8, n)
        return True


_PUT: dict[type, Any] = {
    N.Name: StaticBuilder._name,
    N.SelectorExpr: StaticBuilder._selector,
    N.Operation: StaticBuilder._operation,
    N.CallExpr: StaticBuilder._call,
    N.CompositeLit: StaticBuilder._literal,
    N.FuncLit: StaticBuilder._func_lit,
}


def put_constant(mb: "ModuleBuilder", image: Image, at: int, ti: TypeInfo, value: Any) -> None:
    """Writes a constant of a basic type."""
    kind = ti.kind
    if kind is INT:
        if value.__class__ is not int:
            value = int(constants.to_int(value))
        image.integer(at, ti.size, value)
    elif kind is STRING:
        if value:
            image.pointer(at, mb.string_data(value))
            image.integer(at + 8, 8, len(value))
    elif kind is BOOL:
        image.integer(at, 1, bool(value))
    elif kind is FLOAT:
        image.raw(at, _float_bytes(constants.real(value) if value.__class__ is constants.Complex else value, ti.size))
    elif kind is COMPLEX:
        half = ti.size // 2
        image.raw(at, _float_bytes(constants.real(value), half) + _float_bytes(constants.imag(value), half))
    else:  # a pointer made from a constant address
        image.integer(at, 8, int(constants.to_int(value)))


def _float_bytes(value: Any, size: int) -> bytes:
    if size == 4:
        return struct.pack("<f", value if value.__class__ is float else constants.to_float32(value))
    return struct.pack("<d", value if value.__class__ is float else constants.to_float64(value))


def literal_length(e: Any) -> int:
    """The length of an array or slice literal."""
    index = longest = 0
    for x in e.elem_list:
        if x.__class__ is N.KeyValueExpr:
            index = int(constants.to_int(x.key.const))
        index += 1
        if index > longest:
            longest = index
    return longest


def field_path(ti: TypeInfo, name: str) -> Optional[tuple[T.Type, int]]:
    """(type, offset) of the field that a key in a literal of struct type ti names: its own or one promoted through embedded structs."""
    level = [(ti, 0)]
    while level:
        deeper = []
        for s, base in level:
            for f, off in zip(s.u.fields, s.offsets):  # type: ignore[attr-defined]
                if f.name == name:
                    return f.typ, base + off
                if f.embedded and info(f.typ).kind is STRUCT:
                    deeper.append((info(f.typ), base + off))
        level = deeper
    return None


# ---------------------------------------------------------------- for the rest of codegen


def static_image(mb: "ModuleBuilder", e: Any, t: T.Type, env: Any = None, fresh: bool = True) -> Optional[Image]:
    """The bytes of e as a value of type t, or None when they are not known."""
    size = info(t).size
    if size > MAX_STATIC_SIZE:
        return None
    image = Image(size)
    return image if StaticBuilder(mb, fresh, env).put(image, 0, t, e) else None


def static_value(mb: "ModuleBuilder", e: Any, t: T.Type, env: Any = None) -> Optional[tuple[str, str]]:
    """(LLVM type, constant) of e as a value of type t that a function may copy, or None."""
    image = static_image(mb, e, t, env)
    return None if image is None else image.constant()


def readonly_data(mb: "ModuleBuilder", e: Any, t: T.Type, env: Any = None) -> Optional[str]:
    """The address of read-only data holding the constant literal e of type t, to be copied; None when it is not constant."""
    image = static_image(mb, e, t, env)
    if image is None:
        return None
    return readonly_image(mb, image, info(t).align)


def readonly_image(mb: "ModuleBuilder", image: Image, align: int) -> str:
    key = ("readonly", bytes(image.data), tuple(sorted(image.refs.items())), align)
    known = mb.extra.get(key)
    if known is None:
        symbol = mb.unique(f"{mb.prefix}..lit")
        known = mb.extra[key] = define_image(mb, symbol, image, ".go.rodata", "private unnamed_addr", max(align, 1), True)
    return known


def readonly_elements(mb: "ModuleBuilder", e: Any, elem: T.Type, env: Any = None) -> Optional[tuple[str, int]]:
    """(address, length) of read-only data with the elements of a constant slice or array literal."""
    n = literal_length(e)
    size = info(elem).size
    if n * size == 0 or n * size > MAX_STATIC_SIZE:
        return None
    image = Image(n * size)
    if not StaticBuilder(mb, True, env)._elements(image, 0, elem, e):
        return None
    return readonly_image(mb, image, info(elem).align), n


def static_map_arrays(mb: "ModuleBuilder", e: Any, t: T.Type, env: Any = None, fresh: bool = True) -> Optional[tuple[str, str, int]]:
    """(keys, elements, count) as two read-only arrays, for a map literal whose entries are all constant; not fresh (evaluated once): or addresses
    of data, which the map then owns."""
    u: T.Map = T.under(t)  # type: ignore[assignment]
    n = len(e.elem_list)
    key, elem = info(u.key), info(u.elem)
    keys, elems = Image(n * key.size), Image(n * elem.size)
    builder = StaticBuilder(mb, fresh, env)
    for i, kv in enumerate(e.elem_list):
        if not builder.put(keys, i * key.size, u.key, kv.key) or not builder.put(elems, i * elem.size, u.elem, kv.value):
            return None
    return readonly_image(mb, keys, key.align), readonly_image(mb, elems, elem.align), n


def initialize(mb: "ModuleBuilder") -> tuple[dict[Var, tuple[str, str]], list[Initializer]]:
    """Splits the package's initialization: ({variable: (LLVM type, constant)} of what is data, initializers that need code, in order)."""
    builder = StaticBuilder(mb, False)
    data: dict[Var, tuple[str, str]] = {}
    dynamic: list[Initializer] = []
    for init in mb.pkg.init_order:
        if len(init.lhs) == 1:
            v = init.lhs[0]
            if v.name == "_":
                if _no_effect(init.rhs):
                    continue
            elif info(v.typ).size <= MAX_STATIC_SIZE:
                image = Image(info(v.typ).size)
                if builder.put(image, 0, v.typ, init.rhs):
                    builder.images[v] = image
                    if not image.is_zero():
                        data[v] = image.constant()
                    continue
        if has_call(init.rhs):
            builder.mutated = True
        dynamic.append(init)
    return data, dynamic


def _repeatable(e: Any) -> bool:
    """Whether an argument may be evaluated any number of times: a constant, nil, a name."""
    e = N.unparen(e)
    return e.mode in ("constant", "nilvalue") or e.__class__ is N.Name


def _no_effect(e: Any) -> bool:
    """Whether evaluating e can be left out: it calls nothing, dereferences and indexes nothing."""
    e = N.unparen(e)
    if e.const is not None or e.mode in ("nilvalue", "typexpr"):
        return True
    c = e.__class__
    if c is N.Name or c is N.FuncLit:
        return True
    if c is N.SelectorExpr:
        return e.selection is None or e.selection.kind == "methodexpr"
    if c is N.CallExpr:
        if e.fun.mode == "builtin":
            return N.unparen(e.fun).__class__ is N.Name and N.unparen(e.fun).value == "new" and _no_effect(e.arg_list[0])
        return e.fun.mode == "typexpr" and info(e.typ).kind is not ARRAY and _no_effect(e.arg_list[0])
    if c is N.Operation:
        return e.op == "&" and e.y is None and _no_effect(e.x)
    if c is N.CompositeLit:
        return info(e.typ).kind is not MAP and all(_no_effect(x.value if x.__class__ is N.KeyValueExpr else x) for x in e.elem_list)
    return False
