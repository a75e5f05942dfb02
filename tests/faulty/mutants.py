"""Mutilated programs: by both compilers, in bulk.

    python -m tests.faulty.mutants [--count 1000] [--seed 1027] [--whole] [-v]

Tokens of programs (tests/programs, examples, standard packages of one file) are deleted, doubled, exchanged, replaced; files are cut; bytes are put
in that no source has. The reference's compiler and Undergo's front end must both accept or both reject each, and Undergo must neither break
down nor hang. With --whole what is accepted goes through code generation and LLVM too. Printed are the share of equal error lines and the
findings.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.faulty.frontend import GOROOT, Verdict, reference, undergo, undergo_whole
from tests.programs import harness
from undergo.deepstack import run_with_deep_stack

ROOT = Path(__file__).resolve().parent.parent.parent
_TOKEN = re.compile(rb'\w+|"(?:\\.|[^"\\\n])*"|`[^`]*`|//[^\n]*|\s+|[^\w\s]')
_JUNK = [b"\xff", b"\x00", b"\xc3", b"\xef\xbb\xbf", b"{", b"}", b"(", b")", b"[", b"]", b'"', b"`", b"'", b"/*", b"...", b":=", b"<-", b"~",
         b"func", b"type", b"var", b"goto", b"range", b"0x", b"1e", b"\xf0\x9f\x98\x80", b"\n", b";", b"@", b"_", b"nil", b"[T any]"]  # fmt: skip
_WORDS = [b"int", b"string", b"float64", b"any", b"error", b"1", b"0", b'"s"', b"1.5", b"nil", b"true", b"x", b"len", b"*", b"&", b"+", b"==", b"<<", b"return",
          b"break", b"continue", b"defer", b"go", b"if", b"for", b"[]", b"map[string]int", b"struct{}", b"interface{}", b"func()", b"const", b"_", b"1<<100", b"'a'"]  # fmt: skip
STANDARD = """container/list/list.go container/ring/ring.go container/heap/heap.go text/tabwriter/tabwriter.go text/scanner/scanner.go encoding/hex/hex.go
encoding/pem/pem.go unicode/utf8/utf8.go unicode/utf16/utf16.go errors/join.go slices/iter.go maps/iter.go path/path.go sort/search.go
strings/builder.go strconv/quote.go bytes/buffer.go bufio/scan.go html/escape.go flag/flag.go""".split()


def sources() -> list[tuple[str, bytes]]:
    """Name and text of the programs to mutilate."""
    found = [(str(p.relative_to(ROOT)), p.read_bytes()) for p in harness.all_cases() if p.is_file()]
    found += [(str(p.relative_to(ROOT)), p.read_bytes()) for p in sorted((ROOT / "examples").rglob("*.go"))]
    return found + [(name, (GOROOT / "src" / name).read_bytes()) for name in STANDARD]


def mutants(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and text of ``count`` mutants; the same for the same seed."""
    rng = random.Random(seed)
    programs = sources()
    for n in range(count):
        name, source = rng.choice(programs)
        tokens = _TOKEN.findall(source)
        kind = n % 8
        if kind == 0:
            mutant = source[: rng.randrange(len(source))]
        else:
            for _ in range(rng.choice((1, 1, 2, 5))):
                i, j = rng.randrange(len(tokens)), rng.randrange(len(tokens))
                if kind == 1:
                    tokens[i] = b""
                elif kind == 2:
                    tokens.insert(i, tokens[i])
                elif kind == 3:
                    tokens[i], tokens[j] = tokens[j], tokens[i]
                elif kind == 4:
                    tokens.insert(i, rng.choice(_JUNK))
                elif kind == 5:
                    tokens[i] = tokens[j]
                elif kind == 6:
                    words = [k for k, t in enumerate(tokens) if t[:1].isalnum()]
                    if words:
                        tokens[rng.choice(words)] = rng.choice(_WORDS)
                else:
                    names = [k for k, t in enumerate(tokens) if t[:1].isalpha()]
                    if names:
                        tokens[rng.choice(names)] = tokens[rng.choice(names)]
            mutant = b"".join(tokens)
            if kind == 4:
                at = rng.randrange(len(mutant))
                mutant = mutant[:at] + rng.choice(_JUNK) + mutant[at:]
        yield f"{seed}-{n}: {name}", mutant


