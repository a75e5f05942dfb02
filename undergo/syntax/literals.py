"""What is wrong with a literal or an identifier, in the words of the reference.

All functions work on the Latin-1 text of a token (one character a byte), so that offsets are byte offsets.
"""

from __future__ import annotations

import re
import unicodedata

_PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|[0-9]+\.[0-9]+)\Z")
_ESCAPE = (
    r"\\(?:[abfnrtv\\%s]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
    r"|U000(?:0(?![dD][89a-fA-F])|[1-9a-fA-F])[0-9a-fA-F]{4}|U0010[0-9a-fA-F]{4})"
)
_GOOD_STRING = re.compile(r'"[^"\\\n]*(?:' + _ESCAPE % '"' + r'[^"\\\n]*)*"\Z')
_GOOD_RUNE = re.compile(r"'(?:[\x20-\x26\x28-\x5b\x5d-\x7f\t\r]|[\xc0-\xff][\x80-\xbf]+|" + _ESCAPE % "'" + r")'\Z")

_BASE_NAMES = {2: "binary", 8: "octal", 10: "decimal", 16: "hexadecimal"}


def go_char(char: str) -> str:
    """A character as Go's ``%#U`` prints it: ``U+0040 '@'``."""
    code = f"U+{ord(char):04X}"
    return f"{code} '{char}'" if _is_print(char) else code


def _is_print(char: str) -> bool:
    category = unicodedata.category(char)
    return char == " " or category[0] in "LMNPS"


def _quote(char: str) -> str:
    """A character as Go's ``%q`` prints it."""
    special = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
    special["\\"] = "\\\\"
    special["'"] = "\\'"
    if char in special:
        return f"'{special[char]}'"
    if _is_print(char):
        return f"'{char}'"
    code = ord(char)
    return f"'\\x{code:02x}'" if code < 0x80 else f"'\\u{code:04x}'" if code < 0x10000 else f"'\\U{code:08x}'"


def identifier_errors(name: str) -> list[tuple[int, str]]:
    """(byte offset, message) for the characters that may not stand in the identifier ``name`` (properly decoded)."""
    errors = []
    offset = 0
    for i, char in enumerate(name):
        if char >= "\x80" and not "\udc80" <= char <= "\udcff":  # bytes that are not UTF-8 are reported as such
            category = unicodedata.category(char)
            if category[0] != "L":
                if category != "Nd":
                    errors.append((offset, f"invalid character {go_char(char)} in identifier"))
                elif i == 0:
                    errors.append((offset, f"identifier cannot begin with digit {go_char(char)}"))
        offset += len(char.encode("utf-8", "surrogateescape"))
    return errors


def literal_is_plain(text: str) -> bool:
    """A quick test that holds for nearly all literals without error."""
    first = text[0]
    if first == '"':
        if "\\" not in text:
            return len(text) > 1 and text[-1] == '"'
        return _GOOD_STRING.match(text) is not None
    if first == "'":
        return len(text) == 3 and text[1] < "\x80" and text[1] != "\\" and text[2] == "'" or _GOOD_RUNE.match(text) is not None
    if first == "`":
        return len(text) > 1 and text[-1] == "`"
    return _PLAIN_NUMBER.match(text) is not None


def literal_errors(text: str, value: str, last: bool = False) -> list[tuple[int, str]]:
    """(byte offset, message) for each error in the literal ``text``; ``value`` is its proper decoding. last: the file ends with it."""
    first = text[0]
    if last and first in "\"'":
        return _errors_at_end(text, first)
    if first == "`":
        return [] if len(text) > 1 and text[-1] == "`" else [(0, "string not terminated")]
    if first == '"':
        return _quoted_errors(text, '"')[0]
    if first == "'":
        return _rune_errors(text)
    return _number_errors(text)


def _decode_at(text: str, at: int) -> str:
    """The character whose UTF-8 bytes start at ``at``."""
    if text[at] < "\x80":
        return text[at]
    for length in (2, 3, 4):
        try:
            return text[at : at + length].encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            continue
    return "�"


def _quoted_errors(text: str, quote: str) -> tuple[list[tuple[int, str]], int, bool]:
    """Errors in a string, the number of characters (for rune literals), and whether the closing quote is there."""
    errors: list[tuple[int, str]] = []
    at = 1
    count = 0
    end = len(text)
    while True:
        if at >= end:
            # The token was cut at a newline (or at the end of the file, see _errors_at_end).
            if quote == '"':
                errors.append((at, "newline in string"))
            elif not errors:
                errors.append((at, "newline in rune literal"))
            return errors, count, False
        char = text[at]
        if char == quote:
            return errors, count, True
        if char == "\\":
            at = _escape(text, at + 1, quote, errors)
        else:
            at += len(_decode_at(text, at).encode("utf-8"))
        count += 1


def _errors_at_end(text: str, quote: str) -> list[tuple[int, str]]:
    """Errors in a string or rune literal at the end of the file."""
    errors, _, closed = _quoted_errors(text, quote)
    if closed:
        return _rune_errors(text) if quote == "'" else errors
    errors = [e for e in errors if e[0] < len(text)]
    if quote == '"':
        return [*errors, (0, "string not terminated")]
    return errors or [(0, "rune literal not terminated")]


