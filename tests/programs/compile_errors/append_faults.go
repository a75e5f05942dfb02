// Arguments of append and copy that parse.
package main

func main() {
	s := []int{}
	b := []byte{}
	s = append(s, "a")
	s = append(s, []int{1})
	s = append(s, []string{}...)
	b = append(b, "str")
	b = append(b, 300)
	copy(s, b)
	copy("x", b)
	append(s, 1)
	_ = append(nil, 1)
	_ = append(5)
}
