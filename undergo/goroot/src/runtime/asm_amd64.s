// Switching stacks, calling closures and entering the program, in our own calling
// convention (docs/architecture.md): integers in AX CX DX DI SI R8 R9 R12 R13,
// result area in R14, closure context in R15, floats in X0..X14; BX and BP are
// always preserved, R12..R15 and X8..X15 where they carry no argument.
//
// A goroutine that stops leaves its preserved registers in g.sched (mcall), one
// that runs on takes them from there (gogo).

#include "go_asm.h"
#include "textflag.h"

#define get_tls(r)	MOVQ TLS, r
#define g(r)	0(r)(TLS*1)

#define SAVE_PRESERVED(gr, area) \
	MOVQ	BX, (area+preserved_bx)(gr); \
	MOVQ	R12, (area+preserved_r12)(gr); \
	MOVQ	R13, (area+preserved_r13)(gr); \
	MOVQ	R14, (area+preserved_r14)(gr); \
	MOVUPS	X8, (area+preserved_xmm+0)(gr); \
	MOVUPS	X9, (area+preserved_xmm+16)(gr); \
	MOVUPS	X10, (area+preserved_xmm+32)(gr); \
	MOVUPS	X11, (area+preserved_xmm+48)(gr); \
	MOVUPS	X12, (area+preserved_xmm+64)(gr); \
	MOVUPS	X13, (area+preserved_xmm+80)(gr); \
	MOVUPS	X14, (area+preserved_xmm+96)(gr); \
	MOVUPS	X15, (area+preserved_xmm+112)(gr)

#define SAVE_SCHED(gr, tmp) \
	MOVQ	BP, (g_sched+gobuf_bp)(gr); \
	MOVQ	R15, (g_sched+gobuf_ctxt)(gr); \
	SAVE_PRESERVED(gr, g_saved)

// What calls preserve, for the collector, where mcall does not overwrite it.
#define NOTE_PRESERVED(gr) \
	MOVQ	R15, g_notedr15(gr); \
	SAVE_PRESERVED(gr, g_noted)

// The program's entry: argc and argv are on the stack the kernel made.
TEXT _rt0_amd64_linux<ABIUndergo>(SB),NOSPLIT|NOFRAME|TOPFRAME,$0
	MOVQ	0(SP), R12
	LEAQ	8(SP), R13
	XORL	BP, BP
	ANDQ	$~15, SP
	// Thread-local storage: fs points at m0.tls[7], which holds its own address.
	LEAQ	runtime·m0+(m_tls+56)(SB), DI
	MOVQ	DI, 0(DI)
	MOVQ	DI, SI
	MOVQ	$0x1002, DI	// ARCH_SET_FS
	MOVQ	$158, AX	// arch_prctl
	SYSCALL
	// m0 and its scheduling stack, which is the one we stand on.
	LEAQ	runtime·g0(SB), DX
	LEAQ	runtime·m0(SB), CX
	MOVQ	DX, m_g0(CX)
	MOVQ	CX, g_m(DX)
	MOVQ	SP, (g_stack+stack_hi)(DX)
	LEAQ	(-1024*1024)(SP), BX
	MOVQ	BX, (g_stack+stack_lo)(DX)
	MOVQ	BX, g_stackguard0(DX)
	MOVQ	BX, g_stackguard1(DX)
	get_tls(BX)
	MOVQ	DX, g(BX)
	MOVQ	R12, AX
	MOVQ	R13, CX
	CALL	runtime·rt0_go<ABIUndergo>(SB)
	CALL	runtime·mstart<ABIUndergo>(SB)
	INT	$3

// mstart begins a thread's life on its g0.
TEXT runtime·mstart<ABIUndergo>(SB),NOSPLIT|NOFRAME|TOPFRAME,$0
	PUSHQ	BP
	XORL	BP, BP
	get_tls(CX)
	MOVQ	g(CX), DX
	MOVQ	SP, AX
	ANDQ	$~15, AX
	MOVQ	AX, (g_sched+gobuf_sp)(DX)
	MOVQ	$0, (g_sched+gobuf_bp)(DX)
	MOVQ	AX, SP
	CALL	runtime·mstart1<ABIUndergo>(SB)
	INT	$3

