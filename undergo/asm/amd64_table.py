"""amd64: registers, and what each Go mnemonic is called in AT&T syntax.

`lookup` gives for a Go mnemonic its AT&T spelling, the width in bytes that a general-purpose register has in each
operand, and how its operands are to be treated. Mnemonics not listed keep their name (all of AVX does); names that
do not exist at all are refused by LLVM.
"""

from typing import Final

# How operands are treated.
PLAIN: Final = 0
COMPARE: Final = 1  # Go writes the left side first
SHIFT: Final = 2  # a count in CX is %cl, whatever the width
NOTHING: Final = 3  # no machine code
RAW: Final = 4  # bytes as written: the spelling is the directive
FIXED: Final = 5  # no operands: the spelling is the whole line
PUSH: Final = 6  # moves the stack pointer: widths[0] says by how much
POP: Final = 7
MOVE: Final = 8  # MOVL and MOVQ
FLOAT_MOVE: Final = 9  # x87; spelling for memory, widths = (opcode, digit) of the register forms
RETURN: Final = 10
JUMP: Final = 11
CALL: Final = 12
BRANCH: Final = 13  # conditional, LOOP: only to labels and symbols
ADJUST: Final = 14
IMMEDIATE_LAST: Final = 15  # CMPPD X1, X2, $4
SCALAR_CONVERT: Final = 16  # VCVTSI2SD: the rounding comes after the first operand
FENCE: Final = 17
REJECT: Final = 18  # not in 64-bit mode
MMX_CONVERT: Final = 19  # another spelling where an MMX register takes part

Spec = tuple[str, tuple[int, ...], int]

WIDTHS: Final = {"B": 1, "W": 2, "L": 4, "Q": 8}

_LOW = {"AX": "a", "CX": "c", "DX": "d", "BX": "b"}
_POINTERS = {"SP": "sp", "BP": "bp", "SI": "si", "DI": "di"}


def _general_registers() -> dict[str, tuple[str, ...]]:
    """Go's name -> AT&T names, indexed by width in bytes (1, 2, 4, 8)."""
    table: dict[str, tuple[str, ...]] = {}

    def add(name: str, byte: str, word: str, long: str, quad: str) -> None:
        table[name] = ("", byte, word, "", long, "", "", "", quad)

    for name, letter in _LOW.items():
        add(name, f"%{letter}l", f"%{letter}x", f"%e{letter}x", f"%r{letter}x")
    for name, low in _POINTERS.items():
        add(name, f"%{low}l", f"%{low}", f"%e{low}", f"%r{low}")
    for i in range(8, 16):
        add(f"R{i}", f"%r{i}b", f"%r{i}w", f"%r{i}d", f"%r{i}")
    table["g"] = table["R14"]
    for letter in "ACDB":
        table[f"{letter}L"] = (f"%{letter.lower()}l",) * 9
        table[f"{letter}H"] = (f"%{letter.lower()}h",) * 9
    for low in ("SP", "BP", "SI", "DI"):
        table[f"{low}B"] = (f"%{low.lower()}l",) * 9
    for i in range(8, 16):
        table[f"R{i}B"] = (f"%r{i}b",) * 9
    return table


def _other_registers() -> dict[str, str]:
    table = {f"F{i}": f"%st({i})" if i else "%st" for i in range(8)}
    table |= {f"M{i}": f"%mm{i}" for i in range(8)}
    table |= {f"K{i}": f"%k{i}" for i in range(8)}
    for go, att in (("X", "xmm"), ("Y", "ymm"), ("Z", "zmm")):
        table |= {f"{go}{i}": f"%{att}{i}" for i in range(32)}
    table |= {name: f"%{name.lower()}" for name in ("CS", "SS", "DS", "ES", "FS", "GS")}
    table |= {f"CR{i}": f"%cr{i}" for i in range(16)}
    table |= {f"DR{i}": f"%db{i}" for i in range(8)}
    table |= {f"TR{i}": f"%tr{i}" for i in range(8)}
    return table


GENERAL: Final = _general_registers()
OTHER: Final = _other_registers()
SYSTEM: Final = frozenset(("GDTR", "IDTR", "LDTR", "MSW", "TASK"))
REGISTERS: Final = frozenset((*GENERAL, *OTHER, *SYSTEM, "TLS", "SB", "FP", "PC"))

