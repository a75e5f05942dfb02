"""The linker: prepared objects in, an ELF executable or shared object out. See docs/link.md."""

from typing import TYPE_CHECKING

from undergo.facade import names_of

if TYPE_CHECKING:
    from .elf_format import LinkError as LinkError
    from .linker import LinkInput as LinkInput
    from .linker import LinkOptions as LinkOptions
    from .linker import LinkResult as LinkResult
    from .linker import link as link
    from .prepare import prepare_object as prepare_object
    from .prepare import undefined_symbols as undefined_symbols

__getattr__ = names_of(
    __name__, elf_format="LinkError", linker="LinkInput LinkOptions LinkResult link", prepare="prepare_object undefined_symbols"
)

__all__ = ["LinkError", "LinkInput", "LinkOptions", "LinkResult", "link", "prepare_object", "undefined_symbols"]
