// The slow way of a store of a pointer, see mwbbuf.go.

#include "go_asm.h"
#include "textflag.h"

#define get_tls(r)	MOVQ TLS, r
#define g(r)	0(r)(TLS*1)

// Bits of the processor's state: x87, SSE, AVX, AVX-512.
#define STATE	$0xE7
#define STATE_SIZE	$2752

// func shadeWord(old uintptr)
TEXT runtime·shadeWord<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	AX, DI
	JMP	runtime·gcWriteBarrier<ABIUndergo>(SB)

// gcWriteBarrier takes the overwritten pointer in DI and changes nothing but R11. It may be called with any g, or none, on any stack.
TEXT runtime·gcWriteBarrier<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	TESTQ	DI, DI
	JZ	nothing
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	AX
	PUSHQ	CX
	get_tls(R11)
	MOVQ	g(R11), R11
	TESTQ	R11, R11
	JZ	shared
	MOVQ	g_m(R11), AX
	TESTQ	AX, AX
	JZ	shared
	CMPQ	R11, m_gsignal(AX)
	JEQ	shared
	MOVQ	m_p(AX), AX
	TESTQ	AX, AX
	JZ	shared
	// One instruction takes the place: a signal may come at any time.
	MOVL	$1, R11
	XADDQ	R11, (p_wbBuf+wbBuf_n)(AX)
	CMPQ	R11, $const_wbBufEntries
	JAE	shared	// wbBufFlush itself has overwritten a pointer
	MOVQ	DI, (p_wbBuf+wbBuf_buf)(AX)(R11*8)
	CMPQ	R11, $(const_wbBufEntries-1)
	JEQ	flush
out:
	POPQ	CX
	POPQ	AX
	POPQ	BP
nothing:
	RET

shared:
	LEAQ	runtime·wbSharedPlaces(SB), R11
	MOVL	$const_wbShared, CX
next:
	XORL	AX, AX
	LOCK
	CMPXCHGQ	DI, 0(R11)
	JEQ	out
	ADDQ	$8, R11
	DECL	CX
	JNE	next
	// All places are taken (AX is not 0 then). Nobody has no p and no g for that long.
	get_tls(R11)
	MOVQ	g(R11), R11
	TESTQ	R11, R11
	JZ	shared
	XORL	AX, AX
	CALL	wbflush<>(SB)
	JMP	shared

flush:
	CALL	wbflush<>(SB)
	JMP	out

// wbflush calls wbBufFlush(AX) on the scheduling stack, if the goroutine of the thread runs, else where it stands. It preserves all registers
// but AX, CX and R11, and g.sched, which a system call may just be filling.
TEXT wbflush<>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	DX
	PUSHQ	BX
	PUSHQ	SI
	PUSHQ	DI
	PUSHQ	R8
	PUSHQ	R9
	PUSHQ	R10
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	get_tls(CX)
	MOVQ	g(CX), R12
	PUSHQ	(g_sched+gobuf_sp)(R12)
	PUSHQ	(g_sched+gobuf_pc)(R12)
	PUSHQ	(g_sched+gobuf_bp)(R12)
	MOVQ	SP, BX
	MOVQ	g_m(R12), R13
	CMPQ	R12, m_curg(R13)
	JNE	switched
	MOVQ	8(BP), DX
	MOVQ	DX, (g_sched+gobuf_pc)(R12)
	MOVQ	0(BP), DX
	MOVQ	DX, (g_sched+gobuf_bp)(R12)
	MOVQ	SP, (g_sched+gobuf_sp)(R12)
	MOVQ	m_g0(R13), R14
	MOVQ	R14, g(CX)
	MOVQ	(g_sched+gobuf_sp)(R14), SP
switched:
	MOVQ	AX, R15
	SUBQ	STATE_SIZE, SP
	ANDQ	$~63, SP
	MOVBLZX	runtime·wbXsave(SB), R14
	TESTL	R14, R14
	JZ	fxsave
	XORL	AX, AX
	MOVQ	AX, 512(SP)
	MOVQ	AX, 520(SP)
	MOVQ	AX, 528(SP)
	MOVQ	AX, 536(SP)
	MOVQ	AX, 544(SP)
	MOVQ	AX, 552(SP)
	MOVQ	AX, 560(SP)
	MOVQ	AX, 568(SP)
	MOVL	STATE, AX
	XORL	DX, DX
	BYTE	$0x48; BYTE $0x0F; BYTE $0xAE; BYTE $0x24; BYTE $0x24	// XSAVE64 0(SP)
	JMP	saved
fxsave:
	BYTE	$0x48; BYTE $0x0F; BYTE $0xAE; BYTE $0x04; BYTE $0x24	// FXSAVE64 0(SP)
saved:
	MOVQ	R15, AX
	CLD
	CALL	runtime·wbBufFlush<ABIUndergo>(SB)
	TESTL	R14, R14
	JZ	fxrstor
	MOVL	STATE, AX
	XORL	DX, DX
	BYTE	$0x48; BYTE $0x0F; BYTE $0xAE; BYTE $0x2C; BYTE $0x24	// XRSTOR64 0(SP)
	JMP	restored
fxrstor:
	BYTE	$0x48; BYTE $0x0F; BYTE $0xAE; BYTE $0x0C; BYTE $0x24	// FXRSTOR64 0(SP)
restored:
	get_tls(CX)
	MOVQ	R12, g(CX)
	MOVQ	BX, SP
	POPQ	(g_sched+gobuf_bp)(R12)
	POPQ	(g_sched+gobuf_pc)(R12)
	POPQ	(g_sched+gobuf_sp)(R12)
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	R10
	POPQ	R9
	POPQ	R8
	POPQ	DI
	POPQ	SI
	POPQ	BX
	POPQ	DX
	POPQ	BP
	RET
