// The way from our calling convention into callReflect and callMethod. They want arguments and
// results that travel on the stack in one frame; with us the results have an area of their own, so
// a frame is made here, filled and emptied.

package reflect

import (
	"internal/abi"
	"unsafe"
)

// undergoMakeFunc is called by makeFuncStub: args are the arguments on the stack, results the
// caller's area for those that do not fit registers.
func undergoMakeFunc(ctxt *makeFuncImpl, args, results unsafe.Pointer, regs *abi.RegArgs) {
	moveMakeFuncArgPtrs(&ctxt.makeFuncCtxt, regs)
	fn := *(*unsafe.Pointer)(unsafe.Pointer(&ctxt.fn))
	if alias := passRecoverTo(uintptr(args)-8, fn); alias != fn {
		impl := *ctxt
		*(*unsafe.Pointer)(unsafe.Pointer(&impl.fn)) = alias
		ctxt = &impl
	}
	frametype, _, abid := funcLayout(ctxt.ftyp, nil)
	retValid := false
	if frametype.Size() == 0 {
		callReflect(ctxt, nil, &retValid, regs)
		return
	}
	frame := unsafe_New(frametype)
	memmove(frame, args, abid.call.stackBytes)
	callReflect(ctxt, frame, &retValid, regs)
	memmove(results, unsafe.Pointer(uintptr(frame)+abid.retOffset), abid.ret.stackBytes)
}

// Where recover works when a panic calls a function made here: runtime/panic.go tells.

func passRecover(argp uintptr)

func passRecoverTo(argp uintptr, fn unsafe.Pointer) unsafe.Pointer

// undergoMethodValue is the same for methodValueCall.
func undergoMethodValue(ctxt *methodValue, args, results unsafe.Pointer, regs *abi.RegArgs) {
	moveMakeFuncArgPtrs(&ctxt.makeFuncCtxt, regs)
	passRecover(uintptr(args) - 8)
	_, ftyp, _ := methodReceiver("call", ctxt.rcvr, ctxt.method)
	frametype, _, abid := funcLayout(ftyp, nil)
	retValid := false
	if frametype.Size() == 0 {
		callMethod(ctxt, nil, &retValid, regs)
		return
	}
	frame := unsafe_New(frametype)
	memmove(frame, args, abid.call.stackBytes)
	callMethod(ctxt, frame, &retValid, regs)
	memmove(results, unsafe.Pointer(uintptr(frame)+abid.retOffset), abid.ret.stackBytes)
}
