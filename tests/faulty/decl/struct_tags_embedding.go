// all errors
package main

import "io"

type T struct {
	*int
	**string
	*io.Reader
	[]byte
	func()
	io.Writer
	Writer int
	a, a int
	b int `tag`
	c int 5
	T
	*P
	Q
}

type P *int
type Q = *struct{}
type R struct{ Q }
type S struct {
	*I
	unsafe.Pointer
}
type I interface{}

func main() {}
