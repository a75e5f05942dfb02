"""Escape analysis: what may live on the stack, and how closures hold what they use. See :func:`undergo.escape.analysis.analyze`."""

from typing import TYPE_CHECKING

from undergo.facade import names_of

if TYPE_CHECKING:
    from .analysis import EscapeResult as EscapeResult
    from .analysis import analyze as analyze
    from .info import FuncInfo as FuncInfo
    from .info import RangeFunc as RangeFunc

__getattr__ = names_of(__name__, analysis="EscapeResult analyze", info="FuncInfo RangeFunc")

__all__ = ["EscapeResult", "FuncInfo", "RangeFunc", "analyze"]