// func mcall(fn func(*g))
// Leaves the goroutine and calls fn(g) on the scheduling stack; fn does not return.
TEXT runtime·mcall<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	get_tls(CX)
	MOVQ	g(CX), DX
	MOVQ	0(SP), SI
	MOVQ	SI, (g_sched+gobuf_pc)(DX)
	LEAQ	8(SP), SI
	MOVQ	SI, (g_sched+gobuf_sp)(DX)
	SAVE_SCHED(DX, SI)
	MOVQ	g_m(DX), BX
	MOVQ	m_g0(BX), SI
	CMPQ	SI, DX
	JEQ	onG0
	MOVQ	SI, g(CX)
	MOVQ	(g_sched+gobuf_sp)(SI), SP
	XORL	BP, BP
	MOVQ	AX, R15
	MOVQ	DX, AX
	MOVQ	0(R15), CX
	CALL	CX
	CALL	runtime·badmcall2<ABIUndergo>(SB)
	INT	$3
onG0:
	ANDQ	$~15, SP
	CALL	runtime·badmcall<ABIUndergo>(SB)
	INT	$3

// func gogo(buf *gobuf)
TEXT runtime·gogo<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	gobuf_g(AX), DX
	MOVQ	0(DX), CX	// a wild g faults here
	get_tls(CX)
	MOVQ	DX, g(CX)
	MOVQ	gobuf_sp(AX), SP
	MOVQ	gobuf_bp(AX), BP
	MOVQ	(g_saved+preserved_bx)(DX), BX
	MOVQ	(g_saved+preserved_r12)(DX), R12
	MOVQ	(g_saved+preserved_r13)(DX), R13
	MOVQ	(g_saved+preserved_r14)(DX), R14
	MOVQ	gobuf_ctxt(AX), R15
	MOVUPS	(g_saved+preserved_xmm+0)(DX), X8
	MOVUPS	(g_saved+preserved_xmm+16)(DX), X9
	MOVUPS	(g_saved+preserved_xmm+32)(DX), X10
	MOVUPS	(g_saved+preserved_xmm+48)(DX), X11
	MOVUPS	(g_saved+preserved_xmm+64)(DX), X12
	MOVUPS	(g_saved+preserved_xmm+80)(DX), X13
	MOVUPS	(g_saved+preserved_xmm+96)(DX), X14
	MOVUPS	(g_saved+preserved_xmm+112)(DX), X15
	MOVQ	gobuf_pc(AX), CX
	MOVQ	$0, gobuf_sp(AX)
	MOVQ	$0, gobuf_ctxt(AX)
	JMP	CX

// func systemstack(fn func())
// The frame stays linked to the goroutine's: a walk along the frame pointers goes
// from the scheduling stack into the goroutine's.
TEXT runtime·systemstack<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	PUSHQ	BX
	get_tls(CX)
	MOVQ	g(CX), DX
	PUSHQ	DX
	MOVQ	g_m(DX), DI
	CMPQ	DX, m_curg(DI)
	JNE	direct
	MOVQ	m_g0(DI), SI
	CMPQ	DX, SI
	JEQ	direct
	MOVQ	8(BP), BX
	MOVQ	BX, (g_sched+gobuf_pc)(DX)
	MOVQ	0(BP), BX
	MOVQ	BX, (g_sched+gobuf_bp)(DX)
	MOVQ	SP, (g_sched+gobuf_sp)(DX)
	MOVQ	SP, BX
	MOVQ	SI, g(CX)
	MOVQ	(g_sched+gobuf_sp)(SI), SP
	MOVQ	AX, R15
	MOVQ	0(R15), CX
	CALL	CX
	MOVQ	BX, SP
	MOVQ	0(SP), DX
	get_tls(CX)
	MOVQ	DX, g(CX)
	MOVQ	$0, (g_sched+gobuf_sp)(DX)
	JMP	out
direct:
	MOVQ	AX, R15
	MOVQ	0(R15), CX
	CALL	CX
out:
	POPQ	DX
	POPQ	BX
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BP
	RET

