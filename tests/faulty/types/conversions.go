package main

type S struct{ a int }
type T struct{ b int }

func main() {
	_ = int("5")
	_ = string(1.5)
	_ = []byte(5)
	_ = T(S{})
	_ = (*int)(new(string))
	_ = float64(true)
	_ = bool(1)
	_ = [2]int([]string{})
	_ = func()(nil)
	_ = int(1, 2)
	_ = int()
	_ = chan int(make(<-chan int))
}
