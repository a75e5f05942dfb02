#include "textflag.h"
#include "funcdata.h"
TEXT ·ctx(SB), NOSPLIT|NEEDCTXT, $0-8
	MOVQ 8(DX), AX
	MOVQ AX, ret+0(FP)
	RET
TEXT ·ctxargs(SB), NOSPLIT|NEEDCTXT, $0-40
	MOVQ 8(DX), AX
	ADDQ a+0(FP), AX
	ADDQ b+8(FP), AX
	ADDQ s_len+24(FP), AX
	MOVQ AX, ret+32(FP)
	RET
TEXT ·noflag(SB), NOSPLIT, $0-8
	MOVQ 8(DX), AX
	MOVQ AX, ret+0(FP)
	RET
TEXT ·noflagargs(SB), NOSPLIT, $0-80
	MOVQ 8(DX), AX
	MOVQ AX, ret+72(FP)
	RET
TEXT ·ctxstack(SB), NOSPLIT|NEEDCTXT, $0-144
	MOVQ 8(DX), AX
	MOVQ AX, r+72(FP)
	MOVQ a_1+8(FP), AX
	MOVQ AX, r_8+136(FP)
	RET
TEXT ·getg(SB), NOSPLIT, $0-8
	MOVQ R14, ret+0(FP)
	RET
TEXT ·getgTLS(SB), NOSPLIT, $0-8
	MOVQ (TLS), R14
	MOVQ R14, ret+0(FP)
	RET
TEXT ·x15(SB), NOSPLIT, $0-16
	MOVQ X15, lo+0(FP)
	PSHUFD $0xee, X15, X0
	MOVQ X0, hi+8(FP)
	RET
TEXT ·callGo(SB), $16-8
	NO_LOCAL_POINTERS
	CALL ·goFn(SB)
	MOVQ R14, ret+0(FP)
	RET
