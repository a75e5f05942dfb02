// Range clauses that assign to elements, fields, map entries and pointers; ranges evaluated once; arrays copied; changes during the loop.
package main

import "fmt"

type T struct{ k, v int }

func main() {
	var t T
	var arr [5]int
	m := map[string]int{}
	p := new(int)
	for t.k, t.v = range []int{5, 6, 7} {
	}
	for arr[1], arr[0] = range []int{9, 8} {
	}
	var mr map[string]rune = map[string]rune{}
	for m["i"], mr["c"] = range "añ" {
	}
	for *p = range 4 {
	}
	i := 0
	for i, arr[i] = range []int{10, 20, 30} {
	}
	fmt.Println(t, arr, m, *p, i)
	var a any
	var s fmt.Stringer
	for a = range 2 {
	}
	for a, _ = range []string{"x"} {
	}
	for _, a = range []error{nil} {
	}
	fmt.Println(a, s)
	calls := 0
	get := func() []int { calls++; return []int{1, 2, 3} }
	for range get() {
	}
	for i := range get() {
		_ = i
	}
	for i := range len(get()) {
		_ = i
	}
	fmt.Println(calls)
	b := [3]int{1, 2, 3}
	for i, v := range b {
		b[2] = 100
		if i == 2 {
			fmt.Println(v)
		}
	}
	for i, v := range b[:] {
		b[2] = 200
		if i == 2 {
			fmt.Println(v)
		}
	}
	sl := []int{1, 2, 3}
	n := 0
	for range sl {
		sl = append(sl, n)
		n++
	}
	fmt.Println(len(sl), n)
	for i := range sl {
		sl = sl[:1]
		n += i
	}
	fmt.Println(n)
	var nilp *[4]int
	for i := range nilp {
		n += i
	}
	for i := range len(nilp) {
		n += i
	}
	fmt.Println(n)
	const c = 3
	for i := range c {
		fmt.Printf("%T%d ", i, i)
	}
	for i := range int8(2) {
		fmt.Printf("%T ", i)
	}
	var u uint16 = 2
	for i := range u {
		u = 10
		fmt.Printf("%T%d ", i, i)
	}
	type My int
	for i := range My(2) {
		fmt.Printf("%T ", i)
	}
	var f float64
	for x := range 3 {
		f += float64(x)
	}
	var d int64
	for d = range 5 {
	}
	fmt.Println(f, d)
	for i := range -3 {
		fmt.Println("never", i)
	}
	for i, c := range []byte("hi") {
		fmt.Print(i, c, " ")
	}
	ch := make(chan [2]int, 2)
	ch <- [2]int{1, 2}
	close(ch)
	for v := range ch {
		fmt.Println(v)
	}
}
