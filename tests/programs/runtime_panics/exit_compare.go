// Comparing uncomparable dynamic types.
package main

type F struct {
	n int
	f func()
}

func main() {
	var a, b any = F{n: 1}, F{n: 2}
	println(a == any(3))
	println(a == b)
}
