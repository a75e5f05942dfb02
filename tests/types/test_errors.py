"""What the checker says, word for word as the reference compiler."""

from __future__ import annotations

import textwrap

import pytest

from undergo.syntax.parser import parse_file
from undergo.syntax.positions import FileTable
from undergo.types.check import check_package
from undergo.types.errors import format_errors
from undergo.types.objects import Package


def no_imports(path: str) -> Package:
    raise ImportError(f"package {path} is not in std")


def errors_of(source: str, go_version: str = "go1.27") -> list[str]:
    files = FileTable()
    tree = parse_file("p.go", ("package p\n" + textwrap.dedent(source)).encode(), files, lambda pos, msg: None)
    return format_errors(check_package("p", [tree], no_imports, files, go_version=go_version).errors, files)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("var x int = 1.5", "p.go:2:13: cannot use 1.5 (untyped float constant) as int value in variable declaration (truncated)"),
        ("var x uint8 = 256", "p.go:2:15: cannot use 256 (untyped int constant) as uint8 value in variable declaration (overflows)"),
        ("func f() { x := 1 }", "p.go:2:12: declared and not used: x"),
        ("func f() int { for { break } }", "p.go:2:30: missing return"),
        ("type T struct{ t T }", "p.go:2:6: invalid recursive type: T refers to itself"),
        ("var a, b = b, a", "p.go:2:5: initialization cycle for a\n\tp.go:2:5: a refers to b\n\tp.go:2:8: b refers to a"),
        ('import "nowhere"', "p.go:2:8: could not import nowhere (package nowhere is not in std)"),
        ('import "C"', "p.go:2:8: could not import C (cgo is not supported)"),
        ("func f(a, b int) { f(1) }", "p.go:2:22: not enough arguments in call to f\n\thave (number)\n\twant (int, int)"),
        ("var _ = 1 << 600", "p.go:2:11: constant shift overflow"),
    ],
)
def test_texts(source: str, expected: str) -> None:
    assert "\n".join(errors_of(source)) == expected


def test_language_version() -> None:
    assert errors_of("func f() { for range 10 {} }", "go1.21") == [
        "p.go:2:22: cannot range over 10 (untyped int constant): requires go1.22 or later (-lang was set to go1.21; check go.mod)"
    ]


def test_stops_after_ten() -> None:
    source = "func f() {\n" + "".join(f"  u{i}()\n" for i in range(20)) + "}\n"
    got = errors_of(source)
    assert len(got) == 11
    assert got[-1] == "p.go:12:3: too many errors"


def test_methods_with_type_parameters_and_inference() -> None:
    assert (
        errors_of(
            """
            type List[T any] struct{ items []T }
            func (l List[T]) Map[U any](f func(T) U) (r List[U]) {
                for _, x := range l.items { r.items = append(r.items, f(x)) }
                return
            }
            func id[T any](x T) T { return x }
            var g func(int) int = id
            var h = List[int]{}.Map(func(x int) string { return "" })
            var p = new(h.items)
            func use(s []string) { use(*p) }
            """
        )
        == []
    )
