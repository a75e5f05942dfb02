// The code behind functions that reflect makes (MakeFunc, method values), entered in our calling
// convention: the closure is in R15, the result area in R14. All registers that may carry
// arguments go into an abi.RegArgs, and come back from there as results; of X8..X14, which are
// preserved where they carry nothing, the upper halves are kept too.

#include "textflag.h"

#define SPILL \
	MOVQ	AX, 0(SP); \
	MOVQ	CX, 8(SP); \
	MOVQ	DX, 16(SP); \
	MOVQ	DI, 24(SP); \
	MOVQ	SI, 32(SP); \
	MOVQ	R8, 40(SP); \
	MOVQ	R9, 48(SP); \
	MOVQ	R12, 56(SP); \
	MOVQ	R13, 64(SP); \
	MOVSD	X0, 72(SP); \
	MOVSD	X1, 80(SP); \
	MOVSD	X2, 88(SP); \
	MOVSD	X3, 96(SP); \
	MOVSD	X4, 104(SP); \
	MOVSD	X5, 112(SP); \
	MOVSD	X6, 120(SP); \
	MOVSD	X7, 128(SP); \
	MOVSD	X8, 136(SP); \
	MOVSD	X9, 144(SP); \
	MOVSD	X10, 152(SP); \
	MOVSD	X11, 160(SP); \
	MOVSD	X12, 168(SP); \
	MOVSD	X13, 176(SP); \
	MOVSD	X14, 184(SP); \
	MOVUPS	X8, 288(SP); \
	MOVUPS	X9, 304(SP); \
	MOVUPS	X10, 320(SP); \
	MOVUPS	X11, 336(SP); \
	MOVUPS	X12, 352(SP); \
	MOVUPS	X13, 368(SP); \
	MOVUPS	X14, 384(SP)

#define UNSPILL \
	MOVQ	0(SP), AX; \
	MOVQ	8(SP), CX; \
	MOVQ	16(SP), DX; \
	MOVQ	24(SP), DI; \
	MOVQ	32(SP), SI; \
	MOVQ	40(SP), R8; \
	MOVQ	48(SP), R9; \
	MOVQ	56(SP), R12; \
	MOVQ	64(SP), R13; \
	MOVSD	72(SP), X0; \
	MOVSD	80(SP), X1; \
	MOVSD	88(SP), X2; \
	MOVSD	96(SP), X3; \
	MOVSD	104(SP), X4; \
	MOVSD	112(SP), X5; \
	MOVSD	120(SP), X6; \
	MOVSD	128(SP), X7; \
	MOVUPS	288(SP), X8; \
	MOVLPS	136(SP), X8; \
	MOVUPS	304(SP), X9; \
	MOVLPS	144(SP), X9; \
	MOVUPS	320(SP), X10; \
	MOVLPS	152(SP), X10; \
	MOVUPS	336(SP), X11; \
	MOVLPS	160(SP), X11; \
	MOVUPS	352(SP), X12; \
	MOVLPS	168(SP), X12; \
	MOVUPS	368(SP), X13; \
	MOVLPS	176(SP), X13; \
	MOVUPS	384(SP), X14; \
	MOVLPS	184(SP), X14

TEXT ·makeFuncStub(SB),NOSPLIT|WRAPPER|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	SUBQ	$400, SP
	SPILL
	MOVQ	R15, AX
	LEAQ	16(BP), CX
	MOVQ	R14, DX
	MOVQ	SP, DI
	CALL	·undergoMakeFunc<ABIUndergo>(SB)
	UNSPILL
	ADDQ	$400, SP
	POPQ	BP
	RET

TEXT ·methodValueCall(SB),NOSPLIT|WRAPPER|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	SUBQ	$400, SP
	SPILL
	MOVQ	R15, AX
	LEAQ	16(BP), CX
	MOVQ	R14, DX
	MOVQ	SP, DI
	CALL	·undergoMethodValue<ABIUndergo>(SB)
	UNSPILL
	ADDQ	$400, SP
	POPQ	BP
	RET
