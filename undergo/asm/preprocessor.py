"""From the text of a Go assembly file to statements: lists of tokens, with macros expanded.

The language of directives is that of Go's assembler: `#include`, `#define` (with arguments, continued with a
backslash), `#undef`, `#ifdef`, `#ifndef`, `#else`, `#endif`, `#line`. A token is a plain string; in identifiers the
middle dot and the division slash have become `.` and `/`. What a statement means is not known here.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from undergo.asm.errors import AsmError

TOKEN = re.compile(
    r"""//.*"""
    r"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+'|`[^`]*`"""
    r"""|0[xX][0-9a-fA-F_]*\.?[0-9a-fA-F_]*[pP][-+]?\d+"""
    r"""|0[xXbBoO][0-9a-fA-F_]+"""
    r"""|\d[\d_]*(?:\.\d*(?:[eE][-+]?\d+)?|[eE][-+]?\d+)"""
    r"""|\.\d+(?:[eE][-+]?\d+)?"""
    r"""|\d[\d_]*"""
    r"""|[·∕\w]+"""
    r"""|<<|>>|->|@>"""
    r"""|[^\s]"""
)
_COMMENT_OR_TEXT = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"|/\*.*?\*/', re.DOTALL)
_DIRECTIVE = re.compile(r"#\s*([A-Za-z_]*)\s*(.*)", re.DOTALL)
_DEFINE = re.compile(r"([^\W\d][\w·∕]*|[·∕][\w·∕]*)(\(\s*([^()]*)\))?(.*)", re.DOTALL)

_MAX_INCLUDE_DEPTH = 100
_MAX_EXPANSIONS = 200_000


class Statement:
    """One statement: its tokens (labels included) and where it starts."""

    __slots__ = ("file", "line", "tokens")

    def __init__(self, file: str, line: int, tokens: list[str]) -> None:
        self.file = file
        self.line = line
        self.tokens = tokens


class Macro:
    """A definition; `args` is None for a macro without parentheses, `body` its tokens."""

    __slots__ = ("args", "body", "reversed_body")

    def __init__(self, args: list[str] | None, body: list[str]) -> None:
        self.args = args
        self.body = body
        self.reversed_body = body[::-1]


def tokenize(text: str) -> list[str]:
    """Splits one line into tokens; comments vanish, `·` and `∕` become `.` and `/`."""
    tokens: list[str] = TOKEN.findall(text)
    if tokens and tokens[-1].startswith("//"):
        tokens.pop()
    if "·" in text or "∕" in text:
        tokens = [t if t[0] == '"' else t.replace("·", ".").replace("∕", "/") for t in tokens]
    return tokens


