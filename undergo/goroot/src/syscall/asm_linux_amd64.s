// System calls of package syscall that need care.

#include "textflag.h"

// func rawVforkSyscall(trap, a1, a2, a3 uintptr) (r1 uintptr, err Errno)
// In our own convention: a wrapper's frame would not survive the child, which runs on this
// very stack until it has called exec. The return address waits in a register meanwhile.
TEXT ·rawVforkSyscall<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	DX, SI	// a2
	MOVQ	DI, DX	// a3
	MOVQ	CX, DI	// a1
	POPQ	R9
	SYSCALL
	PUSHQ	R9
	XORL	CX, CX
	CMPQ	AX, $0xfffffffffffff001
	JLS	ok
	NEGQ	AX
	MOVQ	AX, CX
	MOVQ	$-1, AX
ok:
	RET

// func gettimeofday(timeval *Timeval) (err Errno)
TEXT ·gettimeofday<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	AX, DI
	XORL	SI, SI
	MOVL	$96, AX
	SYSCALL
	NEGQ	AX
	RET

// func rawSyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr)
TEXT ·rawSyscallNoError<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	DX, SI	// a2
	MOVQ	DI, DX	// a3
	MOVQ	CX, DI	// a1
	SYSCALL
	MOVQ	DX, CX
	RET
