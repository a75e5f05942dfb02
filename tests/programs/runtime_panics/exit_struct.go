// A panic with a struct prints type and address only.
package main

import "os"

func main() {
	defer func() {
		e := recover()
		println(e.(struct{ a int }).a)
		os.Exit(3)
	}()
	panic(struct{ a int }{8})
}
