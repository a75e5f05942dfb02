#include "textflag.h"

TEXT ·copied(SB), NOSPLIT, $32-40
	MOVQ to+0(FP), AX
	MOVQ from+8(FP), BX
	MOVQ n+16(FP), CX
	MOVQ AX, 0(SP)
	MOVQ BX, 8(SP)
	MOVQ CX, 16(SP)
	MOVQ $0x1122334455667788, DX
	MOVQ $0x99aabbccddeeff00, R15
	CALL runtime·memmove(SB)
	MOVQ DX, dx+24(FP)
	MOVQ R15, r15+32(FP)
	RET

TEXT ·cleared(SB), NOSPLIT, $32-32
	MOVQ p+0(FP), AX
	MOVQ n+8(FP), BX
	MOVQ AX, 0(SP)
	MOVQ BX, 8(SP)
	MOVQ $0x1122334455667788, DX
	MOVQ $0x99aabbccddeeff00, R15
	CALL runtime·memclrNoHeapPointers(SB)
	MOVQ DX, dx+16(FP)
	MOVQ R15, r15+24(FP)
	RET
