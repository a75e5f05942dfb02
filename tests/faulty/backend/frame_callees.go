// all errors
package main

type big = [400e6]byte

//go:noinline
func join(a, b big) int { return int(a[3]) + int(b[4]) }

//go:noinline
func fill(n byte) (b big) {
	b[n] = n
	return b
}

func both() int { // two results wait, and the callee's arguments
	return join(fill(1), fill(2))
}

func total(x *[3]big) (n int) {
	for _, b := range *x {
		n += int(b[0])
	}
	return n
}

func inliner(x *[3]big) int { // the same frame, inlined
	return total(x) + 1
}

//go:noinline
func use(s []int64) int { return int(s[5]) }

func literal() int { // the array of a slice that does not escape
	s := []int64{1 << 28: 1}
	return use(s)
}

var kept []int64

func escapes() int { // on the heap
	kept = []int64{1 << 28: 1}
	_ = []int64{1 << 28: 1}
	return len(kept)
}

func main() {
	println(both(), total(nil), inliner(nil), literal(), escapes())
}
