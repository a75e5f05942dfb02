// A nil pointer in an error: Error dereferences it.
package main

type E struct{ msg string }

func (e *E) Error() string { return e.msg }

func main() {
	var p *E
	var err error = p
	println(err != nil)
	panic(err)
}
