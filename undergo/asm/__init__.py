"""The Go assembler: Plan 9 syntax to AT&T syntax, encoded by LLVM.

`translate` turns the `.s` files of a package into text, `assemble_to_object` turns the text into an ELF object, and
`scan_symabis` tells, before anything is compiled, which functions assembly defines, what it refers to and which registers it keeps.
"""

from typing import TYPE_CHECKING

from undergo.facade import names_of

if TYPE_CHECKING:
    from .encode import assemble_to_object as assemble_to_object
    from .errors import AsmError as AsmError
    from .symabis import SymABIs as SymABIs
    from .symabis import scan_symabis as scan_symabis
    from .translate import assemble as assemble
    from .unit import AsmUnit as AsmUnit
    from .unit import DataSymbol as DataSymbol
    from .unit import TextSymbol as TextSymbol
    from .unit import package_prefix as package_prefix

__getattr__ = names_of(
    __name__,
    encode="assemble_to_object",
    errors="AsmError",
    symabis="SymABIs scan_symabis",
    translate="assemble",
    unit="AsmUnit DataSymbol TextSymbol package_prefix",
)

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
]
