// Nil pointers to large and small types: fields at small and huge offsets, arrays, slices of arrays, address computations, method calls.
package main

import "fmt"

type small struct{ a, b int }
type big struct {
	pad [1 << 20]byte
	x   int
	in  struct{ y [4]int }
	f   func()
}

func (b *big) addr() *int    { return &b.x }
func (s small) val() int     { return s.b }
func (s *small) ptr() bool   { return s == nil }

type T struct {
	a [10]int
	*small
}

var sink any
var bp *big
var sp *small
var ap *[10]int
var hp *[1 << 24]byte
var tp *T
var pp **int
var fp func()
var ip interface{ val() int }
var mp *map[string]int
var slp *[]int
var strp *string
var chp *chan int

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		} else {
			fmt.Println(name, "ok")
		}
	}()
	f()
}

func main() {
	i := 5
	try("small field", func() { sink = sp.b })
	try("small store", func() { sp.a = 1 })
	try("big field", func() { sink = bp.x })
	try("big store", func() { bp.x = 1 })
	try("big address", func() { sink = &bp.x })
	try("big method", func() { sink = bp.addr() })
	try("big nested", func() { sink = bp.in.y[i-3] })
	try("big nested address", func() { sink = &bp.in.y[1] })
	try("big call", func() { bp.f() })
	try("copy", func() { b := *bp; sink = b.x })
	try("value method", func() { sink = sp.val() })
	try("pointer method", func() { sink = sp.ptr() })
	try("array index", func() { sink = ap[i] })
	try("array len", func() { sink = len(ap) + cap(hp) })
	try("array range index", func() { for i := range ap { sink = i } })
	try("array range value", func() { for _, v := range ap { sink = v } })
	try("array slice", func() { sink = ap[:] })
	try("array slice empty", func() { sink = ap[0:0] })
	try("huge index", func() { sink = hp[i<<20] })
	try("huge slice", func() { sink = hp[i:] })
	try("embedded", func() { sink = tp.b })
	try("embedded nil inside", func() { t := &T{}; sink = t.b })
	try("element address", func() { sink = &tp.a[i] })
	try("double", func() { **pp = 1 })
	try("func", func() { fp() })
	try("interface", func() { sink = ip.val() })
	try("map pointer", func() { sink = (*mp)["x"] })
	try("map pointer store", func() { (*mp)["x"] = 1 })
	try("slice pointer", func() { sink = (*slp)[0] })
	try("slice pointer append", func() { *slp = append(*slp, 1) })
	try("string pointer", func() { sink = *strp })
	try("string pointer len", func() { sink = len(*strp) })
	try("chan pointer", func() { *chp <- 1 })
	try("discard", func() { _ = *sp })
	try("discard big", func() { _ = bp.x })
	try("compare", func() { sink = *sp == small{} })
	try("increment", func() { sp.a++ })
	try("op assign", func() { tp.a[i] |= 3 })
	try("method value", func() { f := sp.val; sink = f })
	try("pointer method value", func() { f := sp.ptr; sink = f() })
	try("method expr", func() { sink = (*small).val(sp) })
	try("struct in range", func() { for range *ap { sink = 1 } })
	try("array of len const", func() { const n = len(ap); sink = n })
	try("copy to nil array", func() { copy(ap[:0], []int{1}) })
	try("swap", func() { sp.a, i = i, sp.b })
	fmt.Println(i)
}
