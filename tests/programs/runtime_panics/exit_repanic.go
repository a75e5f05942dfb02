// A recovered value that is panicked again is marked.
package main

func main() {
	defer func() {
		e := recover()
		println("recovered", e.(string))
		panic(e)
	}()
	panic("again")
}
