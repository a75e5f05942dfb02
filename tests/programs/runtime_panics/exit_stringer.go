// A panic with a Stringer prints what String returns.
package main

type S struct{ a, b int }

func (s S) String() string { return "S!" }

func main() {
	panic(S{1, 2})
}
