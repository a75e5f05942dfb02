// Finalizers, cleanups, weak pointers and pins. Objects are not collected yet, so
// none of them ever runs; arguments are checked as they must be.
package runtime

import (
	"internal/abi"
	"unsafe"
)

// SetFinalizer sets the finalizer of obj, a pointer to an object allocated by new,
// a composite literal or taking a local variable's address.
func SetFinalizer(obj any, finalizer any) {
	const failed = "runtime.SetFinalizer: "
	object, fn := efaceOf(&obj), efaceOf(&finalizer)
	switch {
	case object._type == nil:
		throw(failed + "first argument is nil")
	case object._type.Kind() != abi.Pointer:
		throw(failed + "first argument is " + toRType(object._type).string() + ", not pointer")
	case object.data == nil:
		throw("nil pointer passed to SetFinalizer")
	case fn._type == nil:
		return // removes the one it had
	case fn._type.Kind() != abi.Func:
		throw(failed + "second argument is " + toRType(fn._type).string() + ", not a function")
	}
	ft := fn._type.FuncType()
	why := ""
	if ft.IsVariadic() {
		why = " because dotdotdot"
	} else if ft.InCount == 1 && finalizes(ft.InSlice()[0], object._type) {
		return
	}
	throw(failed + "cannot pass " + toRType(object._type).string() + " to finalizer " + toRType(fn._type).string() + why)
}

// finalizes reports whether an argument of type ptr can be passed for a parameter of type param.
func finalizes(param, ptr *_type) bool {
	switch param.Kind() {
	case abi.Interface:
		t := param.InterfaceType()
		return len(t.Methods) == 0 || assertE2I2(t, ptr) != nil
	case abi.Pointer:
		// Assignable: the same, or the same underneath and one of them has no name.
		unnamed := param.Uncommon() == nil || ptr.Uncommon() == nil
		return param == ptr || unnamed && param.Elem() == ptr.Elem()
	}
	return false
}

// KeepAlive marks its argument as reachable up to here.
//
//go:noinline
func KeepAlive(x any) {
	if cgoAlwaysFalse {
		println(x)
	}
}

var cgoAlwaysFalse bool

// Cleanup is a handle of AddCleanup.
type Cleanup struct {
	id  uint64
	ptr uintptr
}

var cleanupIDs uint64

// AddCleanup attaches a cleanup function to ptr.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	ptr = abi.Escape(ptr)
	if ptr == nil {
		panic(plainError("runtime.AddCleanup: ptr is nil"))
	}
	if debug := unsafe.Pointer(ptr); unsafe.Sizeof(arg) == unsafe.Sizeof(debug) {
		if kind := abi.TypeOf(arg); kind != nil && kind.Kind() == abi.Pointer && *(*unsafe.Pointer)(unsafe.Pointer(&arg)) == debug {
			panic(plainError("runtime.AddCleanup: ptr is equal to arg, cleanup will never run"))
		}
	}
	return newCleanup(uintptr(unsafe.Pointer(ptr)))
}

func newCleanup(p uintptr) Cleanup {
	cleanupIDs++
	return Cleanup{cleanupIDs, p}
}

// Stop cancels the cleanup.
func (c Cleanup) Stop() {}

type cleanupBlock struct{}

// A Pinner is a set of objects pinned to their places; objects never move here.
type Pinner struct {
	*pinner
}

type pinner struct {
	refs []unsafe.Pointer
}

// Pin pins the object that a pointer points to.
func (p *Pinner) Pin(pointer any) {
	e := efaceOf(&pointer)
	if e._type == nil {
		panic(errorString("runtime.Pinner: argument is nil"))
	}
	if kind := e._type.Kind(); kind != abi.Pointer && kind != abi.UnsafePointer {
		panic(errorString("runtime.Pinner: argument is not a pointer: " + toRType(e._type).string()))
	}
	if p.pinner == nil {
		p.pinner = new(pinner)
	}
	p.refs = append(p.refs, e.data)
}

// Unpin releases all pinned objects.
func (p *Pinner) Unpin() {
	if p.pinner != nil {
		p.refs = nil
	}
}

//go:linkname internal_weak_runtime_registerWeakPointer weak.runtime_registerWeakPointer
func internal_weak_runtime_registerWeakPointer(p unsafe.Pointer) unsafe.Pointer {
	return getOrAddWeakHandle(p)
}

//go:linkname internal_weak_runtime_makeStrongFromWeak weak.runtime_makeStrongFromWeak
func internal_weak_runtime_makeStrongFromWeak(u unsafe.Pointer) unsafe.Pointer {
	if u == nil {
		return nil
	}
	return *(*unsafe.Pointer)(u)
}

// Weak pointers to one address share one handle, so that they compare equal.
var weakHandles struct {
	lock mutex
	m    map[unsafe.Pointer]*unsafe.Pointer
}

func getOrAddWeakHandle(p unsafe.Pointer) unsafe.Pointer {
	lock(&weakHandles.lock)
	have := weakHandles.m[p]
	unlock(&weakHandles.lock)
	if have != nil {
		return unsafe.Pointer(have)
	}
	h := new(unsafe.Pointer)
	*h = p
	lock(&weakHandles.lock)
	if weakHandles.m == nil {
		weakHandles.m = make(map[unsafe.Pointer]*unsafe.Pointer)
	}
	if have := weakHandles.m[p]; have != nil { // somebody was faster
		h = have
	} else {
		weakHandles.m[p] = h
	}
	unlock(&weakHandles.lock)
	return unsafe.Pointer(h)
}

//go:linkname unique_runtime_blockUntilEmptyCleanupQueue unique.runtime_blockUntilEmptyCleanupQueue
func unique_runtime_blockUntilEmptyCleanupQueue(timeout int64) bool { return true }

//go:linkname sync_test_runtime_blockUntilEmptyCleanupQueue sync_test.runtime_blockUntilEmptyCleanupQueue
func sync_test_runtime_blockUntilEmptyCleanupQueue(timeout int64) bool { return true }

func blockUntilEmptyFinalizerQueue(timeout int64) bool { return true }

//go:linkname reflect_verifyNotInHeapPtr reflect.verifyNotInHeapPtr
func reflect_verifyNotInHeapPtr(p uintptr) bool {
	// A pointer into the heap would be a misuse; -1 is what reflect tests with.
	return spanOf(p) == nil && p != ^uintptr(0)
}