CONDITIONS: Final = {
    "CC": "ae",
    "CS": "b",
    "EQ": "e",
    "GE": "ge",
    "GT": "g",
    "HI": "a",
    "LE": "le",
    "LS": "be",
    "LT": "l",
    "MI": "s",
    "NE": "ne",
    "OC": "no",
    "OS": "o",
    "PC": "np",
    "PL": "ns",
    "PS": "p",
}
# Go also takes Intel's names after J.
_JUMP_ALIASES = "A AE B BE C E G GE HS L LE LO NA NAE NB NBE NC NE NG NGE NL NLE NO NP NS NZ O P PE PO S Z".split()
_JUMP_ALIAS_TO = {"HS": "ae", "LO": "b", "C": "b", "NC": "ae"}

_BWLQ = "ADC ADD AND DEC DIV IDIV INC MUL NEG NOT OR SBB SUB TEST XADD XCHG XOR CMPXCHG"
_SHIFTS = "RCL RCR ROL ROR SAL SAR SHL SHR"
_WLQ = "BSF BSR BT BTC BTR BTS LAR LEA LSL LZCNT POPCNT TZCNT LFS LGS LSS MOVBE RDRAND RDSEED SLDT SMSW STR IMUL"
_LQ = "ADCX ADOX ANDN BEXTR BLSI BLSMSK BLSR BSWAP BZHI MULX PDEP PEXT RORX SARX SHLX SHRX RDFSBASE RDGSBASE WRFSBASE WRGSBASE MOVNTI"
_STRING = "CMPS INS LODS MOVS OUTS SCAS STOS"

_RENAMED: Final = {
    "PACKSSLW": "packssdw",
    "PADDL": "paddd",
    "PCMPEQL": "pcmpeqd",
    "PCMPGTL": "pcmpgtd",
    "PMADDWL": "pmaddwd",
    "PMULULQ": "pmuludq",
    "PSHUFL": "pshufd",
    "PSLLL": "pslld",
    "PSLLO": "pslldq",
    "PSRAL": "psrad",
    "PSRLL": "psrld",
    "PSRLO": "psrldq",
    "PSUBL": "psubd",
    "PUNPCKHLQ": "punpckhdq",
    "PUNPCKHWL": "punpckhwd",
    "PUNPCKLLQ": "punpckldq",
    "PUNPCKLWL": "punpcklwd",
    "MOVO": "movdqa",
    "MOVOA": "movdqa",
    "MOVOU": "movdqu",
    "MOVNTO": "movntdq",
    "MASKMOVOU": "maskmovdqu",
    "INVLPG": "invlpg",
    "VMOVDQA": "vmovdqa",
}

# Instructions without operands that change their name.
_FIXED: Final = {
    "CBW": "cbtw",
    "CWD": "cwtd",
    "CWDE": "cwtl",
    "CDQ": "cltd",
    "CDQE": "cltq",
    "CQO": "cqto",
    "ICEBP": ".byte 0xf1",
    "IRETL": "iretl",
    "IRETQ": "iretq",
    "IRETW": "iretw",
    "LEAVEQ": "leaveq",
    "LEAVEW": "leavew",
    "LOCK": "lock",
    "REP": "rep",
    "REPN": "repne",
    "MONITOR": ".byte 0x0f, 0x01, 0xc8",
    "MWAIT": ".byte 0x0f, 0x01, 0xc9",
    "SYSRET": "sysretl",
    "SYSENTER64": ".byte 0x48, 0x0f, 0x34",
    "SYSEXIT": "sysexitl",
    "SYSEXIT64": "sysexitq",
    "UD1": ".byte 0x0f, 0xb9",
    "UNDEF": "ud2",
    "XLAT": "xlatb",
    "XACQUIRE": ".byte 0xf2",
    "XRELEASE": ".byte 0xf3",
    "WAIT": "wait",
    "FINIT": "fninit",
    "FCLEX": "fnclex",
    "FNOP": "fnop",
}

