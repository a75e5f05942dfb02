// all errors
package main

import _ "unsafe"

//go:linkname f runtime.nothing

//go:linkname

//go:linkname a b c d

//go:linkname missing runtime.missing

//go:linkname g runtime.g1
//go:linkname g runtime.g2
func g() {}

type T int

//go:linkname T runtime.T

func main() {
	//go:linkname main runtime.x
}
