"""The front door: from source text to syntax trees.

``parse_file`` makes a :class:`~undergo.syntax.nodes.File`; ``start_pos``, ``end_pos``, ``walk`` and ``expr_string`` work on nodes.
"""

from typing import TYPE_CHECKING

from undergo.facade import names_of

if TYPE_CHECKING:
    from .nodes import unparen as unparen
    from .parser import parse_file as parse_file
    from .positions import FileTable as FileTable
    from .positions_of import end_pos as end_pos
    from .positions_of import nodes_of as nodes_of
    from .positions_of import start_pos as start_pos
    from .positions_of import walk as walk
    from .printer import expr_string as expr_string

__getattr__ = names_of(
    __name__,
    nodes="unparen",
    parser="parse_file",
    positions="FileTable",
    positions_of="end_pos nodes_of start_pos walk",
    printer="expr_string",
)

__all__ = ["FileTable", "end_pos", "expr_string", "nodes_of", "parse_file", "start_pos", "unparen", "walk"]
