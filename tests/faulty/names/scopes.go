// all errors
package main

import (
	"fmt"
	str "strings"
)

var x = y
var y = z

func f(a int, a string) (a error) { return nil }

func g() (x int, err error) {
	if x, err := 1, error(nil); err != nil {
		return
	}
	{
		err := error(nil)
		return
	}
}

func h() {
	a := 1
	a := 2
	a, b := 3, 4
	a, b := 5, 6
	if a := a; a > 0 {
		a := a
	}
	c = 1
	var d int
	d := 2
	fmt := 1
	fmt.Println()
	strings.ToUpper("a")
	str.Missing()
	str := str.ToUpper
	int := 5
	var e int
	true := false
	nil := 1
	var p *string = nil
	len := 1
	_ = len("a")
	type T T
	type U struct{ U }
	type V struct{ *V }
	T.x = 1
	const k = k
	func() { q := 1 }()
	label := 1
label:
	x.y.z = 1
	os.Exit(1)
	main.f()
	g.x()
}

func main() { h(); h = nil; fmt = nil; f++ }
