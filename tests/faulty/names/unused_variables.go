package main

func main() {
	a := 1
	var b, c int
	d, e := 1, 2
	e = 3
	const k = 1
	type T int
	for i := 0; ; {
	}
	for i, v := range []int{} {
	}
	if x := 1; true {
	}
	f := func(p int) {}
	_ = d
}
