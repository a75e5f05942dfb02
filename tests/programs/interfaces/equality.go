// Equality of interfaces with all kinds inside, mixed comparison with concrete values.
package main

import (
	"math"
	"os"
)

type T struct {
	a int
	s string
}
type Big struct{ a, b, c int }
type St interface{ String() string }

func (t T) String() string { return t.s }

func main() {
	var x, y any
	x, y = 1, 1
	println(x == y, x == 1, x != any(1.0), x == any(int64(1)))
	x, y = "ab", string([]byte{'a', 'b'})
	println(x == y, x == "ab")
	x, y = T{1, "q"}, T{1, string([]byte("q"))}
	println(x == y, x == any(T{2, "q"}))
	var s St = T{1, "q"}
	println(s == x, s == T{1, "q"}, x == s)
	x, y = Big{1, 2, 3}, Big{1, 2, 3}
	println(x == y, x == Big{1, 2, 4})
	x, y = &T{}, &T{}
	println(x == y, x == x)
	x, y = [0]func(){}, 5
	println(x == y)
	var e1, e2 error = os.ErrExist, os.ErrExist
	println(e1 == e2, e1 == os.ErrNotExist)
	c := make(chan int)
	x = c
	println(x == c, x == any((<-chan int)(c)))
	x, y = struct{}{}, struct{}{}
	println(x == y)
	x, y = int8(-1), uint8(255)
	println(x == y, x == int8(-1))
	x, y = 0.0, -1/math.Inf(1)
	println(x == y)
	x = [2]any{1, "a"}
	println(x == any([2]any{1, "a"}), x == any([2]any{1, "b"}))
}
