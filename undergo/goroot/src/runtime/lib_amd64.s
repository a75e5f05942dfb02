// The way in for a host: the runtime loaded into somebody else's process. Both entries have
// C's calling convention; the thread is the host's.

#include "go_asm.h"
#include "textflag.h"

#define get_tls(r)	MOVQ TLS, r
#define g(r)	0(r)(TLS*1)

// int undergo_init(void)
// Starts the runtime and runs all initialization. 0 when done, 1 if it was done before.
TEXT undergo_init<ABIUndergo>(SB),NOSPLIT|NOFRAME|TOPFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	BX
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	SUBQ	$8, SP
	MOVL	$1, AX
	LEAQ	runtime·libStarted(SB), CX
	LOCK
	XCHGL	AX, 0(CX)
	TESTL	AX, AX
	JNE	done
	LEAQ	runtime·g0(SB), DX
	LEAQ	runtime·m0(SB), CX
	MOVQ	DX, m_g0(CX)
	MOVQ	CX, g_m(DX)
	MOVQ	SP, (g_stack+stack_hi)(DX)
	LEAQ	(-64*1024)(SP), BX
	MOVQ	BX, (g_stack+stack_lo)(DX)
	MOVQ	SP, (g_sched+gobuf_sp)(DX)
	get_tls(BX)
	MOVQ	DX, g(BX)
	CALL	runtime·libinit<ABIUndergo>(SB)
	get_tls(BX)
	MOVQ	$0, g(BX)
	XORL	AX, AX
done:
	ADDQ	$8, SP
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BX
	POPQ	BP
	RET

// void undergo_call(void *fn, void *arg)
// Runs fn(arg), a Go function in our convention, on a goroutine of this thread and returns when it
// has returned.
TEXT undergo_call<ABIUndergo>(SB),NOSPLIT|NOFRAME|TOPFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	BX
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	SUBQ	$8, SP
	MOVQ	DI, R12
	MOVQ	SI, R13
	get_tls(CX)
	MOVQ	g(CX), DX
	TESTQ	DX, DX
	JNE	known
	// Not seen before: borrow an m. There is no g yet.
	CALL	runtime·needm<ABIUndergo>(SB)
	MOVQ	m_g0(AX), DX
	MOVQ	SP, BX
	ADDQ	$1024, BX
	MOVQ	BX, (g_stack+stack_hi)(DX)
	LEAQ	(-512*1024)(SP), BX
	MOVQ	BX, (g_stack+stack_lo)(DX)
	get_tls(CX)
	MOVQ	DX, g(CX)
	MOVQ	SP, (g_sched+gobuf_sp)(DX)
	CALL	runtime·hostminit<ABIUndergo>(SB)
	get_tls(CX)
	MOVQ	g(CX), DX
known:
	// The scheduling stack goes on from here; what it was before comes back afterwards.
	MOVQ	(g_sched+gobuf_sp)(DX), BX
	SUBQ	$16, SP
	MOVQ	BX, 0(SP)
	MOVQ	SP, (g_sched+gobuf_sp)(DX)
	MOVQ	R12, AX
	MOVQ	R13, CX
	MOVQ	SP, DX
	CALL	runtime·hostenter<ABIUndergo>(SB)
	INT	$3
	ADDQ	$24, SP
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BX
	POPQ	BP
	RET

// func hostreturn(sp uintptr)
// Leaves for the host; sp is what undergo_call passed to hostenter.
TEXT runtime·hostreturn<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	AX, SP
	get_tls(CX)
	MOVQ	g(CX), DX
	MOVQ	0(SP), BX
	MOVQ	BX, (g_sched+gobuf_sp)(DX)
	MOVQ	24(SP), R15
	MOVQ	32(SP), R14
	MOVQ	40(SP), R13
	MOVQ	48(SP), R12
	MOVQ	56(SP), BX
	MOVQ	64(SP), BP
	LEAQ	72(SP), SP
	RET

// func callhostfn(fn, arg uintptr)
// Calls code in our convention with one argument.
TEXT runtime·callhostfn<ABIUndergo>(SB),NOSPLIT|NOFRAME|WRAPPER,$0
	PUSHQ	BP
	MOVQ	SP, BP
	MOVQ	AX, DX
	MOVQ	CX, AX
	CALL	DX
	POPQ	BP
	RET

// func tlsOffset() uintptr: where g is, from fs.
TEXT runtime·tlsOffset<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	get_tls(AX)
	RET

