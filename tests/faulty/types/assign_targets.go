package main

func f() int { return 1 }

const k = 1

type T struct{ a int }

func g() T { return T{} }

func main() {
	1 = 2
	f() = 3
	k = 4
	g().a = 5
	"x"[0] = 1
	x, 2 := 1, 2
	main = nil
	nil = nil
	T = 1
	(f)() += 1
	k++
}
