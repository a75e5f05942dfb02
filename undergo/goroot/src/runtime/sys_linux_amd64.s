// System calls, threads and the vDSO. Numbers are the kernel's for amd64.

#include "go_asm.h"
#include "textflag.h"

// func syscall6(num, a1, a2, a3, a4, a5, a6 uintptr) uintptr
// The kernel's raw answer: errors are -4095..-1.
TEXT runtime·syscall6<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	SI, R10
	MOVQ	DX, SI
	MOVQ	DI, DX
	MOVQ	CX, DI
	SYSCALL
	RET

// func exitThread(wait *atomic.Uint32)
// Says that the stack is no longer needed, then ends the thread.
TEXT runtime·exitThread<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVL	$0, 0(AX)
	MOVL	$0, DI
	MOVL	$60, AX
	SYSCALL
	INT	$3

// func clone(flags int32, stk, mp, gp, tls unsafe.Pointer) int32
// The child starts in mstart, with gp as its g.
TEXT runtime·clone<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	R12
	PUSHQ	R13
	MOVQ	DX, R12		// mp
	MOVQ	DI, R13		// gp
	MOVQ	SI, R8		// tls
	MOVL	AX, DI
	MOVQ	CX, SI
	MOVQ	$0, DX
	MOVQ	$0, R10
	MOVL	$56, AX
	SYSCALL
	CMPQ	AX, $0
	JEQ	child
	POPQ	R13
	POPQ	R12
	RET
child:
	MOVQ	SI, SP
	XORL	BP, BP
	MOVL	$186, AX	// gettid
	SYSCALL
	MOVQ	AX, m_procid(R12)
	MOVQ	R12, g_m(R13)
	MOVQ	TLS, CX
	MOVQ	R13, 0(CX)(TLS*1)
	CALL	runtime·mstart<ABIUndergo>(SB)
	INT	$3

// func vdsoCall2(fn, a1, a2 uintptr) uintptr
// Calls a function of the vDSO, which uses no vector registers.
TEXT runtime·vdsoCall2<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	ANDQ	$~15, SP
	MOVQ	CX, DI
	MOVQ	DX, SI
	CALL	AX
	MOVQ	BP, SP
	POPQ	BP
	RET

// func vdsoCall5(fn, a1, a2, a3, a4, a5 uintptr) uintptr
TEXT runtime·vdsoCall5<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	ANDQ	$~15, SP
	MOVQ	AX, R11
	MOVQ	DI, R10
	MOVQ	CX, DI
	MOVQ	SI, CX
	MOVQ	DX, SI
	MOVQ	R10, DX
	// R8 is the fifth argument in both conventions
	CALL	R11
	MOVQ	BP, SP
	POPQ	BP
	RET

// func nanotime1() int64
TEXT runtime·nanotime1<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	SUBQ	$16, SP
	ANDQ	$~15, SP
	MOVL	$1, DI		// CLOCK_MONOTONIC
	MOVQ	SP, SI
	MOVQ	runtime·vdsoClockgettimeSym(SB), AX
	CMPQ	AX, $0
	JEQ	kernel
	CALL	AX
	JMP	ready
kernel:
	MOVL	$228, AX	// clock_gettime
	SYSCALL
ready:
	MOVQ	0(SP), AX
	MOVQ	8(SP), DX
	IMULQ	$1000000000, AX
	ADDQ	DX, AX
	MOVQ	BP, SP
	POPQ	BP
	RET

// func walltime() (sec int64, nsec int32)
TEXT runtime·walltime<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	SUBQ	$16, SP
	ANDQ	$~15, SP
	MOVL	$0, DI		// CLOCK_REALTIME
	MOVQ	SP, SI
	MOVQ	runtime·vdsoClockgettimeSym(SB), AX
	CMPQ	AX, $0
	JEQ	kernel
	CALL	AX
	JMP	ready
kernel:
	MOVL	$228, AX
	SYSCALL
ready:
	MOVQ	0(SP), AX
	MOVQ	8(SP), CX
	MOVQ	BP, SP
	POPQ	BP
	RET

// func ccall3(fn, a1, a2, a3 uintptr)
// Calls a C function.
TEXT runtime·ccall3<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	BX
	PUSHQ	R12
	SUBQ	$128, SP
	ANDQ	$~15, SP
	MOVUPS	X8, 0(SP)
	MOVUPS	X9, 16(SP)
	MOVUPS	X10, 32(SP)
	MOVUPS	X11, 48(SP)
	MOVUPS	X12, 64(SP)
	MOVUPS	X13, 80(SP)
	MOVUPS	X14, 96(SP)
	MOVUPS	X15, 112(SP)
	MOVQ	DI, R8
	MOVQ	CX, DI
	MOVQ	DX, SI
	MOVQ	R8, DX
	CALL	AX
	MOVUPS	0(SP), X8
	MOVUPS	16(SP), X9
	MOVUPS	32(SP), X10
	MOVUPS	48(SP), X11
	MOVUPS	64(SP), X12
	MOVUPS	80(SP), X13
	MOVUPS	96(SP), X14
	MOVUPS	112(SP), X15
	LEAQ	-16(BP), SP
	POPQ	R12
	POPQ	BX
	POPQ	BP
	RET
