// What the blank identifier may not do.
package main

import _ "fmt"

type T struct{ _ int }

func _() { undefinedName() }

func main() {
	x := _
	_ = T{_: 1}
	var t T
	t._ = 5
	_()
	for _ = range _ {
	}
	_ := 5
	func(_ int) { _ = _ }(1)
}