// func calldefer(fn func(), argp *uintptr)
// Calls fn and tells where its return address stands, which is how recover knows
// the function that was called by the panic itself.
TEXT runtime·calldefer<ABIUndergo>(SB),NOSPLIT|NOFRAME|WRAPPER,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	LEAQ	-8(SP), DX
	MOVQ	DX, 0(CX)
	MOVQ	AX, R15
	MOVQ	0(R15), CX
	CALL	CX
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BP
	RET

// The code of the closure that reflect_passRecoverTo makes: another name for the function in its
// second word, which recover takes for the one that the panic called.
TEXT runtime·recoverAlias<ABIUndergo>(SB),NOSPLIT|NOFRAME|WRAPPER,$0
	get_tls(R11)
	MOVQ	g(R11), R11
	MOVQ	g__panic(R11), R11
	TESTQ	R11, R11
	JZ	jump
	CMPQ	_panic_argp(R11), $const_argpNextAlias
	JNE	jump
	MOVQ	SP, _panic_argp(R11)
jump:
	MOVQ	8(R15), R15
	MOVQ	0(R15), R11
	JMP	R11

// func recoverjump(sp, bp, pc uintptr)
// Continues in a deferring function as if its setjmp had returned 1.
TEXT runtime·recoverjump<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	AX, SP
	MOVQ	CX, BP
	MOVL	$1, AX
	JMP	DX

// func callOn(sp uintptr, fn func())
// Calls fn on another stack and returns; g stays what it is.
TEXT runtime·callOn<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	PUSHQ	BX
	MOVQ	SP, BX
	MOVQ	AX, SP
	ANDQ	$~15, SP
	MOVQ	CX, R15
	MOVQ	0(R15), CX
	CALL	CX
	MOVQ	BX, SP
	POPQ	BX
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BP
	RET

// func callNoted(fn func())
// Calls fn with what calls preserve noted in the g, and where the caller's frame begins: that and what lies above is
// all of the goroutine that counts for a collection that fn makes.
TEXT runtime·callNoted<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	get_tls(CX)
	MOVQ	g(CX), DX
	NOTE_PRESERVED(DX)
	LEAQ	8(SP), SI
	MOVQ	SI, g_notedsp(DX)
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	MOVQ	AX, R15
	MOVQ	0(R15), CX
	CALL	CX
	get_tls(CX)
	MOVQ	g(CX), DX
	MOVQ	$0, g_notedsp(DX)
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BP
	RET

// func clearBelow()
// Clears the stack below the caller: what earlier calls have left there would keep objects alive as parts of later
// calls' frames that these do not write.
TEXT runtime·clearBelow<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	LEAQ	-2048(SP), DI
	MOVL	$256, CX
	XORL	AX, AX
	CLD
	REP
	STOSQ
	RET

// func entersyscall()
// func entersyscallblock()
// What calls preserve may be pointers that the goroutine's callers hold: they are noted in the g, where a collection
// finds them, before the functions proper run as if they had been called.
TEXT runtime·entersyscall<ABIUndergo>(SB),NOSPLIT|NOFRAME|WRAPPER,$0
	get_tls(CX)
	MOVQ	g(CX), DX
	NOTE_PRESERVED(DX)
	JMP	runtime·entersyscall1<ABIUndergo>(SB)

TEXT runtime·entersyscallblock<ABIUndergo>(SB),NOSPLIT|NOFRAME|WRAPPER,$0
	get_tls(CX)
	MOVQ	g(CX), DX
	NOTE_PRESERVED(DX)
	JMP	runtime·entersyscallblock1<ABIUndergo>(SB)

// Where every goroutine's first function returns to.
TEXT runtime·goexit<ABIUndergo>(SB),NOSPLIT|NOFRAME|TOPFRAME,$0
	BYTE	$0x90	// a real no-op (NOP emits nothing): newproc1 enters behind it
	CALL	runtime·goexit1<ABIUndergo>(SB)
	INT	$3

// func getfp() uintptr: the caller's frame pointer.
TEXT runtime·getfp<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	BP, AX
	RET

// func setg(gg *g)
TEXT runtime·setg<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	get_tls(CX)
	MOVQ	AX, g(CX)
	RET

