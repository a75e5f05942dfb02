// Faults of function types and literals.
package main

func a(x int, string)             {}
func b(x, y)                      {}
func c(x ...int, y int)           {}
func d(...int) (...string)        {}
func e() (int, x string)          {}
func f(x int = 5)                 {}

var g = func(x int) { return x }

func main() { a(1); func() {} }
