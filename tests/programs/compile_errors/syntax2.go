// Faults the scanner and the parser find.
package main

import "fmt"; import "os"

var s = "unterminated
var r = 'ab'
var n = 0x
var o = 089
var e = 1e
var esc = "\q"
var b = 0b12
var u = 1__0

func main() { fmt.Println(s, r, n, o, os.Args) }
