// The C library's memory functions, in C's convention (DI, SI, DX; AX): LLVM makes calls of them out of
// large copies and clears.

#include "textflag.h"

TEXT memmove<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	DI
	MOVQ	DI, AX
	MOVQ	SI, CX
	CALL	runtime·memmove<ABIUndergo>(SB)
	POPQ	AX
	RET

TEXT memcpy<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	DI
	MOVQ	DI, AX
	MOVQ	SI, CX
	CALL	runtime·memmove<ABIUndergo>(SB)
	POPQ	AX
	RET

TEXT memset<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	DI, R8
	TESTB	SI, SI
	JNE	bytes
	PUSHQ	R8
	MOVQ	DI, AX
	MOVQ	DX, CX
	CALL	runtime·memclrNoHeapPointers<ABIUndergo>(SB)
	POPQ	AX
	RET
bytes:
	MOVBLZX	SI, AX
	MOVQ	DX, CX
	CLD
	REP
	STOSB
	MOVQ	R8, AX
	RET
