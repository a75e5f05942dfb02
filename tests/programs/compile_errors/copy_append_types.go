// Arguments of append and copy.
package main

type S []int
type B []byte

func main() {
	var s S
	var b B
	s = append(s, "a")
	s = append(s, []int{1})
	s = append(s, []string{}...)
	s = append([]int{}, s...)
	b = append(b, "str"...)
	b = append(b, "str")
	b = append(b, 'x', 300)
	copy(s, b)
	copy(b, "x", 1)
	copy("x", b)
	copy(b, 5)
	append(s, 1)
	_ = append()
	_ = append(nil, 1)
	_ = append(s...)
	_ = append(s, s..., 1)
}
