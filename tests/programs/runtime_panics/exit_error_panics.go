// A panic value whose Error method panics.
package main

type bad struct{}

func (bad) Error() string { panic("in Error") }

func main() {
	panic(bad{})
}
