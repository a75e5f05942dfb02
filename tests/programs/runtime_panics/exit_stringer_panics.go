// The Error method of the panic value panics itself.
package main

type bad struct{}

func (bad) Error() string { panic("in Error") }

func main() {
	defer println("deferred ran")
	panic(bad{})
}
