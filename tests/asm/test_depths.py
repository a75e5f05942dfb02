"""How deep the stack is at each instruction of a function in assembly, as the linker gets it."""

from undergo.asm.depths import SAVED_BP, UNKNOWN, Depths


def _depths(prologue: str, *instructions: str) -> list[int]:
    """The codes that hold behind the prologue and behind each instruction; RET is given as `ret` with what goes before."""
    depths = Depths(1)
    codes: list[int] = []
    text = depths.prologue(prologue)
    for instruction in ("", *instructions):
        text += depths.mark(instruction)
        codes.append(depths._depth << 2 | depths._flags)
        if instruction.endswith("\tret\n"):
            text = depths.after_return(text)
    for label, _ in depths._marks:
        assert text.count(f"{label}:\n") == 1
    return codes


def test_pushes_and_constants_count() -> None:
    assert _depths("", "\tpushq %rax\n", "\tpushw %ax\n", "\tsubq $24, %rsp\n", "\taddq $-128, %rsp\n", "\tpopq %rax\n") == [
        0,
        8 << 2,
        10 << 2,
        34 << 2,
        162 << 2,
        154 << 2,
    ]


def test_saved_frame_pointer() -> None:
    assert _depths("\tpushq %rbp\n\tmovq %rsp, %rbp\n\tsubq $16, %rsp\n", "\tmovq $1, %rax\n") == [24 << 2 | SAVED_BP] * 2
    assert _depths("", "\tpushq %rbp\n", "\tpopq %rbp\n") == [0, 8 << 2 | SAVED_BP, 0]


def test_unknown_until_the_return() -> None:
    assert _depths("", "\tpushq %rax\n", "\tandq $-16, %rsp\n", "\tmovq %rbx, %rsp\n\tret\n", "\tnop\n") == [
        0,
        8 << 2,
        8 << 2 | UNKNOWN,
        8 << 2 | UNKNOWN,
        0,
    ]


def test_what_only_reads_the_stack_pointer_is_known() -> None:
    assert _depths("", "\tmovq %rsp, %rax\n", "\tcmpq %rax, %rsp\n", "\tmovq %rax, 8(%rsp)\n", "\tpopcntq %rax, %rax\n") == [0] * 5


def test_behind_a_return_the_frame_is_there_again() -> None:
    frame = "\tpushq %rbp\n\tmovq %rsp, %rbp\n\tsubq $8, %rsp\n"
    assert _depths(frame, "\taddq $8, %rsp\n\tpopq %rbp\n\tret\n", "\tnop\n") == [16 << 2 | SAVED_BP, 0, 16 << 2 | SAVED_BP]
