// Cycles of initialization and of types.
package main

var a = b
var b = c()

func c() int { return a }

type T1 struct{ t T2 }
type T2 struct{ t [2]T1 }
type I1 interface{ I2 }
type I2 interface{ I1 }
type F func(F)
type M map[string]M
type S []S
type Arr [n]int

const n = len(Arr{})
const x = y
const y = x

type Al = Al

func main() {}
