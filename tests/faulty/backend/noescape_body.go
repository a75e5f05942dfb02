// all errors
package main

//go:noescape
func f(p *int) { *p = 1 }

//go:uintptrescapes
func h(p uintptr)

func main() { f(new(int)) }
