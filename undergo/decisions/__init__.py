"""The report of ``-gcflags=-m``: what the reference's compiler decides about a package, by a model of its decisions.

The lines are what experimenters compare, so they tell of gc's inlining (its node budget) and of the escape analysis that follows it. The
model has its own tree, of the same grain as the reference's, since costs are numbers of its nodes and operands are printed from it.
"""

from typing import TYPE_CHECKING

from undergo.facade import names_of

if TYPE_CHECKING:
    from .places import place as place
    from .report import decisions as decisions

__getattr__ = names_of(__name__, places="place", report="decisions")

__all__ = ["decisions", "place"]
