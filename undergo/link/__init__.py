"""The linker: prepared objects in, an ELF executable or shared object out. See docs/link.md."""

from .elf_format import LinkError
from .linker import LinkInput, LinkOptions, LinkResult, link
from .prepare import prepare_object, undefined_symbols

__all__ = ["LinkError", "LinkInput", "LinkOptions", "LinkResult", "link", "prepare_object", "undefined_symbols"]
