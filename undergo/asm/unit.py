"""What comes out of translating assembly files, and the names it gives to symbols.

ABI0 functions carry the suffix `.abi0`, ABIInternal ones `.abiinternal`, those in our own convention none; data has
none (docs/architecture.md, section 2). Names with `<>` belong to one file and become local symbols.
"""

from dataclasses import dataclass, field

from undergo.asm.diagnose import FunctionText

SUFFIXES = {"ABI0": ".abi0", "ABIInternal": ".abiinternal", "ABIUndergo": ""}


@dataclass(slots=True)
class TextSymbol:
    """A function: Go's name, the ELF symbol, its ABI, bytes of frame and arguments (-1: not given), flags."""

    name: str
    symbol: str
    abi: str
    frame: int
    args: int
    flags: int
    local: bool
    file: str
    line: int
    height: int = 0  # by how much it lowers the stack pointer
    calls: list[tuple[int, str]] = field(
        default_factory=list
    )  # how far it has grown the stack at a call, with the return address; symbol or ""


@dataclass(slots=True)
class DataSymbol:
    """A datum: Go's name, the ELF symbol, its size in bytes, flags."""

    name: str
    symbol: str
    size: int
    flags: int
    local: bool


@dataclass(slots=True)
class AsmUnit:
    """Translated assembly.

    `text` is AT&T assembly. `references` maps a name that no file here defines to the ABIs it is called or
    addressed with ("data" for a use that is neither a call nor names an ABI).
    """

    text: str = ""
    functions: list[TextSymbol] = field(default_factory=list)
    data: list[DataSymbol] = field(default_factory=list)
    references: dict[str, set[str]] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)  # what `text` is made of
    texts: list[FunctionText] = field(default_factory=list)  # where the functions are in it

    @property
    def defined(self) -> dict[str, str]:
        """Go name -> ABI of every global function defined here."""
        return {f.name: f.abi for f in self.functions if not f.local}

    @property
    def frame_sizes(self) -> dict[str, tuple[int, int]]:
        """ELF symbol -> (bytes of frame, bytes of arguments)."""
        return {f.symbol: (f.frame, f.args) for f in self.functions}


def function_symbol(name: str, abi: str) -> str:
    """The ELF symbol of a function with the given Go name, called in the given ABI."""
    if name.startswith("undergo."):
        return name
    return name + SUFFIXES[abi]


def package_prefix(path: str) -> str:
    """Escapes an import path the way symbols do (`gopkg.in/yaml.v3` -> `gopkg.in/yaml%2ev3`)."""
    slash = path.rfind("/")
    out = []
    for i, c in enumerate(path):
        code = ord(c)
        if code <= 0x20 or (c == "." and i > slash) or c in '%"' or code >= 0x7F:
            out += [f"%{b:02x}" for b in c.encode()]
        else:
            out.append(c)
    return "".join(out)


def quote(symbol: str) -> str:
    return '"' + symbol.replace("\\", "\\\\").replace('"', '\\"') + '"'
