"""The scanner: a whole source file to parallel lists of token kinds, values and positions.

The source is decoded as Latin-1, so that one character is one byte and columns count bytes; texts that hold other than
ASCII are decoded again. One compiled regular expression cuts every token to the length that Go's scanner would give it,
wrong literals included; what is wrong with them is found by :mod:`undergo.syntax.literals` afterwards. A per-file table
maps the text of a token to its kind, so that a repeated token costs one lookup.
"""

from __future__ import annotations

import os.path
import re
from typing import Optional

from undergo.syntax.literals import go_char, identifier_errors, literal_errors, literal_is_plain
from undergo.syntax.positions import COL_BITS, COL_MAX, FILE_SHIFT, FileTable
from undergo.syntax.tokens import ASSIGN_OPERATORS, BINARY_PRECEDENCE, ENDS_STATEMENT, KEYWORDS

_NUL = "invalid NUL character"
_OPERATOR = re.compile(rb"[-+*/%&|^<>=!:.]+")
_NAME_BEFORE = re.compile(rb"(?<![A-Za-z0-9_\x80-\xff])[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*\Z")
_TOKEN = re.compile(
    r"""([ \t\r]*)(
      [A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*
    | \n[ \t\r\n]*
    | [()\[\]{},;]
    | \.(?![0-9])(?:\.\.)?
    | :=?
    | ==?
    | "[^"\\\n]*(?:\\.[^"\\\n]*)*(?:"|\\?)
    | //[^\n]*
    | /\*[^*]*\*+(?:[^/*][^*]*\*+)*/
    | /\*[\s\S]*
    | 0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?i?
    | (?:0[oObB][0-9_]*|[0-9][0-9_]*)(?:\.[0-9_]*)?(?:[eEpP][+-]?[0-9_]*)?i?
    | \.[0-9][0-9_]*(?:[eEpP][+-]?[0-9_]*)?i?
    | &(?:&|\^=?|=)? | \*=? | \+[+=]? | -[-=]? | !=? | <(?:<=?|=|-)? | >(?:>=?|=)? | \|[|=]? | /=? | %=? | \^=? | ~
    | '[^'\\\n]*(?:\\.[^'\\\n]*)*(?:'|\\?)
    | `[^`]*`?
    | [\s\S]
    | \Z
    )""",
    re.VERBOSE,
)

# What the third element of a table entry says. 0, 1: an ordinary token, after which a newline is nothing / a semicolon.
_NEWLINE, _COMMENT, _MULTILINE, _DIRECTIVE, _FAULTY, _INVALID, _RAW_LINES, _END = range(2, 10)

_FIXED: dict[str, tuple[str, str, int]] = {}
for _text in [*KEYWORDS, *BINARY_PRECEDENCE, *"( ) [ ] { } , : . ... := = <- ! ~".split()]:
    _FIXED[_text] = (_text, _text, int(_text in ENDS_STATEMENT))
for _text in ASSIGN_OPERATORS:
    _FIXED[_text + "="] = ("op=", _text, 0)
_FIXED["++"] = ("opop", "+", 1)
_FIXED["--"] = ("opop", "-", 1)
_FIXED[";"] = (";", "semicolon", 0)
_FIXED["\n"] = ("", "", _NEWLINE)
_FIXED[""] = ("", "", _END)

_NUMBER_START = frozenset(".0123456789")


