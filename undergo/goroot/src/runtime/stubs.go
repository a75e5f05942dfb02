// Declarations of what assembly provides, and pointer arithmetic.

package runtime

import (
	"internal/abi"
	"internal/runtime/atomic"
	"unsafe"
)

// The compiler reads g from thread-local storage.
func getg() *g

//go:noescape
func mcall(fn func(*g))

//go:noescape
func systemstack(fn func())

//go:noescape
func calldefer(fn func(), argp *uintptr)

func recoverjump(sp, bp, pc uintptr)

//go:noescape
func callOn(sp uintptr, fn func())

//go:noescape
func gogo(buf *gobuf)

func mstart()
func setg(gg *g)
func getfp() uintptr
func goexit(neverCallThisFunction)
func breakpoint()
func abort()
func procyieldAsm(cycles uint32)
func publicationBarrier()
func sigtramp()
func sigreturn__sigaction()

// cputicks reads the time stamp counter.
func cputicks() int64

type neverCallThisFunction struct{}

//go:noescape
func syscall6(num, a1, a2, a3, a4, a5, a6 uintptr) uintptr

//go:noescape
func clone(flags int32, stk, mp, gp, tls unsafe.Pointer) int32

//go:noescape
func exitThread(wait *atomic.Uint32)

func vdsoCall2(fn, a1, a2 uintptr) uintptr
func vdsoCall5(fn, a1, a2, a3, a4, a5 uintptr) uintptr
func ccall3(fn, a1, a2, a3 uintptr)
func nanotime1() int64
func walltime() (sec int64, nsec int32)

//go:noescape
func memmove(to, from unsafe.Pointer, n uintptr)

//go:noescape
func memclrNoHeapPointers(ptr unsafe.Pointer, n uintptr)

// memequal, memequal_varlen and cmpstring are in internal/bytealg.
//
//go:noescape
func memequal(a, b unsafe.Pointer, size uintptr) bool

//go:noescape
func memequal_varlen(a, b unsafe.Pointer) bool

//go:linkname reflect_memclrNoHeapPointers reflect.memclrNoHeapPointers
func reflect_memclrNoHeapPointers(ptr unsafe.Pointer, n uintptr) {
	memclrNoHeapPointers(ptr, n)
}

//go:linkname reflect_memmove reflect.memmove
func reflect_memmove(to, from unsafe.Pointer, n uintptr) {
	memmove(to, from, n)
}

//go:linkname reflectcall
//go:noescape
func reflectcall(stackArgsType *_type, fn, stackArgs unsafe.Pointer, stackArgsSize, stackRetOffset, frameSize uint32, regArgs *abi.RegArgs)

// add is p + x bytes.
func add(p unsafe.Pointer, x uintptr) unsafe.Pointer {
	return unsafe.Pointer(uintptr(p) + x)
}

// noescape hides p from escape analysis, which does not follow what numbers stand in variables.
func noescape(p unsafe.Pointer) unsafe.Pointer {
	address := uintptr(p)
	return unsafe.Pointer(address)
}

func alignUp(n, a uintptr) uintptr    { return (n + a - 1) &^ (a - 1) }
func alignDown(n, a uintptr) uintptr  { return n &^ (a - 1) }
func divRoundUp(n, a uintptr) uintptr { return (n + a - 1) / a }

func bool2int(x bool) int {
	return int(*(*uint8)(unsafe.Pointer(&x)))
}

func procyield(cycles uint32) { procyieldAsm(cycles) }

func badmcall(fn func(*g))  { throw("runtime: mcall called on m->g0 stack") }
func badmcall2(fn func(*g)) { throw("runtime: mcall function returned") }

// add1, addb, subtractb: byte pointers, as bitmap walks want them.
func add1(p *byte) *byte            { return (*byte)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 1)) }
func addb(p *byte, n uintptr) *byte { return (*byte)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) + n)) }
func subtractb(p *byte, n uintptr) *byte {
	return (*byte)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) - n))
}
