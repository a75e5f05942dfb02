// Faults of assignments.
package main

type T struct{ a int }

func two() (int, string) { return 1, "" }

func main() {
	var x int = "s"
	x = 1.5
	x, y := 1
	a, b := two(), 3
	const c = 5
	c = 6
	T{}.a = 3
	map[string]T{}["x"].a = 1
	"abc"[0] = 'x'
	two() = 1, ""
	x := 5
	nil = nil
	_ = _
	x += "a"
	var p *int = &5
	var f func() = main()
	x++ + 1
}
