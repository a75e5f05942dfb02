// Index expressions evaluate their operands once.
package main

var calls int

func f(i int) int { calls++; return i }

func arr() *[3]int { calls += 100; return &store }

var store [3]int

func main() {
	store[f(1)] += f(5)
	println(store[1], calls)
	arr()[f(2)]++
	println(store[2], calls)
	arr()[f(0)] <<= 3
	println(store[0], calls)
	x := [2]int{1, 2}
	i := 0
	i, x[i] = 1, 50
	println(i, x[0], x[1])
	x[0], x[1] = x[1], x[0]
	println(x[0], x[1])
	idx := [3]int{2, 0, 1}
	idx[idx[0]], idx[0] = 7, idx[2]
	println(idx[0], idx[1], idx[2])
}
