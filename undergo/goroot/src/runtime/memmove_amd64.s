// memmove and memclrNoHeapPointers. Small sizes load everything before they store
// anything, so overlap does not matter; large ones run 64 bytes a round with
// unaligned vector moves, forwards or backwards; very large ones leave it to the
// machine's string instructions. A pointer-sized word is always moved in one piece.

#include "textflag.h"

// func memmove(to, from unsafe.Pointer, n uintptr)	AX, CX, DX
TEXT runtime·memmove<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	AX, DI
	MOVQ	CX, SI
	CMPQ	DX, $16
	JHI	over16
	CMPQ	DX, $8
	JAE	m8_16
	CMPQ	DX, $4
	JAE	m4_7
	TESTQ	DX, DX
	JEQ	done
	MOVBLZX	0(SI), AX
	CMPQ	DX, $1
	JEQ	m1
	MOVBLZX	-1(SI)(DX*1), CX
	CMPQ	DX, $2
	JEQ	m2
	MOVBLZX	1(SI), R8
	MOVB	R8, 1(DI)
m2:
	MOVB	CX, -1(DI)(DX*1)
m1:
	MOVB	AX, 0(DI)
done:
	RET
m4_7:
	MOVL	0(SI), AX
	MOVL	-4(SI)(DX*1), CX
	MOVL	AX, 0(DI)
	MOVL	CX, -4(DI)(DX*1)
	RET
m8_16:
	MOVQ	0(SI), AX
	MOVQ	-8(SI)(DX*1), CX
	MOVQ	AX, 0(DI)
	MOVQ	CX, -8(DI)(DX*1)
	RET
over16:
	CMPQ	DX, $32
	JHI	over32
	MOVUPS	0(SI), X0
	MOVUPS	-16(SI)(DX*1), X1
	MOVUPS	X0, 0(DI)
	MOVUPS	X1, -16(DI)(DX*1)
	RET
over32:
	CMPQ	DX, $64
	JHI	over64
	MOVUPS	0(SI), X0
	MOVUPS	16(SI), X1
	MOVUPS	-32(SI)(DX*1), X2
	MOVUPS	-16(SI)(DX*1), X3
	MOVUPS	X0, 0(DI)
	MOVUPS	X1, 16(DI)
	MOVUPS	X2, -32(DI)(DX*1)
	MOVUPS	X3, -16(DI)(DX*1)
	RET
over64:
	// backwards when the destination starts inside the source
	MOVQ	DI, AX
	SUBQ	SI, AX
	CMPQ	AX, DX
	JCS	backward
	CMPQ	DX, $2048
	JAE	string
forward:
	// the last 64 bytes, stored at the very end
	MOVUPS	-64(SI)(DX*1), X4
	MOVUPS	-48(SI)(DX*1), X5
	MOVUPS	-32(SI)(DX*1), X6
	MOVUPS	-16(SI)(DX*1), X7
	LEAQ	-64(DI)(DX*1), R8
fwloop:
	MOVUPS	0(SI), X0
	MOVUPS	16(SI), X1
	MOVUPS	32(SI), X2
	MOVUPS	48(SI), X3
	MOVUPS	X0, 0(DI)
	MOVUPS	X1, 16(DI)
	MOVUPS	X2, 32(DI)
	MOVUPS	X3, 48(DI)
	ADDQ	$64, SI
	ADDQ	$64, DI
	SUBQ	$64, DX
	CMPQ	DX, $64
	JHI	fwloop
	MOVUPS	X4, 0(R8)
	MOVUPS	X5, 16(R8)
	MOVUPS	X6, 32(R8)
	MOVUPS	X7, 48(R8)
	RET
string:
	// whole words, when both ends agree on the alignment the pointers care about
	MOVQ	DI, AX
	ORQ	SI, AX
	TESTQ	$7, AX
	JNE	forward
	MOVQ	-8(SI)(DX*1), AX
	LEAQ	-8(DI)(DX*1), R8
	MOVQ	DX, CX
	SHRQ	$3, CX
	CLD
	REP
	MOVSQ
	MOVQ	AX, 0(R8)
	RET
backward:
	TESTQ	AX, AX
	JEQ	same
	MOVUPS	0(SI), X4
	MOVUPS	16(SI), X5
	MOVUPS	32(SI), X6
	MOVUPS	48(SI), X7
	MOVQ	DI, R8
bwloop:
	MOVUPS	-64(SI)(DX*1), X0
	MOVUPS	-48(SI)(DX*1), X1
	MOVUPS	-32(SI)(DX*1), X2
	MOVUPS	-16(SI)(DX*1), X3
	MOVUPS	X0, -64(DI)(DX*1)
	MOVUPS	X1, -48(DI)(DX*1)
	MOVUPS	X2, -32(DI)(DX*1)
	MOVUPS	X3, -16(DI)(DX*1)
	SUBQ	$64, DX
	CMPQ	DX, $64
	JHI	bwloop
	MOVUPS	X4, 0(R8)
	MOVUPS	X5, 16(R8)
	MOVUPS	X6, 32(R8)
	MOVUPS	X7, 48(R8)
same:
	RET

// func memclrNoHeapPointers(ptr unsafe.Pointer, n uintptr)	AX, CX
TEXT runtime·memclrNoHeapPointers<ABIUndergo>(SB),NOSPLIT|NOFRAME,$0
	MOVQ	AX, DI
	MOVQ	CX, DX
	XORPS	X0, X0
	XORL	AX, AX
	CMPQ	DX, $16
	JHI	cover16
	CMPQ	DX, $8
	JAE	c8_16
	CMPQ	DX, $4
	JAE	c4_7
	TESTQ	DX, DX
	JEQ	cdone
	MOVB	AX, 0(DI)
	MOVB	AX, -1(DI)(DX*1)
	SHRQ	$1, DX
	MOVB	AX, 0(DI)(DX*1)
cdone:
	RET
c4_7:
	MOVL	AX, 0(DI)
	MOVL	AX, -4(DI)(DX*1)
	RET
c8_16:
	MOVQ	AX, 0(DI)
	MOVQ	AX, -8(DI)(DX*1)
	RET
cover16:
	CMPQ	DX, $32
	JHI	cover32
	MOVUPS	X0, 0(DI)
	MOVUPS	X0, -16(DI)(DX*1)
	RET
cover32:
	CMPQ	DX, $64
	JHI	cover64
	MOVUPS	X0, 0(DI)
	MOVUPS	X0, 16(DI)
	MOVUPS	X0, -32(DI)(DX*1)
	MOVUPS	X0, -16(DI)(DX*1)
	RET
cover64:
	CMPQ	DX, $2048
	JAE	cstring
	LEAQ	-64(DI)(DX*1), R8
cloop:
	MOVUPS	X0, 0(DI)
	MOVUPS	X0, 16(DI)
	MOVUPS	X0, 32(DI)
	MOVUPS	X0, 48(DI)
	ADDQ	$64, DI
	SUBQ	$64, DX
	CMPQ	DX, $64
	JHI	cloop
	MOVUPS	X0, 0(R8)
	MOVUPS	X0, 16(R8)
	MOVUPS	X0, 32(R8)
	MOVUPS	X0, 48(R8)
	RET
cstring:
	MOVUPS	X0, 0(DI)
	MOVUPS	X0, -16(DI)(DX*1)
	LEAQ	16(DI), R8
	ANDQ	$~15, R8
	LEAQ	(DI)(DX*1), CX
	SUBQ	R8, CX
	SHRQ	$3, CX
	MOVQ	R8, DI
	CLD
	REP
	STOSQ
	RET
