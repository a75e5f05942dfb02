// Faults of conversions and assertions.
package main

import "io"

type S struct{ a int }
type T struct{ b int }
type I interface{ M() }
type J interface{ N(int) }

func (S) M() {}

func main() {
	var s S
	_ = T(s)
	_ = int("5")
	_ = string(1.5)
	_ = []byte(5)
	_ = (*int)(s)
	_ = I(T{})
	_ = s.(I)
	var i I = s
	_ = i.(T)
	_ = i.(*S)
	_ = i.(J)
	switch i.(type) {
	case int:
	}
	var r io.Reader = s
	_ = bool(1)
	_ = [3]int([]int{})
	_ = (*[3]int)([3]int{})
	_ = func()(nil)
	_ = chan int(5)
}
