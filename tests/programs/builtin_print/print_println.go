// print and println of every basic kind, on standard error.
package main

type K uint8
type F float32
type S string

func main() {
	println()
	print()
	println(1, -1, int8(-5), uint64(1<<64-1), 'x', byte('y'), uintptr(77))
	println(1.0, -0.5, 1e100, 1e-100, float32(3.14), 0.0)
	println(true, false, "str", "", "a\nb", `raw\n`)
	println(1i, 2.5+3i, complex64(-1))
	println(K(5), F(1.5), S("named"))
	print(1, 2, "a", "b", 3, "\n")
	print("x", " ", true, 1.5, "\n")
	println(nil == any(nil), len("héllo"))
	const big = 1 << 62
	println(big, -big, 'a'+1, 10/3.0)
	var p *int
	var m map[int]int
	var c chan int
	var f func()
	println(p, m, c, f)
	defer println("deferred", 1, K(2))
	go println()
	x := 1.0
	println(x/3, x/0.1, 123456789.0, 1e21, 100000.0, float32(16777217))
}
