// Initialization across packages: dependencies first, files by name, variables by dependency, init functions in order.
package main

import (
	"fmt"

	"example.com/order/a"
	_ "example.com/order/side"
	"example.com/order/trace"
)

var (
	x = trace.Log("main.x", y+a.A)
	y = trace.Log("main.y", f())
	z = trace.Log("main.z", 1)
)

func f() int { return z + w }

var w = trace.Log("main.w", 10)

func init() { trace.Log("main.init1", x) }

func main() {
	fmt.Println(x, y, z, w, late, a.Sum())
	for _, s := range trace.All {
		fmt.Println(s)
	}
}

func init() { trace.Log("main.init2", late) }
