package main

type My int

func main() {
	var a int = "s"
	var b string = 1
	var c My = a
	var d float64 = a
	var e []int = [3]int{}
	var f *int = 5
	var g func() = func(int) {}
	a = 1.5
	b = 'x'
	c = 2.0
	var h map[string]int = map[int]string{}
	_, _, _, _, _, _ = c, d, e, f, g, h
}
