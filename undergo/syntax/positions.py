"""Source positions as single integers: ``file_index << 40 | line << 12 | column``.

Line and column are 1-based; columns count bytes and saturate at 4095. 0 is "no position". File indices are handed out by a
:class:`FileTable`, one a compilation; index 0 is unused. ``//line`` directives are applied by the scanner.
"""

from __future__ import annotations

COL_BITS = 12
LINE_BITS = 28
COL_MAX = (1 << COL_BITS) - 1
LINE_MASK = (1 << LINE_BITS) - 1
FILE_SHIFT = COL_BITS + LINE_BITS
NO_POS = 0


def make_pos(file_index: int, line: int, col: int) -> int:
    """Pack a position."""
    return file_index << FILE_SHIFT | line << COL_BITS | (col if col < COL_MAX else COL_MAX)


def line_of(pos: int) -> int:
    return pos >> COL_BITS & LINE_MASK


def col_of(pos: int) -> int:
    return pos & COL_MAX


def file_of(pos: int) -> int:
    return pos >> FILE_SHIFT


class FileTable:
    """The names of the files of a compilation: index -> name as shown in errors and line tables."""

    __slots__ = ("names", "without_columns")

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self.without_columns: set[int] = set()  # files of //line directives that give no column

    def add(self, name: str, has_columns: bool = True) -> int:
        self.names.append(name)
        if not has_columns:
            self.without_columns.add(len(self.names) - 1)
        return len(self.names) - 1

    def name(self, pos: int) -> str:
        return self.names[pos >> FILE_SHIFT]

    def place(self, pos: int) -> tuple[str, int, int]:
        """File name, line and column; the column is 0 where a line directive hides it, all are empty for no position."""
        if not pos:
            return "", 0, 0
        index = pos >> FILE_SHIFT
        column = 0 if index in self.without_columns else pos & COL_MAX
        return self.names[index], pos >> COL_BITS & LINE_MASK, column

    def format(self, pos: int) -> str:
        """``file.go:12:5`` for a position, ``-`` for none."""
        if not pos:
            return "-"
        index = pos >> FILE_SHIFT
        if index in self.without_columns:
            return f"{self.names[index]}:{pos >> COL_BITS & LINE_MASK}"
        return f"{self.names[index]}:{pos >> COL_BITS & LINE_MASK}:{pos & COL_MAX}"
