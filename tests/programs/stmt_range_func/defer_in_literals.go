// Range-over-func loops in literals of functions that defer.
package main

import "slices"

func main() {
	defer println("end")
	func() {
		for x := range slices.Values([]int{1, 2}) {
			func() {
				for y := range slices.Values([]int{3, 4}) {
					defer println("d", x, y)
				}
			}()
		}
	}()
	for x := range slices.Values([]int{5, 6}) {
		defer println("m", x)
	}
	f := func() {
		for x := range slices.Values([]int{7, 8}) {
			println(x)
		}
	}
	f()
}
