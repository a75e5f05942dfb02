package main

func f(a int, b string) {}

func g(xs ...int) int { return 0 }

func h() (int, string) { return 1, "" }

func main() {
	f(1)
	f(1, "a", 2)
	f("a", 1)
	g(1, "a")
	g([]string{}...)
	g(1, []int{}...)
	f(h(), 1)
	x := f(1, "")
	g(h())
	y, z := g()
}
