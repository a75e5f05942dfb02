// all errors
package main

type int struct{}
type error string
type any = string

func len(x string) string { return x }
func append(a, b string)   {}

const true = false
const iota = 5
const nil = 0

var string = 5

func main() {
	var a int = 5
	var b error = nil
	var c any = 1
	_ = len([]byte{})
	append(nil, 1)
	if true {
	}
	const d = iota + "x"
	var e string
	var f *uint = nil
	panic := 1
	panic("x")
	make := func() {}
	make([]uint, 1)
	for i := range 5 {
		var j int = i
	}
	_, _, _, _, _ = a, b, c, e, f
}
