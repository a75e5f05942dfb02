"""The calling convention's assignment of registers."""

from __future__ import annotations

from undergo.codegen.abi import PRESERVED, abi_of
from undergo.types.basic import Typ
from undergo.types.types import BOOL, FLOAT64, INT, INT8, STRING


def test_narrow_integers_in_preserved_registers_are_wide() -> None:
    """LLVM's regcall takes r12 and r13 for preserved where an undefined narrower argument or result travels in them."""
    types = [Typ[INT]] * (PRESERVED - 1) + [Typ[FLOAT64], Typ[INT8], Typ[INT8], Typ[BOOL]]
    abi = abi_of(types, types)
    assert abi.types == ["i64"] * (PRESERVED - 1) + ["double", "i8", "i64", "i64"]
    assert abi.ret_types == abi.types
    assert abi.ret == "{" + ", ".join(abi.types) + "}"


def test_what_does_not_fit_as_a_whole_goes_to_the_stack() -> None:
    abi = abi_of([Typ[INT]] * 8 + [Typ[STRING], Typ[INT8]], [])
    assert [slot.leaves is None for slot in abi.params] == [False] * 8 + [True, False]
    assert abi.stack_in == 16 and abi.types == ["i64"] * 9
