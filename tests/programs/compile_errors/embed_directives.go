// Faults of compiler directives.
package main

import _ "embed"

//go:embed missing.txt
var a string

//go:embed x
var b int

func main() {
	//go:embed y
	var c string
	_ = c
}
