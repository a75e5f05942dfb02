"""One package's LLVM module as text: declarations on demand, globals in their sections, strings, and the list of functions to emit.

``ModuleBuilder`` knows symbols, sections and linkage; what a function's body looks like is function.py's business. Everything that is only
needed when something refers to it (instances of generics, closures, wrappers, type descriptors) goes through :meth:`ModuleBuilder.want`.

How the rooms of codegen meet (module: what others call)::

    names.py     func_symbol(fn, targs) / type_symbol(t) / escape_path ...
    typedesc.py  type_ref(mb, t) -> operand of the type descriptor
    itab.py      itab_ref(mb, concrete, iface) -> operand
    static.py    static_value(mb, e, t, env) -> constant initializer or None
    debuginfo.py DebugInfo(mb): subprogram(...), location(fb, pos) -> ", !dbg !N"
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

from undergo.types.objects import Package
from undergo.types.types import Type

from .abi import FuncABI
from .layout import info, pointer_mask
from .names import path_to_prefix
from .runtime_calls import ATTRIBUTES

TRIPLE = "x86_64-unknown-linux-gnu"
DATALAYOUT = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"

NO_BUILTIN_PACKAGES = ("runtime", "internal/bytealg", "internal/runtime/", "internal/abi", "internal/cpu", "internal/goarch")

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$-")


def quote(symbol: str) -> str:
    """``@name`` or ``@"name"`` with LLVM's escapes."""
    if _PLAIN.issuperset(symbol) and not symbol[0].isdigit():
        return "@" + symbol
    return '@"' + escape_bytes(symbol.encode("utf-8", "surrogateescape")) + '"'


