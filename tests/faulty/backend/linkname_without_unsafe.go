// all errors
package main

//go:linkname g runtime.g1
func g()

func main() { g() }
