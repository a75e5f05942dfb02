"""Generating one package: its variables, functions, types, initialization, and the metadata the linker wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Optional

from undergo.decisions.inlinable import find_costs
from undergo.syntax import nodes as N
from undergo.syntax.positions_of import walk
from undergo.types import types as T
from undergo.types.objects import Func, Package, Var

from . import asmabi, embed, generics, inline, mapintrinsics, names, static, typedesc
from .checkptr import checked_package
from .debuginfo import DebugInfo
from .function import CodegenError, FunctionBuilder
from .layout import info
from .llvm import GeneratedModule, native_level
from .module import ModuleBuilder, Options

if TYPE_CHECKING:
    from undergo.asm.symabis import SymABIs

TOP_FRAMES = ("runtime.goexit", "runtime.mstart", "_rt0_amd64_linux", "runtime.rt0_go", "runtime.mcall")


def generate_package(
    pkg: Package,
    *,
    files: Any,
    importer: Callable[[str], Package],
    options: Any,
    symabis: Optional["SymABIs"] = None,
    embed_files: Optional[Mapping[str, str]] = None,
    main: bool = False,
    standard: bool = False,
    inline_ir: Optional[Callable[[str], bytes]] = None,
    source: str = "",
) -> GeneratedModule:
    """The LLVM module of a checked and escape-analysed package.

    files: the FileTable; importer: gives packages by import path (for the layouts of internal/abi and runtime); options: build options
    (level, optimize); symabis: what the assembler's scan found; embed_files: name -> path; standard: of the standard
    library; inline_ir: tables of other packages' small functions; source: the folder of the standard library's packages."""
    module_options = Options(files, debug=True)
    module_options.level = native_level() if options.level == "native" else options.level
    module_options.standard = standard
    module_options.extra["importer"] = importer
    module_options.extra["source"] = source
    module_options.check_pointers = options.checkptr and checked_package(pkg.path)
    module_options.check_bounds = options.bounds_checked
    mb = ModuleBuilder(pkg, module_options, "main" if main else None)
    mb.dbg = DebugInfo(mb, files)
    find_costs(pkg)
    _Package(mb, symabis, embed_files or {}).generate()
    table = inline.table(mb)
    mb.inline_source = inline_ir
    return GeneratedModule(mb.finish(), mb.meta, table)


# Variables of the runtime that nobody may change: a write faults, as reflect's StructField.Index promises.
READ_ONLY = frozenset(("runtime.staticuint64s",))


class _Package:
    def __init__(self, mb: ModuleBuilder, symabis: Optional["SymABIs"], embed_files: Mapping[str, str]) -> None:
        self.mb = mb
        self.pkg = mb.pkg
        self.defs: dict[str, str] = symabis.defs if symabis else {}
        self.refs: dict[str, set[str]] = symabis.refs if symabis else {}
        self.asm_data: set[str] = symabis.data if symabis else set()
        mb.extra["symabis"] = self.defs
        mb.extra["kept"] = symabis.kept if symabis else {}
        mb.extra["context"] = symabis.context if symabis else set()
        self.embed_files = embed_files
        self.kept: list[str] = []
        self.init_functions: list[str] = []

    def generate(self) -> None:
        mb = self.mb
        data, dynamic = static.initialize(mb)
        if self.embed_files or any(f.embeds for f in self.pkg.files):
            data.update(embed.embedded_variables(mb, self.embed_files))
        self._variables(data, {v for init in dynamic for v in init.lhs})
        declarations = self._functions()
        self._types()
        self._initialization(dynamic)
        asmabi.assembly_wrappers(mb, declarations, self.defs, self.refs)
        mb.run_queue()
        mb.meta["keep"] = self.kept
        mb.meta["topframes"] = [s for s in TOP_FRAMES if s in mb.defined]
        if mb.path == "runtime":
            mb.meta["moduledata"] = self._moduledata()

    # ------------------------------------------------------------ variables

    def _variables(self, data: Mapping[Var, tuple[str, str]], dynamic: set[Var]) -> None:
        marked = {local for f in self.pkg.files for _, local, remote in f.linknames if not remote}
        scope = self.pkg.scope
        for name in scope.names():
            v = scope.lookup(name)
            if v.__class__ is not Var or name == "_":
                continue
            symbol = v.linkname or names.var_symbol(v)
            init = data.get(v)
            bare = init is None and v not in dynamic
            if bare and v.linkname and not v.linkname.startswith((self.mb.prefix + ".", self.mb.path + ".", "go:")):
                continue  # another package's variable; of the linker's own ("go:...") there is a weak zero
            if bare and symbol in self.asm_data or symbol == f"{self.mb.prefix}..inittask":
                continue  # an assembly file gives its contents; _initialization does
            if symbol in READ_ONLY and init is not None:
                self.mb.define_data(symbol, init[0], init[1], ".go.rodata", 64, constant=True)
                continue
            self.mb.define_variable(symbol, v.typ, init, "weak" if bare and (name in marked or v.linkname) else "")
            if name in marked or v.linkname:
                self.kept.append(symbol)

    # ------------------------------------------------------------ functions

    def _functions(self) -> list[tuple[str, T.Signature, bool, int]]:
        mb = self.mb
        declarations: list[tuple[str, T.Signature, bool, int]] = []
        initializers = 0
        for file in self.pkg.files:
            for decl in file.decl_list:
                if decl.__class__ is not N.FuncDecl:
                    continue
                f: Func = decl.name.obj  # type: ignore[assignment]
                name = decl.name.value
                sig: Any = f.typ if f is not None else decl.name.typ
                if name == "_" or f is None or sig is None:
                    continue
                if sig.tparams or sig.recv_tparams:
                    continue
                if decl.recv is not None:
                    recv = T.unalias(sig.recv.typ)
                    holder = T.unalias(recv.elem) if recv.__class__ is T.Pointer else recv
                    symbol = generics.method_function(mb, holder, f)
                elif name == "init":
                    symbol = f"{mb.prefix}.init.{initializers}"
                    initializers += 1
                    if _does_nothing(decl.body):
                        continue
                    self.init_functions.append(symbol)
                else:
                    symbol = generics.function(mb, f, None)[0]
                    declarations.append((symbol, sig, decl.body is not None, decl.pos))
                if decl.body is not None:
                    self._define(f, decl, symbol)
        return declarations

    def _define(self, f: Func, decl: Any, symbol: str) -> None:
        from .functions import emit_declared

        mb = self.mb
        if symbol in mb.defined:
            return
        mb.defined.add(symbol)
        mb.queue.append(lambda: emit_declared(mb, f, decl, symbol, None))

    # ------------------------------------------------------------ types

    def _types(self) -> None:
        """Descriptors of the package's own types and of pointers to them."""
        typedesc.descriptors(self.mb).emit_package_types(self.pkg)

    # ------------------------------------------------------------ initialization

    def _initialization(self, dynamic: list[Any]) -> None:
        mb = self.mb
        functions = list(self.init_functions)
        if dynamic:
            symbol = f"{mb.prefix}.init"
            functions.insert(0, symbol)
            mb.defined.add(symbol)
            self._init_function(symbol, dynamic)
        symbol = f"{mb.prefix}..inittask"
        if not functions:
            if any(v.linkname == symbol for v in map(self.pkg.scope.lookup, self.pkg.scope.names()) if v.__class__ is Var):
                mb.define_data(symbol, "{i32, i32}", "zeroinitializer", ".go.noptrdata", 8)
            return
        pointers = ", ".join([f"ptr {mb.func_addr(s)}" for s in functions])
        n = len(functions)
        mb.define_data(
            symbol, f"{{i32, i32, [{n} x ptr]}}", f"{{i32 0, i32 {n}, [{n} x ptr] [{pointers}]}}", ".go.noptrdata", 8
        )  # fmt: skip
        mb.meta["inittask"] = symbol

    def _init_function(self, symbol: str, dynamic: list[Any]) -> None:
        from . import assign, functions

        mb = self.mb
        sig = T.Signature(None, T.Tuple([]), T.Tuple([]))
        pos = dynamic[0].rhs.pos
        fb: FunctionBuilder = functions.begin(mb, symbol, sig, None, pos, names.ClosureNames(f"{mb.prefix}.init", False))
        for init in dynamic:
            fb.pos = init.rhs.pos
            fb.evaluated_once = _outer_literals(init.rhs)
            assign.initialize_package_variables(fb, init.lhs, init.rhs)
        if not fb.dead:
            fb.emit(" ret void")
            fb.dead = True
        fb.finish()

    # ------------------------------------------------------------ metadata

    def _moduledata(self) -> dict[str, int]:
        """Field offsets of runtime.moduledata, for the linker."""
        obj = self.pkg.scope.lookup("moduledata")
        if obj is None:
            raise CodegenError(0, "package runtime declares no moduledata")
        ti = info(obj.typ)
        fields: Any = ti.u
        table = {f.name: off for f, off in zip(fields.fields, ti.offsets)}
        table["@size"] = ti.size
        return table


def _outer_literals(initializer: Any) -> set[Any]:
    """The composite literals of a package variable's initializer that stand outside function literals: they are evaluated once."""
    found: set[Any] = set()

    def visit(node: Any) -> bool:
        if node.__class__ is N.CompositeLit:
            found.add(node)
        return node.__class__ is not N.FuncLit

    walk(initializer, visit)
    return found


def _does_nothing(body: Any) -> bool:
    """Whether a function's body is empty, or becomes so without branches that are never taken."""
    return body is not None and all(
        [
            s.__class__ is N.EmptyStmt
            or s.__class__ is N.BlockStmt
            and _does_nothing(s)
            or s.__class__ in (N.IfStmt, N.ForStmt)
            and s.init is None
            and (s.cond is not None and s.cond.const is False)
            and getattr(s, "else_", None) is None
            for s in body.list
        ]
    )


__all__ = ["generate_package", "mapintrinsics"]
