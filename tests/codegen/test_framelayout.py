"""The frames that LLVM reports: caught from standard error, and nothing else lost."""

from __future__ import annotations

import os

import pytest

from undergo.codegen.framelayout import catching, read_reports
from undergo.codegen.llvm import compile_text

MODULE = """
target triple = "x86_64-unknown-linux-gnu"
declare x86_regcallcc void @g(ptr)
define x86_regcallcc void @"a b.f"(ptr %p) "frame-pointer"="all" {
 %a = alloca [5 x i64], align 8
 %b = alloca [2 x ptr], align 8
 store ptr %p, ptr %b
 call x86_regcallcc void @g(ptr %a)
 call x86_regcallcc void @g(ptr %b)
 ret void
}
define x86_regcallcc i64 @none(i64 %x) "frame-pointer"="all" {
 ret i64 %x
}
"""


def test_frames_of_a_module(capfd: pytest.CaptureFixture[str]) -> None:
    code, frames = compile_text(MODULE)
    assert code[:4] == b"\x7fELF"
    depth, *variables = frames["a b.f"]
    places = dict(zip(variables[::2], variables[1::2], strict=True))
    assert sorted(places.values()) == [16, 40]
    assert depth == max(places)
    assert all(below >= size for below, size in places.items())
    assert frames["none"] == [0]
    assert capfd.readouterr().err == ""


def test_other_messages_are_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    result, frames = catching(lambda: os.write(2, b"something else\n"))
    assert (result, frames) == (15, {})
    assert capfd.readouterr().err == "something else\n"


def test_arguments_and_words_of_registers_are_no_variables() -> None:
    text = (
        "remark: <unknown>:0:0: \nFunction: f\nOffset: [SP+8], Type: Fixed, Align: 16, Size: 24\n"
        "Offset: [SP-8], Type: Spill, Align: 16, Size: 8\nOffset: [SP-48], Type: Variable, Align: 8, Size: 24\n"
    )
    assert read_reports(text) == ({"f": [40, 40, 24]}, "")
