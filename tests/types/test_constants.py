"""Exact constants: literals, arithmetic, rounding, texts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from undergo.types import constants as c


@pytest.mark.parametrize(
    ("literal", "kind", "value"),
    [
        ("0x_ff", "int", 255),
        ("0b101", "int", 5),
        ("0o17", "int", 15),
        ("017", "int", 15),
        ("1_000", "int", 1000),
        ("09", "int", c.UNKNOWN),
        ("1.5e1", "float", Fraction(15)),
        ("0x1p-2", "float", Fraction(1, 4)),
        (".25", "float", Fraction(1, 4)),
        ("'\\n'", "rune", 10),
        ("'\\u00e9'", "rune", 0xE9),
        ('"a\\xff\\u00e9"', "string", b"a\xff\xc3\xa9"),
        ("`a\\n`", "string", b"a\\n"),
        ("2i", "imag", c.Complex(0, 2)),
        ("0123i", "imag", c.Complex(0, 123)),
    ],
)
def test_literals(literal: str, kind: str, value: Any) -> None:
    got = c.make_from_literal(literal, kind)
    assert got is value if value is c.UNKNOWN else got == value


def test_division_truncates_toward_zero_for_integers_only() -> None:
    assert c.binary_op(-7, "/", 2, True) == -3
    assert c.binary_op(-7, "%", 2) == -1
    assert c.binary_op(-7, "/", 2) == Fraction(-7, 2)


def test_floats_round_to_nearest_even_once() -> None:
    x = c.parse_float("16777217")  # 2**24 + 1, a tie in float32
    assert c.to_float32(x) == 16777216.0
    assert c.to_float64(c.parse_float("4.9e-324")) == 5e-324
    assert c.round_float64(c.parse_float("1e309")) is None
    assert c.to_float32(c.parse_float("1e-46")) == 0.0
    assert c.to_float64(c.parse_float("0.1")) == 0.1


def test_values_out_of_range_of_fractions() -> None:
    big = c.parse_float("1e100000")
    assert isinstance(big, c.BigFloat)
    assert c.to_string(big) == "1e+100000"
    one = c.binary_op(big, "/", big)
    assert c.compare(one, "==", 1)
    assert c.to_int(one) == 1
    assert c.parse_float("1e1000000000") is c.UNKNOWN


def test_complex_arithmetic() -> None:
    x = c.binary_op(c.Complex(1, 2), "*", c.Complex(3, -1))
    assert c.compare(x, "==", c.Complex(5, 5))
    assert c.to_int(c.binary_op(c.Complex(0, 1), "*", c.Complex(0, 1))) == -1


def test_texts() -> None:
    assert c.to_string(True) == "true"
    assert c.to_string(b"a\n\xff") == '"a\\n\\xff"'
    assert c.to_string(Fraction(1, 3)) == "0.333333"
    assert c.to_string(c.Complex(1, 2)) == "(1 + 2i)"
    assert len(c.to_string(b"x" * 100)) == 72
