"""Type descriptors, field by field against those the reference compiler made for the same program (data/descriptors.txt)."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import pytest

from undergo.codegen import names, typedesc
from undergo.codegen.image import Image
from undergo.codegen.module import ModuleBuilder, Options
from undergo.deepstack import run_with_deep_stack
from undergo.types import types as T

from .loading import go_command, load

DATA = Path(__file__).parent / "data"
# Where the uncommon part begins, by abi.Kind.
UNCOMMON_AT = {17: 72, 18: 64, 19: 56, 20: 80, 21: 136, 22: 56, 23: 56, 25: 80}


def symbol_of(ref: str) -> str:
    m = re.search(r'@"([^"]*)"|@([\w.$-]+)', ref)
    assert m is not None
    text = m[1] if m[1] is not None else m[2]
    raw = re.sub(rb"\\([0-9A-F]{2})", lambda x: bytes([int(x[1], 16)]), text.encode())
    return raw.decode("utf-8", "surrogateescape")


def name_in(image: Image) -> tuple[int, str]:
    data = bytes(image.data)
    length = shift = 0
    i = 1
    while True:
        byte = data[i]
        length |= (byte & 127) << shift
        shift += 7
        i += 1
        if byte < 128:
            return data[0], data[i : i + length].decode()


def describe(t: T.Type, images: dict[str, Image]) -> list[str]:
    image = images[names.type_symbol(t)]
    data, refs = image.data, image.refs
    size, pointers, hash_, flags, align, field_align, kind = struct.unpack_from("<QQIBBBB", data)
    line = (
        f"{names.name_string(t)} size={size} ptr={pointers} hash={hash_:08x} tflag={flags:02x} align={align},{field_align}"
        f" kind={kind} eq={'true' if 24 in refs else 'false'}"
    )
    if pointers and not flags & 16:
        line += " gc=" + symbol_of(refs[32][1]).rpartition(".")[2]
    bits, text = name_in(images[symbol_of(refs[40][1])])
    assert text == ("*" if flags & 2 else "") + names.name_string(t)
    at = UNCOMMON_AT.get(kind, 48)
    package = name_in(images[symbol_of(refs[at][1])])[1] if flags & 4 and at in refs else ""
    out = [f'{line} nameflag={bits} pkg="{package}"']
    if kind == 21:
        words = struct.unpack_from("<11Q", data, 48)
        out.append(f"  map [{' '.join(map(str, words[4:10]))}] {words[10] & 0xFFFFFFFF}")
    if kind == 19:
        ins, outs = struct.unpack_from("<2H", data, 48)
        out.append(f"  func [{ins} {outs}]")
    if flags & 1:
        methods, exported, methods_at = struct.unpack_from("<HHI", data, at + 4)
        out.append(f"  uncommon pkg={'true' if at in refs else 'false'} m={methods} x={exported} moff={methods_at}")
        assert len(data) == at + methods_at + 16 * methods
    return out


def reachable(types: list[T.Type]) -> list[T.Type]:
    found: dict[str, T.Type] = {}
    todo = list(types)
    while todo:
        t = T.unalias(todo.pop())
        link = names.link_string(t)
        if link in found:
            continue
        found[link] = t
        u: Any = T.under(t)
        if isinstance(u, T.Map):
            todo += [u.key, u.elem]
        elif isinstance(u, (T.Slice, T.Array, T.Chan, T.Pointer)):
            todo.append(u.elem)
        elif isinstance(u, T.Struct):
            todo += [f.typ for f in u.fields]
        elif isinstance(u, T.Signature):
            todo += [v.typ for v in u.params.vars + u.results.vars]
    return sorted(found.values(), key=lambda t: names.name_string(t).encode("utf-8", "surrogateescape"))


@pytest.mark.skipif(go_command() is None, reason="needs the go command for the standard library")
def test_descriptors_are_the_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "go.mod").write_text("module desc\n\ngo 1.27\n")
    (tmp_path / "main.go").write_bytes((DATA / "descriptors.go.txt").read_bytes())
    images: dict[str, Image] = {}

    def record(mb: Any, symbol: str, image: Image, section: str, *rest: Any, **options: Any) -> str:
        images[symbol] = image
        return "@x"

    monkeypatch.setattr(typedesc, "define_image", record)
    # Types of other packages too: this test looks at all of them.
    monkeypatch.setattr(typedesc.TypeDescriptors, "_emitted_here", lambda self, t: True)
    monkeypatch.setattr(typedesc.wrappers, "method_ref", lambda mb, recv, m: "@f")

    def run() -> list[str]:
        packages, files = load(tmp_path)
        pkg = packages["desc"]
        options = Options(files)
        options.extra["packages"] = packages
        mb = ModuleBuilder(pkg, options)
        values = next(i.rhs for i in pkg.init_order if i.lhs[0].name == "all")
        types = [e.typ for e in values.elem_list]  # type: ignore[attr-defined]
        for t in types:
            typedesc.type_ref(mb, t)
        mb.run_queue()
        return [line for t in reachable(types) for line in describe(t, images)]

    assert run_with_deep_stack(run) == (DATA / "descriptors.txt").read_text().splitlines()
