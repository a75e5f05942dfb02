"""The front door: from source text to syntax trees.

``parse_file`` makes a :class:`~undergo.syntax.nodes.File`; ``start_pos``, ``end_pos``, ``walk`` and ``expr_string`` work on nodes.
"""

from undergo.syntax.nodes import unparen
from undergo.syntax.parser import parse_file
from undergo.syntax.positions import FileTable
from undergo.syntax.positions_of import end_pos, nodes_of, start_pos, walk
from undergo.syntax.printer import expr_string

__all__ = ["FileTable", "end_pos", "expr_string", "nodes_of", "parse_file", "start_pos", "unparen", "walk"]
