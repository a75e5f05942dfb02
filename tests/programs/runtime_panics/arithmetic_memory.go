// Divide, nil dereference, nil map, negative make, channel misuse: texts.
package main

import (
	"errors"
	"fmt"
	"time"
	"unsafe"
)

type S struct {
	pad [5000]byte
	v   int
	a   [3]int
}

func try(name string, f func()) {
	defer func() { fmt.Println(name+":", recover()) }()
	f()
	fmt.Println("no panic")
}

func main() {
	zero, neg := 0, -1
	var p *S
	var m map[string]int
	var f func()
	var i interface{ M() }
	var c chan int
	var pi *int
	var big = int64(1) << 62
	try("div", func() { fmt.Println(1 / zero) })
	try("mod", func() { fmt.Println(1 % zero) })
	try("div8", func() { fmt.Println(int8(5) / int8(zero)) })
	try("field", func() { fmt.Println(p.v) })
	try("fieldaddr", func() { fmt.Println(&p.a[1]) })
	try("pslice", func() { fmt.Println(p.a[:]) })
	try("small", func() { fmt.Println(*pi) })
	try("store", func() { *pi = 3 })
	try("map", func() { m["a"] = 1 })
	try("map2", func() { m["a"]++ })
	try("func", func() { f() })
	try("iface", func() { i.M() })
	try("ifacevalue", func() { g := i.M; g() })
	try("close nil", func() { close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("make", func() { _ = make([]int, neg) })
	try("make cap", func() { _ = make([]int, 2, zero+1) })
	try("make big", func() { _ = make([]int, big) })
	try("make chan", func() { _ = make(chan int, neg) })
	try("make map", func() { fmt.Println(len(make(map[int]int, neg))) })
	try("struct copy", func() { s := *p; fmt.Println(s.v) })
	try("nil panic", func() { panic(nil) })
	try("value", func() { panic(fmt.Errorf("wrapped %w", errors.New("inner"))) })
	var np *time.Time
	try("nil ptr method", func() { fmt.Println(np.Unix()) })
	var st fmt.Stringer = np
	try("wrapper", func() { fmt.Println(st.String()[:0]) })
	try("unsafe slice", func() { fmt.Println(unsafe.Slice((*int)(nil), zero+1)) })
	try("unsafe neg", func() { fmt.Println(unsafe.Slice(&zero, neg)) })
	try("unsafe string", func() { fmt.Println(unsafe.String((*byte)(nil), neg)) })
	try("hash", func() { m := map[any]int{}; m[func() {}] = 1 })
	try("compare", func() { var a, b any = []int{}, []int{}; fmt.Println(a == b) })
	try("compare map", func() { var a any = map[int]int{}; fmt.Println(a == a) })
	try("compare struct", func() { var a any = struct{ f func() }{}; fmt.Println(a == a) })
}