# Mnemonics whose general-purpose registers are not all 32 bits wide.
_WIDE: Final = {
    "PINSRQ": ("pinsrq", (8,)),
    "PEXTRQ": ("pextrq", (8,)),
    "VPINSRQ": ("vpinsrq", (8,)),
    "VPEXTRQ": ("vpextrq", (8,)),
    "VMOVQ": ("vmovq", (8,)),
    "VPBROADCASTQ": ("vpbroadcastq", (8,)),
    "KMOVQ": ("kmovq", (8,)),
    "CVTSD2SL": ("cvtsd2si", (4,)),
    "CVTSD2SQ": ("cvtsd2si", (8,)),
    "CVTSS2SL": ("cvtss2si", (4,)),
    "CVTSS2SQ": ("cvtss2si", (8,)),
    "CVTTSD2SL": ("cvttsd2si", (4,)),
    "CVTTSD2SQ": ("cvttsd2si", (8,)),
    "CVTTSS2SL": ("cvttss2si", (4,)),
    "CVTTSS2SQ": ("cvttss2si", (8,)),
    "CVTSL2SD": ("cvtsi2sdl", (4,)),
    "CVTSQ2SD": ("cvtsi2sdq", (8,)),
    "CVTSL2SS": ("cvtsi2ssl", (4,)),
    "CVTSQ2SS": ("cvtsi2ssq", (8,)),
    "MOVLQSX": ("movslq", (4, 8)),
    "MOVLQZX": ("movl", (4,)),
    "MOVQL": ("movl", (4,)),
    "MOVBLSX": ("movsbl", (1, 4)),
    "MOVBLZX": ("movzbl", (1, 4)),
    "MOVBQSX": ("movsbq", (1, 8)),
    "MOVBQZX": ("movzbq", (1, 8)),
    "MOVBWSX": ("movsbw", (1, 2)),
    "MOVBWZX": ("movzbw", (1, 2)),
    "MOVWLSX": ("movswl", (2, 4)),
    "MOVWLZX": ("movzwl", (2, 4)),
    "MOVWQSX": ("movswq", (2, 8)),
    "MOVWQZX": ("movzwq", (2, 8)),
    # A 16-bit result of a 16-bit source: the 32-bit instruction with a prefix.
    "MOVSWW": (".byte 0x66\n\tmovswl", (2, 4)),
    "MOVZWW": (".byte 0x66\n\tmovzwl", (2, 4)),
    "CRC32B": ("crc32b", (1, 4)),
    "CRC32W": ("crc32w", (2, 4)),
    "CRC32L": ("crc32l", (4, 4)),
    "CRC32Q": ("crc32q", (8, 8)),
    "INVPCID": ("invpcid", (8,)),
    "RDPID": ("rdpid", (8,)),
    "VERR": ("verr", (2,)),
    "VERW": ("verw", (2,)),
    "LLDT": ("lldt", (2,)),
    "LMSW": ("lmsw", (2,)),
    "LTR": ("ltr", (2,)),
    "UMONITOR": ("umonitor", (8,)),
    "IMULB": ("imulb", (1,)),
    "IMUL3W": ("imulw", (2,)),
    "IMUL3L": ("imull", (4,)),
    "IMUL3Q": ("imulq", (8,)),
    "NOPW": ("nopw", (2,)),
    "NOPL": ("nopl", (4,)),
    "MOVB": ("movb", (1,)),
    "MOVW": ("movw", (2,)),
}

_MMX_CONVERT: Final = {
    "CVTPD2PL": ("cvtpd2dq", "cvtpd2pi"),
    "CVTPS2PL": ("cvtps2dq", "cvtps2pi"),
    "CVTTPD2PL": ("cvttpd2dq", "cvttpd2pi"),
    "CVTTPS2PL": ("cvttps2dq", "cvttps2pi"),
    "CVTPL2PD": ("cvtdq2pd", "cvtpi2pd"),
    "CVTPL2PS": ("cvtdq2ps", "cvtpi2ps"),
    "MOVQOZX": ("movq", "movq2dq"),
}

# These store 16 bits into memory whatever their suffix, and AT&T then wants none.
MEMORY_HAS_NO_WIDTH: Final = frozenset("SLDTW SLDTL SLDTQ SMSWW SMSWL SMSWQ STRW STRL STRQ".split())