class Preprocessor:
    """Reads one assembly file and whatever it includes.

    `virtual` maps the name of a header to its text (`go_asm.h`, which is generated and on no disk).
    """

    def __init__(
        self,
        include_dirs: list[Path],
        defines: dict[str, str],
        virtual: dict[str, str],
        read: Callable[[Path], str] | None = None,
    ) -> None:
        self.include_dirs = include_dirs
        self.virtual = virtual
        self.macros: dict[str, Macro] = {}
        self._read = read or (lambda path: path.read_text(encoding="utf-8"))
        self._directory = Path(".")
        for name, value in defines.items():
            self.macros[name] = Macro(None, tokenize(value))

    def statements(self, path: Path) -> Iterator[Statement]:
        """The statements of the file at `path`, in order."""
        self._directory = path.parent
        try:
            text = self._read(path)
        except (OSError, UnicodeDecodeError) as error:
            raise AsmError(str(path), 0, f"cannot read: {error}") from None
        yield from self._lines(str(path), text, 0)

    def _lines(self, file: str, text: str, depth: int) -> Iterator[Statement]:
        if depth > _MAX_INCLUDE_DEPTH:
            raise AsmError(file, 1, "#include nests too deeply")
        if "/*" in text:
            text = _COMMENT_OR_TEXT.sub(_blank_comment, text)
        macros = self.macros
        macro_names = macros.keys()
        find = TOKEN.findall
        enabled: list[bool] = []
        active = True
        lines = text.split("\n")
        count = len(lines)
        number = 0
        while number < count:
            line = lines[number]
            number += 1
            stripped = line.lstrip()
            if not stripped or stripped.startswith("//"):
                continue
            if stripped[0] == "#":
                first = number
                line = _without_comment(line)
                while line.endswith("\\"):
                    if number == count:
                        raise AsmError(file, first, "missing newline in definition of macro")
                    line = line[:-1] + " \n" + _without_comment(lines[number])
                    number += 1
                match = _DIRECTIVE.match(line.lstrip())
                assert match is not None
                word, rest = match.groups()
                if word in ("ifdef", "ifndef"):
                    name = self._one_name(file, first, word, rest)
                    enabled.append(active and ((name in macros) == (word == "ifdef")))
                    active = enabled[-1]
                elif word == "else":
                    if not enabled:
                        raise AsmError(file, first + 1, "unmatched #else")  # the line has been read
                    if all(enabled[:-1]):
                        enabled[-1] = not enabled[-1]
                    active = enabled[-1]
                elif word == "endif":
                    if not enabled:
                        raise AsmError(file, first + 1, "unmatched #endif")
                    enabled.pop()
                    active = enabled[-1] if enabled else True
                elif not active:
                    continue
                elif word == "define":
                    self._define(file, first, rest)
                elif word == "undef":
                    name = self._one_name(file, first, word, rest)
                    if macros.pop(name, None) is None:
                        raise AsmError(file, first, f"#undef for undefined macro: {name}")
                elif word == "include":
                    yield from self._include(file, first, rest, depth)
                elif word != "line":
                    raise AsmError(file, first, f"unexpected token after '#': {word}")
                continue
            if not active:
                continue
            tokens: list[str] = find(line)
            if tokens[-1].startswith("//"):
                tokens.pop()
            if "·" in line or "∕" in line:
                tokens = [t if t[0] == '"' else t.replace("·", ".").replace("∕", "/") for t in tokens]
            if not macro_names.isdisjoint(tokens):
                tokens = self._expand(file, number, tokens)
            elif ";" not in tokens:
                yield Statement(file, number, tokens)
                continue
            start = 0
            for i, token in enumerate(tokens):
                if token == ";" or token == "\n":
                    if i > start:
                        yield Statement(file, number, tokens[start:i])
                    start = i + 1
            if start < len(tokens):
                yield Statement(file, number, tokens[start:])
        if enabled:
            raise AsmError(file, count, "unclosed #ifdef or #ifndef")

    def _one_name(self, file: str, line: int, directive: str, rest: str) -> str:
        tokens = tokenize(rest)
        if not tokens or not is_name(tokens[0]):
            raise _no_identifier(file, line, tokens)
        if len(tokens) != 1:
            raise AsmError(file, line, f"expected newline after #{directive}")
        return tokens[0]

    def _define(self, file: str, line: int, rest: str) -> None:
        match = _DEFINE.match(rest)
        if match is None:
            raise _no_identifier(file, line, tokenize(rest))
        name = match[1].replace("·", ".").replace("∕", "/")
        args: list[str] | None = None
        if match[2] is not None:
            args = tokenize(match[3])
            if args and (len(args) % 2 == 0 or any(comma != "," for comma in args[1::2])):
                raise AsmError(file, line, f"bad syntax in definition for macro: {name}")
            args = args[::2]
            if len(set(args)) != len(args):
                raise AsmError(file, line, f"duplicate argument in definition for macro: {name}")
        if name in self.macros:
            raise AsmError(file, line, f"redefinition of macro: {name}")
        body: list[str] = []
        for i, part in enumerate(match[4].split("\n")):
            if i:
                body.append("\n")
            body += tokenize(part)
        self.macros[name] = Macro(args, body)

    def _include(self, file: str, line: int, rest: str, depth: int) -> Iterator[Statement]:
        tokens = tokenize(rest)
        if len(tokens) != 1 or tokens[0][0] != '"':
            found, line = (tokens[0], line) if tokens else ("\\n", line + 1)
            raise AsmError(file, line, f'expected string after #include ; got "{found}"')
        name = tokens[0][1:-1]
        if name in self.virtual:
            yield from self._lines(name, self.virtual[name], depth + 1)
            return
        for directory in (self._directory, *self.include_dirs):
            path = directory / name
            if path.is_file():
                yield from self._lines(str(path), self._read(path), depth + 1)
                return
        last = self.include_dirs[-1] / name if self.include_dirs else name
        raise AsmError(file, line + 1, f"#include: open {last}: no such file or directory")  # the line has been read

    def _expand(self, file: str, line: int, tokens: list[str]) -> list[str]:
        """Replaces macros until none is left, rescanning what each one left behind."""
        macros = self.macros
        out: list[str] = []
        stack = tokens[::-1]
        pop = stack.pop
        expansions = 0
        while stack:
            token = pop()
            macro = macros.get(token)
            if macro is None:
                out.append(token)
                continue
            expansions += 1
            if expansions > _MAX_EXPANSIONS or len(stack) > _MAX_EXPANSIONS:
                raise AsmError(file, line, f"recursive macro invocation: {token}")
            if macro.args is None:
                stack += macro.reversed_body
                continue
            if not stack or stack[-1] != "(":
                out.append(token)
                continue
            pop()
            actuals = self._arguments(file, line, token, stack)
            if not macro.args and actuals == [[]]:
                actuals = []
            if len(actuals) != len(macro.args):
                raise AsmError(file, line, f"wrong arg count for macro {token}")
            if not actuals:
                stack += macro.reversed_body
                continue
            bound = {name: actual[::-1] for name, actual in zip(macro.args, actuals, strict=True)}
            for part in macro.reversed_body:
                actual_tokens = bound.get(part)
                if actual_tokens is None:
                    stack.append(part)
                else:
                    stack += actual_tokens
        return out

    @staticmethod
    def _arguments(file: str, line: int, name: str, stack: list[str]) -> list[list[str]]:
        arguments: list[list[str]] = [[]]
        nesting = 0
        while stack:
            token = stack.pop()
            if token == "\n":
                break
            if nesting == 0:
                if token == ")":
                    return arguments
                if token == ",":
                    arguments.append([])
                    continue
            if token == "(":
                nesting += 1
            elif token == ")":
                nesting -= 1
            arguments[-1].append(token)
        raise AsmError(file, line, f"unterminated arg list invoking macro: {name}")


def is_name(token: str) -> bool:
    """Whether a token is an identifier."""
    return token[0].isalpha() or token[0] in "_./"


def _no_identifier(file: str, line: int, tokens: list[str]) -> AsmError:
    found, line = (tokens[0], line) if tokens else ("\\n", line + 1)
    return AsmError(file, line, f'expected identifier after # directive ; got "{found}"')


def _without_comment(line: str) -> str:
    """A line of a directive up to its comment, where a backslash may say that it goes on."""
    at = line.find("//")
    if at >= 0 and '"' not in line:
        line = line[:at]
    return line.rstrip()


def _blank_comment(match: re.Match[str]) -> str:
    text = match[0]
    return "\n" * text.count("\n") + " " if text.startswith("/*") else text
