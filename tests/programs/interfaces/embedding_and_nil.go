// Interfaces: embedded with overlap, nil pointers inside, comparison, conversion chains, method values, unexported methods, empty receivers.
package main

import (
	"errors"
	"fmt"
	"io"
	"sort"
)

type R interface{ Read() string; Close() error }
type W interface{ Write(string); Close() error }
type RW interface {
	R
	W
}
type private interface{ secret() int }
type F struct{ buf string; closed bool }

func (f *F) Read() string   { return f.buf }
func (f *F) Write(s string) { f.buf += s }
func (f *F) Close() error   { if f == nil { return errors.New("nil F") }; f.closed = true; return nil }
func (f F) secret() int     { return len(f.buf) }

type Empty struct{}

func (Empty) Read() string { return "empty" }
func (Empty) Close() error { return nil }

type Func func(string) string

func (f Func) Read() string { return f("x") }
func (f Func) Close() error { return io.EOF }

type Int int

func (i Int) Read() string  { return fmt.Sprint("int", int(i)) }
func (i Int) Close() error  { return nil }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type rev struct{ sort.Interface }

func (r rev) Less(i, j int) bool { return r.Interface.Less(j, i) }

type MyErr struct{ n int }

func (e *MyErr) Error() string { return fmt.Sprint("MyErr", e.n) }
func (e *MyErr) Is(t error) bool { return t == io.EOF && e.n == 1 }
func mayFail(n int) error {
	var e *MyErr
	if n > 0 {
		e = &MyErr{n}
	}
	return e
}

func main() {
	f := &F{}
	var rw RW = f
	var r R = rw
	var w W = rw
	w.Write("ab")
	fmt.Println(r.Read(), r == R(rw), any(r) == any(w), rw.Close(), f.closed)
	var nf *F
	r = nf
	fmt.Println(r == nil, r.Close(), r != R(nil))
	for _, x := range []R{Empty{}, &Empty{}, Func(func(s string) string { return s + s }), Int(5), f} {
		_, isW := x.(W)
		_, isP := x.(private)
		fmt.Printf("%T %s %v %v %v\n", x, x.Read(), x.Close(), isW, isP)
	}
	var a, b any = Empty{}, Empty{}
	fmt.Println(a == b, R(Empty{}) == R(Empty{}), R(Int(1)) == R(Int(1)), R(Int(1)) == R(Int(2)))
	g := r.Close
	r = Int(3)
	h := R.Read
	fmt.Println(g(), h(r), h(Empty{}))
	s := byLen{"ccc", "a", "bb"}
	sort.Sort(rev{s})
	fmt.Println(s)
	sort.Sort(sort.Reverse(rev{s}))
	fmt.Println(s)
	fmt.Println(mayFail(0) == nil, mayFail(0) != nil)
	e := fmt.Errorf("ctx: %w", errors.Join(mayFail(1), errors.New("other")))
	var me *MyErr
	fmt.Println(errors.Is(e, io.EOF), errors.As(e, &me), me.n, errors.Unwrap(e) != nil)
	fmt.Printf("%q\n", e.Error())
	var p private = F{"four", false}
	fmt.Println(p.secret(), p.(F).buf)
	if x, ok := any(p).(interface{ Read() string }); !ok {
		fmt.Println("value has no Read", x == nil)
	}
	var arr [3]R
	arr[1] = Int(7)
	for i, x := range arr {
		fmt.Print(i, x == nil, " ")
	}
	m := map[R]string{Int(1): "one", Empty{}: "empty", f: "f"}
	fmt.Println(m[Int(1)], m[Empty{}], m[f], m[nil] == "")
	func() {
		defer func() { fmt.Println(recover()) }()
		m[Func(nil)] = "x"
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var none R
		_ = none.(W)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = R(Int(1)).(W)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var x any = 5
		_ = x.(interface{ private; R })
	}()
	type T struct{ R }
	t := T{Int(8)}
	var r2 R = t
	fmt.Println(r2.Read(), r2 == R(t), t.R == R(Int(8)))
	chain := any(error(mayFail(2)))
	if e, ok := chain.(error); ok {
		if s, ok := e.(interface{ Is(error) bool }); ok {
			fmt.Println(e, s.Is(io.EOF))
		}
	}
}
