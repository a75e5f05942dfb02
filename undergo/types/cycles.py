"""Direct cycles of type declarations (type A B; type B A), and whether a type is complete enough to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from undergo.syntax import nodes

from .basic import INVALID_TYPE
from .objects import Object, TypeName
from .types import Alias, Named, Type

if TYPE_CHECKING:
    from .check import Checker


def direct_cycles(check: "Checker") -> None:
    """Report the direct cycles among the package-level type declarations."""
    path_idx: dict[TypeName, int] = {}
    for obj in check.obj_list:
        if obj.__class__ is TypeName:
            direct_cycle(check, obj, path_idx)


def direct_cycle(check: "Checker", tname: TypeName, path_idx: dict[TypeName, int]) -> None:
    """Follow tname's declaration from name to name. path_idx: index on the path, -1 once a name is done."""
    path: list[TypeName] = []
    while True:
        start = path_idx.get(tname)
        if start is not None:
            if start >= 0:
                from .decl import cycle_error, first_in_src

                tname.typ = INVALID_TYPE
                cycle = list(path[start:])
                cycle_error(check, cycle, first_in_src(cycle))
            break
        path_idx[tname] = len(path)
        path.append(tname)
        rhs = check.obj_map[tname].tdecl.type  # type: ignore[union-attr]
        if rhs.__class__ is not nodes.Name:
            break
        following = check.pkg.scope.lookup(rhs.value)
        if following.__class__ is not TypeName or following not in check.obj_map:
            break
        tname = following
    for t in path:
        path_idx[t] = -1


def is_complete(check: "Checker", t: Optional[Type]) -> bool:
    """Whether t has an underlying type already; reports the cycle if it is being declared."""
    while t.__class__ is Named or t.__class__ is Alias:
        obj: Object = t.obj
        i = check.obj_path_idx.get(obj)
        if i is not None:
            from .decl import cycle_error, first_in_src

            cycle = check.obj_path[i:]
            cycle_error(check, cycle, first_in_src(cycle))
            return False
        if t.__class__ is Named and t._underlying is not None:
            return True
        t = t.fromrhs
    return True
