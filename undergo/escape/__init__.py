"""Escape analysis: what may live on the stack, and how closures hold what they use. See :func:`undergo.escape.analysis.analyze`."""

from undergo.escape.analysis import EscapeResult, analyze
from undergo.escape.info import FuncInfo, RangeFunc

__all__ = ["EscapeResult", "FuncInfo", "RangeFunc", "analyze"]
