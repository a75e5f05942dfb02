package main

func two() (int, int) { return 1, 2 }

func none() {}

func main() {
	a, b := 1
	c := 1, 2
	d, e, f := two()
	g := two()
	h := none()
	var i, j int = 1
	var k, l = two(), 1
	a, b = two(), two()
	_ = none()
	a += two()
	return none()
}
