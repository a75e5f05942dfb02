// A generic function of the library used without a call.
package main

import (
	"fmt"
	"slices"
)

func main() {
	fmt.Println(slices.Reverse)
	f := slices.Sort
	var g func([]int) = slices.Sort
	var h func(int) = slices.Sort
	slices.Sort(5)
	slices.Index([]int{}, "a")
	slices.SortFunc([]int{1}, func(a, b string) int { return 0 })
	_ = slices.Max[[]int]
}
