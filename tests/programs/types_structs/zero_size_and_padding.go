// Structs of size zero, padding, final zero-size fields, arrays of them, addresses, maps with struct{} elements, channels of struct{}.
package main

import (
	"fmt"
	"unsafe"
)

type E struct{}
type EE struct {
	a, b E
	c    [0]int
	d    [5]E
}
type Tail struct {
	x int8
	e E
}
type Mixed struct {
	a bool
	b float64
	c bool
	d int32
	e bool
}

func (E) Hi() string      { return "hi" }
func (e *E) Ptr() string  { return fmt.Sprint(e != nil) }
func zero() (E, [0]string) { return E{}, [0]string{} }
func take(a E, n int, b [0]int, s string) string { return fmt.Sprint(n, s, len(b), a) }

func main() {
	fmt.Println(unsafe.Sizeof(E{}), unsafe.Sizeof(EE{}), unsafe.Sizeof(Tail{}), unsafe.Sizeof(Mixed{}), unsafe.Sizeof([100]EE{}), unsafe.Alignof(EE{}))
	e, z := zero()
	fmt.Println(e.Hi(), e.Ptr(), len(z), take(e, 3, [0]int{}, "s"), E{} == e, EE{} == EE{})
	m := map[E]int{}
	m[E{}]++
	m[e]++
	set := map[string]struct{}{"a": {}, "b": {}}
	_, ok := set["a"]
	fmt.Println(m, len(set), ok)
	c := make(chan struct{}, 1000)
	for range 1000 {
		c <- struct{}{}
	}
	fmt.Println(len(c), <-c)
	s := make([]E, 1<<40)
	s = append(s, E{})
	fmt.Println(len(s), s[1<<39] == E{})
	n := 0
	for range s[:1000] {
		n++
	}
	var i any = e
	_, isE := i.(E)
	_, isS := i.(struct{})
	fmt.Println(n, isE, isS, i == any(E{}))
	x := []Tail{{1, E{}}, {2, E{}}}
	p := &x[0].e
	fmt.Println(uintptr(unsafe.Pointer(p))-uintptr(unsafe.Pointer(&x[0])), x[1].x)
	a, b := Mixed{true, 1, false, 2, true}, Mixed{true, 1, false, 2, true}
	*(*byte)(unsafe.Add(unsafe.Pointer(&a), 1)) = 0xff
	fmt.Println(a == b, map[Mixed]int{a: 1}[b])
	f := E.Hi
	g := e.Hi
	fmt.Println(f(e), g(), func(E) int { return 1 }(E{}))
	var fn func(E) E = func(e E) E { return e }
	fmt.Println(fn(fn(e)))
}
