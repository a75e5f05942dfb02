#include "textflag.h"

TEXT ·pid(SB),NOSPLIT,$0-56
	JMP	syscall·RawSyscall(SB)

TEXT ·move(SB),NOSPLIT,$24-24
	MOVQ	to+0(FP), AX
	MOVQ	from+8(FP), BX
	MOVQ	n+16(FP), CX
	MOVQ	AX, 0(SP)
	MOVQ	BX, 8(SP)
	MOVQ	CX, 16(SP)
	CALL	runtime·memmove(SB)
	RET

TEXT ·clear(SB),NOSPLIT,$16-16
	MOVQ	p+0(FP), AX
	MOVQ	n+8(FP), BX
	MOVQ	AX, 0(SP)
	MOVQ	BX, 8(SP)
	CALL	runtime·memclrNoHeapPointers(SB)
	RET
