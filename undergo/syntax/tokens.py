"""Token kinds, keywords and operator precedences.

A token kind is a plain string. For keywords, operators and punctuation it is the source text itself; besides:

``name``      an identifier, the value is its text
``literal``   a literal, the value is its source text
``op=``       an assignment operator, the value is the operator without ``=``
``opop``      ``++`` or ``--``, the value is ``+`` or ``-``
``;``         a semicolon, the value tells how it came about: ``semicolon``, ``newline`` or ``EOF``
``EOF``       the end
"""

from __future__ import annotations

KEYWORDS: frozenset[str] = frozenset(
    "break case chan const continue default defer else fallthrough for func go goto if import interface map package "
    "range return select struct switch type var".split()
)

# Keywords that start a statement: where the parser stops skipping after an error inside a function.
STOP_SET: frozenset[str] = frozenset("break const continue defer fallthrough for go goto if return select switch type var".split())

BINARY_PRECEDENCE: dict[str, int] = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 3,
    "<=": 3,
    ">": 3,
    ">=": 3,
    "+": 4,
    "-": 4,
    "|": 4,
    "^": 4,
    "*": 5,
    "/": 5,
    "%": 5,
    "&": 5,
    "&^": 5,
    "<<": 5,
    ">>": 5,
}

# Tokens that count as operators in error recovery ("*", "<-" and the assignments are tokens of their own there).
OPERATORS: frozenset[str] = frozenset([*BINARY_PRECEDENCE, "!", "~"]) - {"*"}

UNARY_OPERATORS: frozenset[str] = frozenset("+ - * & ^ ! ~".split())

# Unary operators a statement may start with.
STATEMENT_OPERATORS: frozenset[str] = frozenset("+ - * & ^ !".split())

ASSIGN_OPERATORS: tuple[str, ...] = ("+", "-", "|", "^", "*", "/", "%", "&", "&^", "<<", ">>")

# After these tokens a newline becomes a semicolon ("name", "literal" and "opop" too).
ENDS_STATEMENT: frozenset[str] = frozenset(["name", "literal", "opop", ")", "]", "}", "break", "continue", "fallthrough", "return"])


def describe(kind: str) -> str:
    """The words for a token in an error message."""
    if kind == ",":
        return "comma"
    if kind == ";":
        return "semicolon or newline"
    if kind in KEYWORDS:
        return "keyword " + kind
    return kind


def describe_token(kind: str, value: str) -> str:
    """The words for a particular token after "unexpected"."""
    if kind == "name" or kind == "literal":
        return kind + " " + value
    if kind == ";":
        return value
    if kind == "op=":
        return value + "="
    if kind == "opop":
        return value + value
    return describe(kind)