_ESC = [chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\{b:02X}" for b in range(256)]


def escape_bytes(data: bytes) -> str:
    """Bytes as they are written inside LLVM's double quotes."""
    if data.isascii() and data.isalnum():
        return data.decode()
    return "".join([_ESC[b] for b in data])


class Options:
    """debug: write line information; features: instruction sets that may be assumed ("sse4.1", "popcnt", "fma", "bmi", ...);
    package_path: symbol prefix of the package ("main" for commands); file_names: FileTable; go_version; asm_defined: symbols that the package's
    assembly defines: {name: "abi0"|"abiinternal"}; asm_called: names of Go functions that assembly calls: {name: abi}; lang;
    standard: of the standard library."""

    __slots__ = ("debug", "features", "files", "asm_defined", "asm_called", "inline_ir", "verify", "embed", "keep_all", "extra", "level",
                 "standard", "check_pointers", "check_bounds")  # fmt: skip

    def __init__(self, files: Any = None, debug: bool = True) -> None:
        self.debug = debug
        self.check_pointers = False  # checkptr.py
        self.check_bounds = True
        self.features: frozenset[str] = frozenset()
        self.files = files
        self.asm_defined: dict[str, str] = {}
        self.asm_called: dict[str, str] = {}
        self.inline_ir: Callable[[str], Optional[str]] = lambda sym: None
        self.verify = False
        self.standard = False
        self.embed: Any = None
        self.keep_all = False
        self.level = "v1"
        self.extra: dict[Any, Any] = {}


class ModuleBuilder:
    """pkg: the package; path: its symbol prefix. See the module's docstring."""

    def __init__(self, pkg: Package, options: Options, prefix: Optional[str] = None) -> None:
        self.pkg = pkg
        self.path = pkg.path
        self.prefix = prefix if prefix is not None else path_to_prefix(pkg.path)
        self.options = options
        self.files = options.files
        self.declared: dict[str, Optional[str]] = {}  # symbol -> declaration, None when only its address is taken
        self.defined: set[str] = set()
        self.globals: list[str] = []
        self.functions: list[str] = []
        self.metadata: list[str] = []
        self.strings: dict[bytes, str] = {}
        self.wanted: set[Any] = set()
        self.queue: list[Callable[[], None]] = []
        self.counters: dict[str, int] = {}
        self.named_types: dict[str, str] = {}
        self.intrinsics: set[str] = set()
        self.meta: dict[str, Any] = {
            "pointers": {},  # symbol -> [bytes, hex mask] of variables with pointers
            "typelinks": [],  # symbols of type descriptors reflection must find
            "imethods": [],  # names of methods called through interfaces, with the mangled signature
            "wrappers": [],  # symbols of compiler-made wrapper functions
            "noargs": [],  # symbols of functions without parameters
            "registers": {},  # which of the registers that calls preserve carry arguments, by symbol (abi.preserved_arguments)
            "framed": [],  # symbols of functions that the reference never inlines
            "inittask": None,
            "linknames": [],
            "reflect_method": False,
        }
        self.imethods: set[str] = set()
        self.no_builtins = self.path.startswith(NO_BUILTIN_PACKAGES)
        self.dbg: Any = None  # debuginfo.DebugInfo when options.debug
        self.inline_source: Optional[Callable[[str], bytes]] = None
        self.inline: dict[str, Any] = {}  # small functions, see inline.py
        self.strong_functions: dict[str, tuple[FuncABI, bool]] = {}
        self.var_static: dict[Any, str] = {}
        self.extra: dict[Any, Any] = {}

    # ------------------------------------------------------------ names

    def unique(self, base: str) -> str:
        """A symbol ``base.N`` not given before."""
        n = self.counters.get(base, 0) + 1
        self.counters[base] = n
        return f"{base}.{n}"

    # ------------------------------------------------------------ references

    def func_ref(self, symbol: str, abi: FuncABI, context: bool = False) -> str:
        """Operand of a function, declared on demand with its type."""
        if self.declared.get(symbol) is None and symbol not in self.defined:
            known = ATTRIBUTES.get(symbol, "")
            self.declared[symbol] = f"declare dso_local x86_regcallcc {abi.ret} {quote(symbol)}{abi.signature(context)} #0{known}"
        return quote(symbol)

    def func_addr(self, symbol: str) -> str:
        """Operand of a function whose address alone matters (descriptors, funcvals)."""
        if symbol not in self.declared:
            self.declared[symbol] = None
        return quote(symbol)

    def raw_ref(self, symbol: str, declaration: str) -> str:
        """Operand of an external declared by the given text."""
        if self.declared.get(symbol) is None:
            self.declared[symbol] = declaration
        return quote(symbol)

    def global_ref(self, symbol: str) -> str:
        """Operand of a datum, declared external unless this module defines it."""
        if symbol not in self.declared:
            self.declared[symbol] = f"{quote(symbol)} = external dso_local global i8"
        return quote(symbol)

    def intrinsic(self, declaration: str) -> None:
        """Declare an LLVM intrinsic (whole ``declare`` line)."""
        self.intrinsics.add(declaration)

    # ------------------------------------------------------------ definitions

    def want(self, key: Any, thunk: Callable[[], None]) -> None:
        """Run thunk once for a key, later (emission of a function or datum)."""
        if key not in self.wanted:
            self.wanted.add(key)
            self.queue.append(thunk)

    def define(self, symbol: str, text: str) -> None:
        """Add the definition of a datum (text after ``@name =``)."""
        if symbol in self.defined:
            return
        self.defined.add(symbol)
        # dso_local: everything is linked into one image, so calls and addresses are direct.
        word = text.split(" ", 1)[0]
        if word in ("global", "constant"):
            text = "dso_local " + text
        elif word not in ("private", "internal") and " " in text and not text.startswith(("alias", "external", "dso_local")):
            text = f"{word} dso_local {text[len(word) + 1 :]}"
        self.globals.append(f"{quote(symbol)} = {text}")

    def define_data(self, symbol: str, typ: str, init: str, section: str, align: int = 8, linkage: str = "", constant: bool = False) -> str:
        """Define a datum of LLVM type ``typ``; section is a prefix of the table in architecture.md (".go.rodata"). Returns the operand."""
        if symbol not in self.defined:
            word = "constant" if constant else "global"
            link = linkage + " " if linkage else ""
            sec = escape_bytes((section + "." + symbol).encode("utf-8", "surrogateescape"))
            self.define(symbol, f'{link}{word} {typ} {init}, section "{sec}", align {align}')
        return quote(symbol)

    def define_variable(self, symbol: str, t: Type, init: Optional[tuple[str, str]], linkage: str = "") -> str:
        """Define a Go variable: in data when init (LLVM type, value) is given, else in bss; the pointer mask goes to the metadata."""
        ti = info(t)
        mask = pointer_mask(t) if ti.ptrdata else 0
        if mask:
            self.meta["pointers"][symbol] = [ti.size, f"{mask:x}"]
        align = max(ti.align, 1)
        if ti.size >= 32 and align < 16:
            align = 16 if ti.size >= 64 else 8
        if init is not None:
            return self.define_data(symbol, init[0], init[1], ".go.data" if mask else ".go.noptrdata", align, linkage)
        size = ti.size
        return self.define_data(symbol, f"[{size} x i8]", "zeroinitializer", ".go.bss" if mask else ".go.noptrbss", align, linkage)

    def string_data(self, data: bytes) -> str:
        """Operand of the bytes of a constant string (private, one copy a module)."""
        if not data:
            return "null"
        sym = self.strings.get(data)
        if sym is None:
            n = len(self.strings)
            sym = self.strings[data] = f"@.s{n}"
            self.globals.append(
                f'{sym} = private unnamed_addr constant [{len(data)} x i8] c"{escape_bytes(data)}", section ".go.rodata..s{n}", align 1'
            )
        return sym

    def funcval(self, symbol: str, foreign: bool = False) -> str:
        """Operand of the static funcval of a function symbol.

        foreign: the function has no body in Go. Assembly may look at the context it is called with, so LLVM must not see through to the function: it
        would make the call of a closure with this code a direct one, without context."""
        fsym = symbol + ".f"
        if fsym not in self.defined:
            self.define_data(fsym, "ptr", self.func_addr(symbol), ".go.funcdesc", 8, "weak" if foreign else "linkonce_odr", True)
        return quote(fsym)

    def begin_function(self, symbol: str, abi: FuncABI, context: bool, linkage: str = "", attrs: str = "", dbg: str = "") -> str:
        """The ``define`` line. attrs: extra attributes (" noinline"); " tail" at the end allows tail calls."""
        self.defined.add(symbol)
        if not abi.params:
            self.meta["noargs"].append(symbol)
        taken = abi.preserved_arguments(context)
        if taken:
            self.meta["registers"][symbol] = taken
        link = linkage + " " if linkage else ""
        group = "#0"
        if attrs.endswith(" tail"):
            group, attrs = "#4", attrs[:-5]
        sec = escape_bytes((".text." + symbol).encode("utf-8", "surrogateescape"))
        return f'define {link}dso_local x86_regcallcc {abi.ret} {quote(symbol)}{abi.parameters(context)} {group}{attrs} section "{sec}"{dbg} {{'

    def run_queue(self) -> None:
        """Emit wanted things until nothing is missing."""
        queue = self.queue
        while queue:
            queue.pop()()

    def attributes(self) -> list[str]:
        extra = ' "no-builtins"' if self.no_builtins else ""
        common = 'nounwind null_pointer_is_valid "frame-pointer"="all" "probe-stack"="inline-asm"' + extra
        return [
            # Every call has its frame, as in Go (runtime.Callers, stack overflow); wrappers do without (#4).
            f'attributes #0 = {{ {common} "disable-tail-calls"="true" }}',
            f"attributes #4 = {{ {common} }}",
            "attributes #1 = { cold noreturn nounwind nomerge }",
            "attributes #2 = { nounwind returns_twice }",
            "attributes #3 = { cold nounwind }",
            # A barrier shall not keep a function from being inlined: the negative cost makes up for the question before it.
            'attributes #5 = { cold nounwind "call-inline-cost"="-15" }',
        ]  # fmt: skip

    def finish(self) -> str:
        """The whole module's text. All wanted things are emitted first."""
        self.run_queue()
        if self.inline_source is not None:
            from .inline import take

            take(self, self.inline_source)
        if self.dbg is not None:
            self.dbg.finish()
        self.meta["imethods"] = sorted(self.imethods)
        lines = [f'target datalayout = "{DATALAYOUT}"', f'target triple = "{TRIPLE}"']
        lines.extend(self.named_types.values())
        lines.extend(self.globals)
        for symbol, decl in self.declared.items():
            if symbol not in self.defined:
                lines.append(decl if decl is not None else f"declare dso_local void {quote(symbol)}()")
        lines.extend(sorted(self.intrinsics))
        lines.extend(self.functions)
        lines.extend(self.attributes())
        lines.extend(self.metadata)
        lines.append("")
        return "\n".join(lines)
