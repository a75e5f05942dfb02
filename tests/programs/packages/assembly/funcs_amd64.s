#include "textflag.h"

DATA ·table+0(SB)/8, $0x1122334455667788
DATA ·table+8(SB)/4, $7
GLOBL ·table(SB), RODATA, $16

TEXT ·add(SB), NOSPLIT, $0-24
	MOVQ a+0(FP), AX
	ADDQ b+8(FP), AX
	MOVQ AX, ret+16(FP)
	RET

TEXT ·sum(SB), NOSPLIT, $0-24
	MOVQ p+0(FP), SI
	MOVQ n+8(FP), CX
	XORQ AX, AX
loop:
	TESTQ CX, CX
	JLE  done
	ADDQ (SI), AX
	ADDQ $8, SI
	DECQ CX
	JMP  loop
done:
	MOVQ AX, ret+16(FP)
	RET

TEXT ·strlen(SB), NOSPLIT, $0-24
	MOVQ s_len+8(FP), AX
	MOVQ AX, ret+16(FP)
	RET

TEXT ·second(SB), NOSPLIT, $0-28
	MOVQ xs_base+0(FP), BX
	MOVL 4(BX), AX
	MOVL AX, ret+24(FP)
	RET

TEXT ·scale(SB), NOSPLIT, $0-28
	MOVSD x+0(FP), X0
	ADDSD X0, X0
	MOVSD X0, ret+16(FP)
	MOVSS y+8(FP), X1
	MULSS X1, X1
	MOVSS X1, ret1+24(FP)
	RET

TEXT ·callGo(SB), $24-16
	MOVQ n+0(FP), AX
	MOVQ AX, 0(SP)
	CALL ·double(SB)
	MOVQ 8(SP), AX
	INCQ AX
	MOVQ AX, ret+8(FP)
	RET

TEXT ·small(SB), NOSPLIT, $0-16
	MOVB a+0(FP), AX
	NEGB AX
	MOVB AX, ret+8(FP)
	MOVW b+2(FP), BX
	INCW BX
	MOVW BX, ret1+10(FP)
	MOVBLZX c+4(FP), CX
	XORL $1, CX
	MOVB CX, ret2+12(FP)
	RET

TEXT ·getData(SB), NOSPLIT, $0-8
	MOVQ ·table(SB), AX
	MOVL ·table+8(SB), BX
	ADDQ BX, AX
	MOVQ AX, ret+0(FP)
	RET

TEXT ·swap(SB), NOSPLIT, $0-8
	MOVQ p+0(FP), DI
	MOVOU (DI), X0
	PSHUFD $0x4e, X0, X0
	MOVOU X0, (DI)
	RET

TEXT ·addAnswer(SB), NOSPLIT, $0-16
	MOVQ d+0(FP), AX
	ADDQ AX, ·answer(SB)
	MOVQ ·answer(SB), AX
	MOVQ AX, ret+8(FP)
	RET
