"""The Go assembler: Plan 9 syntax to AT&T syntax, encoded by LLVM.

`translate` turns the `.s` files of a package into text, `assemble_to_object` turns the text into an ELF object, and
`scan_symabis` tells, before anything is compiled, which functions assembly defines, what it refers to and which registers it keeps.
"""

from undergo.asm.encode import assemble_to_object
from undergo.asm.errors import AsmError
from undergo.asm.symabis import SymABIs, scan_symabis
from undergo.asm.translate import assemble, translate
from undergo.asm.unit import AsmUnit, DataSymbol, TextSymbol, package_prefix

__all__ = [
    "AsmError",
    "AsmUnit",
    "DataSymbol",
    "SymABIs",
    "TextSymbol",
    "assemble",
    "assemble_to_object",
    "package_prefix",
    "scan_symabis",
    "translate",
]