class _TokenTable(dict[str, tuple[str, str, int]]):
    """Token text -> (kind, value, class); identifiers and plain literals are added as they come."""

    def __missing__(self, text: str) -> tuple[str, str, int]:
        first = text[0]
        if first == "\n":
            entry = ("", "", _NEWLINE)
        elif first == "/":
            if text.startswith(("//go:", "//line ", "/*line ")):
                return ("", text, _DIRECTIVE)
            if text[1] == "/":
                return ("", text, _COMMENT)
            if len(text) < 4 or not text.endswith("*/"):
                return ("", text, _FAULTY)
            return ("", text, _MULTILINE if "\n" in text else _COMMENT)
        elif first in "\"'`" or first in _NUMBER_START:
            value = text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")
            good = literal_is_plain(text) or not literal_errors(text, value)
            entry = ("literal", value, _FAULTY if not good else _RAW_LINES if "\n" in text else 1)
        elif first == "_" or first.isalpha() or first >= "\x80":
            if text.isascii():
                entry = ("name", text, 1)
            else:
                value = text.encode("latin-1").decode("utf-8", "surrogateescape")
                entry = ("name", value, _FAULTY if identifier_errors(value) else 1)
        else:
            return ("", text, _INVALID)
        self[text] = entry
        return entry


class Scanned:
    """The tokens of a file.

    kinds, values, positions  parallel lists, closed by "EOF" tokens
    faulty      indices of literals with a syntax error
    errors      (token index, position, message): an error is met when the parser reaches the token
    directives  (token index, position, alone on its line, text without ``//``)
    """

    __slots__ = ("kinds", "values", "positions", "faulty", "errors", "directives")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.values: list[str] = []
        self.positions: list[int] = []
        self.faulty: set[int] = set()
        self.errors: list[tuple[int, int, str]] = []
        self.directives: list[tuple[int, int, bool, str]] = []


def scan(filename: str, source: bytes, files: FileTable) -> Scanned:
    """Cut ``source`` into tokens; positions are in the file that is added to ``files`` as ``filename``."""
    return _Scan(filename, source, files).run()


