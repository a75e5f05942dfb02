package main

func main() {
	a := [3]int{}
	m := map[int]int{}
	f := func() [2]int { return [2]int{} }
	_ = a[:4]
	_ = m[1:2]
	_ = "abc"[1:2:3]
	_ = f()[:]
	_ = a[2:1]
	_ = 5[:]
	_ = a["x":]
	_ = [3]int{}[:]
	_ = a[:1<<65]
}