TEXT runtime·breakpoint<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	INT	$3
	RET

TEXT runtime·abort<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	INT	$3
loop:
	JMP	loop

// func procyieldAsm(cycles uint32)
TEXT runtime·procyieldAsm<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	JMP	check
rest:
	PAUSE
	DECL	AX
check:
	TESTL	AX, AX
	JNZ	rest
	RET

// Stores are ordered on this machine.
TEXT runtime·publicationBarrier<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	RET

// func cputicks() int64
TEXT runtime·cputicks<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	RDTSC
	SHLQ	$32, DX
	ORQ	DX, AX
	RET

// func reflectcall(stackArgsType *_type, fn, stackArgs unsafe.Pointer, stackArgsSize, stackRetOffset, frameSize uint32, regArgs *abi.RegArgs)
// Stack arguments are copied below, results come back through the result area at
// the same offset of the copy and are moved into stackArgs by reflectcallmove.
TEXT runtime·reflectcall<ABIUndergo>(SB),NOSPLIT|NOFRAME|WRAPPER,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	BX
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	SUBQ	$184, SP
	MOVUPS	X8, -168(BP)
	MOVUPS	X9, -152(BP)
	MOVUPS	X10, -136(BP)
	MOVUPS	X11, -120(BP)
	MOVUPS	X12, -104(BP)
	MOVUPS	X13, -88(BP)
	MOVUPS	X14, -72(BP)
	MOVUPS	X15, -56(BP)
	MOVL	DI, DI
	MOVL	SI, SI
	MOVL	R8, R8
	MOVQ	AX, -176(BP)	// type
	MOVQ	DX, -184(BP)	// stackArgs
	MOVQ	SI, -192(BP)	// return offset
	MOVQ	DI, -200(BP)	// size of arguments and results
	MOVQ	R9, -208(BP)	// registers
	MOVQ	CX, R15
	ADDQ	$15, R8
	ANDQ	$~15, R8
	SUBQ	R8, SP
	LEAQ	(SP)(SI*1), R14
	// copy the arguments
	MOVQ	DI, CX
	MOVQ	DX, SI
	MOVQ	SP, DI
	CLD
	REP
	MOVSB
	MOVQ	R9, BX
	MOVSD	72(BX), X0
	MOVSD	80(BX), X1
	MOVSD	88(BX), X2
	MOVSD	96(BX), X3
	MOVSD	104(BX), X4
	MOVSD	112(BX), X5
	MOVSD	120(BX), X6
	MOVSD	128(BX), X7
	MOVSD	136(BX), X8
	MOVSD	144(BX), X9
	MOVSD	152(BX), X10
	MOVSD	160(BX), X11
	MOVSD	168(BX), X12
	MOVSD	176(BX), X13
	MOVSD	184(BX), X14
	MOVQ	0(BX), AX
	MOVQ	8(BX), CX
	MOVQ	16(BX), DX
	MOVQ	24(BX), DI
	MOVQ	32(BX), SI
	MOVQ	40(BX), R8
	MOVQ	48(BX), R9
	MOVQ	56(BX), R12
	MOVQ	64(BX), R13
	// the call of a method value that a panic made: recover works in the method
	get_tls(R11)
	MOVQ	g(R11), R11
	MOVQ	g__panic(R11), R11
	TESTQ	R11, R11
	JZ	call
	CMPQ	_panic_argp(R11), $const_argpNextReflectcall
	JNE	call
	LEAQ	-8(SP), BX
	MOVQ	BX, _panic_argp(R11)