# x87: Go's name -> (AT&T for memory operands, opcode and digit of `Fi, F0`, opcode and digit of `F0, Fi`).
_X87_ARITHMETIC = {"ADD": (0, 0), "MUL": (1, 1), "SUB": (4, 5), "SUBR": (5, 4), "DIV": (6, 7), "DIVR": (7, 6)}
_X87_MEMORY = {
    "FCOMF": "fcoms",
    "FCOMFP": "fcomps",
    "FCOML": "ficoml",
    "FCOMLP": "ficompl",
    "FCOMW": "ficoms",
    "FCOMWP": "ficomps",
    "FMOVB": "fbld",
    "FMOVBP": "fbstp",
    "FMOVFP": "fstps",
    "FMOVLP": "fistpl",
    "FMOVV": "fildll",
    "FMOVVP": "fistpll",
    "FMOVWP": "fistps",
    "FMOVX": "fldt",
    "FMOVXP": "fstpt",
}
_X87_CMOV = {
    "CC": (0xDB, 0),
    "CS": (0xDA, 0),
    "EQ": (0xDA, 1),
    "HI": (0xDB, 2),
    "LS": (0xDA, 2),
    "B": (0xDA, 0),
    "BE": (0xDA, 2),
    "NB": (0xDB, 0),
    "NBE": (0xDB, 2),
    "E": (0xDA, 1),
    "NE": (0xDB, 1),
    "NU": (0xDB, 3),
    "U": (0xDA, 3),
    "UN": (0xDA, 3),
}
_X87_SAME = {
    "FLDCW": "fldcw",
    "FLDENV": "fldenv",
    "FRSTOR": "frstor",
    "FSAVE": "fnsave",
    "FSTCW": "fnstcw",
    "FSTENV": "fnstenv",
    "FSTSW": "fnstsw",
}

_NOT_IN_64_BIT = "AAA AAD AAM AAS BOUNDL BOUNDW DAA DAS INTO POPAL POPAW PUSHAL PUSHAW ARPL LEAVEL PUSHL POPL PUSHFL POPFL"


def _x87(table: dict[str, Spec]) -> None:
    for name, (digit, reverse) in _X87_ARITHMETIC.items():
        att = "f" + name.lower()
        table[f"F{name}D"] = (att + "l", (0xD8, digit, 0xDC, reverse), FLOAT_MOVE)
        table[f"F{name}F"] = (att + "s", (), FLOAT_MOVE)
        table[f"F{name}L"] = ("fi" + name.lower() + "l", (), FLOAT_MOVE)
        table[f"F{name}W"] = ("fi" + name.lower() + "s", (), FLOAT_MOVE)
        table[f"F{name}DP"] = ("", (0, -1, 0xDE, reverse), FLOAT_MOVE)
    for name, att in _X87_MEMORY.items():
        table[name] = (att, (), FLOAT_MOVE)
    table["FMOVD"] = ("fldl fstl", (0xD9, 0, 0xDD, 2), FLOAT_MOVE)
    table["FMOVDP"] = ("fstpl fstpl", (0, -1, 0xDD, 3), FLOAT_MOVE)
    table["FMOVF"] = ("flds fsts", (), FLOAT_MOVE)
    table["FMOVL"] = ("fildl fistl", (), FLOAT_MOVE)
    table["FMOVW"] = ("filds fists", (), FLOAT_MOVE)
    table["FCOMD"] = ("fcoml", (0xD8, 2, 0xDC, 2), FLOAT_MOVE)
    table["FCOMDP"] = ("fcompl", (0xD8, 3, 0xDC, 3), FLOAT_MOVE)
    table["FCOMDPP"] = ("", (0, -1, 0xDE, 3), FLOAT_MOVE)
    table["FCOMI"] = ("", (0xDB, 6, 0, -1), FLOAT_MOVE)
    table["FCOMIP"] = ("", (0xDF, 6, 0, -1), FLOAT_MOVE)
    table["FUCOM"] = ("", (0, -1, 0xDD, 4), FLOAT_MOVE)
    table["FUCOMI"] = ("", (0, -1, 0xDB, 5), FLOAT_MOVE)
    table["FUCOMIP"] = ("", (0, -1, 0xDF, 5), FLOAT_MOVE)
    table["FUCOMP"] = ("", (0, -1, 0xDD, 5), FLOAT_MOVE)
    table["FUCOMPP"] = ("", (0, -1, 0xDA, 5), FLOAT_MOVE)
    table["FXCHD"] = ("", (0xD9, 1, 0xD9, 1), FLOAT_MOVE)
    for name, (opcode, digit) in _X87_CMOV.items():
        table[f"FCMOV{name}"] = ("", (opcode, digit, 0, -1), FLOAT_MOVE)
    for name, att in _X87_SAME.items():
        table[name] = (att, (2,), PLAIN)


