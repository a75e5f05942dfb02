"""The text of messages: ``%s``, ``%d``, ``%q`` and ``%v`` with operands, expressions, types, objects, lists of them, positions
wrapped in Pos, or plain values as arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from undergo.syntax import nodes

from . import types as T
from .objects import Object, Package

if TYPE_CHECKING:
    from .check import Checker


class Pos(int):
    """A position to be formatted as file:line:column."""


def expr_string(e: Any) -> str:
    from undergo.syntax.printer import expr_string as syntax_expr_string

    return syntax_expr_string(e)


def format_arg(check: Optional["Checker"], arg: Any) -> Any:
    """An argument of a message as text (ints and strings as they are)."""
    cls = arg.__class__
    if cls is str or cls is int:
        return arg
    if arg is None:
        return "<nil>"
    if cls is Pos:
        return check.file_table.format(int(arg)) if check is not None else str(int(arg))
    from .operand import Operand, operand_string
    from .typestring import object_string, type_string

    qf = check.qualifier if check is not None else None
    if cls is Operand:
        return operand_string(arg, qf)
    if isinstance(arg, T.Type):
        return type_string(arg, qf)
    if isinstance(arg, nodes.Node):
        return expr_string(arg)
    if isinstance(arg, Object):
        return object_string(arg, qf)
    if cls is list or cls is tuple:
        return "[" + ", ".join(str(format_arg(check, a)) for a in arg) + "]"
    if isinstance(arg, Package):
        return f'package {arg.name} ("{arg.path}")'
    if cls is bytes or cls is bool:
        from .constants import to_string

        return to_string(arg)
    return arg


def sprintf(check: Optional["Checker"], format: str, *args: Any) -> str:
    """Format a message; see the module's text for what the arguments may be."""
    if not args:
        return format.replace("%%", "%")
    texts = [format_arg(check, a) for a in args]
    if "%q" in format or "%v" in format:
        parts = format.split("%")
        i = 0
        out = [parts[0]]
        skip = False
        for part in parts[1:]:
            if skip:
                out.append(part)
                skip = False
                continue
            if not part:
                out.append("%")
                skip = True
                continue
            text = str(texts[i])
            i += 1
            if part[0] == "q":
                from .constants import quote

                text = quote(text.encode())
            out.append(text + part[1:])
        return "".join(out)
    return format % tuple(texts)


def strip_annotations(s: str) -> str:
    """Without the subscripts that tell type parameters apart."""
    if s.isascii():
        return s
    return "".join(c for c in s if not "₀" <= c < "\u208a")
