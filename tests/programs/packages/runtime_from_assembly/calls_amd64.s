#include "textflag.h"
#include "funcdata.h"
TEXT ·nano(SB), 0, $16-8
	NO_LOCAL_POINTERS
	CALL runtime·nanotime(SB)
	MOVQ 0(SP), AX
	MOVQ AX, ret+0(FP)
	RET
TEXT ·ticks(SB), 0, $16-8
	NO_LOCAL_POINTERS
	CALL runtime·cputicks(SB)
	MOVQ 0(SP), AX
	MOVQ AX, ret+0(FP)
	RET
TEXT ·spin(SB), 0, $16-4
	NO_LOCAL_POINTERS
	MOVL n+0(FP), AX
	MOVL AX, 0(SP)
	CALL runtime·procyield(SB)
	RET
TEXT ·alloc(SB), 0, $40-16
	NO_LOCAL_POINTERS
	MOVQ size+0(FP), AX
	MOVQ AX, 0(SP)
	MOVQ $0, 8(SP)
	MOVB $1, 16(SP)
	CALL runtime·mallocgc(SB)
	MOVQ 24(SP), AX
	MOVQ AX, ret+8(FP)
	RET
TEXT ·grow(SB), 0, $64-64
	NO_LOCAL_POINTERS
	MOVQ old+0(FP), AX
	MOVQ AX, 0(SP)
	MOVQ newLen+8(FP), AX
	MOVQ AX, 8(SP)
	MOVQ oldCap+16(FP), AX
	MOVQ AX, 16(SP)
	MOVQ num+24(FP), AX
	MOVQ AX, 24(SP)
	MOVQ et+32(FP), AX
	MOVQ AX, 32(SP)
	CALL runtime·growslice(SB)
	MOVQ 40(SP), AX
	MOVQ AX, ret_base+40(FP)
	MOVQ 48(SP), AX
	MOVQ AX, ret_len+48(FP)
	MOVQ 56(SP), AX
	MOVQ AX, ret_cap+56(FP)
	RET
TEXT ·rand32(SB), 0, $16-4
	NO_LOCAL_POINTERS
	CALL runtime·cheaprand(SB)
	MOVL 0(SP), AX
	MOVL AX, ret+0(FP)
	RET
TEXT ·hash(SB), 0, $40-32
	NO_LOCAL_POINTERS
	MOVQ p+0(FP), AX
	MOVQ AX, 0(SP)
	MOVQ h+8(FP), AX
	MOVQ AX, 8(SP)
	MOVQ n+16(FP), AX
	MOVQ AX, 16(SP)
	CALL runtime·memhash(SB)
	MOVQ 24(SP), AX
	MOVQ AX, ret+24(FP)
	RET
