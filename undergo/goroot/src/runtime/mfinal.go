// Finalizers, cleanups, weak pointers and pins, as programs see them. How they hang on objects stands in mspecial.go.
package runtime

import (
	"internal/abi"
	"internal/goarch"
	"internal/runtime/atomic"
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
		throw("runtime.SetFinalizer: pointer not in allocated block")
	case fn._type == nil:
		replaceFinalizer(object, nil) // removes the one it had
		return
	case fn._type.Kind() != abi.Func:
		throw(failed + "second argument is " + toRType(fn._type).string() + ", not a function")
	}
	ft := fn._type.FuncType()
	why := ""
	if ft.IsVariadic() {
		why = " because dotdotdot"
	} else if ft.InCount == 1 && finalizes(ft.InSlice()[0], object._type) {
		startQueue(&finalizerQueue, runFinalizers)
		if !replaceFinalizer(object, fn) {
			systemstack(func() { throw("runtime.SetFinalizer: finalizer already set") })
		}
		KeepAlive(obj)
		return
	}
	throw(failed + "cannot pass " + toRType(object._type).string() + " to finalizer " + toRType(fn._type).string() + why)
}

// replaceFinalizer sets the finalizer fn, or with nil removes it. false: there is one already.
func replaceFinalizer(object, fn *eface) (ok bool) {
	p := uintptr(object.data)
	s := spanOfHeap(p)
	if s == nil {
		if spanOf(p) != nil || !isGlobal(p) && p != uintptr(unsafe.Pointer(&zerobase)) {
			throw("runtime.SetFinalizer: pointer not in allocated block")
		}
		return true // a variable: it never dies
	}
	if !beginsObject(s, p, object._type.Elem()) {
		throw("runtime.SetFinalizer: pointer not at beginning of allocated block")
	}
	systemstack(func() {
		s.ensureSwept()
		lock(&specialsLock)
		old := s.firstSpecial(p, specialFinalizer)
		ok = old == nil || fn == nil
		switch {
		case fn != nil && ok:
			sp := s.addSpecial(p, specialFinalizer, fn.data)
			sp.ptrTyp, sp.fnTyp = object._type, fn._type
		case fn == nil && old != nil:
			s.removeSpecial(old)
		}
		unlock(&specialsLock)
	})
	return ok
}

// beginsObject reports whether p, a pointer to a t, is what an allocation returned. Small objects without pointers share a block.
func beginsObject(s *mspan, p uintptr, t *_type) bool {
	off := p - s.startAddr - s.objIndex(p)*s.elemsize
	if !s.spanclass.noscan() && s.spanclass.sizeclass() != 0 && s.elemsize > minSizeForMallocHeader {
		off -= mallocHeaderSize
	}
	return off == 0 || t.PtrBytes == 0 && t.Size_ < maxTinySize && off&uintptr(t.Align_-1) == 0
}

// isGlobal: p points to a variable.
func isGlobal(p uintptr) bool {
	for md := &firstmoduledata; md != nil; md = md.next {
		if md.text <= p && p < md.end {
			return true
		}
	}
	return false
}

// startQueue starts the goroutine that serves q, once.
func startQueue(q *runQueue, serve func()) {
	lock(&specialsLock)
	start := !q.started && gcController.enabled
	if start {
		q.started = true
	}
	unlock(&specialsLock)
	if start {
		go serve()
	}
}

// runFinalizers calls finalizers one after the other.
func runFinalizers() {
	finalizerQueue.serve(waitReasonFinalizerWait, func(r *toRun) {
		ft := r.fnTyp.FuncType()
		var regs abi.RegArgs
		word := r.arg
		switch in := ft.InSlice()[0]; {
		case in.Kind() == abi.Pointer:
			regs.Ints[0], regs.Ptrs[0] = uintptr(word), word
		case len(in.InterfaceType().Methods) == 0:
			regs.Ints[0] = uintptr(unsafe.Pointer(r.ptrTyp))
			regs.Ints[1], regs.Ptrs[1] = uintptr(word), word
		default:
			regs.Ints[0] = uintptr(unsafe.Pointer(assertE2I2(in.InterfaceType(), r.ptrTyp)))
			regs.Ints[1], regs.Ptrs[1] = uintptr(word), word
		}
		size := uintptr(0) // results that are not in registers may take
		for _, out := range ft.OutSlice() {
			size = alignUp(size, goarch.PtrSize) + out.Size_
		}
		size = alignUp(size, goarch.PtrSize)
		frame := mallocgc(size, nil, true)
		fn := r.fn
		*r = toRun{}
		reflectcall(nil, fn, frame, uint32(size), 0, uint32(size), &regs)
	})
}

// runCleanups calls cleanups one after the other.
func runCleanups() {
	cleanupQueue.serve(waitReasonCleanupWait, func(r *toRun) {
		fn := *(*func())(unsafe.Pointer(&r.fn))
		fn()
	})
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
		panic("runtime.AddCleanup: ptr is nil")
	}
	if kind := abi.TypeOf(arg); kind != nil && (kind.Kind() == abi.Pointer || kind.Kind() == abi.UnsafePointer) {
		checkCleanupArg(unsafe.Pointer(ptr), *(*unsafe.Pointer)(unsafe.Pointer(&arg)))
	}
	fn := func() { cleanup(arg) }
	c := newCleanup(uintptr(unsafe.Pointer(ptr)), *(*unsafe.Pointer)(unsafe.Pointer(&fn)))
	KeepAlive(ptr)
	return c
}

