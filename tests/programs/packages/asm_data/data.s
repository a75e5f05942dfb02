#include "go_asm.h"
#include "textflag.h"

DATA ·number(SB)/8, $const_answer
GLOBL ·number(SB), NOPTR, $8

DATA ·offsets+0(SB)/8, $record_b
DATA ·offsets+8(SB)/8, $record_c
DATA ·offsets+16(SB)/8, $record__size
GLOBL ·offsets(SB), NOPTR, $24

DATA ·text(SB)/6, $const_word
GLOBL ·text(SB), NOPTR|RODATA, $6

DATA ·pair+0(SB)/4, $7
DATA ·pair+4(SB)/4, $-1
GLOBL ·pair(SB), NOPTR, $8

DATA ·address(SB)/8, $·number(SB)
GLOBL ·address(SB), NOPTR, $8

GLOBL ·zero(SB), NOPTR, $32
