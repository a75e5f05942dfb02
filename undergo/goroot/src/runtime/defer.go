// The records that compiled code and the runtime share for deferred calls. They stand alone, without
// imports, because code generation needs their layout for packages below the runtime too.

package runtime

// A deferframe is what a function with defers keeps in its frame, at the head of
// g._defer while the function runs. sp, bp and pc say where a recovered
// panic continues (pc with 1 in rax). Codegen takes the layout from here.
type deferframe struct {
	link *deferframe
	sp   uintptr
	bp   uintptr
	pc   uintptr
	head *_defer
}

// A _defer is one deferred call: in the frame of its function, or on the heap
// when the defer statement stands in a loop.
type _defer struct {
	link *_defer
	fn   func()
}

// A _panic lives in the frame of gopanic or Goexit.
type _panic struct {
	arg  any
	link *_panic // the panic this one came on top of
	argp uintptr // where the return address of the running deferred call is

	pc uintptr // of the caller of gopanic
	sp uintptr // address of this record: frames below it are newer

	recovered  bool
	repanicked bool // panicked again with the value just recovered
	goexit     bool
}