// checkCleanupArg panics if arg, a pointer, keeps the object at ptr alive by itself.
func checkCleanupArg(ptr, arg unsafe.Pointer) {
	if ptr == arg {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	s := spanOfHeap(uintptr(ptr))
	if s != nil && s == spanOfHeap(uintptr(arg)) && s.objIndex(uintptr(ptr)) == s.objIndex(uintptr(arg)) &&
		s.spanclass != spanClass(tinySizeClass<<1|1) {
		panic("runtime.AddCleanup: ptr is within arg, cleanup will never run")
	}
}

// newCleanup has fn, a func(), called once the object at p is dead.
func newCleanup(p uintptr, fn unsafe.Pointer) (c Cleanup) {
	s := spanOfHeap(p)
	if s == nil {
		if !isGlobal(p) {
			panic("runtime.AddCleanup: ptr not in allocated block")
		}
		return Cleanup{} // a variable: it never dies
	}
	startQueue(&cleanupQueue, runCleanups)
	systemstack(func() {
		s.ensureSwept()
		lock(&specialsLock)
		cleanupIDs++
		c = Cleanup{cleanupIDs, p}
		s.addSpecial(p, specialCleanup, fn).id = c.id
		unlock(&specialsLock)
	})
	return c
}

// Stop cancels the cleanup. A cleanup that is queued for execution is not canceled.
func (c Cleanup) Stop() {
	if c.id == 0 {
		return
	}
	systemstack(func() {
		if s := spanOfHeap(c.ptr); s != nil {
			s.ensureSwept()
		}
		lock(&specialsLock)
		// The object may be dead, and its memory somebody else's: then no record has the number.
		if s := spanOfHeap(c.ptr); s != nil {
			for sp := s.firstSpecial(c.ptr, specialCleanup); sp != nil && sp.key() == specialKey(c.ptr-s.startAddr, specialCleanup); sp = sp.next {
				if sp.id == c.id {
					s.removeSpecial(sp)
					break
				}
			}
		}
		unlock(&specialsLock)
	})
}

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
	// The collector sets it to 0 before the object goes: when the object's span is swept.
	handle := (*uintptr)(u)
	if s := spanOfHeap(atomic.Loaduintptr(handle)); s != nil {
		s.ensureSwept()
	}
	p := atomic.Loaduintptr(handle)
	if gcMarking.on {
		// Nothing else may lead to it.
		systemstack(func() { shade(p) })
	}
	return unsafe.Pointer(p)
}

// getOrAddWeakHandle gives the handle of the object at p: a word that holds p while the object lives. There is one for
// each address, so that weak pointers compare equal.
func getOrAddWeakHandle(p unsafe.Pointer) unsafe.Pointer {
	s := spanOfHeap(uintptr(p))
	if s == nil {
		if !isGlobal(uintptr(p)) {
			throw("getWeakHandle on invalid pointer")
		}
		return immortalWeakHandle(p)
	}
	h := findWeakHandle(s, p, nil)
	if h == nil {
		h = findWeakHandle(s, p, unsafe.Pointer(new([2]uintptr)))
	}
	KeepAlive(p)
	return h
}

// findWeakHandle gives the object's handle; if it has none, fresh becomes it unless that is nil.
func findWeakHandle(s *mspan, p, fresh unsafe.Pointer) (h unsafe.Pointer) {
	systemstack(func() {
		s.ensureSwept()
		lock(&specialsLock)
		if sp := s.firstSpecial(uintptr(p), specialWeak); sp != nil {
			h = sp.fn
		}
		if h == nil && fresh != nil {
			h = fresh
			*(*uintptr)(h) = uintptr(p)
			s.addSpecial(uintptr(p), specialWeak, h)
		}
		unlock(&specialsLock)
	})
	return h
}

// Handles of weak pointers to variables, which never die.
var immortalWeakHandles struct {
	lock mutex
	m    map[unsafe.Pointer]*uintptr
}

func immortalWeakHandle(p unsafe.Pointer) unsafe.Pointer {
	w := &immortalWeakHandles
	lock(&w.lock)
	h := w.m[p]
	if h == nil {
		if w.m == nil {
			w.m = make(map[unsafe.Pointer]*uintptr)
		}
		h = new(uintptr)
		*h = uintptr(p)
		w.m[p] = h
	}
	unlock(&w.lock)
	return unsafe.Pointer(h)
}

//go:linkname unique_runtime_blockUntilEmptyCleanupQueue unique.runtime_blockUntilEmptyCleanupQueue
func unique_runtime_blockUntilEmptyCleanupQueue(timeout int64) bool {
	return cleanupQueue.waitEmpty(timeout)
}

//go:linkname sync_test_runtime_blockUntilEmptyCleanupQueue sync_test.runtime_blockUntilEmptyCleanupQueue
func sync_test_runtime_blockUntilEmptyCleanupQueue(timeout int64) bool {
	return cleanupQueue.waitEmpty(timeout)
}

func blockUntilEmptyFinalizerQueue(timeout int64) bool { return finalizerQueue.waitEmpty(timeout) }

//go:linkname reflect_verifyNotInHeapPtr reflect.verifyNotInHeapPtr
func reflect_verifyNotInHeapPtr(p uintptr) bool {
	// A pointer into the heap would be a misuse; -1 is what reflect tests with.
	return spanOf(p) == nil && p != ^uintptr(0)
}
