"""Type sets of interfaces.

A type set is what the methods, the terms and the ``comparable`` bit of an interface together describe. Methods are factored out; if the
comparable bit is set, the terms are "all types".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Optional

from . import predicates, termlist
from .basic import EMPTY_INTERFACE, INVALID_TYPE
from .objects import Func, Package
from .termlist import ALL_TERMLIST, Termlist
from .types import Interface, Term, Type, TypeParam, Union, unalias

if TYPE_CHECKING:
    from .check import Checker


class TypeSet:
    """methods: all methods, sorted (exported first, then by name, then by package); terms; comparable."""

    __slots__ = ("methods", "terms", "comparable", "_index", "_pairs")

    def __init__(self, methods: list[Func], terms: Termlist, comparable: bool) -> None:
        self.methods = methods
        self.terms = terms
        self.comparable = comparable
        self._index: Optional[dict[str, int]] = None
        self._pairs: Any = None

    def __getstate__(self) -> Any:
        return (self.methods, self.terms, self.comparable)

    def __setstate__(self, state: Any) -> None:
        self.methods, self.terms, self.comparable = state
        self._index = None
        self._pairs = None

    def is_empty(self) -> bool:
        return termlist.is_empty(self.terms)

    def is_all(self) -> bool:
        return not self.methods and not self.comparable and termlist.is_all(self.terms)

    def is_method_set(self) -> bool:
        return not self.comparable and termlist.is_all(self.terms)

    def is_comparable(self, seen: Optional[set[Type]]) -> bool:
        terms = self.terms
        if termlist.is_all(terms):
            return self.comparable
        if termlist.is_empty(terms):
            return False
        for t in terms:
            if t is not None and predicates.comparable_type(t.typ, False, seen) is not None:
                return False
        return True

    def num_methods(self) -> int:
        return len(self.methods)

    def lookup_method(self, pkg: Optional[Package], name: str, fold_case: bool) -> tuple[int, Optional[Func]]:
        """The index and method of that name, or (-1, None)."""
        methods = self.methods
        if not methods or name == "_":
            return -1, None
        if fold_case:
            folded = name.casefold()
            for i, m in enumerate(methods):
                if m.name.casefold() == folded:
                    return i, m
            return -1, None
        index = self._index
        if index is None:
            index = self._index = {m.id(): i for i, m in enumerate(methods)}
        i = index.get(predicates.object_id(pkg, name), -1)
        return (i, methods[i]) if i >= 0 else (-1, None)

    def has_terms(self) -> bool:
        """Whether there are specific type terms."""
        terms = self.terms
        return terms is not ALL_TERMLIST and not termlist.is_empty(terms) and not termlist.is_all(terms)

    def subset_of(self, other: "TypeSet") -> bool:
        return termlist.subset_of(self.terms, other.terms)

    def is_(self, f: Callable[[Optional[Term]], bool]) -> bool:
        """Whether f holds for each specific term; f(None) if there are none."""
        if not self.has_terms():
            return f(None)
        for t in self.terms:
            if not f(t):
                return False
        return True

    def pairs(self) -> list[tuple[Optional[Type], Optional[Type]]]:
        """(type, underlying type) of the specific terms, or [(None, None)]."""
        if not self.has_terms():
            return [(None, None)]
        return [(t.typ, unalias(t.typ) if t.tilde else t.typ.underlying()) for t in self.terms if t is not None]

    def __str__(self) -> str:
        if self.is_empty():
            return "∅"
        if self.is_all():
            return "𝓤"
        from .typestring import object_string

        parts = ["comparable"] if self.comparable else []
        parts += [object_string(m) for m in self.methods]
        if self.has_terms():
            parts.append(termlist.termlist_string(self.terms))
        return "{" + "; ".join(parts) + "}"


TOP_TYPE_SET = TypeSet([], ALL_TERMLIST, False)
INVALID_TYPE_SET = TypeSet([], [], False)  # signals an invalid union; also a valid empty set
EMPTY_INTERFACE.tset = TOP_TYPE_SET


def type_set(t: Interface) -> TypeSet:
    tset = t.tset
    return tset if tset is not None else compute_interface_type_set(t.check, 0, t)


def type_param_iface(t: TypeParam) -> Interface:
    from .typeparam import iface

    return iface(t)


def sort_methods(methods: list[Func]) -> None:
    if len(methods) > 1:
        methods.sort(key=predicates.method_sort_key)


def compute_interface_type_set(check: Optional["Checker"], pos: int, ityp: Interface) -> TypeSet:
    """The type set of ityp, computed once all its parts are known; before that, the set of all types (not kept)."""
    if ityp.tset is not None:
        return ityp.tset  # type: ignore[no-any-return]
    if not ityp.complete:
        return TOP_TYPE_SET
    # Mark as done to stop recursion: infinite expansion is detected elsewhere (validtype).
    tset = ityp.tset = TypeSet([], ALL_TERMLIST, False)

    if not ityp.embeddeds:
        if len(ityp.methods) <= 1 or (check is None):
            methods = list(ityp.methods)
            sort_methods(methods)
            tset.methods = methods
            return tset

    union_sets: dict[Union, TypeSet]
    if check is not None:
        if check.union_type_sets is None:
            check.union_type_sets = {}
        union_sets = check.union_type_sets
    else:
        union_sets = {}

    collector = _MethodCollector(check)
    for m in ityp.methods:
        collector.add(m.pos, m, True)

    all_terms: Termlist = ALL_TERMLIST
    all_comparable = False
    embed_pos = ityp.embed_pos
    for i, typ in enumerate(ityp.embeddeds):
        epos = embed_pos[i] if embed_pos else 0
        u = typ.underlying()
        comparable = False
        if u.__class__ is Interface:
            etset = compute_interface_type_set(check, epos, u)
            if epos and check is not None:
                from .check import is_imported_constraint
                from .version import GO1_18, verify_versionf

                if is_imported_constraint(check, typ) and not verify_versionf(
                    check, epos, GO1_18, "embedding constraint interface %s", typ
                ):
                    continue
            comparable = etset.comparable
            for m in etset.methods:
                collector.add(epos, m, False)
            terms = etset.terms
        elif u.__class__ is Union:
            if epos and check is not None and not _version_ok(check, epos, "embedding interface element %s", u):
                continue
            etset = compute_union_type_set(check, union_sets, epos, u)
            if etset is INVALID_TYPE_SET:
                continue
            terms = etset.terms
        else:
            if u is INVALID_TYPE:
                continue
            if epos and check is not None and not _version_ok(check, epos, "embedding non-interface type %s", typ):
                continue
            terms = [Term(False, typ)]
        all_terms, all_comparable = _intersect_term_lists(all_terms, all_comparable, terms, comparable)

    tset.comparable = all_comparable
    methods = collector.methods
    sort_methods(methods)
    tset.methods = methods
    tset._index = None
    tset.terms = all_terms
    return tset


def _version_ok(check: "Checker", pos: int, format_: str, *args: Any) -> bool:
    from .version import GO1_18, verify_versionf

    return verify_versionf(check, pos, GO1_18, format_, *args)


class _MethodCollector:
    """Collects the methods of an interface and its embedded interfaces and reports duplicates."""

    __slots__ = ("check", "methods", "seen", "mpos")

    def __init__(self, check: Optional["Checker"]) -> None:
        self.check = check
        self.methods: list[Func] = []
        self.seen: dict[str, Func] = {}
        self.mpos: dict[Func, int] = {}

    def add(self, pos: int, m: Func, explicit: bool) -> None:
        key = m.id()
        other = self.seen.get(key)
        if other is None:
            self.seen[key] = m
            self.methods.append(m)
            self.mpos[m] = pos
        elif self.check is not None:
            if explicit:
                self.report(pos, m, other)
            elif other is not m or pos:
                # Signatures may not be complete yet.
                self.check.later(lambda: self.check_overlap(pos, m, other))

    def check_overlap(self, pos: int, m: Func, other: Func) -> None:
        from .version import GO1_14, allow_version

        assert self.check is not None
        if pos and not allow_version(self.check, GO1_14) or not predicates.identical(m.typ, other.typ):
            self.report(pos, m, other)

    def report(self, pos: int, m: Func, other: Func) -> None:
        from .errors import new_error

        assert self.check is not None
        err = new_error(self.check, "DuplicateDecl")
        err.addf(pos, "duplicate method %s", m.name)
        err.addf(self.mpos[other], "other declaration of method %s", m.name)
        err.report()


def _intersect_term_lists(xterms: Termlist, xcomp: bool, yterms: Termlist, ycomp: bool) -> tuple[Termlist, bool]:
    """The intersection of two term lists and their comparable bits (valid only for "all types")."""
    terms = termlist.intersect(xterms, yterms)
    comp = xcomp or ycomp
    if comp and not termlist.is_all(terms):
        terms = [t for t in terms if t is not None and predicates.comparable_type(t.typ, False, None) is None]
        comp = False
    return terms, comp


MAX_TERM_COUNT = 100  # bounds the quadratic term list operations


def compute_union_type_set(check: Optional["Checker"], union_sets: dict[Union, TypeSet], pos: int, utyp: Union) -> TypeSet:
    """The type set of a union; INVALID_TYPE_SET if it has too many terms."""
    tset = union_sets.get(utyp)
    if tset is not None:
        return tset
    tset = union_sets[utyp] = TypeSet([], [], False)  # stops recursion
    all_terms: Termlist = []
    for t in utyp.terms:
        u = t.typ.underlying()
        terms: Termlist
        if u.__class__ is Interface:
            terms = compute_interface_type_set(check, pos, u).terms
        elif u is INVALID_TYPE:
            continue
        else:
            terms = [None] if t.tilde and not predicates.identical(t.typ, u) else [t]
        all_terms = termlist.union(all_terms, terms)
        if len(all_terms) > MAX_TERM_COUNT:
            if check is not None:
                from .errors import errorf

                errorf(
                    check,
                    pos,
                    "InvalidUnion",
                    "cannot handle more than %d union terms (implementation limitation)",
                    MAX_TERM_COUNT,
                )
            union_sets[utyp] = INVALID_TYPE_SET
            return INVALID_TYPE_SET
    tset.terms = all_terms
    return tset
