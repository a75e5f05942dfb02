package main

type pair struct{ a, b int }

type row [2]string

func main() {
	println([1]byte{}, 1)
	print("x", pair{1, 2})
	println(struct {
		x int
		y []string
	}{})
	println(row{}, pair{})
	var p *pair
	println(p != nil, len(row{}))
}
