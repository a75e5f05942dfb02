"""Instances of generic types and functions; what it means to implement an interface or satisfy a constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from . import lookup, typeterm
from .alias import new_alias_instance
from .basic import INVALID_TYPE
from .context import GLOBAL_CONTEXT
from .named import new_named_instance
from .predicates import comparable_type, identical, is_valid
from .subst import copy_signature, make_subst_map, subst
from .termlist import termlist_string
from .types import Alias, Interface, Named, Pointer, Signature, Term, Type, TypeParam, Union
from .typeset import type_set
from .under import Cause

if TYPE_CHECKING:
    from .check import Checker


class InstantiateError(Exception):
    """A type argument does not satisfy its constraint, or there are too many or too few."""


def instantiate(orig: Type, targs: list[Type], validate: bool = False) -> Type:
    """orig[targs] after type checking (no checker): for code generation and importers."""
    if validate:
        tparams = orig.tparams  # type: ignore[attr-defined]
        if len(tparams) != len(targs):
            raise InstantiateError(f"cannot instantiate {orig}: got {len(targs)} type arguments but have {len(tparams)} type parameters")
        i, cause = verify(None, 0, tparams, targs)
        if i >= 0:
            raise InstantiateError(cause)
    return instance(None, 0, orig, targs)  # type: ignore[no-any-return]


def instance(
    check: Optional["Checker"],
    pos: int,
    orig: Type,
    targs: list[Type],
    expanding: Optional[Named] = None,
    ctxt: Any = None,
) -> Any:
    """The instance of a generic type or signature; identical instances of types are the same object.

    Named types are expanded later."""
    if orig.__class__ is Signature:
        return _signature_instance(check, pos, orig, targs)
    instances = GLOBAL_CONTEXT.instances
    key = GLOBAL_CONTEXT.instance_key(orig, targs)
    res = instances.get(key)
    if res is not None:
        return res
    if orig.__class__ is Named:
        res = new_named_instance(check, pos, orig, targs)
    else:
        assert orig.__class__ is Alias, orig
        tparams = orig.tparams
        if not validate_targ_len(check, pos, orig.obj.name, len(tparams), len(targs)):
            return INVALID_TYPE
        if not tparams:
            return orig
        res = new_alias_instance(check, pos, orig, targs)
    instances[key] = res
    return res


def _signature_instance(check: Optional["Checker"], pos: int, orig: Signature, targs: list[Type]) -> Type:
    tparams = orig.tparams
    if not validate_targ_len(check, pos, "func", len(tparams), len(targs)):
        return INVALID_TYPE
    if not tparams:
        return orig
    sig: Signature = subst(check, pos, orig, make_subst_map(tparams, targs))
    if sig is orig:
        sig = copy_signature(sig)
        sig.scope = None
    sig.tparams = []
    return sig


def validate_targ_len(check: Optional["Checker"], pos: int, name: str, want: int, got: int) -> bool:
    """Whether the number of type arguments is right; reports an error if not."""
    if got == want:
        return True
    qual = "not enough" if got < want else "too many"
    msg = f"{qual} type arguments for type {name}: have {got}, want {want}"
    if check is None:
        raise InstantiateError(msg)
    from .errors import error

    error(check, pos, "WrongTypeArgCount", msg)
    return False


def verify(check: Optional["Checker"], pos: int, tparams: list[TypeParam], targs: list[Type], ctxt: Any = None) -> tuple[int, str]:
    """The index of the first type argument that does not satisfy its constraint and why, or (-1, "")."""
    smap = make_subst_map(tparams, targs)
    for i, tpar in enumerate(tparams):
        tpar.iface()  # wraps bounds that are no interfaces
        bound = subst(check, pos, tpar.bound, smap)
        cause = Cause()
        if not implements(check, targs[i], bound, True, cause):
            return i, cause.text
    return -1, ""


def implements(check: Optional["Checker"], V: Type, T: Type, constraint: bool, cause: Optional[Cause] = None) -> bool:
    """Whether V implements the interface T (constraint: satisfies the constraint T)."""
    Vu = V.underlying()
    Tu = T.underlying()
    if Vu is INVALID_TYPE or Tu is INVALID_TYPE:
        return True
    if Vu.__class__ is Pointer and Vu.elem.underlying() is INVALID_TYPE:
        return True

    if Tu.__class__ is not Interface:
        if cause is not None:
            if lookup.is_interface_ptr(Tu):
                detail = lookup.interface_ptr_error(check, T)
            else:
                detail = _text(check, "%s is not an interface", T)
            cause.text = _text(check, "%s does not %s %s (%s)", V, _verb(constraint), T, detail)
        return False

    Tset = type_set(Tu)
    if Tset.is_all():
        return True
    Vset = type_set(Vu) if Vu.__class__ is Interface else None
    if Vset is not None and Vset.is_empty():
        return True
    if Tset.is_empty():
        if cause is not None:
            cause.text = _text(check, "cannot %s %s (empty type set)", _verb(constraint), T)
        return False

    if Tset.methods and not lookup.has_all_methods(check, V, T, True, identical, cause):
        if cause is not None:
            cause.text = _text(check, "%s does not %s %s %s", V, _verb(constraint), T, cause.text)
        return False

    if not Tset.has_terms():
        return _check_comparability(check, V, Tset, constraint, cause)

    if Vset is not None:
        if not Vset.subset_of(Tset):
            if cause is not None:
                cause.text = _text(check, "%s does not %s %s", V, _verb(constraint), T)
            return False
        return _check_comparability(check, V, Tset, constraint, cause)

    # V's type must be in T's type set.
    alt: Optional[Type] = None
    for t in Tset.terms:
        if typeterm.includes(t, V):
            return _check_comparability(check, V, Tset, constraint, cause)
        # If it would be there with a tilde, say so.
        assert t is not None
        if alt is None and not t.tilde and identical(t.typ, t.typ.underlying()) and typeterm.includes(Term(True, t.typ), V):
            alt = t.typ
    if cause is not None:
        if alt is not None:
            detail = _text(check, "possibly missing ~ for %s in %s", alt, T)
        elif mentions(Tu, V):
            detail = _text(check, "%s mentions %s, but %s is not in the type set of %s", T, V, V, T)
        else:
            detail = _text(check, "%s missing in %s", V, termlist_string(Tset.terms))
        cause.text = _text(check, "%s does not %s %s (%s)", V, _verb(constraint), T, detail)
    return False


def _check_comparability(check: Optional["Checker"], V: Type, Tset: Any, constraint: bool, cause: Optional[Cause]) -> bool:
    if not Tset.is_comparable(None):
        return True
    if comparable_type(V, False, None) is None:
        return True
    # Ordinary interfaces satisfy comparable although comparing them may panic.
    if constraint and comparable_type(V, True, None) is None:
        from .version import GO1_20, allow_version

        if check is None or allow_version(check, GO1_20):
            return True
        if cause is not None:
            cause.text = _text(check, "%s to %s comparable requires go1.20 or later", V, _verb(constraint))
        return False
    if cause is not None:
        cause.text = _text(check, "%s does not %s comparable", V, _verb(constraint))
    return False


def _verb(constraint: bool) -> str:
    return "satisfy" if constraint else "implement"


def _text(check: Optional["Checker"], format_: str, *args: Any) -> str:
    from .errors import sprintf

    return sprintf(check, format_, *args)


def mentions(T: Type, typ: Type) -> bool:
    """Whether T has typ as an embedded element or term."""
    cls = T.__class__
    if cls is Interface:
        return any(mentions(e, typ) for e in T.embeddeds)  # type: ignore[attr-defined]
    if cls is Union:
        return any(mentions(t.typ, typ) for t in T.terms)  # type: ignore[attr-defined]
    return identical(T, typ)


__all__ = [
    "InstantiateError",
    "implements",
    "instance",
    "instantiate",
    "is_valid",
    "mentions",
    "validate_targ_len",
    "verify",
]
