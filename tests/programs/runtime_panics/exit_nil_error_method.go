// A nil pointer of an error type whose Error method dereferences it.
package main

type bad struct{ s string }

func (b *bad) Error() string { return b.s }

func main() {
	var b *bad
	panic(b)
}
