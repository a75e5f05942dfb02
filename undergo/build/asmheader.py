"""``go_asm.h``: the constants, sizes and field offsets of a package's types for its assembly files.

The same names as the reference's ``-asmhdr`` writes: ``const_NAME``, ``T__size``, ``T_field``.
"""

from __future__ import annotations

from undergo.types import sizes
from undergo.types.constants import quote
from undergo.types.objects import Const, Package, TypeName
from undergo.types.types import IS_BOOLEAN, IS_INTEGER, IS_STRING, Basic, Named, Struct, under


def go_asm_header(pkg: Package) -> str:
    """The text of go_asm.h for a type-checked package."""
    lines: list[str] = []
    for name in pkg.scope.names():
        obj = pkg.scope.lookup(name)
        if isinstance(obj, Const):
            basic = under(obj.typ)
            if not isinstance(basic, Basic):
                continue
            if basic.info & IS_INTEGER and isinstance(obj.val, int):
                lines.append(f"#define const_{name} {int(obj.val)}")
            elif basic.info & IS_BOOLEAN:
                lines.append(f"#define const_{name} {'true' if obj.val else 'false'}")
            elif basic.info & IS_STRING and isinstance(obj.val, bytes):
                lines.append(f"#define const_{name} {quote(obj.val)}")
        elif isinstance(obj, TypeName) and not obj.is_alias():
            named = obj.typ
            if not isinstance(named, Named) or named.tparams:
                continue
            struct = named.underlying()
            if not isinstance(struct, Struct):
                continue
            lines.append(f"#define {name}__size {sizes.sizeof(struct)}")
            for f, offset in zip(struct.fields, sizes.offsetsof(struct), strict=True):
                if f.name != "_":
                    lines.append(f"#define {name}_{f.name} {offset}")
    return "\n".join(lines) + "\n"
