package main

func main() {
	f := func() {
		x := 1
		func() {
			x := 2
			y := x
		}()
	}
	f()
	switch t := any(1).(type) {
	case int:
	}
	var s []int
	s[0], z := 1, 2
}
