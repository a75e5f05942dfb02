"""AT&T assembly to an ELF object, by LLVM's integrated assembler.

llvmlite has no assembler of its own to call: the text goes into the `module asm` of an otherwise empty module. LLVM
ends the process when that text has a fault, so it runs in a forked child, which hands the object back through a pipe.
"""

import os
import re
import signal
import tempfile

from undergo.asm.errors import AsmError

_TRIPLE = "x86_64-unknown-linux-gnu"
_ERROR = re.compile(r"<inline asm>:(\d+):\d+: error: (.*)|error: <inline asm>:(\d+):\d+: (.*)")
_FILE = re.compile(r'\t\.file (\d+) "(.*)"')
_LOC = re.compile(r"\t\.loc (\d+) (\d+)")


def assemble_to_object(text: str) -> bytes:
    """The ELF object that AT&T assembly `text` makes.

    Raises AsmError, with the position that the nearest `.loc` before the fault gives, when LLVM refuses the text.
    """
    import llvmlite.binding as llvm

    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    llvm.initialize_native_asmparser()
    reader, writer = os.pipe()
    with tempfile.TemporaryFile() as messages:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.close(reader)
                os.dup2(messages.fileno(), 2)
                data = _emit(text)
                with open(writer, "wb") as pipe:
                    pipe.write(data)
                status = 0
            finally:
                os._exit(status)
        os.close(writer)
        try:
            with open(reader, "rb") as pipe:
                data = pipe.read()
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            _, status = os.waitpid(child, 0)
        if status == 0:
            return data
        messages.seek(0)
        raise _located(text, messages.read().decode(errors="replace"))


def _emit(text: str) -> bytes:
    import llvmlite.binding as llvm

    escaped = text.replace("\\", "\\5C").replace('"', "\\22").replace("\n", "\\0A")
    module = llvm.parse_assembly(f'target triple = "{_TRIPLE}"\nmodule asm "{escaped}"\n')
    machine = llvm.Target.from_triple(_TRIPLE).create_target_machine(cpu="x86-64", features="", opt=0, reloc="pic", codemodel="small")
    data: bytes = machine.emit_object(module)
    return data


def _located(text: str, messages: str) -> AsmError:
    error = _first(text, messages)
    error.text_faults = [(int(m[1] or m[3]), m[2] or m[4]) for m in _ERROR.finditer(messages)]
    return error


def _first(text: str, messages: str) -> AsmError:
    match = _ERROR.search(messages)
    if match is None:
        return AsmError("assembly", 0, messages.strip().splitlines()[-1] if messages.strip() else "LLVM failed")
    number = int(match[1] or match[3])
    message = match[2] or match[4]
    lines = text.split("\n")
    file, line = "", 0
    for source in reversed(lines[:number]):
        location = _LOC.match(source)
        if location:
            line = int(location[2])
            for candidate in lines:
                declared = _FILE.match(candidate)
                if declared and declared[1] == location[1]:
                    file = declared[2]
            break
    at_fault = lines[number - 1].strip()
    if "invalid instruction mnemonic" in message:
        return AsmError(file or "assembly", line, f'unrecognized instruction "{at_fault.split()[0].upper()}"', True)
    else:
        message = f"{message} (as `{at_fault}`)"
    return AsmError(file or "assembly", line, message)
