// Values put into interfaces are copies, of every size.
package main

import "fmt"

type small uint8
type big struct{ a [10]int }
type mixed struct {
	p *int
	n int
}

func main() {
	n := 300
	var i any = n
	n = 301
	b := big{}
	b.a[9] = 1
	var j any = b
	b.a[9] = 2
	arr := [1]*int{&n}
	var k any = arr
	arr[0] = nil
	fmt.Println(i, n, j.(big).a[9], b.a[9], *k.([1]*int)[0])
	c := j.(big)
	c.a[9] = 3
	fmt.Println(j.(big).a[9])
	all := []any{small(7), int8(-1), 'x', true, 1e10, float32(2.5), 1i, complex64(2), "s", "", []int{1}, []int(nil), map[int]int{1: 2}, mixed{nil, 4}, struct{}{}, [0]int{}, uint64(1 << 63), uintptr(5), struct{ f float32 }{1.5}, [1]string{"one"}, struct{ p *big }{}}
	for _, v := range all {
		fmt.Printf("%T=%v ", v, v)
	}
	fmt.Println()
	f := func(xs ...any) int { xs[0] = "changed"; return len(xs) }
	fmt.Println(f(all[:3]...), all[0])
	for v := range 260 {
		x := any(byte(v))
		if x.(byte) != byte(v) {
			fmt.Println("bad")
		}
	}
	var e any = 255
	e = e.(int) + 1
	fmt.Println(e)
}
