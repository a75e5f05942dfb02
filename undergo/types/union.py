"""Unions of terms in constraint literals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from undergo.syntax import nodes

from . import typeterm
from .basic import INVALID_TYPE
from .predicates import identical, is_interface, is_type_param, is_valid
from .types import Interface, Term, Type, Union
from .typeset import MAX_TERM_COUNT, type_set

if TYPE_CHECKING:
    from .check import Checker


def parse_union(check: "Checker", uexpr: nodes.Expr) -> Type:
    """The type of a constraint element: a Union, or the type itself if it is a single one without tilde."""
    from .errors import errorf
    from .recording import record_type_and_value

    blist: list[nodes.Expr] = []
    tlist: list[nodes.Expr] = []
    flatten_union(uexpr, blist, tlist)
    terms: list[Term] = []
    u: Optional[Type] = None
    for i, x in enumerate(tlist):
        term = parse_tilde(check, x)
        if len(tlist) == 1 and not term.tilde:
            return term.typ
        if len(terms) >= MAX_TERM_COUNT:
            if is_valid(u):
                errorf(
                    check,
                    x,
                    "InvalidUnion",
                    "cannot handle more than %d union terms (implementation limitation)",
                    MAX_TERM_COUNT,
                )
                u = INVALID_TYPE
        else:
            terms.append(term)
            u = Union(list(terms))
        if i > 0:
            record_type_and_value(check, blist[i - 1], "typexpr", u, None)  # type: ignore[arg-type]
    assert u is not None
    if not is_valid(u):
        return u
    # The types of the terms may not be set up yet.
    check.later(lambda: _check_terms(check, tlist, terms))
    return u


def _check_terms(check: "Checker", tlist: list[nodes.Expr], terms: list[Term]) -> None:
    from .errors import error, errorf, soft_errorf

    for i, t in enumerate(terms):
        if not is_valid(t.typ):
            continue
        u = t.typ.underlying()
        f = u if u.__class__ is Interface else None
        if t.tilde:
            if f is not None:
                errorf(check, tlist[i], "InvalidUnion", "invalid use of ~ (%s is an interface)", t.typ)
                continue
            if not identical(u, t.typ):
                errorf(check, tlist[i], "InvalidUnion", "invalid use of ~ (underlying type of %s is %s)", t.typ, u)
                continue
        if f is not None:
            tset = type_set(f)
            if tset.num_methods() != 0:
                errorf(
                    check,
                    tlist[i],
                    "InvalidUnion",
                    "cannot use %s in union (%s contains methods)",
                    *_term_texts(check, t, t),
                )
            elif _is_comparable_name(t.typ):
                error(check, tlist[i], "InvalidUnion", "cannot use comparable in union")
            elif tset.comparable:
                errorf(
                    check,
                    tlist[i],
                    "InvalidUnion",
                    "cannot use %s in union (%s embeds comparable)",
                    *_term_texts(check, t, t),
                )
            continue
        j = overlapping_term(terms[:i], t)
        if j >= 0:
            soft_errorf(check, tlist[i], "InvalidUnion", "overlapping terms %s and %s", *_term_texts(check, t, terms[j]))


def _term_texts(check: "Checker", *terms: Term) -> list[str]:
    # A term formats like its type in the reference: fully qualified.
    return [typeterm.term_string(t) for t in terms]


def _is_comparable_name(t: Type) -> bool:
    obj = getattr(t, "obj", None)
    return obj is not None and obj.pkg is None and obj.name == "comparable"


def parse_tilde(check: "Checker", tx: nodes.Expr) -> Term:
    from .errors import error, errorf
    from .recording import record_type_and_value
    from .typexpr import typ as check_typ

    x = tx
    tilde = False
    if x.__class__ is nodes.Operation and x.op == "~":
        x = x.x
        tilde = True
    typ = check_typ(check, x)
    if is_type_param(typ):
        if tilde:
            errorf(check, x, "MisplacedTypeParam", "type in term %s cannot be a type parameter", tx)
        else:
            error(check, x, "MisplacedTypeParam", "term cannot be a type parameter")
        typ = INVALID_TYPE
    term = Term(tilde, typ)
    if tilde:
        record_type_and_value(check, tx, "typexpr", Union([term]), None)
    return term


def overlapping_term(terms: list[Term], y: Term) -> int:
    """The index of a term that is not disjoint from y, or -1. Terms of interface type are not looked at."""
    for i, x in enumerate(terms):
        if not is_interface(x.typ) and not typeterm.disjoint(x, y):
            return i
    return -1


def flatten_union(x: nodes.Expr, blist: list[nodes.Expr], tlist: list[nodes.Expr]) -> None:
    """Splits A | B | C into its binary expressions and its terms, both in source order."""
    if x.__class__ is nodes.Operation and x.op == "|" and x.y is not None:
        flatten_union(x.x, blist, tlist)
        blist.append(x)
        x = x.y
    tlist.append(x)