def _build() -> dict[str, Spec]:
    table: dict[str, Spec] = {}
    for base in _BWLQ.split():
        for suffix, width in WIDTHS.items():
            table[base + suffix] = ((base + suffix).lower(), (width,), PLAIN)
    for base in _SHIFTS.split():
        for suffix, width in WIDTHS.items():
            table[base + suffix] = ((base + suffix).lower(), (width,), SHIFT)
    for suffix, width in WIDTHS.items():
        table["CMP" + suffix] = ("cmp" + suffix.lower(), (width,), COMPARE)
    for base in _WLQ.split():
        for suffix in "WLQ":
            table[base + suffix] = ((base + suffix).lower(), (WIDTHS[suffix],), PLAIN)
    for suffix in "WL":
        # The limit and rights instructions read 16 bits.
        table["LAR" + suffix] = ("lar" + suffix.lower(), (2, WIDTHS[suffix]), PLAIN)
        table["LSL" + suffix] = ("lsl" + suffix.lower(), (2, WIDTHS[suffix]), PLAIN)
    table["LARQ"] = ("larq", (2, 8), PLAIN)
    table["LSLQ"] = ("lslq", (2, 8), PLAIN)
    for base in _LQ.split():
        for suffix in "LQ":
            table[base + suffix] = ((base + suffix).lower(), (WIDTHS[suffix],), PLAIN)
    table["MOVBELL"], table["MOVBEQQ"], table["MOVBEWW"] = table["MOVBEL"], table["MOVBEQ"], table["MOVBEW"]
    for suffix in "WLQ":
        for go, att in CONDITIONS.items():
            table[f"CMOV{suffix}{go}"] = (f"cmov{att}{suffix.lower()}", (WIDTHS[suffix],), PLAIN)
    for go, att in CONDITIONS.items():
        table["SET" + go] = ("set" + att, (1,), PLAIN)
        table["J" + go] = ("j" + att, (), BRANCH)
    for alias in _JUMP_ALIASES:
        table.setdefault("J" + alias, ("j" + _JUMP_ALIAS_TO.get(alias, alias.lower()), (), BRANCH))
    table |= {
        "JMP": ("jmp", (8,), JUMP),
        "CALL": ("call", (8,), CALL),
        "RET": ("ret", (8,), RETURN),
        "LOOP": ("loop", (), BRANCH),
        "LOOPEQ": ("loope", (), BRANCH),
        "LOOPNE": ("loopne", (), BRANCH),
        "JCXZL": ("jecxz", (), BRANCH),
        "JCXZQ": ("jrcxz", (), BRANCH),
        "XBEGIN": ("xbegin", (), BRANCH),
        "RETFL": ("lretl", (), PLAIN),
        "RETFQ": ("lretq", (), PLAIN),
        "RETFW": ("lretw", (), PLAIN),
    }
    for base in _STRING.split():
        for suffix in "BWLQ":
            if suffix != "Q" or base in ("CMPS", "LODS", "MOVS", "SCAS", "STOS"):
                table[base + suffix] = ((base + suffix).lower(), (), FIXED)
    for go, att in _RENAMED.items():
        table[go] = (att, (4,), PLAIN)
    table["PSLLDQ"], table["PSRLDQ"], table["PADDD"] = table["PSLLO"], table["PSRLO"], table["PADDL"]
    table["MOVNTDQ"], table["MASKMOVDQU"] = table["MOVNTO"], table["MASKMOVOU"]
    for go, att in _FIXED.items():
        table[go] = (att, (), FIXED)
    for go, (att, widths) in _WIDE.items():
        table[go] = (att, widths, PLAIN)
    for go, (xmm, mmx) in _MMX_CONVERT.items():
        table[go] = (f"{xmm} {mmx}", (8,), MMX_CONVERT)
    for go in ("VCVTSD2SI", "VCVTSS2SI", "VCVTTSD2SI", "VCVTTSS2SI", "VCVTSD2USI", "VCVTSS2USI", "VCVTTSD2USI"):
        table[go] = table[go + "L"] = (go.lower(), (4,), PLAIN)
        table[go + "Q"] = (go.lower(), (8,), PLAIN)
    table["VCVTTSS2USIL"], table["VCVTTSS2USIQ"] = ("vcvttss2usi", (4,), PLAIN), ("vcvttss2usi", (8,), PLAIN)
    for go in ("VCVTSI2SD", "VCVTSI2SS", "VCVTUSI2SD", "VCVTUSI2SS"):
        table[go + "L"] = (go.lower() + "l", (4,), SCALAR_CONVERT)
        table[go + "Q"] = (go.lower() + "q", (8,), SCALAR_CONVERT)
    for go in ("CMPPD", "CMPPS", "CMPSD", "CMPSS"):
        table[go] = (go.lower(), (), IMMEDIATE_LAST)
    table |= {
        "MOVL": ("movl", (4,), MOVE),
        "MOVQ": ("movq", (8,), MOVE),
        "MOVD": ("movq", (8,), MOVE),
        "MOVDQ2Q": ("movq", (8,), MOVE),
        "BYTE": (".byte", (1,), RAW),
        "WORD": (".short", (2,), RAW),
        "LONG": (".long", (4,), RAW),
        "QUAD": (".quad", (8,), RAW),
        "NOP": ("", (), NOTHING),
        "FUNCDATA": ("", (), NOTHING),
        "PCDATA": ("", (), NOTHING),
        "ADJSP": ("", (8,), ADJUST),
        "PUSHQ": ("pushq", (8,), PUSH),
        "PUSHFQ": ("pushfq", (8,), PUSH),
        "PUSHW": ("pushw", (2,), PUSH),
        "PUSHFW": ("pushfw", (2,), PUSH),
        "POPQ": ("popq", (8,), POP),
        "POPFQ": ("popfq", (8,), POP),
        "POPW": ("popw", (2,), POP),
        "POPFW": ("popfw", (2,), POP),
    }
    _x87(table)
    for go in _NOT_IN_64_BIT.split():
        table[go] = ("", (), REJECT)
    return table


