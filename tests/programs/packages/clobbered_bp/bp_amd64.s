#include "textflag.h"

// func sum(p *int, n int) int
// BP is a register like any other here, and nobody restores it.
TEXT ·sum(SB), NOSPLIT|NOFRAME, $0-24
	MOVQ p+0(FP), BP
	MOVQ n+8(FP), CX
	XORQ AX, AX

loop:
	TESTQ CX, CX
	JZ    done
	ADDQ  (BP), AX
	ADDQ  $8, BP
	DECQ  CX
	JMP   loop

done:
	MOVQ AX, ret+16(FP)
	RET

// func tail(x int) int
// Writes one word past its frame, where the caller's BP is kept.
TEXT ·tail(SB), NOSPLIT, $16-16
	MOVQ x+0(FP), AX
	MOVQ AX, 0(SP)
	MOVQ AX, 8(SP)
	MOVQ AX, 16(SP)
	ADDQ 8(SP), AX
	MOVQ AX, ret+8(FP)
	RET

// func callback(x float64) float64
// Calls Go with SP at a multiple of 8 that need not be one of 16.
TEXT ·callback(SB), $16-16
	MOVQ x+0(FP), AX
	MOVQ AX, 0(SP)
	CALL ·spread(SB)
	MOVQ 8(SP), AX
	MOVQ AX, ret+8(FP)
	RET

TEXT ·callback8(SB), $24-16
	MOVQ x+0(FP), AX
	MOVQ AX, 0(SP)
	CALL ·spread(SB)
	MOVQ 8(SP), AX
	MOVQ AX, ret+8(FP)
	RET
