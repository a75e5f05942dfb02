"""Building one LLVM function: temporaries, blocks, memory, calls, checks. No Go syntax is looked at here.

Values in flight: a Python tuple of operands (one a leaf of the type, see layout.py) for SSA-able types, ``Mem(base, off)`` - the address of memory
that holds the value and must be consumed or copied before it can change - for the others. Booleans are i1.

Bindings of variables (``FunctionBuilder.vars``): a tuple (SSA, never reassigned), a list of alloca names (one a leaf), or a Mem.

Names of temporaries: ``%v..`` values, ``%a..`` allocas (never nil), ``%n..`` fresh objects (never nil), labels ``b..``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Optional, Union

from undergo.types.types import Type

from . import barrier
from .abi import INT_REGS, FuncABI, Slot
from .layout import Leaf, TypeInfo, info
from .runtime_calls import NORETURN, RARE, SIGNATURES, runtime_abi

if TYPE_CHECKING:
    from .module import ModuleBuilder

_BOUNDS = ("panicIndex", "panicSlice")  # what -B leaves away
_FOLDED = ", !make.implicit !{}"  # LLVM may make the check one with an access
NIL_GUARD = 4096  # loads and stores below this offset fault by themselves on a nil pointer


class Mem:
    """A value in memory at base + off."""

    __slots__ = ("base", "off")

    def __init__(self, base: str, off: int = 0) -> None:
        self.base = base
        self.off = off

    def __repr__(self) -> str:
        return f"Mem({self.base}, {self.off})"


Value = Union[tuple[str, ...], Mem]


class CodegenError(Exception):
    """Something generation cannot do; pos: where in the source."""

    def __init__(self, pos: int, message: str) -> None:
        super().__init__(message)
        self.pos = pos


class SourceError(CodegenError):
    """What the reference's back end refuses: a fault of the source that the checker does not see."""


# A small function with checks: LLVM would count the calls that panic, and not inline it though checks often vanish where it is called.
HINT = " inlinehint"
HINTED = 48  # lines without the checks


