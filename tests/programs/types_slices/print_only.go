// Indexing, length and loops with println only.
package main

func sum(s []int) (t int) {
	for _, v := range s {
		t += v
	}
	return
}

func main() {
	s := []int{5: 6, 1, 2, 1: 10, 20}
	println(len(s), cap(s), sum(s), s[1], s[2], s[5], s[7])
	s = s[2:4]
	println(len(s), cap(s), sum(s))
	for i := range s {
		s[i] = i + 100
	}
	println(s[0], s[1], sum(s[:6]))
	var nilslice []string
	println(nilslice == nil, len(nilslice), cap(nilslice))
	for range nilslice {
		println("never")
	}
	t := []string{"x", "yy"}
	for i, v := range t {
		t[1] = "changed"
		println(i, v)
	}
}