@dataclass
class Findings:
    accepted: int = 0
    rejected: int = 0
    compiled: int = 0
    lines: int = 0
    same_lines: int = 0
    faults: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def keep(folder: str, name: str, mutant: bytes) -> str:
    path = os.path.join(folder, name.split(":")[0] + ".go")
    Path(path).write_bytes(mutant)
    return path


def _breakdown(e: Exception) -> str:
    frames = traceback.extract_tb(e.__traceback__)[-2:]
    return f"{type(e).__name__}: {e} at " + " < ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))


def judge(name: str, path: str, want: Verdict, whole: bool, findings: Findings) -> None:
    """Compare one mutant's verdicts."""
    folder, file = os.path.split(path)
    try:
        got = undergo([file], folder, limit=10)
    except Exception as e:  # noqa: BLE001 (every one is a finding)
        findings.faults.append(f"{name}: {_breakdown(e)} ({path})")
        return
    # A main package without main is the linker's business.
    lines = [line for line in got.lines if "function main is undeclared" not in line]
    accepted = not lines
    findings.accepted += accepted
    findings.rejected += not accepted
    if want.status == 2:
        return
    if accepted != (want.status == 0):
        which = "accepted" if accepted else f"rejected ({lines[0]})"
        findings.faults.append(f"{name}: {which}, the reference: {want.lines[:1] or 'accepts'} ({path})")
        return
    wanted, ours = Counter(want.lines), Counter(lines)
    findings.lines += len(want.lines)
    findings.same_lines += (wanted & ours).total()
    if wanted != ours:
        findings.differences.append(
            "\n".join([f"== {path} ({name})", *(f"  - {x}" for x in wanted - ours), *(f"  + {x}" for x in ours - wanted)])
        )
    if accepted and whole and b"func main()" in Path(path).read_bytes():
        findings.compiled += 1
        text = undergo_whole(file, folder)
        if text:
            findings.faults.append(f"{name}: {text} ({path})")


def run(count: int, seed: int, whole: bool, folder: str) -> Findings:
    """Judge the mutants of a seed."""
    findings = Findings()

    def by_reference(item: tuple[str, bytes]) -> tuple[str, str, Verdict]:
        path = keep(folder, *item)
        return item[0], path, reference([os.path.basename(path)], folder, flags=())

    with ThreadPoolExecutor(2) as pool:
        for name, path, want in pool.map(by_reference, mutants(count, seed)):
            before = len(findings.faults) + len(findings.differences)
            judge(name, path, want, whole, findings)
            if len(findings.faults) + len(findings.differences) == before:
                os.unlink(path)
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1027)
    parser.add_argument("--whole", action="store_true", help="compile what is accepted with every phase")
    parser.add_argument("-v", action="store_true", help="print every difference of wording")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="undergo-mutants-")
    findings = run_with_deep_stack(lambda: run(options.count, options.seed, options.whole, folder))
    for text in findings.faults:
        print("FAULT " + text)
    if options.v:
        for text in findings.differences:
            print(text)
    lines = max(findings.lines, 1)
    print(
        f"{findings.accepted} accepted ({findings.compiled} compiled whole), {findings.rejected} rejected, {len(findings.faults)} faults; of "
        f"{findings.lines} error lines of the reference {findings.same_lines} the same ({100 * findings.same_lines / lines:.1f} %), "
        f"{len(findings.differences)} programs with differences"
    )
    return 1 if findings.faults else 0


if __name__ == "__main__":
    sys.exit(main())