class FunctionBuilder:
    """See the module's docstring. env: substitution of type parameters or None; parent: enclosing builder of a closure."""

    def __init__(self, mb: "ModuleBuilder", symbol: str, abi: FuncABI, context: bool = False, env: Any = None) -> None:
        self.mb = mb
        self.symbol = symbol
        self.abi = abi
        self.context = context
        self.env = env
        self.out: list[str] = []
        self.allocas: list[str] = []
        self.flags: list[str] = []  # allocas of i1 that are false at the start
        self.cold: list[str] = []
        self.shades: list[str] = []  # cold blocks of write barriers
        self.checks = 0  # barriers
        self.no_barrier = False  # the source says that there is none
        self.local: set[str] = {"%stk", "%res"}  # addresses in a stack beside allocas
        self.n = 0
        self.block = "entry"
        self.dead = False
        self.used_labels: set[str] = set()
        self.vars: dict[Any, Any] = {}
        self.panic_labels: dict[Any, str] = {}
        self.not_nil: set[str] = set()  # pointers that were checked on every way to this point
        self.entry_not_nil: Optional[frozenset[str]] = None  # those that were before the first branch
        self.nil_off = 0  # expr.looking_at
        self.kept: set[str] = set()  # memory that a recovery reads whatever faulted: results of functions that defer
        self.nil_checks = 0
        self.last_check = (-1, "", "", 0, 0)
        self.deferring = False  # a call is made ready for a go or defer statement
        self.linkage = ""
        self.attrs = ""
        self.scope: Any = None  # debug scope (DISubprogram id)
        self.dbg_suffix = ""  # on the define line
        self.dbg_cache: dict[int, str] = {}
        self.pos = 0  # position for !dbg of what follows
        self.parent: Optional[FunctionBuilder] = None
        self.result_types: list[Type] = []
        self.results: Any = None  # bindings of named results / results kept in memory
        self.closure_count = 0
        self.state: Any = None  # per-function state of statements (stmt.FuncState)
        self.ctx_operand = "%ctx"
        self.start_pos = 0
        self.no_inline = False  # looks at its own frame
        self.opaque = False  # //go:noinline: calls are made, whatever LLVM finds out about the function
        self.frame_slots: dict[tuple[int, Any], int] = {}  # offsets in the result frame, see frames.py
        self.read_only: set[Any] = set()  # conversions string(b) whose result is not kept: no copy
        self.slice_buffers: dict[Any, Any] = {}  # slicebuf.Buffer by variable or append
        self.copies_arguments = False  # calls with arguments on the stack
        self.ptr_sources: Any = {} if mb.options.check_pointers else None  # checkptr.py
        self.evaluated_once: set[Any] = set()  # literals of this function that are evaluated once in the program's life
        self.hoisted: dict[Any, Any] = {}  # calls inside operands that were made before the operand's own turn

    # ------------------------------------------------------------ types

    def subst(self, t: Type) -> Type:
        env = self.env
        return t if env is None else env.typ(t)

    def typ(self, e: Any) -> Type:
        """The type of an expression, substituted."""
        env = self.env
        return e.typ if env is None else env.typ(e.typ)  # type: ignore[no-any-return]

    def ti(self, e: Any) -> TypeInfo:
        env = self.env
        return info(e.typ if env is None else env.typ(e.typ))

    # ------------------------------------------------------------ emission

    def emit(self, line: str) -> None:
        self.out.append(line)

    def t(self, rhs: str) -> str:
        """Emit ``%vN = rhs``, return %vN."""
        n = self.n
        self.n = n + 1
        name = f"%v{n}"
        self.out.append(f" {name} = {rhs}")
        return name

    def fresh(self, prefix: str = "v") -> str:
        n = self.n
        self.n = n + 1
        return f"%{prefix}{n}"

    def new_label(self) -> str:
        n = self.n
        self.n = n + 1
        return f"b{n}"

    def br(self, label: str) -> None:
        """Jump, unless this point is unreachable."""
        if not self.dead:
            self.out.append(f" br label %{label}")
            self.used_labels.add(label)
            self.dead = True

    def cbr(self, cond: str, yes: str, no: str) -> None:
        """Branch on an i1 (constants fold)."""
        if self.dead:
            return
        if cond == "true":
            self.br(yes)
            return
        if cond == "false":
            self.br(no)
            return
        self.out.append(f" br i1 {cond}, label %{yes}, label %{no}")
        self.used_labels.add(yes)
        self.used_labels.add(no)
        self.dead = True

    def place(self, label: str, force: bool = False) -> None:
        """Begin block ``label``; falls through from here. A label nothing jumps to (yet: force) makes no block."""
        if not force and label not in self.used_labels:
            return
        if not self.dead:
            self.out.append(f" br label %{label}")
        self.out.append(label + ":")
        self.block = label
        self.dead = False
        if self.entry_not_nil is None:
            self.entry_not_nil = frozenset(self.not_nil)
        self.not_nil = set(self.entry_not_nil)

    def unreachable(self) -> None:
        if not self.dead:
            self.out.append(" unreachable")
            self.dead = True

    def phi(self, ty: str, incoming: Sequence[tuple[str, str]]) -> str:
        """A phi of (operand, block) pairs; a single pair needs none."""
        if len(incoming) == 1:
            return incoming[0][0]
        return self.t(f"phi {ty} " + ", ".join([f"[{v}, %{b}]" for v, b in incoming]))

    def dbg(self, pos: int = 0) -> str:
        """``, !dbg !N`` for a position (default: the current one), "" without debug information."""
        d = self.mb.dbg
        if d is None or self.scope is None:
            return ""
        pos = pos or self.pos
        s = self.dbg_cache.get(pos)
        if s is None:
            s = self.dbg_cache[pos] = d.location(self, pos)
        return s

    # ------------------------------------------------------------ memory

    def alloca(self, ty: str, align: int = 8) -> str:
        n = self.n
        self.n = n + 1
        name = f"%a{n}"
        self.allocas.append(f" {name} = alloca {ty}, align {align}")
        return name

    def temp(self, ti: TypeInfo) -> Mem:
        """Fresh uninitialized stack memory for a value."""
        return Mem(self.alloca(f"[{ti.size or 1} x i8]", ti.align if ti.size < 16 else max(ti.align, 8)))

    def gep(self, base: str, off: int) -> str:
        """base + constant offset."""
        if off == 0:
            return base
        if base[0] == "@":
            return f"getelementptr (i8, ptr {base}, i64 {off})"
        return barrier.derive(self, base, self.t(f"getelementptr i8, ptr {base}, i64 {off}"))

    def addr(self, m: Mem) -> str:
        return self.gep(m.base, m.off)

    def load_leaf(self, leaf: Leaf, base: str, off: int = 0, volatile: bool = False) -> str:
        off += leaf.off
        if off:
            base = self.gep(base, off)
        v = self.t(f"load {'volatile ' if volatile or leaf.linked else ''}{leaf.mty}, ptr {base}, align {leaf.size}{self.dbg()}")
        if leaf.ty == "i1":
            return self.t(f"icmp ne i8 {v}, 0")
        return v

    def load(self, ti: TypeInfo, base: str, off: int = 0, volatile: bool = False) -> Value:
        """The value at base + off: read now when SSA-able, else the memory itself."""
        leaves = ti.leaves
        if leaves is None:
            return Mem(base, off)
        if len(leaves) == 1:
            return (self.load_leaf(leaves[0], base, off, volatile),)
        return tuple([self.load_leaf(leaf, base, off, volatile) for leaf in leaves])

    def load_mem(self, ti: TypeInfo, m: Mem) -> Value:
        return self.load(ti, m.base, m.off)

    def store_leaf(self, leaf: Leaf, value: str, base: str, off: int = 0, volatile: bool = False) -> None:
        """The store of a scalar, without a barrier."""
        volatile = volatile or base in self.kept
        off += leaf.off
        if off:
            base = self.gep(base, off)
        if leaf.ty == "i1":
            value = self.bool_byte(value)
        self.out.append(f" store {'volatile ' if volatile else ''}{leaf.mty} {value}, ptr {base}, align {leaf.size}{self.dbg()}")

    def store(self, ti: TypeInfo, value: Value, base: str, off: int = 0, volatile: bool = False, fresh: bool = False) -> None:
        """THE store of a value at base + off. fresh: the memory has just been allocated, or is a stack's."""
        leaves = ti.leaves
        if leaves is None:
            assert value.__class__ is Mem, (ti.t, value)
            self.copy(ti, value, base, off, fresh)
            return
        olds: list[str] = []
        wanted = barrier.needed(self, ti, base, fresh)
        for leaf, v in zip(leaves, value):  # type: ignore[arg-type]
            if wanted and leaf.scan:
                olds.append(barrier.load_old(self, base, off + leaf.off))
            self.store_leaf(leaf, v, base, off, volatile)
        if olds:
            barrier.check(self, olds)

    def copy(self, ti: TypeInfo, src: Mem, base: str, off: int = 0, fresh: bool = False) -> None:
        """Copy ti.size bytes; the areas may overlap. fresh: see store."""
        if src.base == base and src.off == off or ti.size == 0:
            return
        wanted = barrier.needed(self, ti, base, fresh)
        if wanted and not barrier.open_coded(ti):
            from .typedesc import type_ref

            if src.base == "@runtime.zeroVal":
                self.runtime_call("typedmemclr", type_ref(self.mb, ti.t), self.gep(base, off), want=False)
            else:
                self.runtime_call("typedmemmove", type_ref(self.mb, ti.t), self.gep(base, off), self.addr(src), want=False)
            return
        olds = [barrier.load_old(self, base, off + at) for at in barrier.pointer_offsets(ti)] if wanted else []
        self.mb.intrinsics.add("declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)")
        a = ti.align
        self.out.append(
            f" call void @llvm.memmove.p0.p0.i64(ptr align {a} {self.gep(base, off)}, ptr align {a} {self.gep(src.base, src.off)},"
            f" i64 {ti.size}, i1 false){self.dbg()}"
        )
        if olds:
            barrier.check(self, olds)

    def clear(self, ti: TypeInfo, base: str, off: int = 0, fresh: bool = False) -> None:
        """Store the zero value. fresh: see store."""
        leaves = ti.leaves
        if leaves is not None:
            self.store(ti, ti.zero, base, off, False, fresh)
            return
        wanted = barrier.needed(self, ti, base, fresh)
        if wanted and not barrier.open_coded(ti):
            from .typedesc import type_ref

            self.runtime_call("typedmemclr", type_ref(self.mb, ti.t), self.gep(base, off), want=False)
            return
        olds = [barrier.load_old(self, base, off + at) for at in barrier.pointer_offsets(ti)] if wanted else []
        self.clear_bytes(self.gep(base, off), ti.size, ti.align)
        if olds:
            barrier.check(self, olds)

    def clear_bytes(self, ptr: str, size: int, align: int = 1) -> None:
        if size == 0:
            return
        self.mb.intrinsics.add("declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)")
        self.out.append(f" call void @llvm.memset.p0.i64(ptr align {align} {ptr}, i8 0, i64 {size}, i1 false){self.dbg()}")

    def zero(self, ti: TypeInfo) -> Value:
        """The zero value; for types in memory a shared zero block or a cleared temporary."""
        if ti.leaves is not None:
            return ti.zero
        if ti.size <= 1024 and self.mb.path != "runtime":
            return Mem(self.mb.global_ref("runtime.zeroVal"))
        m = self.temp(ti)
        self.clear_bytes(m.base, ti.size, ti.align)
        return m

    def materialize(self, ti: TypeInfo, value: Value) -> Mem:
        """Memory that holds the value: itself if it is in memory, else a temporary."""
        if value.__class__ is Mem:
            return value
        m = self.temp(ti)
        self.store(ti, value, m.base)
        return m

    def stabilize(self, ti: TypeInfo, value: Value) -> Value:
        """A copy of a value in memory (SSA values are stable by themselves)."""
        if value.__class__ is not Mem:
            return value
        m = self.temp(ti)
        self.copy(ti, value, m.base)
        return m

    def leaf_values(self, ti: TypeInfo, value: Value) -> tuple[str, ...]:
        """The operands of all abi_leaves of a value."""
        if value.__class__ is not Mem:
            return value  # type: ignore[return-value]
        return tuple([self.load_leaf(leaf, value.base, value.off) for leaf in ti.abi_leaves])  # type: ignore[union-attr]

    def field(self, ti: TypeInfo, value: Value, i: int) -> Value:
        """Field i of a struct value."""
        f = ti.u.fields[i]  # type: ignore[attr-defined]
        fi = info(f.typ)
        off = ti.offsets[i]
        if value.__class__ is Mem:
            return self.load(fi, value.base, value.off + off)
        first = 0
        for j in range(i):
            first += len(info(ti.u.fields[j].typ).leaves)  # type: ignore[attr-defined,arg-type]
        return value[first : first + len(fi.leaves)]  # type: ignore[index,arg-type]

    def bool_byte(self, v: str) -> str:
        """i1 to i8."""
        if v == "true":
            return "1"
        if v == "false":
            return "0"
        return self.t(f"zext i1 {v} to i8")

    def slot(self, key: tuple[int, Any]) -> str:
        """The address of a slot of the result frame."""
        name = self.fresh("n")
        self.local.add(name)
        self.out.append(f" {name} = getelementptr i8, ptr {self.ctx_operand}, i64 {self.frame_slots[key]}")
        return name

    def new_object(self, t: Type, key: Optional[tuple[int, Any]] = None) -> str:
        """runtime.newobject; never nil. key: what is allocated, which may have a slot in the result frame."""
        from .typedesc import type_ref

        ti = info(t)
        if ti.size == 0:
            return self.mb.global_ref("runtime.zerobase")
        if key in self.frame_slots:
            return self.slot(key)  # type: ignore[arg-type]
        desc = type_ref(self.mb, t)
        name = self.fresh("n")
        f = self.mb.func_ref("runtime.newobject", runtime_abi("newobject"))
        self.out.append(f" {name} = call x86_regcallcc noalias nonnull dereferenceable({ti.size}) ptr {f}(ptr {desc}){self.dbg()}")
        return name

    # ------------------------------------------------------------ calls

    def pass_leaves(self, slot: Slot, ops: Sequence[str]) -> list[str]:
        """Typed operands for a parameter or result in registers, from the operands of its leaves (of their types in memory)."""
        typed = [f"{leaf.mty} {op}" for leaf, op in zip(slot.leaves, ops)]  # type: ignore[arg-type]
        for i in slot.wide:
            typed[i] = f"i64 {self.t(f'zext {typed[i]} to i64')}"
        return typed

    def take_leaves(self, slot: Slot) -> list[str]:
        """The operands of the leaves (of their types in memory) of a parameter of this function in registers."""
        ops = [f"%p{slot.first + i}" for i in range(len(slot.leaves))]  # type: ignore[arg-type]
        for i in slot.wide:
            ops[i] = self.t(f"trunc i64 {ops[i]} to {slot.leaves[i].mty}")  # type: ignore[index]
        return ops

    def call(
        self,
        target: str,
        abi: FuncABI,
        args: Sequence[Value],
        ctx: Optional[str] = None,
        closure: bool = False,
        attrs: str = " nomerge",
        want: bool = True,
        prefix: str = "",
        frame: bool = False,
    ) -> list[Value]:
        """Call target with one value a parameter (receiver first). closure: through a func value, all eleven integers are passed with the context.
        frame: the context is a result frame (frames.py), which the callee fills.
        attrs: two calls of the source must not become one, or a traceback tells a wrong line. Returns one value a result ([] unless wanted)."""
        ops: list[str] = []
        stack_mem: Optional[str] = None
        params = abi.params
        stack_slots = [i for i, s in enumerate(params) if s.leaves is None]
        for i, slot in enumerate(params):
            leaves = slot.leaves
            if leaves is None:
                continue
            v = args[i]
            if v.__class__ is Mem:
                v = self.leaf_values(slot.ti, v)
            ops += self.pass_leaves(slot, [self.bool_byte(op) if leaf.ty == "i1" else op for leaf, op in zip(leaves, v)])  # type: ignore[arg-type]
        if stack_slots and abi.stack_in:
            if len(stack_slots) == 1 and args[stack_slots[0]].__class__ is Mem and params[stack_slots[0]].ti.size == abi.stack_in:
                m = args[stack_slots[0]]
                stack_mem = self.gep(m.base, m.off)  # type: ignore[union-attr]
            else:
                stack_mem = self.alloca(f"[{abi.stack_in >> 3} x i64]")
                for i in stack_slots:
                    self.store(params[i].ti, args[i], stack_mem, params[i].off)
        area: Optional[str] = None
        if abi.stack_out:
            area = self.alloca(f"[{abi.stack_out >> 3} x i64]")
        if closure or abi.stack_out:
            ops.extend(["i64 undef"] * (INT_REGS - abi.ints))
            ops.append(f"ptr {area}" if area is not None else "ptr undef")
            if closure:
                # A closure's context does not change while it is in use, and code does not keep its address.
                ops.append(f"ptr {ctx}" if frame else f"ptr readonly captures(none) {ctx}")
        if stack_mem is not None:
            ops.append(f"ptr byval([{abi.stack_in >> 3} x i64]) align 8 {stack_mem}")
            self.copies_arguments = True
        text = f"{prefix}call x86_regcallcc {abi.ret} {target}({', '.join(ops)}){attrs}{self.dbg()}"
        ret_leaves = abi.ret_leaves
        if not ret_leaves:
            self.out.append(" " + text)
            raw: list[str] = []
        elif not want:
            self.out.append(f" {self.fresh()} = {text}")
            return []
        else:
            r = self.t(text)
            if len(ret_leaves) == 1:
                raw = [r]
            else:
                raw = [self.t(f"extractvalue {abi.ret} {r}, {i}") for i in range(len(ret_leaves))]
        if not want:
            return []
        results: list[Value] = []
        for slot in abi.results:
            if slot.leaves is None:
                assert area is not None
                results.append(self.load(slot.ti, area, slot.off))
                continue
            vals = raw[slot.first : slot.first + len(slot.leaves)]
            for i in slot.wide:
                vals[i] = self.t(f"trunc i64 {vals[i]} to {slot.leaves[i].mty}")
            if slot.ti.leaves is None:
                m = self.temp(slot.ti)
                for leaf, v in zip(slot.leaves, vals):  # type: ignore[assignment]
                    self.out.append(f" store {leaf.mty} {v}, ptr {self.gep(m.base, leaf.off)}, align {leaf.size}")
                results.append(m)
            else:
                results.append(tuple([self.t(f"trunc i8 {v} to i1") if leaf.ty == "i1" else v for leaf, v in zip(slot.leaves, vals)]))
        return results

    def runtime_call(self, name: str, *args: str, want: bool = True) -> tuple[str, ...]:
        """Call a runtime function with flat operands; returns the flat operands of its results."""
        abi = runtime_abi(name)
        f = self.mb.func_ref("runtime." + name, abi)
        vals: list[Value] = []
        i = 0
        for slot in abi.params:
            n = len(slot.ti.leaves)  # type: ignore[arg-type]
            vals.append(args[i : i + n])
            i += n
        assert i == len(args), (name, args)
        res = self.call(f, abi, vals, attrs=" #1" if name in NORETURN else " cold" if name in RARE else "", want=want)
        if len(res) == 1:
            return res[0]  # type: ignore[return-value]
        flat: list[str] = []
        for r in res:
            flat.extend(r)  # type: ignore[arg-type]
        return tuple(flat)

    def c_call(self, symbol: str, ret: str, types: str, args: str, attrs: str = "") -> str:
        """Call an LLVM intrinsic: declares it."""
        self.mb.intrinsics.add(f"declare {ret} @{symbol}({types})")
        if "returnaddress" in symbol or "frameaddress" in symbol:
            self.no_inline = True
        text = f"call {ret} @{symbol}({args}){attrs}"
        if ret == "void":
            self.out.append(" " + text)
            return ""
        return self.t(text)

    # ------------------------------------------------------------ checks

    def panic_block(self, name: str, args: Sequence[str] = (), share: bool = False) -> str:
        """Label of a cold block that calls runtime.name(args). share: one block a line (for panics without operands)."""
        key = None
        if share and not args:
            key = (name, self.pos >> 12)
            label = self.panic_labels.get(key)
            if label is not None:
                self.used_labels.add(label)
                return label
        label = self.new_label()
        abi = runtime_abi(name)
        f = self.mb.func_ref("runtime." + name, abi)
        ops = ", ".join([f"{ty} {a}" for ty, a in zip(abi.types, args)])
        self.cold.append(f"{label}:\n call x86_regcallcc {abi.ret} {f}({ops}) #1{self.dbg()}\n unreachable")
        if key is not None:
            self.panic_labels[key] = label
        return label

    def check(self, ok: str, name: str, args: Sequence[str] = (), share: bool = False) -> None:
        """Panic through runtime.name(args) unless ok (i1)."""
        if ok == "true" or not self.mb.options.check_bounds and name.startswith(_BOUNDS):
            return
        label = self.panic_block(name, args, share)
        if ok == "false":
            self.br(label)
            self.place(self.new_label(), True)
            return
        cont = self.new_label()
        self.out.append(f" br i1 {ok}, label %{cont}, label %{label}\n{cont}:")
        self.block = cont

    def nil_check(self, ptr: str, offset: int = 0) -> None:
        """Panic with a nil dereference when ptr is nil; offset: what is about to be accessed there, for the address that is told.

        LLVM makes the check one with an access of the same memory where it can (ImplicitNullChecks). Where it can not, the cold block
        accesses that address itself: either way the fault's signal becomes the panic. What was to be stored before is stored then."""
        if ptr in self.not_nil or ptr[0] == "@" or ptr[0] == "g" or ptr[:2] in ("%a", "%n"):
            return
        address = offset if 0 < offset < NIL_GUARD else 0
        key = ("nil", self.pos >> 12, address)
        label = self.panic_labels.get(key)
        if label is None:
            label = self.panic_labels[key] = self.new_label()
            # The line in the text keeps blocks of different lines apart.
            text = (
                f'asm sideeffect "testb %al, {address} # {self.pos >> 12 & 0xFFFFFFF}", "~{{memory}},~{{dirflag}},~{{fpsr}},~{{flags}}"()'
            )
            self.cold.append(f"{label}:\n call void {text} #1{self.dbg()}\n unreachable")
        self.used_labels.add(label)
        self.nil_checks += 1
        cont = self.new_label()
        self.last_check = (len(self.out), self.block, ptr, offset, self.pos)
        self.out.append(f" br i1 {self.t(f'icmp ne ptr {ptr}, null')}, label %{cont}, label %{label}{_FOLDED}")
        self.out.append(f"{cont}:")
        self.block = cont
        self.not_nil.add(ptr)

    def take_back_check(self, since: int) -> Optional[tuple[str, int, int]]:
        """If the last thing emitted since the text was so long is a nil check, it is not: its operands and position, to make it later."""
        at, block, ptr, off, pos = self.last_check
        if at < since or at != len(self.out) - 3:
            return None
        del self.out[at:]
        self.block = block
        self.not_nil.discard(ptr)
        return ptr, off, pos

    # ------------------------------------------------------------ the whole

    def explicit_checks(self) -> None:
        """Nil checks that stay comparisons: LLVM copies arguments to the stack with loads that name no value, and the pass that makes a check one with
        the access after it breaks down on those (an assertion of ImplicitNullChecks.cpp). Such a function is not inlined either."""
        marked = [i for i, line in enumerate(self.out) if line.endswith(_FOLDED)]
        for i in marked:
            self.out[i] = self.out[i].removesuffix(_FOLDED)
        if marked and "noinline" not in self.attrs:
            self.attrs = " noinline" + self.attrs

    def finish(self) -> None:
        """Append the function to the module."""
        mb = self.mb
        if self.hoisted:
            raise CodegenError(
                self.start_pos, f"{self.symbol}: operands evaluated early but not used: {[type(x).__name__ for x in self.hoisted]}"
            )
        if not self.dead:
            self.unreachable()
        source_lines = len(self.out) - self.checks
        if self.checks:
            source_lines -= sum([line.__class__ is barrier.Check and len(line.olds) for line in self.out])  # type: ignore[attr-defined]
            barrier.expand(self)
        if self.no_inline and "noinline" not in self.attrs:
            self.attrs = " noinline" + self.attrs
        if self.copies_arguments:
            self.explicit_checks()
        hint = HINT if len(self.cold) > 1 and source_lines - 2 * len(self.cold) <= HINTED and "noinline" not in self.attrs else ""
        linkage = self.linkage
        if self.opaque:  # of what another definition may replace LLVM takes nothing for granted
            linkage = linkage.removesuffix("_odr") or "weak"
        lines = [mb.begin_function(self.symbol, self.abi, self.context, linkage, hint + self.attrs, self.dbg_suffix), "entry:"]
        lines.extend(self.allocas)
        lines.extend([f" store i1 false, ptr {flag}" for flag in self.flags])
        lines.extend(self.out)
        lines.extend(self.cold)
        lines.extend(self.shades)
        lines.append("}")
        if not self.linkage and not self.attrs and (not self.context or self.frame_slots):
            mb.strong_functions[self.symbol] = (self.abi, self.context)
            if source_lines + len(self.cold) - 3 * self.nil_checks < 64:
                from .inline import offer

                offer(self, lines[1:], bool(hint))
        mb.functions.append("\n".join(lines))


__all__ = ["Mem", "Value", "CodegenError", "FunctionBuilder", "NIL_GUARD", "SIGNATURES"]