class _Scan:
    """One run of the scanner. Positions are first made with roomy columns where a line is too long for the real ones."""

    def __init__(self, filename: str, source: bytes, files: FileTable) -> None:
        self.filename = filename
        self.files = files
        self.file = files.add(filename)
        self.current_name = filename
        self.out = Scanned()
        self.encoding_errors: list[tuple[int, str]] = []
        self.text = self.clean(source)
        longest = max(map(len, self.text.split("\n")))
        self.roomy = longest >= COL_MAX - 1
        self.line_shift = 34 if self.roomy else COL_BITS
        self.file_shift = 80 if self.roomy else FILE_SHIFT

    def clean(self, source: bytes) -> str:
        """Decode byte by byte; blank out byte order marks, NULs and what is not UTF-8, save where it is part of a name."""
        blanks: list[tuple[int, int, str]] = []  # offset, length, error
        try:
            source.decode("utf-8")
        except UnicodeDecodeError:
            blanks += [(at, 1, "invalid UTF-8 encoding") for at in _invalid_bytes(source)]
        if b"\xef\xbb\xbf" in source:
            at = source.find(b"\xef\xbb\xbf")
            while at >= 0:
                blanks.append((at, 3, "invalid BOM in the middle of the file" if at else ""))
                at = source.find(b"\xef\xbb\xbf", at + 3)
        if b"\0" in source:
            blanks += [(m.start(), 1, _NUL) for m in re.finditer(b"\0", source)]
        if blanks:
            changed = bytearray(source)
            for at, length, message in blanks:
                named = length == 1 and _NAME_BEFORE.search(changed, max(0, at - 100), at)
                if changed[at] < 0x80 and named:
                    changed[at] = ord("_")  # a NUL is part of a name, which is no keyword then
                elif changed[at] < 0x80 or not named:
                    changed[at : at + length] = b" " * length
                    rest = _OPERATOR.match(changed, at + 1) if message == _NUL and at and _OPERATOR.match(changed, at - 1) else None
                    if rest:  # it does not part an operator
                        changed[at : rest.end()] = rest[0] + b" "
                if message:
                    self.encoding_errors.append((at, message))
            self.encoding_errors.sort()
            source = bytes(changed)
        return source.decode("latin-1")

    def run(self) -> Scanned:
        out = self.out
        table = _TokenTable(_FIXED)
        add_kind = out.kinds.append
        add_value = out.values.append
        add_position = out.positions.append
        line_shift = self.line_shift
        one_line = 1 << line_shift
        line_base = (self.file << self.file_shift) + one_line  # position of column 0 of this line
        delta = line_base + 1  # position = delta + offset, within a line
        offset = 0
        newline_ends = 0  # does a newline here end the statement
        shift = 0  # what a //line directive adds to the columns of the next line
        line_start = 0
        for space, text in _TOKEN.findall(self.text):
            offset += len(space)
            kind, value, what = table[text]
            if what < 2:
                add_kind(kind)
                add_value(value)
                add_position(delta + offset)
                newline_ends = what
                offset += len(text)
                continue
            if what == _NEWLINE:
                if newline_ends:
                    add_kind(";")
                    add_value("newline")
                    add_position(delta + offset)
                    newline_ends = 0
                line_base += text.count("\n") * one_line
                line_start = offset + text.rfind("\n") + 1
                offset += len(text)
                delta = line_base + 1 - line_start
                if shift:
                    if text.count("\n") == 1:
                        delta += shift
                    shift = 0
                continue
            if what == _COMMENT:
                offset += len(text)
                continue
            if what == _END:
                break
            index = len(out.kinds)
            position = delta + offset
            if what == _MULTILINE or (what == _DIRECTIVE and text[1] == "*" and "\n" in text):
                if newline_ends:
                    add_kind(";")
                    add_value("newline")
                    add_position(position)
                    newline_ends = 0
                line_base += text.count("\n") * one_line
                line_start = offset + text.rfind("\n") + 1
                delta = line_base + 1 - line_start
            elif what == _DIRECTIVE:
                if text[2] == "l":
                    if text[1] == "*" and not (len(text) > 8 and text.endswith("*/")):
                        out.errors.append((index, position, "comment not terminated"))
                    elif text[1] == "*" or offset == line_start:
                        end = offset + len(text)
                        rebased = self.line_directive(text, index, position, line_base, end - line_start + 1)
                        if rebased is not None:
                            line_base = rebased[0]
                            if text[1] == "*":
                                delta = line_base + rebased[1] - end
                            else:
                                shift = rebased[1] - 1  # the next line starts at the directive's column
                else:
                    blank = not self.text[line_start:offset].strip()
                    plain = text.rstrip("\r")[2:].encode("latin-1").decode("utf-8", "replace")
                    out.directives.append((index, position + 2, blank, plain))
            elif what == _FAULTY:
                if not kind:
                    out.errors.append((index, position, "comment not terminated"))
                    if newline_ends and "\n" in text:
                        add_kind(";")
                        add_value("newline")
                        add_position(position)
                        newline_ends = 0
                    offset = len(self.text)
                    line_base += text.count("\n") * one_line
                    if "\n" in text:
                        delta = line_base + 1 - (offset - len(text) + text.rfind("\n") + 1)
                    break
                faults = identifier_errors(value) if kind == "name" else literal_errors(text, value, offset + len(text) == len(self.text))
                out.errors += [(index, position + at, message) for at, message in faults]
                if kind == "literal":
                    out.faulty.add(index)
                add_kind(kind)
                add_value(value)
                add_position(position)
                newline_ends = 1
                if "\n" in text:  # an unterminated raw string
                    line_base += text.count("\n") * one_line
                    line_start = offset + text.rfind("\n") + 1
                    delta = line_base + 1 - line_start
            elif what == _RAW_LINES:
                add_kind(kind)
                add_value(value)
                add_position(position)
                newline_ends = 1
                line_base += text.count("\n") * one_line
                line_start = offset + text.rfind("\n") + 1
                delta = line_base + 1 - line_start
            else:
                out.errors.append((index, position, "invalid character " + go_char(text)))
            offset += len(text)
        if newline_ends:
            add_kind(";")
            add_value("EOF")
            add_position(delta + offset)
        for _ in range(3):
            add_kind("EOF")
            add_value("EOF")
            add_position(delta + offset)
        self.finish()
        return out

    def line_directive(self, text: str, index: int, position: int, line_base: int, column_after: int) -> Optional[tuple[int, int]]:
        """Apply a line directive: the new position of column 0 of the current line, and the column that follows it."""
        body = text[7:-2] if text[1] == "*" else text[7:].rstrip("\r")
        body = body.encode("latin-1").decode("utf-8", "replace")
        report = self.out.errors.append
        at, number, ok = _trailing_digits(body)
        if at == 0:
            return None
        if not ok:
            report((index, position + 7 + at, "invalid line number: " + body[at:]))
            return None
        at2, number2, ok2 = _trailing_digits(body[: at - 1])
        column = 0
        if ok2:
            at, at2 = at2, at
            line, column = number2, number
            if column == 0 or column > 1 << 30:
                report((index, position + 7 + at2, "invalid column number: " + body[at2:]))
                return None
            body = body[: at2 - 1]
        else:
            line = number
        if line == 0 or line > 1 << 30:
            report((index, position + 7 + at, "invalid line number: " + body[at:]))
            return None
        name = body[: at - 1]
        if name == "" and ok2:
            name = self.current_name
        elif name != "":
            name = os.path.normpath(name)
            directory = os.path.dirname(self.filename)
            if not os.path.isabs(name) and directory:
                name = ("./" if directory == "." else "") + os.path.normpath(os.path.join(directory, name))
        self.current_name = name
        self.file = self.files.add(name, has_columns=column != 0)
        if text[1] == "/":
            line -= 1
        base = (self.file << self.file_shift) + (line << self.line_shift)
        if text[1] == "*":
            return base, column or column_after
        return base, column or 1

    def finish(self) -> None:
        """Merge the encoding errors in, and pack roomy positions."""
        out = self.out
        if self.encoding_errors:
            self.place_encoding_errors()
        if self.roomy:
            out.positions = [self.pack(p) for p in out.positions]
            out.errors = [(i, self.pack(p), m) for i, p, m in out.errors]
            out.directives = [(i, self.pack(p), b, t) for i, p, b, t in out.directives]

    def place_encoding_errors(self) -> None:
        """Errors found before scanning know their offset only: give them a position and the token they precede."""
        out = self.out
        first_file = out.positions[0] >> self.file_shift
        line, line_start, last = 1, 0, 0
        placed = []
        for at, message in self.encoding_errors:
            line += self.text.count("\n", last, at)
            line_start = self.text.rfind("\n", 0, at) + 1
            last = at
            position = (first_file << self.file_shift) + (line << self.line_shift) + at - line_start + 1
            index = next((i for i, p in enumerate(out.positions) if p >= position), len(out.positions) - 1)
            placed.append((index, position, message))
        out.errors = sorted(out.errors + placed, key=lambda error: error[0])

    def pack(self, position: int) -> int:
        column = position & ((1 << self.line_shift) - 1)
        line = position >> self.line_shift & ((1 << (self.file_shift - self.line_shift)) - 1)
        return position >> self.file_shift << FILE_SHIFT | line << COL_BITS | min(column, COL_MAX)


def _trailing_digits(text: str) -> tuple[int, int, bool]:
    """The number after the last colon: (its offset, 0 without a colon; its value; is it one)."""
    colon = text.rfind(":")
    if colon < 0:
        return 0, 0, False
    digits = text[colon + 1 :]
    if digits.isascii() and digits.isdigit() and int(digits) < 1 << 64:
        return colon + 1, int(digits), True
    return colon + 1, 0, False


def _invalid_bytes(source: bytes) -> list[int]:
    """The offsets of the bytes that are not part of valid UTF-8."""
    bad: list[int] = []
    start = 0
    while True:
        try:
            source[start:].decode("utf-8")
            return bad
        except UnicodeDecodeError as error:
            # The reference skips one byte at a time.
            at = start + error.start
            bad.append(at)
            start = at + 1
            if len(bad) > 10000:
                return bad