call:
	MOVQ	0(R15), R11
	CALL	R11
	MOVQ	-208(BP), BX
	MOVQ	AX, 0(BX)
	MOVQ	CX, 8(BX)
	MOVQ	DX, 16(BX)
	MOVQ	DI, 24(BX)
	MOVQ	SI, 32(BX)
	MOVQ	R8, 40(BX)
	MOVQ	R9, 48(BX)
	MOVQ	R12, 56(BX)
	MOVQ	R13, 64(BX)
	MOVSD	X0, 72(BX)
	MOVSD	X1, 80(BX)
	MOVSD	X2, 88(BX)
	MOVSD	X3, 96(BX)
	MOVSD	X4, 104(BX)
	MOVSD	X5, 112(BX)
	MOVSD	X6, 120(BX)
	MOVSD	X7, 128(BX)
	MOVSD	X8, 136(BX)
	MOVSD	X9, 144(BX)
	MOVSD	X10, 152(BX)
	MOVSD	X11, 160(BX)
	MOVSD	X12, 168(BX)
	MOVSD	X13, 176(BX)
	MOVSD	X14, 184(BX)
	MOVQ	-192(BP), R10
	MOVQ	-176(BP), AX	// typ
	MOVQ	-184(BP), CX
	ADDQ	R10, CX		// dst
	LEAQ	(SP)(R10*1), DX	// src
	MOVQ	-200(BP), DI
	SUBQ	R10, DI		// size
	MOVQ	BX, SI		// regs
	CALL	runtime·reflectcallmove<ABIUndergo>(SB)
	MOVUPS	-168(BP), X8
	MOVUPS	-152(BP), X9
	MOVUPS	-136(BP), X10
	MOVUPS	-120(BP), X11
	MOVUPS	-104(BP), X12
	MOVUPS	-88(BP), X13
	MOVUPS	-72(BP), X14
	MOVUPS	-56(BP), X15
	LEAQ	-40(BP), SP
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BX
	POPQ	BP
	RET

// A signal handler, entered by the kernel in C's convention on the alternate stack.
TEXT runtime·sigtramp<ABIUndergo>(SB),NOSPLIT|NOFRAME|TOPFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHQ	BX
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	SUBQ	$8, SP
	MOVQ	DI, AX
	MOVQ	SI, CX
	CALL	runtime·sigtrampgo<ABIUndergo>(SB)
	ADDQ	$8, SP
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	BX
	POPQ	BP
	RET

TEXT runtime·sigreturn__sigaction<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	$15, AX	// rt_sigreturn
	SYSCALL
	INT	$3

// asyncPreempt is called by the signal handler in the name of whatever code was running: every
// register comes back as it was. The return address stands below the red zone and a word for walks of the
// stack, RET goes over them.
TEXT runtime·asyncPreempt<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	PUSHQ	BP
	MOVQ	SP, BP
	PUSHFQ
	PUSHQ	AX
	PUSHQ	CX
	PUSHQ	DX
	PUSHQ	BX
	PUSHQ	SI
	PUSHQ	DI
	PUSHQ	R8
	PUSHQ	R9
	PUSHQ	R10
	PUSHQ	R11
	PUSHQ	R12
	PUSHQ	R13
	PUSHQ	R14
	PUSHQ	R15
	MOVQ	SP, BX
	SUBQ	$2752, SP
	ANDQ	$~63, SP
	// the header of the save area
	XORL	AX, AX
	MOVQ	AX, 512(SP)
	MOVQ	AX, 520(SP)
	MOVQ	AX, 528(SP)
	MOVQ	AX, 536(SP)
	MOVQ	AX, 544(SP)
	MOVQ	AX, 552(SP)
	MOVQ	AX, 560(SP)
	MOVQ	AX, 568(SP)
	MOVL	$0xE7, AX	// x87, SSE, AVX, AVX-512
	XORL	DX, DX
	BYTE	$0x48; BYTE $0x0F; BYTE $0xAE; BYTE $0x24; BYTE $0x24	// XSAVE64 0(SP)
	CLD
	CALL	runtime·asyncPreempt2<ABIUndergo>(SB)
	MOVL	$0xE7, AX
	XORL	DX, DX
	BYTE	$0x48; BYTE $0x0F; BYTE $0xAE; BYTE $0x2C; BYTE $0x24	// XRSTOR64 0(SP)
	MOVQ	BX, SP
	POPQ	R15
	POPQ	R14
	POPQ	R13
	POPQ	R12
	POPQ	R11
	POPQ	R10
	POPQ	R9
	POPQ	R8
	POPQ	DI
	POPQ	SI
	POPQ	BX
	POPQ	DX
	POPQ	CX
	POPQ	AX
	POPFQ
	POPQ	BP
	BYTE	$0xC2; BYTE $0x88; BYTE $0x00	// RET $136
