"""Interface types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from undergo.syntax import nodes

from .errors import error, errorf, start_pos
from .objects import Func, TypeName, Var
from .predicates import as_named, is_valid
from .types import Interface, Signature, Type
from .typeset import TOP_TYPE_SET, compute_interface_type_set, sort_methods
from .typexpr import typ
from .union import parse_union

if TYPE_CHECKING:
    from .check import Checker


def interface_type(check: "Checker", ityp: Interface, iface: nodes.InterfaceType, def_: Optional[TypeName]) -> None:
    """Set up ityp from an interface type expression; def_ is the type name declared as it, if any."""
    for f in iface.method_list:
        if f.name is None:
            ityp.embeddeds.append(parse_union(check, f.type))
            ityp.embed_pos.append(start_pos(f.type))
            continue
        name = f.name.value
        if name == "_":
            error(check, f.name, "BlankIfaceMethod", "methods must have a unique non-blank name")
            continue
        sig = typ(check, f.type)
        if sig.__class__ is not Signature:
            if is_valid(sig):
                errorf(check, f.type, "InvalidSyntaxTree", "%s is not a method signature", sig)
            continue
        # The receiver is the declared type where there is one.
        recv_type: Type = ityp
        if def_ is not None and def_.typ is not None:
            named = as_named(def_.typ)
            if named is not None:
                recv_type = named
        sig.recv = Var(f.name.pos, check.pkg, "", recv_type, "recv")
        m = Func(f.name.pos, check.pkg, name, sig)
        f.name.obj = m
        ityp.methods.append(m)

    # All parts are there; types they mention may not be complete yet.
    ityp.complete = True
    if not ityp.methods and not ityp.embeddeds:
        ityp.tset = TOP_TYPE_SET
        return
    sort_methods(ityp.methods)
    # The type set is computed later: embedded types have to be set up first.
    check.later(lambda: compute_interface_type_set(check, iface.pos, ityp))
