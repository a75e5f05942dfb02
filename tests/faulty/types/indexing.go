package main

func main() {
	a := [3]int{}
	s := []int{}
	m := map[string]int{}
	x := 5
	_ = a[3]
	_ = a[-1]
	_ = s[-1]
	_ = s["a"]
	_ = m[1]
	_ = x[0]
	_ = s[1.5]
	_ = "abc"[5]
	_ = s[2:1]
	"abc"[0] = 'x'
}
