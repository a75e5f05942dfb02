package main

func main() {
	f := func() int {
		if true {
			return 1
		}
	}
	g := func() (a, b int) { return 1 }
	h := func() { return 1, 2 }
	return 5
	k := func() (x int) {
		{
			x := 2
			return
		}
	}
}
