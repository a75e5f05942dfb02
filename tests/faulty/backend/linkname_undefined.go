// all errors
package main

import _ "unsafe"

//go:linkname g main.nothingHere
func g()

func main() { g() }