TABLE: Final = _build()


def lookup(word: str) -> Spec:
    """What is known of a mnemonic; one that no table names keeps its spelling, with 32-bit registers."""
    spec = TABLE.get(word)
    if spec is None:
        spec = TABLE[word] = (word.lower(), (4,), PLAIN)
    return spec


def _limits() -> dict[str, int]:
    """How many operands classic instructions take at most: LLVM knows forms with more, which newer machines added."""
    limits: dict[str, int] = {}
    for base in _BWLQ.split():
        most = 1 if base in ("DEC", "DIV", "IDIV", "INC", "MUL", "NEG", "NOT") else 2
        limits |= {base + suffix: most for suffix in WIDTHS}
    for base in (*_WLQ.split(), "ADCX", "ADOX", *(f"CMOV{width}{condition}" for width in "WLQ" for condition in CONDITIONS)):
        limits |= {base: 2} if base.startswith("CMOV") else {base + suffix: 2 for suffix in "WLQ"}
    limits |= {"SET" + condition: 1 for condition in CONDITIONS}
    return limits


MOST_OPERANDS: Final = _limits()


def broadcast_element(word: str) -> int:
    """Bytes of the memory element that `.BCST` repeats."""
    if word.startswith(("VCVT", "VFPCLASS")):
        source = word.removeprefix("VFPCLASS").removeprefix("VCVTT").removeprefix("VCVT").split("2")[0]
        return 8 if source in ("PD", "QQ", "UQQ", "PDX", "PDY", "PDZ") else 4
    if word.endswith("PD") or "64X" in word:
        return 8
    if word in ("VPUNPCKLDQ", "VPUNPCKHDQ"):
        return 4
    return 8 if word.endswith("Q") or word in ("VGF2P8AFFINEQB", "VGF2P8AFFINEINVQB", "VPMULTISHIFTQB") else 4


def broadcast_count(word: str, widest: int) -> int:
    """How many elements `.BCST` makes: `widest` is the width in bytes of the widest vector register operand."""
    element = broadcast_element(word)
    if word.startswith("VFPCLASS"):
        return {"X": 16, "Y": 32, "Z": 64}[word[-1]] // element
    if word.startswith("VCVT"):
        source, target = word.removeprefix("VCVTT").removeprefix("VCVT").split("2", 1)
        wide = source in ("PD", "QQ", "UQQ") or target.rstrip("XY") in ("PD", "QQ", "UQQ")
        if element == 8 and target.rstrip("XY") in ("PS", "DQ", "UDQ"):
            # The result is half as wide as what is read.
            if target[-1] in "XY":
                return 2 if target[-1] == "X" else 4
            return widest * 2 // 8
        return widest // (8 if wide else 4)
    return widest // element
