// Faults of calls.
package main

func f(a int, b string)         {}
func g(a ...int) int            { return 0 }
func h() (int, int)             { return 1, 2 }

type T struct{}

func (t *T) M(x int) {}

func main() {
	f(1)
	f(1, "a", 2)
	f("a", 1)
	f(h())
	g(1, "x")
	g([]string{}...)
	g(1, []int{}...)
	f(1, "a"...)
	T{}.M(1)
	T.M(T{}, 1)
	x := f(1, "")
	5()
	var t T
	t.N()
	t.M("s")
	defer f
	go 1
	defer int(3)
	len()
	cap(map[int]int{})
}