def _rune_errors(text: str) -> list[tuple[int, str]]:
    errors, count, closed = _quoted_errors(text, "'")
    if closed and not errors:
        if count == 0:
            errors.append((1, "empty rune literal or unescaped '"))
        elif count != 1:
            errors.append((0, "more than one character in rune literal"))
    return errors


def _escape(text: str, at: int, quote: str, errors: list[tuple[int, str]]) -> int:
    """Check the escape sequence whose backslash is before ``at``; returns where scanning goes on."""
    end = len(text)
    if at >= end:
        errors.append((at, "unknown escape"))
        return at
    char = text[at]
    if char == quote or char in "abfnrtv\\":
        return at + 1
    if char in "01234567":
        count, base, limit = 3, 8, 255
    elif char == "x":
        at += 1
        count, base, limit = 2, 16, 255
    elif char == "u":
        at += 1
        count, base, limit = 4, 16, 0x10FFFF
    elif char == "U":
        at += 1
        count, base, limit = 8, 16, 0x10FFFF
    else:
        errors.append((at, "unknown escape"))
        return at
    value = 0
    for _ in range(count):
        char = text[at] if at < end else "\n"
        digit = "0123456789abcdef".find(char.lower()) if char != "" else -1
        if not 0 <= digit < base:
            shown = _quote(_decode_at(text, at) if at < end else "\n")
            errors.append((at, f"invalid character {shown} in {_BASE_NAMES[base]} escape"))
            return at
        value = value * base + digit
        at += 1
    if value > limit and base == 8:
        errors.append((at, f"octal escape value {value} > 255"))
    elif value > limit or 0xD800 <= value < 0xE000 and limit > 255:
        shown = f"U+{value:04X}"
        if value <= 0x10FFFF and not 0xD800 <= value < 0xE000 and _is_print(chr(value)):
            shown += f" '{chr(value)}'"
        errors.append((at, f"escape is invalid Unicode code point {shown}"))
    return at


def _number_errors(text: str) -> list[tuple[int, str]]:
    """The first error in a number, found in the order in which the reference looks."""
    base, prefix, at = 10, "", 0
    invalid = -1
    digits = False
    separators = False
    low = text.lower()
    end = len(text)
    is_float = False

    def run(at: int, base: int) -> int:
        nonlocal digits, separators, invalid
        allowed = "0123456789_" if base <= 10 else "0123456789abcdef_"
        while at < end and low[at] in allowed:
            if low[at] == "_":
                separators = True
            else:
                digits = True
                if base <= 10 and int(low[at]) >= base and invalid < 0:
                    invalid = at
            at += 1
        return at

    if low[0] != ".":
        if low[0] == "0":
            at = 1
            if low[1:2] == "x":
                base, prefix, at = 16, "x", 2
            elif low[1:2] == "o":
                base, prefix, at = 8, "o", 2
            elif low[1:2] == "b":
                base, prefix, at = 2, "b", 2
            else:
                base, prefix, digits = 8, "0", True
        at = run(at, base)
    if at < end and low[at] == ".":
        if prefix in ("o", "b"):
            return [(at, f"invalid radix point in {_BASE_NAMES[base]} literal")]
        is_float = True
        at = run(at + 1, base)
    if not digits:
        return [(at, f"{_BASE_NAMES[base]} literal has no digits")]
    exponent = low[at : at + 1]
    if exponent in ("e", "p") and exponent:
        if exponent == "e" and prefix not in ("", "0"):
            return [(at, f"{_quote(text[at])} exponent requires decimal mantissa")]
        if exponent == "p" and prefix != "x":
            return [(at, f"{_quote(text[at])} exponent requires hexadecimal mantissa")]
        at += 1
        is_float = True
        if low[at : at + 1] in ("+", "-") and at < end:
            at += 1
        digits = False
        kept, invalid = invalid, 0
        at = run(at, 10)
        invalid = kept
        if not digits:
            return [(at, "exponent has no digits")]
    elif prefix == "x" and is_float:
        return [(at, "hexadecimal mantissa requires a 'p' exponent")]
    imaginary = low[at : at + 1] == "i"
    if not is_float and not imaginary and invalid >= 0:
        return [(invalid, f"invalid digit {_quote(text[invalid])} in {_BASE_NAMES[base]} literal")]
    if separators:
        wrong = _misplaced_separator(low)
        if wrong >= 0:
            return [(wrong, "'_' must separate successive digits")]
    return []


def _misplaced_separator(low: str) -> int:
    """The offset of the first separator that does not stand between digits, or -1."""
    hexadecimal = low[:2] == "0x"
    previous = "."
    at = 0
    if low[:2] in ("0x", "0o", "0b"):
        previous, at = "0", 2
    for i in range(at, len(low)):
        char = low[i]
        if char == "_":
            if previous != "0":
                return i
            previous = "_"
        elif char.isdigit() or hexadecimal and char in "abcdef":
            previous = "0"
        else:
            if previous == "_":
                return i - 1
            previous = "."
    return len(low) - 1 if previous == "_" else -1
