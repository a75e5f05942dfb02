// What is declared and not used; imports; labels.
package main

import (
	"fmt"
	"os"
	_ "sort"
	m "math"
	. "strings"
)

func f(unusedParam int) (unusedResult int) { return 0 }

func main() {
	a := 1
	var b, c = 1, 2
	_ = c
	for i, v := range []int{} {
	}
	switch x := any(a).(type) {
	case int:
	}
	func() { d := 1 }()
	if e := 1; true {
	}
	g := func() {}
	const unusedConst = 1
	type unusedType int
	b = 5
}
