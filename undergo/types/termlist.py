"""Lists of terms: the union of their type sets. In normal form all terms are disjoint; the operations do not need normal form."""

from __future__ import annotations

from . import typeterm
from .types import Term, Type
from .typeterm import MaybeTerm

Termlist = list[MaybeTerm]

ALL_TERMLIST: Termlist = [Term(False, None)]  # type: ignore[arg-type]


def termlist_string(xl: Termlist) -> str:
    return " | ".join(typeterm.term_string(x) for x in xl) if xl else "∅"


def is_empty(xl: Termlist) -> bool:
    for x in xl:
        if x is not None:
            return False
    return True


def is_all(xl: Termlist) -> bool:
    for x in xl:
        if x is not None and x.typ is None:
            return True
    return False


def norm(xl: Termlist) -> Termlist:
    """The normal form of xl."""
    n = len(xl)
    used = [False] * n
    rl: Termlist = []
    for i, xi in enumerate(xl):
        if xi is None or used[i]:
            continue
        for j in range(i + 1, n):
            xj = xl[j]
            if xj is None or used[j]:
                continue
            u1, u2 = typeterm.union(xi, xj)
            if u2 is None:
                assert u1 is not None
                if u1.typ is None:
                    return ALL_TERMLIST
                xi = u1
                used[j] = True
        rl.append(xi)
    return rl


def union(xl: Termlist, yl: Termlist) -> Termlist:
    return norm(xl + yl)


def intersect(xl: Termlist, yl: Termlist) -> Termlist:
    if xl is ALL_TERMLIST and yl is ALL_TERMLIST:
        return ALL_TERMLIST
    if is_empty(xl) or is_empty(yl):
        return []
    rl: Termlist = []
    for x in xl:
        for y in yl:
            r = typeterm.intersect(x, y)
            if r is not None:
                rl.append(r)
    return norm(rl)


def equal(xl: Termlist, yl: Termlist) -> bool:
    return xl is yl or (subset_of(xl, yl) and subset_of(yl, xl))


def includes(xl: Termlist, t: Type) -> bool:
    return any(typeterm.includes(x, t) for x in xl)


def superset_of(xl: Termlist, y: MaybeTerm) -> bool:
    return any(typeterm.subset_of(y, x) for x in xl)


def subset_of(xl: Termlist, yl: Termlist) -> bool:
    if is_empty(yl):
        return is_empty(xl)
    return all(superset_of(yl, x) for x in xl)
